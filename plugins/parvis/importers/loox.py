"""Loox: the CSV export of photo reviews.

No real export was at hand: the names are those of the published import template.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from parvis.importers import Export, _columns
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = "Loox"
PROVEN: Final = False
FIRST_PARTY: Final = True

_COLUMNS: Final = MappingProxyType(
    {
        "author": ("author", "fullname", "nickname"),
        "text": ("body", "review"),
        "product": ("handle", "producthandle"),
        "pictures": ("photourl", "img", "photos"),
        "verified": ("verifiedpurchase",),
        "incentive": ("incentive", "discountcode"),
    }
)


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The rows of a CSV."""
    return _columns.read(export, _COLUMNS)
