"""Files of content/curation/ that are only ever added to, one flow line an entry: how they are read, quoted and written.

- {item: "blog:1", do: hide, by: "Awa", at: 2026-03-02T10:11:12Z, because: "off topic"}

Two people's lines merge without a conflict (`merge=union`), and each line is a change that Git can show and take back.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.settings import files
from parvis.settings.mending import marker

#: Field, sentence, remedy.
Wrong = tuple[str, str, str]

_TEXT: Final = r'"(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"'
_PAIR: Final = re.compile(rf"(\w+): (?:({_TEXT})|\[([a-z, ]*)\]|(\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?)|(\d{{1,9}})|([a-z][a-z-]*))(, |$)")
#: Bare words that YAML takes for something else than a text.
_NO_TEXTS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


class Line(msgspec.Struct, frozen=True):
    """An entry as it stands in its file."""

    value: object  #: a map, unless a person has written something else
    place: Callable[[str], int]  #: 1-based line of a field; of the entry itself where the field is empty


def read(path: Path, content: Path) -> list[Line]:
    """The entries of a file, none where it is not there. ContentError where it cannot be read, or is no list."""
    name = path.relative_to(content.parent).as_posix()
    text = text_of(path, name)
    found = plain(text)
    if found is None:
        return _careful(text, name)
    return [Line(entry, lambda _field, number=number: number) for number, entry in found]  # type: ignore[misc]  # the default binds the number


def text_of(path: Path, name: str) -> str:
    """What stands in a file; empty where it is not there. ContentError where it cannot be read."""
    return files.text(path, name) if path.is_file() else ""


def plain(text: str) -> list[tuple[int, dict[str, Any]]] | None:
    """Line and entry where every line is as a command writes it; None where one is not: then the YAML reader is asked.

    That takes half a second for 5,000 lines.
    """
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if not (line.startswith("- {") and line.endswith("}")):
            return None
        entry = _flow(line[3:-1])
        if entry is None:
            return None
        found.append((number, entry))
    return found


def _flow(inside: str) -> dict[str, Any] | None:
    entry: dict[str, Any] = {}
    place = 0
    while place < len(inside):
        pair = _PAIR.match(inside, place)
        if pair is None or pair[1] in entry or pair[6] in _NO_TEXTS:
            return None
        name, quoted_text, listed, moment_or_day, number, word, _end = pair.groups()
        try:
            entry[name] = _value(quoted_text, listed, moment_or_day, number, word)
        except ValueError:
            return None
        place = pair.end()
    return entry if not inside.endswith(", ") else None


def _value(quoted_text: str | None, listed: str | None, moment_or_day: str | None, number: str | None, word: str | None) -> Any:
    if quoted_text is not None:
        return json.loads(quoted_text)
    if listed is not None:
        return [one.strip() for one in listed.split(",")]
    if moment_or_day is not None:
        return datetime.fromisoformat(moment_or_day) if "T" in moment_or_day else date.fromisoformat(moment_or_day)
    return int(number) if number is not None else word


def _careful(text: str, name: str) -> list[Line]:
    """The entries of a file that a person has written in."""
    from parvis.tidy import yaml

    if left := marker(text):
        remedy = "Run `parvis check`, which keeps the lines of both sides; an entry of several lines is yours to mend."
        raise ContentError([Mistake(name, left, "", "a merge was left unfinished here.", remedy)])
    document = yaml.load(text, name)
    entries = [] if document.value is None else document.value
    if not isinstance(entries, list):
        raise ContentError([Mistake(name, 1, "", "a list is needed.", "Begin each line with `- {`.")])

    def place(index: int) -> Callable[[str], int]:
        return lambda field: document.line((index, field) if field else (index,))

    return [Line(entry, place(index)) for index, entry in enumerate(entries)]


def append(path: Path, *lines: str) -> None:
    """Add lines (each without its end) to a file, which is made where it is not there. OSError where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.parent):
        before = path.read_bytes() if path.is_file() else b""
        with path.open("ab") as file:
            file.write((b"\n" if before and not before.endswith(b"\n") else b"") + "".join(f"{line}\n" for line in lines).encode())


def remove(path: Path, line: str) -> bool:
    """Take a line that `append` wrote out again, the last one of its words; False where it is not there. A file left empty goes."""
    if not path.is_file():
        return False
    with _alone(path.parent):
        lines = path.read_bytes().splitlines(keepends=True)
        places = [place for place, one in enumerate(lines) if one.rstrip(b"\r\n") == line.encode()]
        if not places:
            return False
        left = b"".join((*lines[: places[-1]], *lines[places[-1] + 1 :]))
        if not left:
            path.unlink()
            return True
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        temporary.write_bytes(left)
        temporary.replace(path)
    return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else writes in a folder while the block runs: no line is lost between who adds one and who takes one out."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def quoted(text: str) -> str:
    """A text as a double-quoted scalar of YAML: whatever is in it, it stays one text on one line."""
    said = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in said)


def _escape(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 (what four hex digits can say)


def utc(moment: datetime) -> str:
    """An aware moment as the files have it: `2026-03-02T10:11:12Z`."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def moment(value: object, *, last: bool = False) -> datetime | None:
    """An aware moment; one without an offset counts as UTC, in which commands write. None where it is none.

    `last`: of a bare day, the moment at which it ends.
    """
    if isinstance(value, str):
        said = value.strip()
        try:
            value = datetime.fromisoformat(said) if "T" in said or ":" in said else date.fromisoformat(said)
        except ValueError:
            return None
    try:
        if isinstance(value, date) and not isinstance(value, datetime):
            return datetime(value.year, value.month, value.day, tzinfo=UTC) + timedelta(days=last)
        return (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)) if isinstance(value, datetime) else None
    except OverflowError:
        return None


def near(word: str, known: tuple[str, ...]) -> str:
    """The nearest of the known words, as a question; empty where none is near."""
    from parvis.tidy.sentences import did_you_mean

    return did_you_mean(word, known)
