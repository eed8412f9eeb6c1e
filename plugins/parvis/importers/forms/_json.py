"""JSON exports of forms and polls: the list of submissions in them, each as texts by header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from parvis.errors import ContentError, Mistake
from parvis.importers._json import is_json, load
from parvis.importers.forms import _columns
from parvis.importers.forms._columns import Record
from parvis.model.raw_submission import Wanted

if TYPE_CHECKING:
    from parvis.importers.forms import Export, Row

__all__ = ["entries", "is_json", "load", "refused", "rows", "text"]

_REMEDY = "Is it another kind of export? See `parvis contest SLUG import --help`."


def entries(document: Any, places: tuple[str, ...], export: Export) -> list[Mapping[str, Any]]:
    """The objects of the first list that stands at one of the keys (empty: the document); an object alone is a list of one."""
    for place in places:
        found = document if not place else document.get(place) if isinstance(document, Mapping) else None
        listed = [found] if isinstance(found, Mapping) and place else found
        if isinstance(listed, list):
            return [entry for entry in listed if isinstance(entry, Mapping)]
    raise refused(export, "this JSON has no list of submissions where this kind has one.")


def rows(export: Export, wanted: Wanted, own: Mapping[str, tuple[str, ...]], found: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """The rows of objects whose values are answers."""
    records = [
        Record({name: text(value) for name, value in answers.items()}, number=number) for number, answers in enumerate(found, start=1)
    ]
    headers = list(dict.fromkeys(name for record in records for name in record.cells))
    return _columns.of_records(export, wanted, own, records, headers)


def text(value: Any) -> str:
    """An answer as a table would have it; several with semicolons between."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(shown for one in value if (shown := text(one)))
    return str(value).strip()


def refused(export: Export, what: str) -> ContentError:
    """The error for a file that is not what its kind exports."""
    return ContentError([Mistake(export.file, 0, "", what, _REMEDY)])
