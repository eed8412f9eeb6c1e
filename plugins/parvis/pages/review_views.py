"""Views of the reviews: all, of a product, with so many stars; by date, by rating, by helpfulness; each cut into pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from parvis.model.curated_review import CuratedReview
from parvis.model.hub import Hub
from parvis.model.review import BEST, WORST
from parvis.pages.edition import Edition
from parvis.pages.numbering import Sheet, sheets
from parvis.pages.values import Pager

Order = Literal["date", "rating", "helpful"]


class View(msgspec.Struct, frozen=True, kw_only=True):
    """One list of reviews."""

    product: str = ""  #: slug; only reviews of it
    stars: int = 0  #: only reviews with so many
    order: Order = "date"


def views(hub: Hub) -> Iterator[View]:
    """All views that show something: orders that change nothing are left out."""
    found = hub.reviews.published
    yield from (View(order=order) for order in orders(found))
    for product in products(found):
        yield from (View(product=product, order=order) for order in orders(select(found, View(product=product))))
    for stars in range(BEST, WORST - 1, -1):
        if any(one.review.stars == stars for one in found):
            yield View(stars=stars)


def orders(found: Sequence[CuratedReview]) -> tuple[Order, ...]:
    """The orders that make a difference: the date always, the rest where reviews have a rating, or readers have found some helpful."""
    rated = len({one.review.rating for one in found} - {None}) > 1
    helpful = any(one.review.helpful for one in found)
    return ("date", *(("rating",) if rated else ()), *(("helpful",) if helpful else ()))


def products(found: Sequence[CuratedReview]) -> tuple[str, ...]:
    """Products that have reviews, the one with most of them first."""
    counts = Counter(one.review.product for one in found if one.review.product)
    return tuple(sorted(counts, key=lambda product: (-counts[product], product)))


def select(found: Sequence[CuratedReview], view: View) -> tuple[CuratedReview, ...]:
    """The reviews of a view, in its order. `found`: newest first, as ties stay."""
    chosen = [
        one
        for one in found
        if (not view.product or one.review.product == view.product) and (not view.stars or one.review.stars == view.stars)
    ]
    if view.order == "rating":
        chosen.sort(key=lambda one: (one.review.rating is None, -(one.review.rating or 0)))
    elif view.order == "helpful":
        chosen.sort(key=lambda one: -(one.review.helpful or 0))
    return tuple(chosen)


def cut(chosen: Sequence[CuratedReview], view: View, size: int) -> tuple[Sheet[CuratedReview], ...]:
    """By date the pages are numbered from the oldest and stay; in another order from the first, as every new review may shift them all."""
    if view.order == "date":
        return sheets(chosen, size)
    count = max(1, -(-len(chosen) // size))
    return tuple(
        Sheet(
            number if number > 1 else 0,
            tuple(chosen[(number - 1) * size : number * size]),
            number + 1 if number < count else None,
            None if number == 1 else 0 if number == 2 else number - 1,  # noqa: PLR2004 (the front has no number)
        )
        for number in range(1, count + 1)
    )


def address(view: View, edition: Edition, number: int = 0) -> str:
    """Where a page of a view lies, relative to the site's root."""
    words = edition.at.words
    order = {"date": "", "rating": words.by_rating, "helpful": words.most_helpful}[view.order]
    return edition.at.reviews(view.product, view.stars, order, number)


def pager(sheet: Sheet[CuratedReview], view: View, edition: Edition) -> Pager:
    """The way to the neighbours."""
    by_date = view.order == "date"
    return Pager(
        number=sheet.number,
        newer=None if sheet.newer is None else address(view, edition, sheet.newer),
        older=None if sheet.older is None else address(view, edition, sheet.older),
        newest=address(view, edition) if sheet.newer else None,
        oldest=address(view, edition, 1) if by_date and sheet.older and sheet.older > 1 else None,
    )
