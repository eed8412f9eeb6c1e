"""WooCommerce: product reviews as its REST API gives them (JSON), or as export plug-ins write them (CSV with the fields of a comment).

No real export was at hand: the names are those of the REST API's schema and of WordPress's comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from parvis.importers import Export, _columns, _json
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = "WooCommerce"
PROVEN: Final = False
FIRST_PARTY: Final = True

_COLUMNS: Final = MappingProxyType(
    {
        "id": ("commentid", "id", "reviewid"),
        "author": ("commentauthor", "reviewer"),
        "text": ("commentcontent", "reviewcontent", "review"),
        "published": ("commentdategmt", "commentdate", "datecreatedgmt", "datecreated"),
        "product": ("productslug", "productpermalink", "producthandle", "productsku", "sku", "commentpostid", "productid"),
        "product_name": ("productname", "producttitle", "commentposttitle"),
        "status": ("commentapproved", "status"),
    }
)
_PATHS: Final = MappingProxyType(
    {
        "id": ("id",),
        "author": ("reviewer",),
        "rating": ("rating",),
        "text": ("review",),
        "published": ("date_created_gmt", "date_created"),
        "product": ("product_permalink", "product_id"),
        "product_name": ("product_name",),
        "verified": ("verified",),
        "status": ("status",),
    }
)


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The rows of a CSV, or the entries of the API's list. Texts are HTML."""
    if _json.is_json(export.body):
        return _json.read(export, ("", "reviews"), _PATHS, html=True)
    return _columns.read(export, _COLUMNS, html=True)
