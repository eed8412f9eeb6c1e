"""The wall: every post, newest first, on pages that stay."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.pages.edition import Edition, editions
from parvis.pages.lists import days, heading, last_change, pager
from parvis.pages.numbering import Sheet, sheets
from parvis.pages.sources import doors
from parvis.pages.tags import most_used

#: How many topics the front's filter bar names.
TOPICS = 8


def pages(hub: Hub) -> Iterator[Page]:
    """The front and the numbered pages, in each language."""
    for edition in editions(hub):
        for sheet in sheets(hub.items, hub.site.page_size):
            yield _wall(hub, edition, sheet)


def _wall(hub: Hub, edition: Edition, sheet: Sheet[Item]) -> Page:
    number = sheet.number
    title = heading(str(edition.words.gettext("Wall")), sheet, edition)
    return Page(
        kind="wall",
        path=f"{edition.at.wall(number)}index.html",
        template="wall.html",
        title=title,
        language=edition.language,
        updated=last_change(sheet.items),
        values=edition.frame(
            title=title,
            here=edition.at.wall(),
            alternates=edition.alternates(lambda at: at.wall(number)),
            number=number,
            days=days(sheet.items, edition),
            sources=doors(edition),
            topics=() if number else most_used(hub, edition, TOPICS),
            pager=pager(sheet, edition.at.wall),
        ),
    )
