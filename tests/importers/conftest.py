"""A way to read a table or a document with an importer, as an import does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parvis import importers
from parvis.importers import Export
from parvis.model.raw_review import BadRow, RawReview

Rows = list[RawReview | BadRow]
Read = Callable[..., Rows]


@pytest.fixture
def read() -> Read:
    """Rows of a text or of bytes, by the importer's name; `mapping`: YAML."""

    def _read(kind: str, body: str | bytes, mapping: str = "") -> Rows:
        given = importers.mapping(mapping, "mapping.yaml")
        data = body.encode() if isinstance(body, str) else body
        return list(importers.kind(kind).read(Export(body=data, file="export.csv", mapping=given)))

    return _read
