"""Progress in a challenge: a table with a column for the name, one for the amount and one that says who agreed to be shown.

No tool's export has a form of its own for this: these are the names that forms and spreadsheets give such columns in English and
French. Rows of one person (by e-mail address or id where there is one, which are never kept, else by name) are added up. Who did
not agree leaves no trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.importers import Export, _dates, _table
from parvis.importers._columns import key
from parvis.importers._table import Row, Table
from parvis.model.challenge import Progress
from parvis.model.raw_review import BadRow
from parvis.tidy import dates, person

GIVES: Final = "progress"
PROVEN: Final = False

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "name": ("name", "fullname", "participant", "nom", "nomcomplet", "prenom", "firstname", "pseudo"),
        "amount": ("amount", "progress", "points", "count", "total", "score", "nombre", "quantite", "progression", "progres"),
        "agreed": ("optin", "consent", "public", "agreed", "showme", "accord", "consentement", "afficher", "affichage", "jaccepte"),
        "last": ("date", "last", "updated", "timestamp", "horodateur", "jour", "createdat", "submittedat"),
        "person": ("email", "emailaddress", "id", "courriel", "adressecourriel", "adresseemail", "adressemail", "identifiant"),
    }
)
NEEDED: Final = ("name", "amount", "agreed")

_YES: Final = frozenset({"yes", "y", "true", "1", "x", "oui", "vrai", "ok", "agreed", "jaccepte", "daccord"})
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_SPACES: Final = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}\b)")


class Outcome(msgspec.Struct, frozen=True):
    """What a file came to."""

    progress: tuple[Progress, ...]  #: the farthest first
    bad: tuple[BadRow, ...]
    silent: int  #: how many people did not agree to be shown


def read(export: Export) -> Outcome:
    """Who has come how far. ContentError where a column is missing, above all the one that says who agreed."""
    table = _table.read(export.body, export.file)
    places = _places(export, table)
    people: dict[str, _Person] = {}
    bad: list[BadRow] = []
    rows = [row for row in table.rows() if not _is_bad(row, bad)]
    order = _dates.order(_cells(rows, places.get("last")))
    for row in rows:
        assert isinstance(row, Row)
        values = {field: row.cells[place].strip() if place < len(row.cells) else "" for field, place in places.items()}
        step = _step(values, row.line, order)
        if isinstance(step, BadRow):
            bad.append(step)
        else:
            people.setdefault(_who(values), _Person()).add(values, step)
    shown = [one.progress() for one in people.values() if one.agreed]
    return Outcome(tuple(sorted(shown, key=_farthest)), tuple(bad), sum(not one.agreed for one in people.values()))


class _Person:
    """The rows of one person, as they are met."""

    def __init__(self) -> None:
        self.name = ""
        self.agreed = False
        self._steps: list[Progress] = []

    def add(self, values: Mapping[str, str], step: Progress) -> None:
        """The last answer to the question whether to be shown holds."""
        self.name = step.name
        self.agreed = key(values["agreed"]) in _YES if values["agreed"] else self.agreed
        self._steps.append(step)

    def progress(self) -> Progress:
        last = max((step.last for step in self._steps if step.last), default=None)
        return Progress(name=self.name, amount=round(sum(step.amount for step in self._steps), 6), last=last)


def _places(export: Export, table: Table) -> dict[str, int]:
    headers = [key(header) for header in table.header.cells]
    found = {field: headers.index(name) for field, names in COLUMNS.items() for name in names[::-1] if name in headers}
    missing = [field for field in NEEDED if field not in found]
    if missing:
        raise ContentError(_missing(export, table, field) for field in missing)
    return found


def _missing(export: Export, table: Table, field: str) -> Mistake:
    what = {"name": "no column is the name", "amount": "no column is the amount", "agreed": "no column says who agreed to be shown"}[field]
    return Mistake(export.file, table.header.line, field, f"{what}.", f"Call it one of: {', '.join(COLUMNS[field])}.")


def _is_bad(row: Row | BadRow, bad: list[BadRow]) -> bool:
    if isinstance(row, BadRow):
        bad.append(row)
    return isinstance(row, BadRow)


def _cells(rows: Iterable[Row | BadRow], place: int | None) -> Iterable[str]:
    return (row.cells[place] for row in rows if isinstance(row, Row) and place is not None and place < len(row.cells))


def _step(values: Mapping[str, str], line: int, order: _dates.Order) -> Progress | BadRow:
    name = person.short(values["name"])
    if not name:
        return BadRow(line=line, field="name", what="the name is missing.")
    said = _SPACES.sub("", values["amount"])
    if not _NUMBER.fullmatch(said):
        return BadRow(line=line, field="amount", what=f"'{values['amount'][:40]}' is no number.")
    amount = float(said.replace(",", "."))
    if amount < 0:
        return BadRow(line=line, field="amount", what=f"'{values['amount'][:40]}' is less than nothing.")
    when = dates.read(_dates.iso(values.get("last", ""), order))
    return Progress(name=name, amount=amount, last=when.date() if when else None)


def _who(values: Mapping[str, str]) -> str:
    return (values.get("person") or values["name"]).casefold()


def _farthest(one: Progress) -> tuple[float, str]:
    return -one.amount, one.name
