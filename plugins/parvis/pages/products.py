"""Products: facts visibly apart from opinions, whose idea each was, what was promised, and who speaks of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec
from babel.lists import format_list
from babel.numbers import format_currency

from parvis.curate import products as decided
from parvis.curate.contests.merge import ideas
from parvis.curate.mentions import Speech, fold, terms
from parvis.curate.products import Promise
from parvis.model.article import Article
from parvis.model.curated_review import CuratedReview, figures
from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.model.product import Credit, Price, Product, ProductStatus
from parvis.pages import nouns, related
from parvis.pages.cards import cards
from parvis.pages.contest import gallery
from parvis.pages.edition import Edition, editions
from parvis.pages.journal import teaser
from parvis.pages.opinions import average, opinions, structured
from parvis.pages.review_cards import stars
from parvis.pages.review_values import Star
from parvis.pages.typography import spaced
from parvis.pages.values import Link, Swatch

#: How many films, posts of the wall and posts of the journal a product's page shows.
FILMS, POSTS, ARTICLES = 3, 9, 3
#: The order of the list: what can be had, what will come, what was.
_ORDER: Final[tuple[tuple[ProductStatus, ...], ...]] = (("available", "seasonal"), ("announced",), ("retired",))


class ProductCard(msgspec.Struct, frozen=True, kw_only=True):
    """A product as a list shows it."""

    name: str
    url: str
    language: str
    summary: str
    swatch: Swatch
    status: ProductStatus
    sign: str  #: the status in words
    credit: str  #: who thought of it; empty where the brand did
    promise: Promise | None
    promise_sign: str
    stars: tuple[Star, ...] = ()  #: of its average, where a list tells it
    rating: str = ""  #: the average in words, and of how many reviews


class Credited(msgspec.Struct, frozen=True):
    """Somebody who thought of it."""

    label: str
    url: str  #: may be empty
    then: str  #: what is written between this name and the next: a comma, an "and"


class Promised(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a promise, with its days."""

    state: Promise
    sign: str
    promised: date | None
    launched: date | None
    because: str


class Fact(msgspec.Struct, frozen=True):
    """Something that can be checked: what it is about, and what it is."""

    label: str
    text: str


def pages(hub: Hub) -> Iterator[Page]:
    """The list in each language, and each product's page in each language in which it is told."""
    if not hub.products:
        return
    speech = Speech(hub.items, hub.articles)
    for edition in editions(hub):
        yield _list(hub, edition)
        for product in hub.products:
            for article in nouns.told(product, edition):
                yield _product(product, article, edition, speech)


def card(product: Product, edition: Edition, reviews: Sequence[CuratedReview] = ()) -> ProductCard:
    """A product as a list shows it. `reviews`: those of it, where the list tells their average."""
    article = nouns.words(product, edition)
    today = edition.day(edition.hub.now)
    status, promise = decided.status(product, today), decided.promise(product, today)
    return ProductCard(
        name=spaced(article.title, article.language),
        url=edition.url_of(article),
        language=article.language,
        summary=spaced(article.summary, article.language),
        swatch=swatch(product, article),
        status=status,
        sign=_sign(status, edition),
        credit=format_list([one.name for one in product.credit], locale=edition.locale),
        promise=promise,
        promise_sign=_promise_sign(promise, edition),
        stars=stars(figures(reviews).average),
        rating=average(reviews, edition),
    )


def swatch(product: Product, article: Article) -> Swatch:
    """What it looks like: its picture, else a macaron in its colours."""
    return Swatch(picture=article.picture or "", alt=article.picture_alt, colors=product.colors)


def _list(hub: Hub, edition: Edition) -> Page:
    gettext = edition.words.gettext
    by_product: dict[str, list[CuratedReview]] = defaultdict(list)
    for one in hub.reviews.published:
        by_product[one.review.product].append(one)
    found = (card(product, edition, by_product[product.slug]) for product in hub.products)
    shown = sorted(found, key=lambda one: fold(one.name))
    titles = (str(gettext("In the shop")), str(gettext("Coming")), str(gettext("In the museum")))
    groups = [(title, tuple(one for one in shown if one.status in states)) for title, states in zip(titles, _ORDER, strict=True)]
    return nouns.list_page(
        "product",
        edition,
        title=str(gettext("Products")),
        groups=tuple((title, of_group) for title, of_group in groups if of_group),
    )


def _product(product: Product, article: Article, edition: Edition, speech: Speech) -> Page:
    wanted = terms(product, (*product.mentions, *product.tags))
    posts = speech.items(wanted)
    films = tuple(item for item in posts if item.post.kind == "video")[:FILMS]
    if len(films) == 1:  # one alone stands among the others
        films = ()
    addresses = tuple(edition.url_of(told) for told in product.told)
    credited = _credits(product, edition)
    articles = tuple(teaser(one, edition) for one in _in_language(speech.articles(wanted, addresses), edition)[:ARTICLES])
    shown = (*(one.url for one in credited), *(one.url for one in articles))
    return nouns.page(
        product,
        article,
        edition,
        room=str(edition.words.gettext("Products")),
        related=related.beyond(related.of("product", product.slug, edition), shown),
        card=card(product, edition),
        facts=_facts(product, edition),
        price=price(product.price, edition),
        shop=product.price.url if product.price else "",
        credits=credited,
        promise=_promised(product, edition),
        opinions=opinions(product, edition),
        json_ld=structured(product, article, edition),
        films=cards(films, edition),
        posts=cards(_others(posts, films)[:POSTS], edition),
        articles=articles,
    )


def _others(posts: tuple[Item, ...], films: tuple[Item, ...]) -> tuple[Item, ...]:
    shown = {film.post.id for film in films}
    return tuple(item for item in posts if item.post.id not in shown)


def _in_language(articles: tuple[Article, ...], edition: Edition) -> tuple[Article, ...]:
    """Each post once: in the edition's language where it is written in it."""
    own = {article.slug for article in articles if article.language == edition.language}
    return tuple(article for article in articles if article.language == edition.language or article.slug not in own)


def _facts(product: Product, edition: Edition) -> tuple[Fact, ...]:
    gettext = edition.words.gettext
    told = (
        (str(gettext("Ingredients")), product.ingredients),
        (str(gettext("Allergens")), product.allergens),
        (str(gettext("Origin")), product.origin),
        (str(gettext("Season")), product.season),
    )
    return tuple(Fact(label, text) for label, texts in told if (text := nouns.said(texts, edition)))


def price(known: Price | None, edition: Edition) -> str:
    """An amount as the language writes it, with what it is for; empty where none is given."""
    if known is None or known.amount is None:
        return ""
    amount = format_currency(known.amount, known.currency, locale=edition.locale)
    return f"{amount} {nouns.said(known.unit, edition)}".strip()


def _credits(product: Product, edition: Edition) -> tuple[Credited, ...]:
    """Those who thought of it, joined as the language joins names."""
    joined = format_list(["\0"] * len(product.credit), locale=edition.locale).split("\0")
    links = (_credit(one, edition) for one in product.credit)
    return tuple(Credited(link.label, link.url, then) for link, then in zip(links, joined[1:], strict=True))


def _credit(credit: Credit, edition: Edition) -> Link:
    """Who thought of it, with the page of the idea, or of the contest in which they had it."""
    contest = next((one for one in edition.hub.contests if one.slug == credit.contest), None)
    if contest is None:
        return Link(credit.name, "")
    idea = next((one for one in ideas(contest) if credit.entry in {one.id, *(other.id for other in one.also)}), None)
    return Link(credit.name, gallery.address(idea.entry, contest, edition) if idea else nouns.url(contest, edition))


def _promised(product: Product, edition: Edition) -> Promised | None:
    state = decided.promise(product, edition.day(edition.hub.now))
    if state is None:
        return None
    return Promised(
        state=state,
        sign=_promise_sign(state, edition),
        promised=product.promised,
        launched=product.launched,
        because=nouns.said(product.late_because, edition),
    )


def _sign(status: ProductStatus, edition: Edition) -> str:
    gettext = edition.words.gettext
    return {
        "available": str(gettext("In the shop")),
        "seasonal": str(gettext("In season only")),
        "announced": str(gettext("Coming")),
        "retired": str(gettext("No longer made")),
    }[status]


def _promise_sign(promise: Promise | None, edition: Edition) -> str:
    gettext = edition.words.gettext
    return {
        None: "",
        "kept": str(gettext("Promise kept")),
        "kept_late": str(gettext("Promise kept, late")),
        "waiting": str(gettext("Promised")),
        "late": str(gettext("Late")),
    }[promise]
