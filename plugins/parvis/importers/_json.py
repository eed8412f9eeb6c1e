"""JSON exports: the list of reviews in them, and each entry's values by their paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.importers import _columns, _table
from parvis.model.raw_review import BadRow, RawReview

if TYPE_CHECKING:
    from parvis.importers import Export, forms

#: Where a field stands in an entry: dotted, the best first, such as `reviewer.name`.
Paths = Mapping[str, tuple[str, ...]]


def is_json(body: bytes) -> bool:
    """Whether a file begins as JSON does; no table of reviews has a header that begins with a bracket."""
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def read(export: Export, lists: tuple[str, ...], paths: Paths, *, html: bool = False) -> Iterator[RawReview | BadRow]:
    """The entries of the list that stands at one of the dotted paths (empty: the whole document). ContentError where there is none."""
    return _entries(export, entries(load(export), lists, export), paths, html=html)


def load(export: Export | forms.Export) -> Any:
    """The document of an export of reviews, or of a form, as plain values. ContentError where it is no JSON."""
    try:
        return msgspec.json.decode(_table.decoded(export.body, export.file))
    except (msgspec.DecodeError, RecursionError) as error:
        what = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ContentError([Mistake(export.file, 0, "", f"this is no JSON: {what}.", "Export it again.")]) from error


def entries(document: Any, lists: tuple[str, ...], export: Export) -> list[Any]:
    """The list at the first path that leads to one. ContentError where none does."""
    for path in lists:
        found = at(document, path)
        if isinstance(found, list):
            return found
    places = " or ".join(f"`{path}`" if path else "its top" for path in lists)
    what = f"this JSON has no list of reviews at {places}."
    raise ContentError([Mistake(export.file, 0, "", what, "Is it another kind of export? See `parvis import --help`.")])


def _entries(export: Export, found: list[Any], paths: Paths, *, html: bool) -> Iterator[RawReview | BadRow]:
    for number, entry in enumerate(found, start=1):
        if isinstance(entry, dict):
            yield _columns.review(export, values(entry, paths), number=number, html=html, fields=paths)
        else:
            yield BadRow(line=0, number=number, what="this is no review.")


def values(entry: Any, paths: Paths) -> dict[str, str]:
    """The fields of an entry as texts. One that stands nowhere in it is left out."""
    found: dict[str, str] = {}
    for field, places in paths.items():
        told = [shown for place in places if (value := at(entry, place)) is not None and (shown := text(value)) is not None]
        if told:
            found[field] = next((shown for shown in told if shown), "")
    return found


def at(value: Any, path: str) -> Any:
    """What stands at a dotted path; None where it leads nowhere. `*` names every entry of a list."""
    for place, step in enumerate(steps := path.split(".") if path else []):
        if step == "*" and isinstance(value, list):
            rest = ".".join(steps[place + 1 :])
            return [inner for entry in value if (inner := at(entry, rest)) is not None]
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def text(value: Any) -> str | None:
    """A plain value as an export's table would have it; a list of texts with spaces between; None of what is no plain value."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value).strip()
    if isinstance(value, list):
        return " ".join(shown for entry in value if isinstance(entry, str) and (shown := entry.strip()))
    return None
