"""Typeform: results as CSV (`#`, a column a question, `Submit Date (UTC)`, `Network ID`), or as the API's JSON."""

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
OWN: Final = MappingProxyType(
    {"native": ("#", "response id", "token"), "at": ("submit date utc", "submitted at"), "voter": ("network id",)}
)


def read(export: Export, wanted: Wanted) -> Iterator[Row]:
    """The responses, one a row or an item."""
    if not _json.is_json(export.body):
        return _columns.of_table(export, wanted, OWN)
    document = _json.load(export)
    items = _json.entries(document, ("items", "form_response", ""), export)
    titles = _titles(document)
    return _json.rows(export, wanted, OWN, (_answers(item, titles) for item in items))


def _titles(document: Any) -> dict[str, str]:
    """The questions by their ids, where the document brings the form's definition."""
    definition = document.get("form_response", document).get("definition") if isinstance(document, Mapping) else None
    fields = definition.get("fields", ()) if isinstance(definition, Mapping) else ()
    return {str(field.get("id")): str(field.get("title", "")) for field in fields if isinstance(field, Mapping)}


def _answers(item: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"response id": item.get("response_id") or item.get("token"), "submitted at": item.get("submitted_at")}
    for answer in item.get("answers") or ():
        if isinstance(answer, Mapping):
            field = answer.get("field") or {}
            name = titles.get(str(field.get("id"))) or field.get("ref") or field.get("id") or ""
            found[str(name)] = _value(answer)
    return found


def _value(answer: Mapping[str, Any]) -> Any:
    value = answer.get(str(answer.get("type")))
    if isinstance(value, Mapping):
        return "; ".join(map(str, value["labels"])) if isinstance(value.get("labels"), list) else value.get("label") or value.get("other")
    return value
