"""What the home page sets large: a review beside the true average, and an idea that became a product."""

from __future__ import annotations

from datetime import date

import msgspec

from parvis.model.curated_review import CuratedReview, figures
from parvis.model.hub import Hub
from parvis.model.product import Product
from parvis.pages import products, review_cards
from parvis.pages.edition import Edition
from parvis.pages.products import ProductCard
from parvis.pages.review_figures import figures_value
from parvis.pages.review_values import FiguresValue, ReviewCard
from parvis.pages.review_views import View, address, select

#: Characters of a review that can be set large.
SHORTEST, LONGEST = 40, 240


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A review across the page, with what all others say beside it."""

    review: ReviewCard
    figures: FiguresValue  #: of its product, where the hub has a page of it; else of the hub
    product: ProductCard | None
    all: str  #: where the reviews are that the figures count


class Dream(msgspec.Struct, frozen=True, kw_only=True):
    """An idea of somebody's that is in the shop."""

    product: ProductCard
    launched: date


def voice(hub: Hub, edition: Edition) -> Voice | None:
    """The newest review that can be set large and speaks for the others: in the reader's language, of a product, rated as most rate.

    None of these is a must: what comes nearest is shown. What the brand has pinned goes before the others of its language, and says so.
    """
    known = {product.slug: product for product in hub.products}
    found = [one for one in hub.reviews.published if SHORTEST <= len(one.review.text) <= LONGEST and not one.review.insider]
    average = figures(hub.reviews.published).average
    usual = round(average) if average else None  # neither the brand's best nor its worst
    if not found:
        return None
    in_front = {one.review.id for one in hub.reviews.in_front}
    chosen = max(
        found,
        key=lambda one: (
            one.review.language == edition.language,
            one.review.id in in_front,
            one.review.product in known,
            one.review.rating == usual,
            one.review.published,
        ),
    )
    return _voice(chosen, known.get(chosen.review.product or ""), edition)


def _voice(chosen: CuratedReview, product: Product | None, edition: Edition) -> Voice:
    view = View(product=product.slug) if product else View()
    return Voice(
        review=review_cards.card(chosen, edition, in_front=True),
        figures=figures_value(select(edition.hub.reviews.published, view), edition, product=view.product),
        product=products.card(product, edition) if product else None,
        all=address(view, edition),
    )


def dream(hub: Hub, edition: Edition) -> Dream | None:
    """The product that came last of those that somebody else than the brand thought of."""
    today = edition.day(hub.now)
    came = [(product.launched, product) for product in hub.products if product.credit and product.launched and product.launched <= today]
    if not came:
        return None
    launched, product = max(came, key=lambda one: (one[0], one[1].slug))
    return Dream(product=products.card(product, edition), launched=launched)
