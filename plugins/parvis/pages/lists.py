"""Lists of posts: what the wall, a source, a topic and the films have in common: days, and the way to older and newer pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from parvis.model.hub import Hub, Item
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import card
from parvis.pages.numbering import Sheet
from parvis.pages.values import Day, Pager


def days(items: Iterable[Item], edition: Backdrop) -> tuple[Day, ...]:
    """Cards by the hub's calendar day, in the order of the items."""
    grouped = groupby(items, lambda item: edition.day(item.post.published))
    return tuple(Day(day, tuple(card(item, edition) for item in of_day)) for day, of_day in grouped)


def in_front(hub: Hub) -> tuple[Item, ...]:
    """What editors have pinned: it comes first, the latest pin before all others."""
    pinned = [(item.pinned, item) for item in hub.items if item.pinned]
    return tuple(item for _since, item in sorted(pinned, key=lambda one: one[0], reverse=True))


def pager(sheet: Sheet[Any], find: Callable[[int], str]) -> Pager:
    """The way to the neighbours. It counts no pages: else a new one would change all others."""
    return Pager(
        number=sheet.number,
        newer=None if sheet.newer is None else find(sheet.newer),
        older=None if sheet.older is None else find(sheet.older),
        newest=find(0) if sheet.newer else None,
        oldest=find(1) if sheet.older and sheet.older > 1 else None,
    )


def heading(title: str, sheet: Sheet[Any], edition: Backdrop) -> str:
    """A list's title, with the page's number where it has one."""
    if not sheet.number:
        return title
    return str(edition.words.gettext("%(title)s, page %(number)s")) % {"title": title, "number": sheet.number}


def last_change(items: Iterable[Item]) -> datetime | None:
    """The latest moment at which one of the posts was made or edited."""
    return max((item.post.updated or item.post.published for item in items), default=None)
