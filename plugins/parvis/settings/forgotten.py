"""The lines of suppressions.yaml and of register.yaml: quickly where all are as the command writes them, else with every mistake told."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeVar

import msgspec

from parvis.model.suppression import Suppression
from parvis.model.takedown import GROUNDS, Takedown
from parvis.settings import flow_lines

Forgotten = TypeVar("Forgotten", Suppression, Takedown)

#: Where a line stands is no field that it says.
_OURS: Final = frozenset({"file", "line"})


def lines(path: Path, content: Path, kind: type[Forgotten]) -> tuple[Forgotten, ...]:
    """All lines of a file, in their order; none where it is not there. ContentError lists every mistake."""
    found = _as_written(path, content, kind)
    if found is None:
        # What reads a file that a person, or a merge, has written in takes a tenth of a second to import.
        from parvis.settings import forgotten_by_hand

        return forgotten_by_hand.lines(path, content, kind)
    return found


def _as_written(path: Path, content: Path, kind: type[Forgotten]) -> tuple[Forgotten, ...] | None:
    """The lines of a file of which each says every field and no other, as the command writes it; None where one does not."""
    name = path.relative_to(content.parent).as_posix()
    entries = flow_lines.plain(flow_lines.text_of(path, name))
    if entries is None:
        return None
    fields = set(kind.__struct_fields__) - _OURS
    found: list[Forgotten] = []
    for number, entry in entries:
        try:
            made = msgspec.convert({**entry, "file": name, "line": number}, kind)
        except msgspec.ValidationError:
            return None
        if entry.keys() != fields or made.ground not in GROUNDS:
            return None
        found.append(made)
    return tuple(found)
