"""Files that other tools export: each file of this folder is one kind of export, and the folder is the registry.

A kind's module gives

- `GIVES`: what its file holds: `reviews`; a word of its own (`progress`) has its own handler, `cli/imports/WORD.py`;
- `PROVEN`: False where no real export was at hand and the documented names of its columns serve;

and one that gives reviews also

- `NAME`: what readers know the tool by;
- `FIRST_PARTY`: the brand collects these reviews itself, about its products, with this tool; False: they are copied from another site;
- `read(export) -> Iterator[RawReview | BadRow]`: the rows in the file's order; no clock, nothing written. ContentError where the
  file as a whole is not what this kind exports.

E-mail and IP addresses have no field in a RawReview: their columns are never read. A file whose name starts with an underscore is no kind.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

import msgspec

from parvis.importers._mapping import Mapping
from parvis.importers._mapping import read as mapping
from parvis.importers._mapping import slug as mapping_slug
from parvis.model.raw_review import BadRow, RawReview

__all__ = ["Export", "Kind", "Mapping", "gives", "kind", "kinds", "mapping", "mapping_slug"]


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """One file to import."""

    body: bytes
    file: str  #: as the user named it, for messages
    mapping: Mapping = Mapping()


class Kind(Protocol):
    """What an import sees of a module of this folder that gives reviews."""

    NAME: str
    PROVEN: bool
    FIRST_PARTY: bool

    def read(self, export: Export) -> Iterator[RawReview | BadRow]:
        """The rows of a file, in its order."""
        ...


@cache
def kinds() -> tuple[str, ...]:
    """Names of all kinds, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg and not module.name.startswith("_")))


def gives(name: str) -> str:
    """What a kind's file holds. KeyError when there is none of that name."""
    if name not in kinds():
        raise KeyError(name)
    return str(importlib.import_module(f"{__name__}.{name}").GIVES)


def kind(name: str) -> Kind:
    """The module of a kind that gives reviews. KeyError when there is none of that name."""
    if gives(name) != "reviews":
        raise KeyError(name)
    return cast("Kind", importlib.import_module(f"{__name__}.{name}"))
