"""The films: every video post, newest first, on pages that stay. A click opens the original."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.model.hub import Hub, Item
from parvis.model.page import Plan
from parvis.pages import noun_data
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import cards
from parvis.pages.edition import Edition, editions
from parvis.pages.lists import heading, last_change, pager
from parvis.pages.numbering import Sheet, sheets
from parvis.pages.plans import Values, plan


def pages(hub: Hub) -> Iterator[Plan]:
    """The front and the numbered pages, in each language."""
    films = tuple(item for item in hub.items if item.post.kind == "video")
    for edition in editions(hub):
        for sheet in sheets(films, hub.site.page_size):
            yield _videos(edition, sheet)


def _videos(edition: Edition, sheet: Sheet[Item]) -> Plan:
    title = heading(str(edition.words.gettext("Videos")), sheet, edition)
    return plan(
        _values,
        edition,
        title,
        sheet,
        kind="video",
        path=f"{edition.at.videos(sheet.number)}index.html",
        template="videos.html",
        title=title,
        language=edition.language,
        updated=last_change(sheet.items),
    )


def _values(edition: Backdrop, title: str, sheet: Sheet[Item]) -> Values:
    number = sheet.number
    return edition.frame(
        title=title,
        here=edition.at.videos(),
        alternates=edition.alternates(lambda at: at.videos(number)),
        feeds=edition.feeds_of(str(edition.words.gettext("Videos")), lambda at: at.videos()),
        json_ld=noun_data.collection(title, edition.at.videos(number), edition),
        number=number,
        cards=cards(sheet.items, edition),
        pager=pager(sheet, edition.at.videos),
    )
