"""Citations in what editors wrote, with the titles and addresses of what they cite: so a page changes when one of these does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar
from urllib.parse import quote, urlsplit

from msgspec.structs import replace

from parvis.model.article import Article
from parvis.model.contest import Contest
from parvis.model.hub import Hub
from parvis.model.noun import Noun
from parvis.model.nouns import Nouns
from parvis.pages.edition import editions
from parvis.pages.targets import Targets
from parvis.tidy import citations
from parvis.tidy.citations import Citation

AnyNoun = TypeVar("AnyNoun", bound=Noun)


def resolved(hub: Hub) -> tuple[Hub, tuple[str, ...]]:
    """The hub with each citation as a link, and a sentence for each of something that is not shown: there, words stay words."""
    linking = _Linking(hub)
    if not any(_cites(article) for article in _articles(hub)):
        return hub, ()
    found = replace(
        hub,
        articles=linking.told(hub.articles),
        written_pages=linking.told(hub.written_pages),
        **{name: tuple(linking.noun(noun) for noun in getattr(hub, name)) for name in Nouns.__struct_fields__},
        spotlight=linking.noun(hub.spotlight) if hub.spotlight else None,
    )
    return found, tuple(dict.fromkeys(linking.warnings))


class _Linking:
    """All articles of a hub, one after the other."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._folder = urlsplit(hub.site.url).path.rstrip("/")
        self.warnings: list[str] = []

    def told(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """The articles with their links."""
        return tuple(self._article(article) if _cites(article) else article for article in articles)

    def noun(self, noun: AnyNoun) -> AnyNoun:
        """A noun with the links of its words; a contest with those of its papers and ideas."""
        made = replace(noun, told=self.told(noun.told))
        if not isinstance(made, Contest):
            return made
        return replace(
            made,
            rules=made.rules and replace(made.rules, told=self.told(made.rules.told)),
            outcome=made.outcome and replace(made.outcome, told=self.told(made.outcome.told)),
            entries=tuple(replace(entry, told=self.told(entry.told)) if entry.told else entry for entry in made.entries),
        )

    @cached_property
    def _targets(self) -> dict[str, Targets]:
        return {edition.language: Targets(edition) for edition in editions(self._hub)}

    def _article(self, article: Article) -> Article:
        def find(citation: Citation) -> tuple[str, str]:
            link = self._targets[article.language].find(citation)
            if link is None:
                self.warnings.append(f"{article.file} cites '{citation}', which is not published.")
                return self._targets[article.language].named(citation), ""
            return link.label, quote(f"{self._folder}/{link.url}", safe="/%#?=&:")

        html = citations.resolve(article.body.html, find)
        summary = citations.resolve_text(article.summary, lambda citation: find(citation)[0])
        return replace(article, body=replace(article.body, html=html), summary=summary)


def _articles(hub: Hub) -> Iterable[Article]:
    yield from (*hub.articles, *hub.written_pages)
    for noun in hub.nouns():
        yield from noun.told
    for contest in hub.contests:
        papers = (contest.rules, contest.outcome, *contest.entries)
        yield from (article for paper in papers if paper for article in paper.told)


def _cites(article: Article) -> bool:
    """Only what editors wrote: in a feed's text, brackets are brackets."""
    return article.body.written and ("parvis:" in article.body.html or "[[" in article.summary)
