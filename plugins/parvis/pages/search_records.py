"""What the search may find: each thing that has a page, in words, by the very values that its page shows.

Nothing stands in a record that does not stand on the page: of what is veiled the warning, of what is quoted the quotation; what is
a bare link has no record at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final

import msgspec
from babel import Locale

from parvis.curate.ambassadors import agreed
from parvis.curate.contests.merge import ideas
from parvis.model.ambassador import Ambassador
from parvis.model.article import Article
from parvis.model.contest import Contest
from parvis.model.curated_review import CuratedReview
from parvis.model.event import Event
from parvis.model.hub import Hub, Item
from parvis.model.noun import Noun
from parvis.model.product import Product
from parvis.pages import ambassadors, days, event_cards, nouns, products, review_cards
from parvis.pages.cards import author, name, veil
from parvis.pages.contest import gallery
from parvis.pages.disclosure import told
from parvis.pages.edition import Edition, direction, editions
from parvis.pages.journal import posts_of
from parvis.pages.networks import mark, place, source_title
from parvis.pages.once import once_each_hub
from parvis.pages.pictures import pictures
from parvis.pages.typography import spaced
from parvis.pages.values import Swatch
from parvis.tidy import text

#: Characters of a text that stand for a title.
_FIRST_WORDS: Final = 60


class Fact(msgspec.Struct, frozen=True):
    """A value by which records can be chosen."""

    facet: str  #: kind, source, rating, product, person or language
    value: str  #: as it stands in addresses
    label: str  #: as people read it


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be found. Every text is plain."""

    path: str  #: its page below output/, such as `mur/journal/item-1a2b/`
    title: str
    text: str
    kind: str  #: as in the facet of this name
    sign: str  #: symbol in icons/icons.svg; empty: the kind is told in words alone
    by: str = ""  #: who speaks
    place: str = ""  #: where it stands, or what it is about
    day: str = ""  #: its date in words
    at: datetime | None = None
    language: str = ""  #: of its words
    direction: str = "auto"
    picture: str = ""  #: path in the output
    colors: tuple[str, ...] = ()  #: `#rrggbb` of shell and filling, of what is drawn
    stars: int = 0
    rating: str = ""  #: in words
    signs: tuple[str, ...] = ()  #: what readers must be told beside the name
    facts: tuple[Fact, ...] = ()


@once_each_hub
def by_language(hub: Hub) -> dict[str, tuple[Record, ...]]:
    """All records in each of the hub's languages: each thing once, in that language's words or else in those it has."""
    return {edition.language: tuple(_records(hub, edition)) for edition in editions(hub)}


def _records(hub: Hub, edition: Edition) -> Iterator[Record]:
    yield from (_item(item, edition) for item in hub.items if not item.post.author.opted_out)
    yield from (_review(one, edition) for one in hub.reviews.published)
    yield from (_article(one, edition, "post") for one in posts_of(hub, edition))
    yield from (_article(one, edition, "page") for one in _pages(hub.written_pages, edition))
    today = edition.day(hub.now)
    yield from (_person(person, edition) for person in hub.ambassadors if agreed(person, today))
    for contest in hub.contests:
        yield _noun(contest, "contest", edition)
        yield from _ideas(contest, edition)
    yield from (_event(event, edition) for event in hub.events)
    yield from (_product(product, edition) for product in hub.products)
    for kind, found in (("offer", hub.offers), ("place", hub.places), ("challenge", hub.challenges)):
        yield from (_noun(noun, kind, edition) for noun in found)


def _pages(found: Sequence[Article], edition: Edition) -> Iterator[Article]:
    """Each page once, as the journal has each post once."""
    own = {article.slug for article in found if article.language == edition.language}
    for article in found:
        if article.language == edition.language or (article.language == edition.site.language and article.slug not in own):
            yield article


def _item(item: Item, edition: Edition) -> Record:
    post, veiled = item.post, veil(item.post)
    shown = pictures(post)
    kind = {"video": "video", "audio": "audio", "event": "event"}.get(post.kind, "wall")
    person = next((one for one in edition.hub.ambassadors if one.slug == item.ambassador), None)
    return Record(
        path=edition.at.item(post),
        title=name(post, edition),
        text="" if veiled == "all" else post.text,
        kind=kind,
        sign=mark(post.network, edition, post.source),
        by=author(post) or source_title(post.source, edition),
        place=place(post, edition),
        day=_day(post.published, edition),
        at=post.published,
        language=post.language or "",
        direction=direction(post.language),
        picture=shown[0].src if shown and not veiled else "",
        signs=told(item.disclosure, edition),
        facts=(
            _kind(kind, edition),
            Fact("source", post.source, source_title(post.source, edition)),
            *([Fact("person", person.slug, person.first_name)] if person else []),
            *_language(post.language, edition),
        ),
    )


def _review(one: CuratedReview, edition: Edition) -> Record:
    review, shown = one.review, review_cards.card(one, edition, whole=True)
    return Record(
        path=shown.permalink,
        title=shown.title or text.one_line(shown.text, _FIRST_WORDS) or shown.name,  # its first words: the browser says them once
        text=shown.text,  # what the brand has answered is not what its author says
        kind="review",
        sign="",
        by=shown.author,
        place=shown.product.label if shown.product else shown.origin,
        day=_day(review.published, edition),
        at=review.published,
        language=shown.language,
        direction=shown.direction,
        picture=shown.photos[0].src if shown.photos else "",
        stars=review.stars or 0,
        rating=shown.rating,
        signs=tuple(sign.label for sign in shown.signs),
        facts=(
            _kind("review", edition),
            Fact("source", review.source, shown.origin),
            *([Fact("rating", str(review.stars), review_cards.rating(float(review.stars), edition))] if review.stars else []),
            *([Fact("product", review.product, shown.product.label)] if review.product and shown.product else []),
            *_language(review.language, edition),
        ),
    )


def _article(article: Article, edition: Edition, kind: str) -> Record:
    author = [Fact("person", text.slug(article.author), article.author)] if article.author and kind == "post" else []
    return msgspec.structs.replace(
        _written(article, kind, edition, (*author, *_about(article.about, edition))),
        by=article.author,
        day=_day(article.published, edition) if kind == "post" else "",
        at=article.published,
        signs=told(article.disclosure, edition),
    )


def _noun(noun: Noun, kind: str, edition: Edition, swatch: Swatch | None = None, more: Iterable[Fact] = ()) -> Record:
    made = _written(nouns.words(noun, edition), kind, edition, (*more, *_about(noun.about, edition)))
    return msgspec.structs.replace(
        made,
        at=noun.published,
        picture=swatch.picture if swatch else made.picture,
        colors=swatch.colors if swatch else (),
    )


def _written(article: Article, kind: str, edition: Edition, facts: Iterable[Fact]) -> Record:
    """What is the same of everything that editors have written."""
    return Record(
        path=edition.url_of(article),
        title=spaced(article.title, article.language),
        text=_words(article),
        kind=kind,
        sign="",
        language=article.language,
        picture=article.picture or "",
        facts=(_kind(kind, edition), *facts, *_language(article.language, edition)),
    )


def _person(person: Ambassador, edition: Edition) -> Record:
    shown = ambassadors.card(person, edition)
    made = _noun(person, "ambassador", edition, more=[Fact("person", person.slug, person.first_name)])
    return msgspec.structs.replace(made, place=shown.place, signs=shown.disclosure, picture=shown.portrait.picture)


def _product(product: Product, edition: Edition) -> Record:
    article = nouns.words(product, edition)
    label = spaced(article.title, article.language)
    return _noun(product, "product", edition, products.swatch(product, article), [Fact("product", product.slug, label)])


def _event(event: Event, edition: Edition) -> Record:
    shown = event_cards.card(event, edition)
    made = _noun(event, "event", edition)
    return msgspec.structs.replace(made, place=shown.place, day=days.written(shown.date.day, edition.locale), signs=shown.disclosure)


def _ideas(contest: Contest, edition: Edition) -> Iterator[Record]:
    """A contest's ideas, with their authors where those are told yet."""
    for idea in ideas(contest):
        shown = gallery.card(idea, contest, edition)
        yield Record(
            path=shown.url,
            title=shown.title,
            text=idea.entry.text,
            kind="entry",
            sign="",
            by=shown.authors,
            place=nouns.link(contest, edition).label,
            day=_day(idea.entry.at, edition),
            at=idea.entry.at,
            language=shown.language,
            direction=shown.direction,
            picture=shown.swatch.picture,
            colors=shown.swatch.colors,
            facts=(_kind("entry", edition), *_language(shown.language, edition)),
        )


def _words(article: Article) -> str:
    return "\n".join((article.summary, text.plain(article.body.html)))


def _about(references: Iterable[str], edition: Edition) -> Iterator[Fact]:
    """The products that something is about."""
    for reference in references:
        kind, _, slug = reference.partition(":")
        found = nouns.named(slug, edition.hub.products, edition) if kind == "product" else None
        if found:
            yield Fact("product", slug, found.label)


def _language(language: str | None, edition: Edition) -> Iterator[Fact]:
    """The language of the words, without its region."""
    primary = (language or "").replace("_", "-").partition("-")[0].lower()
    if primary:
        yield Fact("language", primary, edition.locale.languages.get(primary, primary))


def _kind(kind: str, edition: Edition) -> Fact:
    return Fact("kind", kind, kind_label(kind, edition))


def kind_label(kind: str, edition: Edition) -> str:
    """What one calls a thing of this kind."""
    return _kind_labels(edition)[kind]


@lru_cache(maxsize=8)
def _kind_labels(edition: Edition) -> dict[str, str]:
    gettext = edition.words.gettext
    labels = {
        "wall": gettext("From the wall"),
        "video": gettext("Film"),
        "audio": gettext("Sound"),
        "event": gettext("Event"),
        "review": gettext("Review"),
        "post": gettext("From the journal"),
        "page": gettext("Page"),
        "ambassador": gettext("Ambassador"),
        "contest": gettext("Contest"),
        "entry": gettext("Idea"),
        "product": gettext("Product"),
        "offer": gettext("Offer"),
        "place": gettext("Place"),
        "challenge": gettext("Challenge"),
    }
    return {kind: str(label) for kind, label in labels.items()}


def _day(moment: datetime | None, edition: Edition) -> str:
    return _in_words(edition.day(moment), edition.locale) if moment else ""


@lru_cache(maxsize=8192)
def _in_words(day: date, locale: Locale) -> str:
    """There are many more things than days."""
    return days.written(day, locale)
