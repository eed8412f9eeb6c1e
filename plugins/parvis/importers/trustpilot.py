"""Trustpilot: a CSV of reviews, the answer of its API, or the events of its webhook as JSON. Copied reviews: never ours to mark up.

Proven on captured tables and on a captured webhook.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final

from parvis.importers import Export, _columns, _json
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = "Trustpilot"
PROVEN: Final = True
FIRST_PARTY: Final = False

_COLUMNS: Final = MappingProxyType(
    {
        "author": ("reviewer", "reviewername", "consumername"),
        "rating": ("reviewratingscore", "reviewstars", "stars"),
        "text": ("reviewdescription", "reviewcontent"),
        "published": ("reviewdate", "reviewcreateddatetime", "createdat"),
        "experienced": ("reviewdateofexperience", "experiencedate"),
        "language": ("reviewlanguage",),
        "verified": ("isreviewverified", "reviewverificationlevel"),
        "reply": ("reviewcompanyresponse", "companyreplytext"),
        "reply_at": ("companyreplydate", "companyreplydatetime"),
    }
)
_PATHS: Final = MappingProxyType(
    {
        "id": ("id",),
        "author": ("consumer.displayName", "consumer.name"),
        "rating": ("stars",),
        "title": ("title",),
        "text": ("text",),
        "published": ("createdAt",),
        "updated": ("updatedAt",),
        "experienced": ("experiencedAt",),
        "language": ("language",),
        "verified": ("isVerified",),
        "helpful": ("numberOfLikes",),
        "status": ("status",),
        "reply": ("companyReply.text",),
        "reply_at": ("companyReply.createdAt",),
    }
)
#: What a webhook says of reviews; every other event is none.
_CREATED: Final = frozenset({"service-review-created", "service-review-updated", "product-review-created", "product-review-updated"})


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The rows of a CSV, the entries of `reviews`, or the reviews of a webhook's `events`."""
    if not _json.is_json(export.body):
        return _columns.read(export, _COLUMNS)
    document = _json.load(export)
    if isinstance(document, dict) and "events" in document:
        return _events(export, document["events"])
    return _json.read(export, ("reviews", "productReviews", ""), _PATHS)


def _events(export: Export, events: Any) -> Iterator[RawReview | BadRow]:
    for number, event in enumerate(events if isinstance(events, list) else (), start=1):
        if _json.at(event, "eventName") in _CREATED:
            found = _json.values(_json.at(event, "eventData"), _PATHS)
            yield _columns.review(export, found, number=number, fields=_PATHS)
