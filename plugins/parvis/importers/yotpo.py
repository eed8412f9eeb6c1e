"""Yotpo: the CSV export of product reviews, or the answer of its API and of its widget as JSON.

Proven on captured JSON answers. No real CSV was at hand: the documented names of its columns serve.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from parvis.importers import Export, _columns, _json
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = "Yotpo"
PROVEN: Final = True
FIRST_PARTY: Final = True

_COLUMNS: Final = MappingProxyType(
    {
        "text": ("reviewcontent",),
        "title": ("reviewtitle",),
        "rating": ("reviewscore",),
        "author": ("displayname", "userdisplayname"),
        "published": ("reviewcreationdate", "creationdate"),
        "product": ("productid", "productsku"),
        "reply": ("commentcontent", "publiccomment"),
        "reply_at": ("commentcreatedat",),
    }
)
_PATHS: Final = MappingProxyType(
    {
        "id": ("id",),
        "author": ("user.display_name", "name"),
        "rating": ("score",),
        "title": ("title",),
        "text": ("content",),
        "published": ("created_at",),
        "updated": ("updated_at",),
        "product": ("products.0.Product.slug", "products_apps.0.product_url", "sku"),
        "product_name": ("products.0.Product.name", "products_apps.0.product.name"),
        "language": ("language",),
        "verified": ("verified_buyer",),
        "incentive": ("incentive_type", "is_incentivized"),
        "pictures": ("images_data.*.original_url",),
        "helpful": ("votes_up",),
        "archived": ("deleted", "archived"),
        "reply": ("comment.content",),
        "reply_at": ("comment.created_at",),
    }
)


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The rows of a CSV, or the entries of `response.reviews` (or `reviews`)."""
    if _json.is_json(export.body):
        return _json.read(export, ("response.reviews", "reviews", ""), _PATHS)
    return _columns.read(export, _COLUMNS)
