"""Netlify Forms: submissions as CSV from the dashboard, or as the API's JSON list (`number`, `created_at`, answers in `data`)."""

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
OWN: Final = MappingProxyType({"native": ("id", "number"), "at": ("created at",)})
#: What Netlify adds to the answers of a form.
_ITS_OWN: Final = frozenset({"ip", "user_agent", "referrer", "form-name", "bot-field"})


def read(export: Export, wanted: Wanted) -> Iterator[Row]:
    """The submissions, one a row or an entry."""
    if not _json.is_json(export.body):
        return _columns.of_table(export, wanted, OWN)
    entries = _json.entries(_json.load(export), ("", "submissions"), export)
    return _json.rows(export, wanted, OWN, map(_answers, entries))


def _answers(entry: Mapping[str, Any]) -> dict[str, Any]:
    data = entry.get("data")
    answers = {name: value for name, value in data.items() if name not in _ITS_OWN} if isinstance(data, Mapping) else {}
    return {**answers, "id": entry.get("id") or entry.get("number"), "created at": entry.get("created_at")}
