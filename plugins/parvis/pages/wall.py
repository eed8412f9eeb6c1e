"""The wall: every post, newest first, on pages that stay."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.model.hub import Hub, Item
from parvis.model.page import Plan
from parvis.pages import noun_data
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import cards
from parvis.pages.edition import Edition, editions
from parvis.pages.lists import days, heading, in_front, last_change, pager
from parvis.pages.numbering import Sheet, sheets
from parvis.pages.plans import Values, plan
from parvis.pages.sources import doors
from parvis.pages.tags import most_used
from parvis.pages.values import Link

#: How many topics the front's filter bar names.
TOPICS = 8


def pages(hub: Hub) -> Iterator[Plan]:
    """The front and the numbered pages, in each language."""
    for edition in editions(hub):
        for sheet in sheets(hub.items, hub.site.page_size):
            yield _wall(hub, edition, sheet)


def _wall(hub: Hub, edition: Edition, sheet: Sheet[Item]) -> Plan:
    title = heading(str(edition.words.gettext("Wall")), sheet, edition)
    return plan(
        _values,
        edition,
        title,
        sheet,
        () if sheet.number else most_used(hub, edition, TOPICS),
        () if sheet.number else in_front(hub),
        kind="wall",
        path=f"{edition.at.wall(sheet.number)}index.html",
        template="wall.html",
        title=title,
        language=edition.language,
        updated=last_change(sheet.items),
    )


def _values(edition: Backdrop, title: str, sheet: Sheet[Item], topics: tuple[Link, ...], pinned: tuple[Item, ...]) -> Values:
    number = sheet.number
    first = {item.post.id for item in pinned}
    return edition.frame(
        title=title,
        here=edition.at.wall(),
        alternates=edition.alternates(lambda at: at.wall(number)),
        feeds=edition.feeds_of(str(edition.words.gettext("Wall")), lambda at: at.wall()),
        json_ld=noun_data.collection(title, edition.at.wall(number), edition),
        number=number,
        pinned=cards(pinned, edition),
        days=days((item for item in sheet.items if item.post.id not in first), edition),
        sources=doors(edition),
        topics=topics,
        pager=pager(sheet, edition.at.wall),
    )
