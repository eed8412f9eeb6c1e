"""App Store: the public feed of an app's customer reviews, as JSON or Atom. Copied reviews: never ours to mark up.

The feed has 50 reviews a page and, as JSON, often no date at all: such a review is dated by its first import.
Proven on captured JSON feeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final
from xml.etree import ElementTree as ET

from parvis.errors import ContentError, Mistake
from parvis.importers import Export, _columns, _json, _table
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = "App Store"
PROVEN: Final = True
FIRST_PARTY: Final = False

_PATHS: Final = MappingProxyType(
    {
        "id": ("id.label",),
        "author": ("author.name.label",),
        "rating": ("im:rating.label",),
        "title": ("title.label",),
        "text": ("content.label",),
        "published": ("updated.label",),
        "url": ("link.attributes.href",),
        "helpful": ("im:voteSum.label",),
    }
)
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_ITUNES: Final = "{http://itunes.apple.com/rss}"
_ELEMENTS: Final = MappingProxyType(
    {
        "id": f"{_ATOM}id",
        "author": f"{_ATOM}author/{_ATOM}name",
        "rating": f"{_ITUNES}rating",
        "title": f"{_ATOM}title",
        "text": f"{_ATOM}content",
        "published": f"{_ATOM}updated",
        "helpful": f"{_ITUNES}voteSum",
    }
)


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The entries of a feed; one without any is a page past the last one."""
    return _json_feed(export) if _json.is_json(export.body) else _atom(export)


def _json_feed(export: Export) -> Iterator[RawReview | BadRow]:
    feed = _json.at(_json.load(export), "feed")
    if not isinstance(feed, dict):
        raise _no_feed(export)
    found: Any = feed.get("entry", [])
    for number, entry in enumerate(found if isinstance(found, list) else [found], start=1):
        values = _json.values(entry, _PATHS)
        # The first entry of some feeds is the app itself.
        if "rating" in values:
            yield _columns.review(export, values, number=number)


def _atom(export: Export) -> Iterator[RawReview | BadRow]:
    text = _table.decoded(export.body, export.file).lstrip()
    # Entities are declared in a document type, which no feed of Apple's has: without one there is nothing to expand.
    if "<!DOCTYPE" in text[:100_000].upper() or "<!ENTITY" in text.upper():
        raise _no_feed(export)
    try:
        root = ET.fromstring(text)  # noqa: S314 (no document type, so no entities)
    except (ET.ParseError, ValueError) as error:
        raise _no_feed(export) from error
    if root.tag != f"{_ATOM}feed":
        raise _no_feed(export)
    for number, entry in enumerate(root.iterfind(f"{_ATOM}entry"), start=1):
        values = {field: element.text or "" for field, path in _ELEMENTS.items() if (element := entry.find(path)) is not None}
        if "rating" in values:
            yield _columns.review(export, values, number=number)


def _no_feed(export: Export) -> ContentError:
    what = "this is no feed of customer reviews of the App Store."
    return ContentError([Mistake(export.file, 0, "", what, "Save itunes.apple.com/CC/rss/customerreviews/id=APP/json as it comes.")])
