"""The editors' posts: one page each, in the language it is written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from parvis.errors import ContentError, Mistake
from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages import post_data, related
from parvis.pages.addresses import tag_slug
from parvis.pages.disclosure import told
from parvis.pages.edition import Edition, alternate, editions
from parvis.pages.journal import posts_of, teaser
from parvis.pages.tags import topics
from parvis.pages.typography import spaced
from parvis.pages.values import Alternate, Link, Teaser

#: How many posts stand below one, to read next.
_ONWARDS: Final = 3


def pages(hub: Hub) -> Iterator[Page]:
    """Each post in each language in which it is written. ContentError when two of them would stand at one address."""
    refuse_twins(hub.articles)
    known = {topic.slug for topic in topics(hub)}
    for edition in editions(hub):
        for article in hub.articles:
            if article.language == edition.language:
                yield _post(hub, edition, article, known)


def refuse_twins(articles: Sequence[Article]) -> None:
    """ContentError when two articles of one language share a slug: they would be the same page."""
    first: dict[tuple[str, str], Article] = {}
    twins = [article for article in articles if first.setdefault((article.language, article.slug), article) is not article]
    if twins:
        raise ContentError(_twin(twin, first[twin.language, twin.slug]) for twin in twins)


def _twin(twin: Article, first: Article) -> Mistake:
    return Mistake(twin.file, 0, "slug", f"the slug '{twin.slug}' is already that of {first.file}.", "Choose another slug.")


def versions(articles: Sequence[Article], article: Article, edition: Edition) -> tuple[Alternate, ...]:
    """The article in each language in which it is written: those of the same slug, and those it names itself."""
    urls = {other.language: edition.url_of(other) for other in articles if other.slug == article.slug} | dict(article.translations)
    return tuple(alternate(language, urls[language]) for language in edition.site.languages if language in urls)


def _post(hub: Hub, edition: Edition, article: Article, known: set[str]) -> Page:
    groups = related.of("post", article.slug, edition)
    onwards = tuple(_onwards(hub, edition, article, {link.url for group in groups for link in group.links}))
    return Page(
        kind="post",
        path=f"{edition.at.post(article.slug)}index.html",
        template="post.html",
        title=article.title,
        language=edition.language,
        updated=article.updated or article.published,
        values=edition.frame(
            title=spaced(article.title, article.language),
            description=article.summary,
            here=edition.at.journal(),
            alternates=versions(hub.articles, article, edition),
            summary=spaced(article.lead, article.language),
            author=article.author,
            disclosure=told(article.disclosure, edition),
            published=article.published,
            updated=article.updated if article.updated != article.published else None,
            picture=article.picture or "",
            picture_alt=article.picture_alt,
            body=article.body,
            tags=_tags(article, edition, known),
            json_ld=post_data.article(article, edition),
            related=related.beyond(groups, (post.url for post in onwards)),
            onwards=onwards,
            journal=edition.at.journal(),
        ),
    )


def _onwards(hub: Hub, edition: Edition, article: Article, kin: set[str]) -> Iterator[Teaser]:
    """Posts to read next, with their pictures: first those that belong to this one (`kin`: addresses), then those before it in time."""
    listed = posts_of(hub, edition)
    here = next((number for number, post in enumerate(listed) if post.slug == article.slug), 0)
    others = sorted((*listed[here + 1 :], *reversed(listed[:here])), key=lambda post: edition.url_of(post) not in kin)
    return (teaser(post, edition) for post in others[:_ONWARDS])


def _tags(article: Article, edition: Edition, known: set[str]) -> tuple[Link, ...]:
    """The post's tags, with a page only where some item of the wall has it."""
    slugs = ((tag, tag_slug(tag)) for tag in article.tags)
    return tuple(Link(tag, edition.at.topic(slug) if slug in known else "") for tag, slug in slugs)
