"""One page for each item, for ever: the original's link first, then what it shows and says."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.model.hub import Hub, Item
from parvis.model.page import Body, Plan
from parvis.pages import post_data, related
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import card, name, pictures, tags
from parvis.pages.edition import Edition, main_edition
from parvis.pages.plans import Values, plan
from parvis.pages.related import Group


def pages(hub: Hub) -> Iterator[Plan]:
    """The permalinks, in the main language."""
    edition = main_edition(hub)
    for item in hub.items:
        yield _permalink(item, edition)


def _permalink(item: Item, edition: Edition) -> Plan:
    post = item.post
    return plan(
        _values,
        edition,
        item,
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


def _values(edition: Backdrop, item: Item, of_the_same: tuple[Group, ...]) -> Values:
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
        body=None if bare or not post.html else Body(post.html, post.url or ""),
        quotation=post.text if item.quoted and not bare else "",
        updated=post.updated if post.updated and post.updated > post.published else None,
        dated=post.dated,
        tags=tags(item, edition),
        licence="" if bare else post.licence or "",
        related=of_the_same,
        wall=edition.at.wall(),
    )
