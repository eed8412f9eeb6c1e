"""The films: every video post, newest first, on pages that stay. A click opens the original."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.pages.cards import cards
from parvis.pages.edition import Edition, editions
from parvis.pages.lists import heading, last_change, pager
from parvis.pages.numbering import Sheet, sheets


def pages(hub: Hub) -> Iterator[Page]:
    """The front and the numbered pages, in each language."""
    films = tuple(item for item in hub.items if item.post.kind == "video")
    for edition in editions(hub):
        for sheet in sheets(films, hub.site.page_size):
            yield _videos(edition, sheet)


def _videos(edition: Edition, sheet: Sheet[Item]) -> Page:
    number = sheet.number
    title = heading(str(edition.words.gettext("Videos")), sheet, edition)
    return Page(
        kind="video",
        path=f"{edition.at.videos(number)}index.html",
        template="videos.html",
        title=title,
        language=edition.language,
        updated=last_change(sheet.items),
        values=edition.frame(
            title=title,
            here=edition.at.videos(),
            alternates=edition.alternates(lambda at: at.videos(number)),
            number=number,
            cards=cards(sheet.items, edition),
            pager=pager(sheet, edition.at.videos),
        ),
    )
