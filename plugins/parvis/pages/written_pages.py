"""The editors' pages: about us, legal notice and the like, at the root of their language."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.errors import ContentError, Mistake
from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages.addresses import reserved
from parvis.pages.edition import Edition, editions
from parvis.pages.posts import refuse_twins, versions
from parvis.pages.typography import spaced


def pages(hub: Hub) -> Iterator[Page]:
    """Each page in each language in which it is written. ContentError when one would take an address of the hub's own."""
    taken = reserved(hub.site)
    mistakes = [_taken(page) for page in hub.written_pages if page.slug in taken]
    if mistakes:
        raise ContentError(mistakes)
    refuse_twins(hub.written_pages)
    for edition in editions(hub):
        for article in hub.written_pages:
            if article.language == edition.language:
                yield _page(hub, edition, article)


def _taken(page: Article) -> Mistake:
    return Mistake(page.file, 0, "slug", f"the address '{page.slug}' belongs to the hub itself.", "Choose another slug.")


def _page(hub: Hub, edition: Edition, article: Article) -> Page:
    return Page(
        kind="page",
        path=f"{edition.at.written_page(article.slug)}index.html",
        template="page.html",
        title=article.title,
        language=edition.language,
        updated=article.updated or article.published,
        values=edition.frame(
            title=spaced(article.title, article.language),
            description=article.summary,
            here=edition.at.written_page(article.slug),
            alternates=versions(hub.written_pages, article, edition),
            summary=spaced(article.lead, article.language),
            updated=article.updated,
            picture=article.picture or "",
            picture_alt=article.picture_alt,
            body=article.body,
        ),
    )
