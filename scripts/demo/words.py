"""The demo's texts: `words/*.txt`, entries of a header line `moment | field | …` and the lines below it.

A line `+ scene flavour …` between the two plans one more picture.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

MONTREAL = ZoneInfo("America/Montreal")
HEADER = re.compile(r"^(20\d\d-\d\d-\d\d \d\d:\d\d|[a-z0-9-]+) \| ")


class Entry(NamedTuple):
    """One item: its header's fields, without the first, and the lines of its text."""

    key: str  #: the first field: a moment, or an event's name
    fields: tuple[str, ...]
    lines: tuple[str, ...]
    more: tuple[str, ...] = ()  #: the plans of its further pictures

    @property
    def at(self) -> datetime:
        """The moment, in UTC."""
        return datetime.strptime(self.key, "%Y-%m-%d %H:%M").replace(tzinfo=MONTREAL).astimezone(UTC)

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)

    @property
    def body(self) -> str:
        """All lines but the first, which is the title."""
        return "\n".join(self.lines[1:])

    def number(self, *, digits: int = 12) -> int:
        """A stable number that stands for a network's id."""
        return int(sha256(f"{self.key}{self.fields}{self.text}".encode()).hexdigest(), 16) % 10**digits


def french(text: str) -> str:
    """French spaces: narrow before ; ! ?, full before : and inside « », none that could break a line."""
    text = re.sub(r" ([;!?])", "\u202f\\1", text)
    return text.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def entries(name: str, *, english: bool = False) -> list[Entry]:
    """The entries of `words/NAME.txt`, in the file's order."""
    found: list[tuple[list[str], list[str]]] = []
    for line in (Path(__file__).parent / "words" / f"{name}.txt").read_text("utf-8").splitlines():
        if HEADER.match(line):
            found.append(([field.strip() for field in line.split("|")], []))
        elif line.strip():
            found[-1][1].append(line)
    spaced = (lambda text: text) if english else french
    return [_entry(head, lines, spaced) for head, lines in found]


def _entry(head: list[str], lines: list[str], spaced: Callable[[str], str]) -> Entry:
    told = [line for line in lines if not line.startswith("+ ")]
    more = tuple(line.removeprefix("+ ") for line in lines if line.startswith("+ "))
    return Entry(head[0], tuple(map(spaced, head[1:])), tuple(map(spaced, told)), more)
