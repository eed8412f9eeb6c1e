"""Google Forms: the responses as CSV (or the sheet saved as such). `Timestamp` or `Horodateur`, then a column a question."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from parvis.importers.forms import _columns
from parvis.model.raw_submission import Wanted

if TYPE_CHECKING:
    from parvis.importers.forms import Export, Row

GIVES: Final[tuple[Wanted, ...]] = ("ideas", "ballots", "scores")
PROVEN: Final = True
#: What Google calls the columns that it adds itself, in English and French.
OWN: Final = MappingProxyType(
    {"at": ("timestamp", "horodateur"), "email": ("email address", "username", "adresse e mail", "nom d utilisateur")}
)


def read(export: Export, wanted: Wanted) -> Iterator[Row]:
    """The responses, one a row."""
    return _columns.of_table(export, wanted, OWN)
