"""content/curation/register.yaml: every takedown, one flow line each, without personal data of whoever was forgotten.

- {at: 2026-06-12, ground: erasure, kind: item, items: 1, by: "Awa Diop"}
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Final

from parvis.errors import ContentError, Mistake
from parvis.model.takedown import GROUNDS, Takedown

_LINE: Final = re.compile(
    r'- \{at: (\d{4}-\d\d-\d\d), ground: (\w+), kind: (item|author|review), items: (\d+), by: ("(?:[^"\\]|\\["\\/])*")\}'
)


def file(content: Path) -> Path:
    """Where they stand."""
    return content / "curation" / "register.yaml"


def takedowns(content: Path) -> tuple[Takedown, ...]:
    """All takedowns, in the order of the lines. ContentError lists every mistake."""
    path = file(content)
    if not path.is_file():
        return ()
    name = path.relative_to(content.parent).as_posix()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Mistake(name, 0, "", f"this file cannot be read: {error}.", "Save it as UTF-8.")]) from error
    found = _plain(text, name)
    if found is None:
        # What reads a file that a person, or a merge, has written in takes a tenth of a second to import.
        from parvis.settings import forgotten_by_hand

        return forgotten_by_hand.takedowns(path, content)
    return found


def register(content: Path, takedown: Takedown) -> Path:
    """Add a takedown; the file it stands in. OSError where it cannot be written."""
    path = file(content)
    path.parent.mkdir(parents=True, exist_ok=True)
    by = json.dumps(" ".join(takedown.by.split()), ensure_ascii=False)
    line = f"- {{at: {takedown.at:%Y-%m-%d}, ground: {takedown.ground}, kind: {takedown.kind}, items: {takedown.items}, by: {by}}}\n"
    before = path.read_bytes() if path.is_file() else b""
    gap = b"\n" if before and not before.endswith(b"\n") else b""
    path.write_bytes(before + gap + line.encode())
    return path


def _plain(text: str, name: str) -> tuple[Takedown, ...] | None:
    """The takedowns of a file in which every line is as the command writes it; None where one is not."""
    found: list[Takedown] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[2] not in GROUNDS:
            return None
        at, ground, kind, items, by = match.groups()
        try:
            day = date.fromisoformat(at)
        except ValueError:
            return None
        found.append(Takedown(at=day, ground=ground, kind=kind, items=int(items), by=json.loads(by), file=name, line=number))  # type: ignore[arg-type]  # the pattern names every kind
    return tuple(found)
