"""Structured data (schema.org) for search engines, as plain values; the filter `json_ld` makes them safe.

A page gives them to its frame as `json_ld`; base.html puts them into its head.
Ratings are marked up for products alone, and only those that the brand collected itself: never for the organisation, never for
reviews copied from another site (Google's guidelines for review snippets).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from parvis.model.curated_review import CuratedReview, figures
from parvis.model.product import Price
from parvis.model.review import BEST, WORST, Review
from parvis.pages.addresses import absolute
from parvis.pages.edition import Edition
from parvis.pages.site_data import CONTEXT, organisation
from parvis.pages.values import Link

#: So many reviews are marked up in one page; the sum counts them all.
_MOST: Final = 24
#: What a product is meant by on all pages, after the address of its own.
_ITSELF: Final = "#product"


def own(reviews: Iterable[CuratedReview]) -> tuple[CuratedReview, ...]:
    """Those that may be marked up: the brand's own collection, about a product, with a rating."""
    return tuple(
        one for one in reviews if one.review.first_party and one.review.product and one.review.rating is not None and not one.review.insider
    )


def product(
    name: str, url: str, of_product: Iterable[CuratedReview], edition: Edition, *, picture: str = "", price: Price | None = None
) -> dict[str, Any] | None:
    """A product with the average of its own reviews; None where it has none. `of_product`: all that are published of it; `url` absolute.

    `price`: what it costs, where it can be had today.
    """
    found = own(of_product)
    told = figures(found)
    if not found or told.average is None:
        return None
    return {
        "@context": CONTEXT,
        "@type": "Product",
        "@id": f"{url}{_ITSELF}",
        "name": name,
        "url": url,
        **({"image": picture} if picture else {}),
        **({"offers": _offer(price, url)} if price and price.amount is not None else {}),
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": told.average,
            "reviewCount": told.rated,
            "bestRating": BEST,
            "worstRating": WORST,
        },
        "review": [_review(one.review, edition) for one in found[:_MOST]],
    }


def review(one: CuratedReview, of: Link, edition: Edition) -> dict[str, Any] | None:
    """A review on its own page, with what it is about (https://schema.org/Review); None where it may not be marked up. `of`: the product.

    The product is meant as its own page means it: there stand its picture, its price and the average, without which validators take it for none.
    """
    if not own((one,)):
        return None
    url = absolute(edition.site, of.url)
    itself = {"@id": f"{url}{_ITSELF}", "name": of.label, "url": url}
    return {"@context": CONTEXT, **_review(one.review, edition), "itemReviewed": itself, "publisher": organisation(edition.site)}


def _offer(price: Price, url: str) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "price": price.amount,
        "priceCurrency": price.currency,
        "availability": f"{CONTEXT}/InStock",
        "url": price.url or url,
    }


def _review(review: Review, edition: Edition) -> dict[str, Any]:
    author = review.author or str(edition.words.gettext("Anonymous"))
    return {
        "@type": "Review",
        "author": {"@type": "Person", "name": author},
        "datePublished": edition.day(review.published).isoformat(),
        "reviewRating": {"@type": "Rating", "ratingValue": review.rating, "bestRating": BEST, "worstRating": WORST},
        **({"name": review.title} if review.title else {}),
        **({"reviewBody": review.text} if review.text else {}),
        **({"inLanguage": review.language} if review.language else {}),
    }
