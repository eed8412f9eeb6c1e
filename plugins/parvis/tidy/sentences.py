"""What validation found wrong, as sentences that a person can act on."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from parvis.errors import Mistake

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]


class Located(Protocol):
    """What is asked of a document: its value, and the lines of the paths in it."""

    @property
    def value(self) -> Any:
        """The whole document as plain values."""

    def line(self, path: Path) -> int:
        """1-based line of the value at a path."""


def mistakes(
    error: ValidationError, document: Located, file: str, prefix: Path = (), model: type[BaseModel] | None = None
) -> list[Mistake]:
    """What pydantic found wrong, all of it, each with file and line; `prefix`: where the checked value stands in the document.

    With `model`, the one that was checked, an unknown key gets the name that was probably meant.
    """
    by_place: dict[Path, list[ErrorDetails]] = {}
    for details in error.errors(include_url=False):
        by_place.setdefault(_place(details, document, prefix), []).append(details)
    return [_mistake(place, found, document, file, model) for place, found in by_place.items()]


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """`Did you mean 'youtube'?`, or all known names where none is near; empty where there are none."""
    near = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Known: {', '.join(known)}." if known else ""


_TYPES = MappingProxyType(
    {
        "string": "a text",
        "int": "a whole number",
        "float": "a number",
        "decimal": "a number",
        "bool": "true or false",
        "list": "a list",
        "tuple": "a list",
        "set": "a list",
        "dict": "a block of keys and values",
        "model": "a block of keys and values",
        "date": "a date such as 2026-06-12",
        "datetime": "a date with a time such as 2026-06-12T10:00:00-04:00",
        "timezone": "a date with a time zone such as 2026-06-12T10:00:00-04:00",
        "time": "a time such as 10:30",
        "duration": "a duration",
        "url": "an address that begins with https://",
        "none": "empty",
    }
)
_LIMITS = MappingProxyType(
    {
        "greater_than_equal": ("ge", "must be at least {}"),
        "greater_than": ("gt", "must be more than {}"),
        "less_than_equal": ("le", "must be at most {}"),
        "less_than": ("lt", "must be less than {}"),
        "string_too_short": ("min_length", "must have at least {} characters"),
        "string_too_long": ("max_length", "must have at most {} characters"),
        "too_short": ("min_length", "must have at least {} entries"),
        "too_long": ("max_length", "must have at most {} entries"),
        "string_pattern_mismatch": ("pattern", "must match {}"),
    }
)
_TYPE_ERRORS = frozenset(
    {
        "type",
        "parsing",
        "from_float",
        "attributes_type",
        "from_date_parsing",
        "from_datetime_parsing",
        "from_datetime_inexact",
        "required",
        "aware",
        "scheme",
        "not_finite",
    }
)
_LONGEST_SHOWN = 60


def _place(details: ErrorDetails, document: Located, prefix: Path) -> Path:
    """Path of the wrong value. pydantic also names the branches of a union and `[key]`: steps that the document does not have."""
    path = prefix
    for step in details["loc"]:
        unwritten = details["type"] == "missing" and step == details["loc"][-1]
        if unwritten or _has(document.value, (*path, step)):
            path = (*path, step)
    return path


def _has(value: Any, path: Path) -> bool:
    for step in path:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return False
    return True


def _mistake(place: Path, found: list[ErrorDetails], document: Located, file: str, model: type[BaseModel] | None) -> Mistake:
    what, remedy = _alternatives(found) or _sentence(found[0], place, model)
    unknown = found[0]["type"] == "extra_forbidden"
    return Mistake(file, document.line(place), ".".join(map(str, place[:-1] if unknown else place)), what, remedy)


def _alternatives(found: list[ErrorDetails]) -> tuple[str, str] | None:
    """One sentence for a value that may be of several types and is of none."""
    types = [_expected(details["type"]) for details in found]
    if not all(types):
        return None
    return f"must be {' or '.join(dict.fromkeys(types))}; it is {_shown(found[0]['input'])}.", ""


def _expected(kind: str) -> str:
    """What should have stood there, for errors such as `int_parsing`; empty for those that are about something else."""
    name, _, about = kind.replace("time_delta", "duration").partition("_")
    return _TYPES.get(name, "") if about in _TYPE_ERRORS else ""


def _sentence(details: ErrorDetails, place: Path, model: type[BaseModel] | None) -> tuple[str, str]:
    kind, context, given = details["type"], details.get("ctx", {}), details["input"]
    name = str(place[-1]) if place else "value"
    if kind == "missing":
        return "is missing.", f"Add `{name}:`."
    if kind == "extra_forbidden":
        return f"unknown key '{name}'.", did_you_mean(name, _keys(model, details["loc"][:-1]))
    if kind in {"literal_error", "enum"}:
        return f"unknown {name} {_shown(given)}.", did_you_mean(str(given), re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    if kind in _LIMITS:
        limit, sentence = _LIMITS[kind]
        return f"{sentence.format(context.get(limit))}; it is {_shown(given)}.", ""
    said = str(context.get("error") or details["msg"])
    return said if said.endswith((".", "?", "!")) else f"{said}.", ""


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    text = value.isoformat() if isinstance(value, date) else repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _keys(model: type[BaseModel] | None, loc: Path) -> list[str]:
    """The keys that the model at a place knows."""
    for step in loc:
        field = model.model_fields.get(str(step)) if model else None
        model = (_model_in(field.annotation) if field else None) or model
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)
