"""Mending what a merge has left in files of content/curation/ that are only ever added to: one flow line each, both sides' lines are kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

#: Below content/curation/.
_FILES: Final = ("decisions/*.yaml", "rights/*.yaml", "suppressions.yaml", "register.yaml")
OURS, BASE, THEIRS, END = "<<<<<<< ", "|||||||", "=======", ">>>>>>> "


def mend(content: Path) -> tuple[str, ...]:
    """Take conflict markers from between such lines; a sentence for each file. A file in which anything else stands is left as it is."""
    folder = content / "curation"
    found = [path for pattern in _FILES for path in sorted(folder.glob(pattern))]
    return tuple(sentence for path in found if (sentence := _mend(path, path.relative_to(content.parent).as_posix())))


def marker(text: str) -> int:
    """The first line (1-based) on which a merge has left a marker; 0 where there is none."""
    return next((number for number, line in enumerate(text.split("\n"), start=1) if line.startswith((OURS, END))), 0)


def _mend(path: Path, name: str) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""  # told by who reads it
    if not marker(text):
        return ""
    kept = list(dict.fromkeys(_both_sides(text.splitlines())))
    if not all(_stands_alone(line) for line in kept):
        return ""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    temporary.replace(path)
    return f"{name}: a merge had left its markers between the lines: they are taken out, and the lines of both sides are kept. Commit it."


def _both_sides(lines: Iterable[str]) -> Iterator[str]:
    """Every line but the markers, and but what stood there before both sides changed it: whatever they kept of that is theirs, too."""
    before, within = False, False
    for line in lines:
        if line.startswith(OURS):
            within = True
        elif within and line.startswith(BASE):
            before = True
        elif within and line.rstrip() == THEIRS:
            before = False
        elif within and line.startswith(END):
            within = False
        elif not before:
            yield line


def _stands_alone(line: str) -> bool:
    return not line.strip() or line.startswith("#") or (line.startswith("- {") and line.rstrip().endswith("}"))
