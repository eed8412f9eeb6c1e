"""Formspree: submissions as CSV, or as the API's JSON (`submissions`, each with its answers and `_date`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from parvis.importers.forms import _columns, _json
from parvis.model.raw_submission import Wanted

if TYPE_CHECKING:
    from parvis.importers.forms import Export, Row

GIVES: Final[tuple[Wanted, ...]] = ("ideas", "ballots", "scores")
PROVEN: Final = False
OWN: Final = MappingProxyType({"native": ("id",), "at": ("date", "submitted at"), "email": ("replyto", "email")})


def read(export: Export, wanted: Wanted) -> Iterator[Row]:
    """The submissions, one a row or an entry."""
    if not _json.is_json(export.body):
        return _columns.of_table(export, wanted, OWN)
    entries = _json.entries(_json.load(export), ("submissions", ""), export)
    return _json.rows(export, wanted, OWN, map(_answers, entries))


def _answers(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name.lstrip("_"): value for name, value in entry.items() if name not in {"_gotcha", "_status"}}
