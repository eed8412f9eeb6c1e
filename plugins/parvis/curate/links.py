"""Links: which nouns and posts belong together, and which of them an item is about: by name, by whose words it is, by tags and hashtags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, islice
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from parvis.curate.ambassadors import agreed
from parvis.curate.mentions import fold
from parvis.model.ambassador import Ambassador
from parvis.model.article import Article
from parvis.model.contest import Contest
from parvis.model.curated_review import CuratedReview
from parvis.model.event import Event
from parvis.model.hub import Hub, Item
from parvis.model.noun import Noun
from parvis.model.offer import Offer
from parvis.model.product import Product
from parvis.tidy.citations import Citation

#: The kinds that are linked to, in the order in which a page names them. Items are not: each new one would change many pages.
KINDS: Final = ("contest", "product", "event", "ambassador", "challenge", "offer", "place", "post")
_ORDER: Final = MappingProxyType({kind: place for place, kind in enumerate(KINDS)})
#: So many of each kind.
MOST: Final = 3
#: A tag that more things carry says nothing of any of them.
COMMON: Final = 12

#: What a link weighs: one thing names the other, one is the other's words, they share a tag that nobody else has.
_NAMED: Final = 100.0
_WORDS: Final = 50.0
_SHARED: Final = 10.0


class Links:
    """Everything of a hub that may be linked to, with what ties it to others. Worked out once for all pages."""

    def __init__(self, hub: Hub) -> None:
        self._marks: dict[Citation, frozenset[str]] = {}
        self._named: dict[Citation, set[Citation]] = {}
        self._carriers: dict[str, list[Citation]] = {}
        self._mark = cache(_mark)  # thousands of items have the same tags
        today = hub.now.astimezone(ZoneInfo(hub.site.timezone)).date()
        for noun in hub.nouns():
            if isinstance(noun, Ambassador) and not agreed(noun, today):
                continue  # nobody is led to a person who no longer wants to be shown
            self._take(Citation(_kind(noun), noun.slug), _marks(noun), _named(noun, hub.ambassadors))
        for slug, articles in _by_slug(hub.articles).items():
            tags = (tag for article in articles for tag in article.tags)
            self._take(Citation("post", slug), tags, (one for article in articles for one in _about(article.about)))

    def of(self, kind: str, name: str) -> tuple[Citation, ...]:
        """What belongs to a noun or to an editors' post, by kind; the nearest first within each."""
        own = Citation(kind, name)
        return self._chosen(own, self._marks.get(own, frozenset()), {})

    def of_item(self, item: Item) -> tuple[Citation, ...]:
        """What an item is about. Of an author who asked not to be shown, nothing is looked at."""
        if item.post.author.opted_out:
            return ()
        weights = {Citation("ambassador", item.ambassador): _WORDS} if item.ambassador else {}
        if item.moved:
            kind, _, slug = item.moved.partition(":")
            weights[Citation(kind, slug)] = _NAMED
        for name in (item.post.id, item.post.id8):
            weights |= dict.fromkeys(self._named.get(Citation("item", name), ()), _NAMED)
        return self._chosen(Citation("item", item.post.id), frozenset(map(self._mark, item.tags)), weights)

    def of_review(self, one: CuratedReview) -> tuple[Citation, ...]:
        """What a review is about, and what names it."""
        review = one.review
        weights = {Citation("product", review.product): _NAMED} if review.product else {}
        for name in (review.id, review.id8, review.native):
            weights |= dict.fromkeys(self._named.get(Citation("review", name), ()), _NAMED)
        return self._chosen(Citation("review", review.id), frozenset(), weights)

    def _take(self, own: Citation, tags: Iterable[str], named: Iterable[Citation]) -> None:
        marks = frozenset(mark for tag in tags if (mark := self._mark(tag)))
        self._marks[own] = marks
        for mark in sorted(marks):
            self._carriers.setdefault(mark, []).append(own)
        for other in named:
            self._named.setdefault(own, set()).add(other)
            self._named.setdefault(other, set()).add(own)

    def _chosen(self, own: Citation, marks: frozenset[str], weights: dict[Citation, float]) -> tuple[Citation, ...]:
        weights = weights | dict.fromkeys(self._named.get(own, ()), _NAMED)
        for mark in sorted(marks):
            carriers = self._carriers.get(mark, [])
            for other in carriers if len(carriers) <= COMMON else ():
                weights[other] = weights.get(other, 0.0) + _SHARED / len(carriers)
        if not weights:
            return ()
        known = [other for other in weights if other != own and other in self._marks]
        known.sort(key=lambda other: (_ORDER[other.kind], -weights[other], other.name))
        return tuple(other for _, of_kind in groupby(known, lambda other: other.kind) for other in islice(of_kind, MOST))


def _mark(tag: str) -> str:
    """What the spellings of a tag have in common: `Bleuet-citron`, `bleuetcitron`."""
    return fold(tag).replace(" ", "")


def _marks(noun: Noun) -> Iterator[str]:
    yield from noun.tags
    match noun:
        case Product():
            yield from (noun.name, *noun.mentions)
        case Event():
            yield noun.hashtag
        case Contest():
            yield from (noun.slug, noun.take_part.hashtag)
        case Ambassador():
            yield from noun.topics


def _named(noun: Noun, people: Iterable[Ambassador]) -> Iterator[Citation]:
    """What a noun's file names, in its text too."""
    yield from _about(noun.about)
    for article in noun.told:
        yield from _about(article.about)
    match noun:
        case Product():
            yield from (Citation("contest", credit.contest) for credit in noun.credit if credit.contest)
        case Ambassador():
            yield from (Citation("product", slug) for slug in noun.favourites)
        case Offer():
            yield from (Citation("product", slug) for slug in noun.products)
            yield from (Citation("place", slug) for slug in noun.places)
        case Event():
            yield from _of_event(noun, people)


def _of_event(event: Event, people: Iterable[Ambassador]) -> Iterator[Citation]:
    if event.venue and event.venue.place:
        yield Citation("place", event.venue.place)
    if event.organiser:
        yield from (Citation("ambassador", person.slug) for person in people if event.organiser in {person.slug, person.name})
    yield from (Citation("item", post) for post in event.posts)


def _about(said: Iterable[str]) -> Iterator[Citation]:
    """What is named, and of an idea its contest."""
    for one in said:
        kind, _, name = one.partition(":")
        yield Citation(kind.strip(), name.strip())
        if kind == "entry":
            yield Citation("contest", name.strip().partition("/")[0])


def _by_slug(articles: Iterable[Article]) -> dict[str, list[Article]]:
    """A post in all its languages is one."""
    found: dict[str, list[Article]] = {}
    for article in articles:
        found.setdefault(article.slug, []).append(article)
    return found


def _kind(noun: Noun) -> str:
    return type(noun).__name__.lower()
