"""The suppressions and the register as people, or a merge, may have changed them: every mistake with its line."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StrictInt, StrictStr

from parvis.model.suppression import MARK, Of, Suppression
from parvis.model.takedown import GROUNDS, Kind, Takedown
from parvis.settings import yaml_files
from parvis.tidy import yaml

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


def suppressions(path: Path, content: Path) -> tuple[Suppression, ...]:
    """The lines of suppressions.yaml. ContentError lists every mistake."""
    found = yaml_files.document(path, content)
    entries = yaml_files.listed(found, _Suppression, "- {of: link, salt: …}")
    return tuple(Suppression(**entry.model_dump(), file=found.file, line=line) for entry, line in entries)


def takedowns(path: Path, content: Path) -> tuple[Takedown, ...]:
    """The lines of register.yaml. ContentError lists every mistake."""
    found = yaml_files.document(path, content)
    entries = yaml_files.listed(found, _Takedown, "- {at: 2026-06-12, ground: erasure, kind: item, items: 1, by: …}")
    return tuple(Takedown(**entry.model_dump(), file=found.file, line=line) for entry, line in entries)
