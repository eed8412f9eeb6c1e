"""The journal: what the editors wrote, newest first, and how a post of theirs looks in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages import noun_data
from parvis.pages.disclosure import told
from parvis.pages.edition import Edition, editions
from parvis.pages.typography import spaced
from parvis.pages.values import Teaser

#: How many of the newest stand large; where there are no more than that and a few, all do.
_LARGE: Final = 4
_FEW: Final = 3


def pages(hub: Hub) -> Iterator[Page]:
    """One list for each language."""
    for edition in editions(hub):
        yield _journal(hub, edition)


def posts_of(hub: Hub, edition: Edition) -> tuple[Article, ...]:
    """Each post once, newest first: in the edition's language where it is written in it, else in the main one."""
    own = {article.slug for article in hub.articles if article.language == edition.language}
    return tuple(
        article
        for article in hub.articles
        if article.language == edition.language or (article.language == edition.site.language and article.slug not in own)
    )


def teaser(article: Article, edition: Edition) -> Teaser:
    """A post as a list shows it."""
    return Teaser(
        title=spaced(article.title, article.language),
        url=edition.url_of(article),
        summary=spaced(article.summary, article.language),
        published=article.published,
        author=article.author,
        disclosure=told(article.disclosure, edition),
        language=article.language,
        picture=article.picture or "",
        picture_alt=article.picture_alt,
    )


def _by_year(posts: Sequence[Article], edition: Edition) -> Iterator[tuple[int, tuple[Teaser, ...]]]:
    """Older posts by the year of each, in the order in which they come."""
    for year, of_year in groupby(posts, key=lambda post: edition.day(post.published).year if post.published else 0):
        yield year, tuple(teaser(post, edition) for post in of_year)


def _journal(hub: Hub, edition: Edition) -> Page:
    title = str(edition.words.gettext("Journal"))
    posts = posts_of(hub, edition)
    return Page(
        kind="journal",
        path=f"{edition.at.journal()}index.html",
        template="journal.html",
        title=title,
        language=edition.language,
        updated=max((post.updated or post.published for post in posts if post.published), default=None),
        values=edition.frame(
            title=title,
            here=edition.at.journal(),
            alternates=edition.alternates(lambda at: at.journal()),
            feeds=edition.feeds_of(title, lambda at: at.journal()),
            json_ld=noun_data.collection(title, edition.at.journal(), edition),
            posts=tuple(teaser(post, edition) for post in posts),
            large=(large := _LARGE if len(posts) > _LARGE + _FEW else len(posts)),
            years=tuple(_by_year(posts[large:], edition)),
        ),
    )
