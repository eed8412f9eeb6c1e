"""Stamped: the CSV export of product reviews, or the answer of its API as JSON.

No real export was at hand: the names are those of the documented template and of the API's fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from parvis.importers import Export, _columns, _json
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = "Stamped"
PROVEN: Final = False
FIRST_PARTY: Final = True

_COLUMNS: Final = MappingProxyType(
    {
        "text": ("reviewmessage", "body"),
        "product": ("producthandle", "producturl", "productid"),
        "product_name": ("productname", "producttitle"),
        "pictures": ("reviewphotos", "imageurl"),
        "helpful": ("reviewvotesup",),
        "verified": ("reviewverifiedtype", "verifiedtype"),
        "status": ("reviewstate", "published"),
        "reply": ("reviewreply",),
        "reply_at": ("reviewreplydate",),
    }
)
_PATHS: Final = MappingProxyType(
    {
        "id": ("id", "review.id"),
        "author": ("author", "customer.name", "review.author"),
        "rating": ("reviewRating", "review.rating"),
        "title": ("reviewTitle", "review.title"),
        "text": ("reviewMessage", "review.body"),
        "published": ("dateCreated", "reviewDate", "review.dateCreated"),
        "product": ("productUrl", "review.productHandle"),
        "product_name": ("productName", "productTitle", "review.productName"),
        "verified": ("reviewVerifiedType", "isVerified"),
        "helpful": ("reviewVotesUp",),
        "status": ("reviewState",),
        "reply": ("reviewReply",),
        "reply_at": ("reviewReplyDate",),
    }
)


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The rows of a CSV, or the entries of `data` (or `results`)."""
    if _json.is_json(export.body):
        return _json.read(export, ("data", "results", ""), _PATHS)
    return _columns.read(export, _COLUMNS)
