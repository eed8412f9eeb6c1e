"""What the pages of all nouns have in common: their words in a language, their addresses, the frame of their pages and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from parvis.curate.ambassadors import agreed
from parvis.model.ambassador import Ambassador
from parvis.model.article import Article, Kind
from parvis.model.noun import Noun
from parvis.model.page import Page
from parvis.pages import noun_data
from parvis.pages.addresses import FEED
from parvis.pages.edition import Edition, alternate
from parvis.pages.typography import spaced
from parvis.pages.values import Alternate, Link

#: Kinds of which each one has a feed of its own.
_FOLLOWED: Final = frozenset({"ambassador", "contest"})


def words(noun: Noun, edition: Edition) -> Article:
    """What is told of it in the edition's language, else in the main one."""
    return next((article for article in noun.told if article.language == edition.language), noun.told[0])


def url(noun: Noun, edition: Edition) -> str:
    """Where its page lies, in the edition's language if it is told in it."""
    return edition.url_of(words(noun, edition))


def link(noun: Noun, edition: Edition) -> Link:
    """Its name and its page; of a person whose consent has ended, the first name."""
    article = words(noun, edition)
    if isinstance(noun, Ambassador) and not agreed(noun, edition.day(edition.hub.now)):
        return Link(noun.first_name, edition.url_of(article))
    return Link(spaced(article.title, article.language), edition.url_of(article))


def named(slug: str, nouns: Iterable[Noun], edition: Edition) -> Link | None:
    """The noun of a slug; None where there is none that is shown."""
    return next((link(noun, edition) for noun in nouns if noun.slug == slug), None)


def said(texts: Mapping[str, str], edition: Edition) -> str:
    """A text in the edition's language, else in the main one, else in the first that it has; empty where it has none."""
    language = next((one for one in (edition.language, edition.site.language, *texts) if texts.get(one)), "")
    return spaced(texts[language], language) if language else ""


def told(noun: Noun, edition: Edition) -> Iterator[Article]:
    """Its words, if it is told in the edition's language: then it has a page there."""
    return (article for article in noun.told if article.language == edition.language)


def versions(noun: Noun, edition: Edition) -> tuple[Alternate, ...]:
    """Its page in each language in which it is told."""
    urls = {article.language: edition.url_of(article) for article in noun.told}
    return tuple(alternate(language, urls[language]) for language in edition.site.languages if language in urls)


def page(noun: Noun, article: Article, edition: Edition, *, room: str, **more: Any) -> Page:
    """A noun's own page. `room`: what the list of all of its kind is called; `more`: what its template needs besides."""
    kind = article.kind
    feed = f"{edition.url_of(noun.told[0])}{FEED}" if kind in _FOLLOWED else ""
    return Page(
        kind=kind,
        path=f"{edition.url_of(article)}index.html",
        template=f"{kind}.html",
        title=article.title,
        language=edition.language,
        updated=article.updated or article.published,
        values=edition.frame(
            title=spaced(article.title, article.language),
            description=article.summary,
            here=edition.at.list_of(kind),
            alternates=versions(noun, edition),
            room=Link(room, edition.at.list_of(kind)),
            # One that nobody wrote is the beginning of what stands below.
            summary=spaced(article.summary, article.language) if "summary" in article.lines else "",
            picture=article.picture or "",
            picture_alt=article.picture_alt,
            body=article.body,
            feeds=(*edition.feeds, Link(spaced(article.title, article.language), feed)) if feed else edition.feeds,
            **more,
        ),
    )


def list_page(kind: Kind, edition: Edition, *, title: str, **more: Any) -> Page:
    """The list of all nouns of a kind."""
    return Page(
        kind=f"{kind}s",
        path=f"{edition.at.list_of(kind)}index.html",
        template=f"{kind}s.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            here=edition.at.list_of(kind),
            alternates=edition.alternates(lambda at: at.list_of(kind)),
            feeds=edition.feeds_of(title, lambda at: at.list_of(kind)),
            json_ld=noun_data.collection(title, edition.at.list_of(kind), edition),
            **more,
        ),
    )
