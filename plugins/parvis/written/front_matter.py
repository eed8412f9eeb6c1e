"""Front matter: what stands above an editor's text, as YAML between two lines of hyphens or as Pelican's `Key: value` headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.tidy import yaml

_FENCE = re.compile(r"---\s*")
_END = re.compile(r"(?:---|\.\.\.)\s*")
# As Python-Markdown's own "meta" extension has them, which Pelican reads headers with.
_HEADER = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_MORE = re.compile(r"(?: {4,}|\t)(?P<value>.*)")


class FrontMatter(msgspec.Struct, frozen=True):
    """The fields of one Markdown file, and the text below them."""

    file: str  #: relative to the hub's folder
    values: Mapping[str, Any]  #: plain values by field, in lower case; of `Key: value` headers, texts and lists of texts
    lines: Mapping[str, int]  #: 1-based line of each field, and of what lies in it by a dotted path (`credit.contest`)
    text: str  #: Markdown
    text_line: int  #: 1-based line on which the text begins

    def line(self, field: str) -> int:
        """Line of a field; 1 where it does not stand in the file."""
        return self.lines.get(field, 1)


def decode(data: bytes, file: str) -> str:
    """The text of a file's bytes, without a byte order mark, with line feeds alone. ContentError where it is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = "Save it as UTF-8: the editor's menu calls this the encoding."
        raise ContentError([Mistake(file, line, "", "the file is not UTF-8.", remedy)]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, file: str) -> FrontMatter:
    """Fields and text of a Markdown file. ContentError lists what is wrong with the fields as such; a file may have none."""
    lines = text.split("\n")
    start = next((place for place, line in enumerate(lines) if line.strip()), 0)
    if _FENCE.fullmatch(lines[start]):
        return _yaml(lines, start, file)
    if _HEADER.match(lines[start]):
        return _headers(lines, start, file)
    return FrontMatter(file, MappingProxyType({}), MappingProxyType({}), text, 1)


def _yaml(lines: list[str], start: int, file: str) -> FrontMatter:
    end = next((place for place, line in enumerate(lines) if place > start and _END.fullmatch(line)), None)
    if end is None:
        what, remedy = "the front matter is opened here and never closed.", "Put a line of three hyphens below its last field."
        raise ContentError([Mistake(file, start + 1, "", what, remedy)])
    document = yaml.load("\n".join(lines[start + 1 : end]), file, start + 1)
    found = {} if document.value is None else document.value
    if not isinstance(found, dict):
        raise ContentError([Mistake(file, start + 2, "", "the front matter is no list of fields.", "Write each as `field: value`.")])
    reading = _Fields(file)
    for key, value in found.items():
        reading.add(key, value, document.line((key,)))
    inner = {".".join((_name(str(path[0])), *map(str, path[1:]))): line for path, line in document.lines.items() if len(path) > 1}
    return reading.done(lines, end + 1, inner)


def _headers(lines: list[str], start: int, file: str) -> FrontMatter:
    reading = _Fields(file)
    place = start
    while place < len(lines) and lines[place].strip():
        line = lines[place]
        if header := _HEADER.fullmatch(line):
            reading.add(header["key"], header["value"].strip(), place + 1, repeatable=True)
        elif more := _MORE.fullmatch(line):
            reading.extend(more["value"].strip())
        else:
            reading.wrong(place + 1, "", "this line is no `Key: value` header.", "Leave an empty line between the headers and the text.")
        place += 1
    return reading.done(lines, place)


#: Headers that may be given several times, or over several lines.
REPEATABLE = frozenset({"authors", "tags"})
#: Names that mean the same field: Pelican's own on the right.
ALIASES: Mapping[str, str] = MappingProxyType({"language": "lang", "updated": "modified", "image": "picture", "alt": "picture_alt"})


def _name(key: str) -> str:
    """The one name of a field, however it is spelt."""
    return ALIASES.get(key.lower(), key.lower())


class _Fields:
    """Fields as they are met, line by line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.values: dict[str, Any] = {}
        self.lines: dict[str, int] = {}
        self.mistakes: list[Mistake] = []
        self._last = ""

    def add(self, key: str, value: Any, line: int, *, repeatable: bool = False) -> None:
        name = _name(key)
        if name not in self.values:
            self.values[name], self.lines[name] = value, line
        elif repeatable and name in REPEATABLE:
            self._join(name, value)
        else:
            self.wrong(line, name, f"this field stands on line {self.lines[name]} already.", "Keep one of them.")
        self._last = name

    def extend(self, value: str) -> None:
        self._join(self._last, value)

    def wrong(self, line: int, field: str, what: str, remedy: str) -> None:
        self.mistakes.append(Mistake(self.file, line, field, what, remedy))

    def done(self, lines: list[str], end: int, inner: Mapping[str, int] = MappingProxyType({})) -> FrontMatter:
        if self.mistakes:
            raise ContentError(self.mistakes)
        places = MappingProxyType({**inner, **self.lines})
        return FrontMatter(self.file, MappingProxyType(self.values), places, "\n".join(lines[end:]), end + 1)

    def _join(self, name: str, value: str) -> None:
        earlier = self.values[name]
        if name in REPEATABLE:
            self.values[name] = [*(earlier if isinstance(earlier, list) else [earlier]), value]
        else:
            self.values[name] = f"{earlier}\n{value}".strip()
