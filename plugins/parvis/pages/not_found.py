"""What a visitor sees at an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages.edition import editions


def pages(hub: Hub) -> Iterator[Page]:
    """One page for each language; web servers show the one at the root."""
    for edition in editions(hub):
        title = str(edition.words.gettext("This page is not here"))
        yield Page(
            kind="error",
            path=edition.at.not_found(),
            template="not_found.html",
            title=title,
            language=edition.language,
            values=edition.frame(
                title=title, noindex=True, wall=edition.at.wall(), alternates=edition.alternates(lambda at: at.not_found())
            ),
        )
