"""Exports of forms, forums and polls for contests: each file of this folder is one kind, and the folder is the registry.

A kind's module gives

- `GIVES`: what can be taken from it, of `ideas`, `ballots` and `scores`;
- `PROVEN`: False where no real export was at hand and the documented names of its columns serve;
- `read(export, wanted) -> Iterator[RawIdea | RawVote | RawScore | Unread]`: the rows in the file's order; no clock, nothing written.
  ContentError where the file as a whole is not what this kind exports.

E-mail and IP addresses have no field in an idea. Of a vote they tell one person from another until the salted hash is made, and are
gone then. A file whose name starts with an underscore is no kind.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Protocol, cast

import msgspec

from parvis.model.raw_submission import RawIdea, RawScore, RawVote, Unread, Wanted

__all__ = ["Export", "Kind", "Row", "kind", "kinds"]

Row = RawIdea | RawVote | RawScore | Unread


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """One file to import."""

    body: bytes
    file: str  #: as the user named it, for messages
    columns: Mapping[str, str] = {}  #: which column is what, where a person has said so: field to header
    dates: str = ""  #: how dates are written, in the letters of strptime


class Kind(Protocol):
    """What an import sees of a module of this folder."""

    GIVES: tuple[Wanted, ...]
    PROVEN: bool

    def read(self, export: Export, wanted: Wanted) -> Iterator[Row]:
        """The rows of a file, in its order."""
        ...


@cache
def kinds() -> tuple[str, ...]:
    """Names of all kinds, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


def kind(name: str) -> Kind:
    """The module of a kind. KeyError when there is none of that name."""
    if name not in kinds():
        raise KeyError(name)
    return cast("Kind", importlib.import_module(f"{__name__}.{name}"))
