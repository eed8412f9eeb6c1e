"""What reviewers say of a product: the figures of all its reviews beside the newest ones, for people and for search engines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec
from babel.numbers import format_decimal

from parvis.model.article import Article
from parvis.model.curated_review import CuratedReview, figures
from parvis.model.product import Product
from parvis.pages import json_ld
from parvis.pages.addresses import absolute
from parvis.pages.edition import Edition
from parvis.pages.review_cards import cards
from parvis.pages.review_figures import figures_value
from parvis.pages.review_values import FiguresValue, ReviewCard
from parvis.pages.review_views import View, address, select

#: How many reviews stand on a product's page.
REVIEWS = 3


class Opinions(msgspec.Struct, frozen=True, kw_only=True):
    """What its reviewers say of it."""

    figures: FiguresValue  #: of all its reviews
    rating: str  #: their average in words, and how many they are
    cards: tuple[ReviewCard, ...]
    shown: str  #: that these are a selection; empty where they are all
    all: str  #: where all of them stand
    withheld: int
    handling: str  #: where it stands how reviews are handled


def opinions(product: Product, edition: Edition) -> Opinions | None:
    """What its reviewers say of it; None where nobody has reviewed it."""
    hub, view = edition.hub, View(product=product.slug)
    found = select(hub.reviews.published, view)
    withheld = sum(one.review.product == product.slug for one in hub.reviews.withheld)
    if not found:
        return None
    return Opinions(
        figures=figures_value(found, edition, product=product.slug),
        rating=average(found, edition),
        cards=cards(found[:REVIEWS], edition),
        shown=selection(min(REVIEWS, len(found)), len(found), edition),
        all=address(view, edition),
        withheld=withheld,
        handling=edition.at.handling(),
    )


def average(found: Sequence[CuratedReview], edition: Edition) -> str:
    """`4.6 out of 5, 40 reviews`; empty where nobody has given a star."""
    told = figures(found)
    if told.average is None:
        return ""
    number = partial(format_decimal, locale=edition.locale)
    counted = edition.words.ngettext("%(shown)s review", "%(shown)s reviews", told.rated) % {"shown": number(told.rated)}
    return f"{number(told.average, format='0.0')} {edition.words.gettext('out of 5')}, {counted}"


def selection(shown: int, count: int, edition: Edition) -> str:
    """That what stands there is a selection, where it is one."""
    if count <= shown:
        return ""
    return str(edition.words.gettext("A selection: the newest %(number)s of %(count)s reviews")) % {"number": shown, "count": count}


def structured(product: Product, article: Article, edition: Edition) -> dict[str, Any] | None:
    """The product with its rating (schema.org `Product`); None where it has no review of the brand's own collection."""
    found = select(edition.hub.reviews.published, View(product=product.slug))
    url, picture = absolute(edition.site, edition.url_of(article)), article.picture
    price = product.price if product.status in {"available", "seasonal"} else None
    return json_ld.product(article.title, url, found, edition, picture=absolute(edition.site, picture) if picture else "", price=price)
