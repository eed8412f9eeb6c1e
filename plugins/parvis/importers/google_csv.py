"""Google: an owner's own export of the reviews of their business profile, as CSV or as JSON (Takeout). Copied reviews: never ours to mark up.

No real export was at hand: the names are those of the Business Profile API (`starRating` says ONE to FIVE) and of usual tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

import msgspec

from parvis.importers import Export, _columns, _json
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = "Google"
PROVEN: Final = False
FIRST_PARTY: Final = False

_COLUMNS: Final = MappingProxyType(
    {
        "author": ("reviewerdisplayname", "reviewer", "reviewername"),
        "rating": ("starrating",),
        "text": ("comment", "reviewcomment"),
        "published": ("createtime", "reviewcreatetime"),
        "updated": ("updatetime", "reviewupdatetime"),
        "reply": ("reviewreply", "replycomment", "reviewreplycomment", "ownerresponse"),
        "reply_at": ("replyupdatetime", "reviewreplyupdatetime"),
    }
)
_PATHS: Final = MappingProxyType(
    {
        "id": ("reviewId", "name"),
        "author": ("reviewer.displayName",),
        "rating": ("starRating",),
        "text": ("comment",),
        "published": ("createTime",),
        "updated": ("updateTime",),
        "reply": ("reviewReply.comment",),
        "reply_at": ("reviewReply.updateTime",),
    }
)
_WORDS: Final = MappingProxyType({"ONE": 1.0, "TWO": 2.0, "THREE": 3.0, "FOUR": 4.0, "FIVE": 5.0})


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The rows of a CSV, or the entries of `reviews`."""
    mapping = export.mapping.model_copy(update={"ratings": {**_WORDS, **export.mapping.ratings}})
    export = msgspec.structs.replace(export, mapping=mapping)
    if _json.is_json(export.body):
        return _json.read(export, ("reviews", ""), _PATHS)
    return _columns.read(export, _COLUMNS)
