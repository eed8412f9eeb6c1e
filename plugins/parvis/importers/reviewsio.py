"""REVIEWS.io: the CSV export of product reviews, or the answer of its API as JSON.

No real export was at hand: the names are those of the API's fields and of the documented columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from parvis.importers import Export, _columns, _json
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = "REVIEWS.io"
PROVEN: Final = False
FIRST_PARTY: Final = True

_COLUMNS: Final = MappingProxyType(
    {
        "id": ("productreviewid", "storereviewid", "reviewid"),
        "author": ("reviewername", "firstname", "reviewer"),
        "text": ("review", "comments", "comment"),
        "product": ("producthandle", "sku"),
        "published": ("datecreated", "createdat", "date"),
    }
)
_PATHS: Final = MappingProxyType(
    {
        "id": ("product_review_id", "store_review_id", "id"),
        "author": ("author.name", "reviewer.first_name", "reviewer.name"),
        "rating": ("rating",),
        "title": ("title",),
        "text": ("review", "comments"),
        "published": ("date_created", "date"),
        "product": ("product.handle", "sku", "product.sku"),
        "product_name": ("product.name", "product.title"),
        "language": ("language",),
        "verified": ("reviewer.verified_buyer", "verified_buyer", "author.verified"),
        "pictures": ("images.*.original", "images"),
        "helpful": ("votes",),
        "reply": ("replies.0.comments",),
        "reply_at": ("replies.0.date_created",),
    }
)


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The rows of a CSV, or the entries of `reviews` (or `reviews.data`)."""
    if _json.is_json(export.body):
        return _json.read(export, ("reviews.data", "reviews", "stats.reviews", ""), _PATHS)
    return _columns.read(export, _COLUMNS)
