"""Files that people write in content/curation/: the text of one, and many in a row with the mistakes of all told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from parvis.errors import ContentError, Mistake

Found = TypeVar("Found")


def text(path: Path, name: str) -> str:
    """What stands in a file. `name`: how the mistake calls it; ContentError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        remedy = "Save it as UTF-8: the editor's menu calls this the encoding."
        raise ContentError([Mistake(name, line, "", "the file is not UTF-8.", remedy)]) from error
    except OSError as error:
        raise ContentError(
            [Mistake(name, 0, "", f"this file cannot be read: {error.strerror}.", "Make it a file that you may read.")]
        ) from error


def each(folder: Path, pattern: str, one: Callable[[Path], Iterable[Found]]) -> tuple[Found, ...]:
    """What `one` makes of each file of a folder, in the order of their names. ContentError lists every mistake of every file."""
    found: list[Found] = []
    mistakes: list[Mistake] = []
    for path in sorted(folder.glob(pattern)):
        try:
            found += one(path)
        except ContentError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ContentError(mistakes)
    return tuple(found)
