"""The figures of reviews: the average and how the stars are spread, of all published ones or of a product's."""

from __future__ import annotations

from collections.abc import Sequence

from babel.numbers import format_decimal

from parvis.model.curated_review import CuratedReview, figures
from parvis.model.review import BEST
from parvis.pages.edition import Edition
from parvis.pages.review_cards import rating, stars
from parvis.pages.review_values import Bar, FiguresValue
from parvis.pages.typography import spaced


def figures_value(found: Sequence[CuratedReview], edition: Edition, *, product: str = "", here: int = 0) -> FiguresValue:
    """Average and distribution of all published reviews, or of all of a product. `here`: stars that the page selects."""
    told = figures(found)
    ngettext = edition.words.ngettext
    average = "" if told.average is None else format_decimal(told.average, format="0.0", locale=edition.locale)
    number = format_decimal(told.rated, locale=edition.locale)
    if product:
        words = ngettext(
            "average of the one review of this product", "average of the %(number)s published reviews of this product", told.rated
        )
    else:
        words = ngettext("average of the one published review", "average of the %(number)s published reviews", told.rated)
    bars = (
        Bar(
            label=rating(star, edition),
            count=count,
            percent=(200 * count + told.rated) // (2 * told.rated) if told.rated else 0,  # a half is rounded up, as people do
            url=edition.at.reviews(stars=star) if count and not product else "",
            here=star == here,
        )
        for star, count in zip(range(BEST, 0, -1), told.stars, strict=True)
    )
    return FiguresValue(
        count=told.count,
        rated=told.rated,
        average=average,
        stars=stars(told.average),
        words=spaced(str(words) % {"number": number}, edition.language),
        bars=tuple(bars),
        verified=told.verified,
        rewarded=told.rewarded,
    )
