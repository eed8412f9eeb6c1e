"""One page for each item, for ever: the original's link first, then what it shows and says."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from parvis.model.hub import Hub, Item
from parvis.model.page import Body, Plan
from parvis.pages import post_data, related
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import card, cards, name, tags, veil
from parvis.pages.edition import Edition, main_edition
from parvis.pages.pictures import pictures
from parvis.pages.plans import Values, plan
from parvis.pages.related import Group
from parvis.pages.values import Link

#: So many posts of the same source stand below one.
EARLIER = 3
#: Creative Commons, as they name their own licences.
_COMMONS: Final = re.compile(r"https?://creativecommons\.org/(?:licenses/(?P<terms>[a-z-]+)|publicdomain/zero)/(?P<version>\d\.\d)")


def pages(hub: Hub) -> Iterator[Plan]:
    """The permalinks, in the main language."""
    edition = main_edition(hub)
    for item, earlier in reversed(tuple(_with_earlier(hub))):
        yield _permalink(item, earlier, edition)


def _with_earlier(hub: Hub) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    """Each item, oldest first, with what its source said just before: a page stays as it is when something new comes."""
    before: defaultdict[str, deque[Item]] = defaultdict(lambda: deque(maxlen=EARLIER))
    for item in reversed(hub.items):
        said = before[item.post.source]
        yield item, tuple(reversed(said))
        if not item.post.author.opted_out and not veil(item.post):
            said.append(item)


def _permalink(item: Item, earlier: tuple[Item, ...], edition: Edition) -> Plan:
    post = item.post
    return plan(
        _values,
        edition,
        item,
        earlier,
        related.of_item(item, edition),
        kind="item",
        path=f"{edition.at.item(post)}index.html",
        template="item.html",
        title=name(post, edition),
        language=edition.language,
        updated=post.updated or post.published,
        indexed=_own(item, edition),
    )


def _own(item: Item, edition: Backdrop) -> bool:
    """Whether the page is the place of these words: what others have written has its place with them, and search engines are told so."""
    source = edition.sources.get(item.post.source)
    return source is not None and source.owner == "brand" and not item.rights and not item.post.author.opted_out


def licence(named: str) -> Link:
    """A licence by the name that people know, with its address where that is what was named."""
    if "://" not in named:
        return Link(named, "")
    commons = _COMMONS.match(named)
    if not commons:
        return Link(urlsplit(named).hostname or named, named)
    terms = f"CC {commons['terms'].upper()}" if commons["terms"] else "CC0"
    return Link(f"{terms} {commons['version']}", named)


def _values(edition: Backdrop, item: Item, earlier: tuple[Item, ...], of_the_same: tuple[Group, ...]) -> Values:
    post, shown = item.post, card(item, edition)
    bare, own = post.author.opted_out, _own(item, edition)
    return edition.frame(
        title=shown.name,
        description=" · ".join((*shown.disclosure, *(() if bare or shown.veil == "all" else (shown.text,)))),
        here=edition.at.wall(),
        canonical="" if own else post.url or "",
        noindex=bare or not (own or post.url),
        json_ld=post_data.item(item, edition),
        card=shown,
        pictures=() if bare else pictures(post),
        body=None if bare or not post.html or post.text == post.title == shown.title else Body(post.html, post.url or ""),
        quotation=post.text if item.quoted and not bare else "",
        updated=post.updated if post.updated and post.updated > post.published else None,
        dated=post.dated,
        tags=tags(item, edition),
        licence=None if bare or not post.licence else licence(post.licence),
        earlier=cards(earlier, edition),
        related=of_the_same,
        wall=edition.at.wall(),
    )
