"""content/curation/register.yaml: every takedown, one flow line each, without personal data of whoever was forgotten.

- {at: 2026-06-12, ground: erasure, kind: item, items: 1, by: "Awa Diop"}
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from parvis.model.takedown import GROUNDS, Takedown
from parvis.settings import flow_lines

_FIELDS: Final = frozenset({"at", "ground", "kind", "items", "by"})


def file(content: Path) -> Path:
    """Where they stand."""
    return content / "curation" / "register.yaml"


def takedowns(content: Path) -> tuple[Takedown, ...]:
    """All takedowns, in the order of the lines. ContentError lists every mistake."""
    path = file(content)
    name = path.relative_to(content.parent).as_posix()
    found = _plain(flow_lines.text_of(path, name), name)
    if found is None:
        # What reads a file that a person, or a merge, has written in takes a tenth of a second to import.
        from parvis.settings import forgotten_by_hand

        return forgotten_by_hand.takedowns(path, content)
    return found


def register(content: Path, takedown: Takedown) -> Path:
    """Add a takedown; the file it stands in. OSError where it cannot be written."""
    path = file(content)
    by = flow_lines.quoted(" ".join(takedown.by.split()))
    said = f"ground: {takedown.ground}, kind: {takedown.kind}, items: {takedown.items}, by: {by}"
    flow_lines.append(path, f"- {{at: {takedown.at:%Y-%m-%d}, {said}}}")
    return path


def _plain(text: str, name: str) -> tuple[Takedown, ...] | None:
    """The takedowns of a file in which every line is as the command writes it; None where one is not."""
    entries = flow_lines.plain(text)
    if entries is None:
        return None
    found: list[Takedown] = []
    for number, entry in entries:
        try:
            made = msgspec.convert({**entry, "file": name, "line": number}, Takedown)
        except msgspec.ValidationError:
            return None
        if entry.keys() != _FIELDS or made.ground not in GROUNDS:
            return None
        found.append(made)
    return tuple(found)
