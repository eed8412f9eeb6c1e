"""Addresses of posts that are shown elsewhere: the same words on another network have one card, and each address leads there for ever."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.model.hub import Hub, Item
from parvis.model.page import Plan
from parvis.pages.addresses import absolute
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import name
from parvis.pages.edition import main_edition
from parvis.pages.plans import Values, plan
from parvis.pages.values import Link


def pages(hub: Hub) -> Iterator[Plan]:
    """A small page for each copy of a post that is shown. Nothing of the copy stands on it."""
    edition, copies = main_edition(hub), [item for item in hub.withheld if item.same_as]
    kept = {item.post.id: item for item in hub.items} if copies else {}
    for item in copies:
        into = kept[item.same_as]
        yield plan(
            _values,
            edition,
            into,
            kind="copy",
            path=f"{edition.at.item(item.post)}index.html",
            template="copy.html",
            title=name(into.post, edition),
            language=edition.language,
        )


def _values(edition: Backdrop, into: Item) -> Values:
    there = Link(name(into.post, edition), edition.at.item(into.post))
    return edition.frame(title=there.label, here=edition.at.wall(), canonical=absolute(edition.site, there.url), there=there)
