"""Okendo: the CSV export of product reviews (the columns of its import template), or the answer of its API as JSON.

No real export was at hand: the names are those of the published template (name, body, rating, dateCreated, handle, imageUrls …).
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from parvis.importers import Export, _columns, _json
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = "Okendo"
PROVEN: Final = False
FIRST_PARTY: Final = True

_COLUMNS: Final = MappingProxyType(
    {
        "author": ("name", "reviewername", "displayname"),
        "product": ("handle", "productid", "sku"),
        "pictures": ("imageurls",),
        "verified": ("verifiedbuyer", "isverifiedbuyer"),
        "helpful": ("helpfulcount",),
        "reply": ("replybody", "reply"),
    }
)
_PATHS: Final = MappingProxyType(
    {
        "id": ("reviewId",),
        "author": ("reviewer.displayName",),
        "rating": ("rating",),
        "title": ("title",),
        "text": ("body",),
        "published": ("dateCreated",),
        "product": ("productHandle", "productUrl"),
        "product_name": ("productName",),
        "language": ("languageCode",),
        "verified": ("reviewer.isVerified", "reviewer.verifiedStatus"),
        "incentive": ("isIncentivized",),
        "pictures": ("media.*.fullSizeUrl",),
        "helpful": ("helpfulCount",),
        "status": ("status",),
        "reply": ("reply.body",),
        "reply_at": ("reply.dateCreated",),
    }
)


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The rows of a CSV, or the entries of `reviews`."""
    if _json.is_json(export.body):
        return _json.read(export, ("reviews", ""), _PATHS)
    return _columns.read(export, _COLUMNS)
