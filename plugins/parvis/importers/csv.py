"""Any table: a CSV whose columns a mapping names (`--mapping FILE`).

The mapping is YAML: `columns: {author: Nom, rating: Note, title: …, text: …, published: …, product: …}`, and where it helps
`dates: '%d/%m/%Y'`, `ratings: {Oui: 5}`, `scale: 10`, `name`, `first_party`, `language`, `html`. Columns that it does not name are
not read. A table without ratings gives reviews without stars; one without dates gives reviews dated by their first import.
Proven on captured exports of Google Play and of a French market place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from parvis.errors import ContentError, Mistake
from parvis.importers import Export, _columns, _table
from parvis.model.raw_review import BadRow, RawReview

GIVES: Final = "reviews"
NAME: Final = ""
PROVEN: Final = True
FIRST_PARTY: Final = False


def read(export: Export) -> Iterator[RawReview | BadRow]:
    """The rows of a table. ContentError where no mapping says which column is what."""
    if not export.mapping.columns:
        what = "nothing says which column of this table is what."
        remedy = "Write `columns: {rating: Note, text: Avis, published: Date}` into a file and give it with --mapping."
        raise ContentError([Mistake(export.file, 0, "", what, remedy)])
    return _columns.mapped(export, _table.read(export.body, export.file))
