"""Any table: CSV with commas, semicolons or tabs, in any usual encoding. Columns are found by their names, or named with `--column`."""

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


def read(export: Export, wanted: Wanted) -> Iterator[Row]:
    """The rows of a table."""
    return _columns.of_table(export, wanted, MappingProxyType({}))
