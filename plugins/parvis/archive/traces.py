"""Caches in .parvis/: whatever of them still tells of what is forgotten goes, as all of it may be lost."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Final

from parvis.archive import forget

#: Files that the next build rewrites and needs until then, the lock, and letters to people.
_KEPT: Final = frozenset({"lock", "manifest.jsonl", "built.json", "journal.json"})
_LETTERS: Final = "letters"


def sweep(state: Path, needles: Collection[str]) -> tuple[Path, ...]:
    """Remove every cache that holds one of these texts, and the lines that a repair has set aside; the files that went."""
    said = tuple(dict.fromkeys(form.encode() for needle in needles for form in (needle, json.dumps(needle)[1:-1])))
    if not said or not state.is_dir():
        return ()
    forget.unreadable(state, said)
    gone = []
    for path in sorted(state.rglob("*")):
        inside = path.relative_to(state).parts
        if inside[0] in {_LETTERS, "unreadable"} or path.name in _KEPT or not path.is_file():
            continue
        body = path.read_bytes()
        if any(needle in body for needle in said):
            path.unlink()
            gone.append(path)
    return tuple(gone)
