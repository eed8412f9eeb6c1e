"""Judge.me: the CSV export of a shop's product reviews, or the answer of its API as JSON.

No real export was at hand: the names are those of the published import template and of the API's reviews.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from parvis.importers import Export, _columns, _json
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = "Judge.me"
PROVEN: Final = False
FIRST_PARTY: Final = True

_COLUMNS: Final = MappingProxyType({"status": ("curated",), "pictures": ("pictureurls",)})
_PATHS: Final = MappingProxyType(
    {
        "id": ("id",),
        "author": ("reviewer.name",),
        "rating": ("rating",),
        "title": ("title",),
        "text": ("body",),
        "published": ("created_at",),
        "updated": ("updated_at",),
        "product": ("product_handle",),
        "product_name": ("product_title",),
        "verified": ("verified",),
        "pictures": ("pictures.*.urls.original",),
        "status": ("curated",),
        "archived": ("hidden",),
    }
)


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The rows of a CSV, or the entries of `reviews`."""
    if _json.is_json(export.body):
        return _json.read(export, ("reviews", ""), _PATHS)
    return _columns.read(export, _COLUMNS)
