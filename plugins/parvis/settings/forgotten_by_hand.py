"""The suppressions and the register as people, or a merge, may have changed them: every mistake with its line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, TypeVar

from pydantic import AfterValidator, Field, StrictInt, StrictStr

from parvis.model.suppression import MARK, Of, Suppression
from parvis.model.takedown import GROUNDS, Kind, Takedown
from parvis.settings import yaml_files
from parvis.tidy import yaml

Forgotten = TypeVar("Forgotten", Suppression, Takedown)

_RESTORE: Final = "Restore the line from Git: without it the thing comes back."


def _digits(count: int, text: str) -> str:
    if re.fullmatch(f"[0-9a-f]{{{count}}}", text) is None:
        raise ValueError(f"these are not {count} hex digits. {_RESTORE}")
    return text


def _ground(text: str) -> str:
    if text not in GROUNDS:
        raise ValueError(f"there is no ground '{text}'. {yaml.did_you_mean(text, tuple(GROUNDS))}")
    return text


Ground = Annotated[StrictStr, AfterValidator(_ground)]


class _Suppression(yaml_files.Entry):
    of: Of
    salt: Annotated[StrictStr, AfterValidator(lambda text: _digits(32, text))]
    mark: Annotated[StrictStr, AfterValidator(lambda text: _digits(MARK, text))]
    hash: Annotated[StrictStr, AfterValidator(lambda text: _digits(64, text))]
    ground: Ground
    at: yaml_files.Moment


class _Takedown(yaml_files.Entry):
    at: dt.date
    ground: Ground
    kind: Kind
    items: Annotated[StrictInt, Field(ge=0)]
    by: Annotated[StrictStr, Field(min_length=1)]


#: How the lines of each kind are checked, and how one begins.
_KINDS: Final[Mapping[type[Suppression | Takedown], tuple[type[yaml_files.Entry], str]]] = MappingProxyType(
    {
        Suppression: (_Suppression, "- {of: link, salt: …}"),
        Takedown: (_Takedown, "- {at: 2026-06-12, ground: erasure, kind: item, items: 1, by: …}"),
    }
)


def lines(path: Path, content: Path, kind: type[Forgotten]) -> tuple[Forgotten, ...]:
    """The lines of a file, in their order. ContentError lists every mistake."""
    found = yaml_files.document(path, content)
    model, begin = _KINDS[kind]
    return tuple(kind(**entry.model_dump(), file=found.file, line=line) for entry, line in yaml_files.listed(found, model, begin))
