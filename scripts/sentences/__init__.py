"""The sentences that people read on the terminal: every English one in a folder of Python files, and where it stands."""

from __future__ import annotations

import ast
from pathlib import Path

from sentences.files import FOR_READERS, NOT_TOLD
from sentences.given import CLICK, WORDS
from sentences.source import Source

__all__ = ["sentences"]


def sentences(code: Path) -> dict[str, set[str]]:
    """Every sentence with `{0}`, `{1}` … where something is put in at run time, and the files that it stands in."""
    found: dict[str, set[str]] = {sentence: {"click"} for sentence in (*CLICK, *WORDS)}
    for file in sorted(code.rglob("*.py")):
        name = file.relative_to(code).as_posix()
        if not name.startswith(NOT_TOLD):
            for sentence in Source(ast.parse(file.read_text(encoding="utf-8")), only_told=name.startswith(FOR_READERS)).sentences():
                found.setdefault(sentence, set()).add(name)
    return found
