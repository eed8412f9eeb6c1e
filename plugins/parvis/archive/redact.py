"""Redacting recorded documents: what is forgotten is taken out of JSON, XML, calendars and tables, and all else stays as it is. Pure."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Any, Final

import msgspec

from parvis.model.forgetting import Trace
from parvis.model.suppression import folded
from parvis.tidy.links import canonical

#: Where a document names something else than the item itself.
_ELSEWHERE: Final = re.compile(r"reply|target|parent|quote|in_reply|count|mention|embed", re.IGNORECASE)
#: Where a document names a person.
_PERSON: Final = frozenset(
    {
        *("acct", "handle", "username", "user_name", "user", "screen_name", "author", "author_name", "name", "displayname", "display_name"),
        *("nickname", "preferredusername", "login", "from", "reviewer_name", "reviewer", "nom", "auteur", "prénom", "prenom"),
    }
)
#: Digits of a number that is no count of something.
_NUMBER: Final = 3
_BLOCK: Final = re.compile(r"[ \t]*<(item|entry)\b[^>]*>.*?</\1>[ \t]*\r?\n?", re.DOTALL)
_NAMED: Final = re.compile(
    r"<(?:[\w-]+:)?(?:guid|id|videoId|link|uri|url|name|creator|author|nickname)\b[^>]*>(?:<!\[CDATA\[)?([^<\]]*)", re.DOTALL
)
_HREF: Final = re.compile(r"<(?:[\w-]+:)?link\b(?![^>]*rel=[\"'](?:via|related|replies))[^>]*\bhref=[\"']([^\"']*)")
_MEETING: Final = re.compile(r"BEGIN:VEVENT\r?\n.*?END:VEVENT\r?\n?", re.DOTALL)


class Redacted(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a document."""

    body: bytes
    taken: int = 0  #: entries taken out, and texts emptied
    left: str = ""  #: why it still holds something of what is forgotten; empty: it does not


def redact(body: bytes, suffix: str, trace: Trace) -> Redacted:
    """The document without what is forgotten; it stays a valid one of its sort. Bytes that are no such document stay, with `left` set."""
    encoding = _encoding(body)
    try:
        text = body.decode(encoding)
        redacted, taken = _SORTS.get(suffix, _other)(text, trace)
        found = redacted.encode(encoding) if taken else body
    except (ValueError, RecursionError, csv.Error) as error:
        return Redacted(body=body, left=f"it cannot be read ({type(error).__name__})" if _stands(body, trace) else "")
    return Redacted(body=found, taken=taken, left="it quotes it in a place that cannot be redacted safely" if _stands(found, trace) else "")


def _encoding(body: bytes) -> str:
    """Tables are often saved as Windows does."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig" if body.startswith(b"\xef\xbb\xbf") else "utf-8"


def _stands(body: bytes, trace: Trace) -> bool:
    """Whether anything of it is still there, however it is written."""
    text = body.decode(_encoding(body), "replace")
    plain = unescape(unescape(text))
    return any(needle in text or needle in plain or json.dumps(needle)[1:-1] in text for needle in trace.needles)


def _json(text: str, trace: Trace) -> tuple[str, int]:
    gone = _Walk(trace)
    value = gone.walked(json.loads(text))
    return _as_written(value, text), gone.taken


def _lines(text: str, trace: Trace) -> tuple[str, int]:
    """JSON lines."""
    gone = _Walk(trace)
    kept = [line for line in text.splitlines(keepends=True) if not line.strip() or not gone.is_item(json.loads(line))]
    return "".join(kept), len(text.splitlines()) - len(kept)


def _as_written(value: Any, before: str) -> str:
    """With the indentation and the escapes that it had."""
    indent = re.match(r"\s*[\[{]\r?\n(\s+)", before)
    plain = not re.search(r"\\u[0-9a-f]{4}", before)
    made = json.dumps(value, ensure_ascii=not plain, indent=len(indent[1]) if indent else None)
    return made + ("\n" if before.endswith("\n") else "")


class _Walk:
    """One walk over a JSON document."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.taken = 0
        # `topic-4259` stands as the plain number 4259 in the document that it was made of.
        self._numbers = {tail for native in trace.natives if len(tail := re.split(r"[-_/:]", native)[-1]) >= _NUMBER and tail.isdigit()}

    def walked(self, value: Any) -> Any:
        if isinstance(value, list):
            staying = [one for one in value if not self.is_item(one)]
            self.taken += len(value) - len(staying)
            return [self.walked(one) for one in staying]
        if isinstance(value, dict):
            return {name: self.walked(inner) for name, inner in value.items()}
        if isinstance(value, str) and any(needle in value or needle in unescape(value) for needle in self.trace.needles):
            self.taken += 1
            return ""
        return value

    def is_item(self, value: Any) -> bool:
        """Whether an entry of a list is what is forgotten: its own fields name it, not those of something in it that it answers or lists."""
        return isinstance(value, dict) and any(self._names(name, inner) for name, inner in _fields(value))

    def _names(self, name: str, value: Any) -> bool:
        if isinstance(value, bool) or value is None:
            return False
        said = str(value)
        if said in self.trace.natives or (name == "id" and said in self._numbers):
            return True
        if not isinstance(value, str):
            return False
        if value.startswith("http"):
            return canonical(value) in self.trace.links
        return name.casefold() in _PERSON and _is_person(value, self.trace)


def _fields(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Its own plain fields, and those of the blocks in it."""
    for name, inner in value.items():
        if _ELSEWHERE.search(name):
            continue
        if isinstance(inner, dict):
            yield from _fields(inner)
        elif not isinstance(inner, list):
            yield name, inner


def _is_person(said: str, trace: Trace) -> bool:
    return folded(said) in trace.handles or said.strip() in trace.names


def _xml(text: str, trace: Trace) -> tuple[str, int]:
    taken = 0

    def one(found: re.Match[str]) -> str:
        nonlocal taken
        block = found[0]
        said = [unescape(part).strip() for part in (*_NAMED.findall(block), *_HREF.findall(block))]
        if any(
            part in trace.natives or _is_person(part, trace) or (part.startswith("http") and canonical(part) in trace.links)
            for part in said
        ):
            taken += 1
            return ""
        return block

    return _BLOCK.sub(one, text), taken


def _calendar(text: str, trace: Trace) -> tuple[str, int]:
    taken = 0

    def one(found: re.Match[str]) -> str:
        nonlocal taken
        lines = re.sub(r"\r?\n[ \t]", "", found[0]).splitlines()
        said = {line.partition(":")[2].strip() for line in lines if line.startswith(("UID", "URL"))}
        if any(_is_native(part, trace) or (part.startswith("http") and canonical(part) in trace.links) for part in said):
            taken += 1
            return ""
        return found[0]

    return _MEETING.sub(one, text), taken


def _is_native(part: str, trace: Trace) -> bool:
    """A repeated event has its date behind its id."""
    return part in trace.natives or any(native.startswith(f"{part}#") for native in trace.natives)


def _table(text: str, trace: Trace) -> tuple[str, int]:
    """Rows go as they stand in the file, so that the others keep their quotes."""
    lines = text.splitlines(keepends=True)
    dialect = _dialect(lines[0] if lines else "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect)
    kept: list[str] = []
    begin = taken = 0
    head: list[str] = []
    for row in reader:
        end = reader.line_num
        head = head or [cell.strip().casefold() for cell in row]
        if begin and _is_row(row, head, trace):
            taken += 1
        else:
            kept += lines[begin:end]
        begin = end
    return "".join(kept), taken


def _is_row(row: list[str], head: list[str], trace: Trace) -> bool:
    named = dict(zip(head, row, strict=False))
    whose = any(_is_person(cell, trace) for name, cell in named.items() if name in _PERSON or "name" in name or "nom" in name)
    cells = [cell.strip() for cell in row]
    opening = any(needle in cell for cell in cells for needle in trace.needles)
    return whose or opening or any(cell in trace.natives for name, cell in named.items() if "id" in re.split(r"[\W_]+", name))


def _dialect(head: str) -> str:
    return max(",;\t", key=lambda sign: (head.count(sign), sign == ","))


def _other(text: str, trace: Trace) -> tuple[str, int]:
    """A document of a sort that is not known stays as it is."""
    del trace
    return text, 0


_SORTS: Final[Mapping[str, Callable[[str, Trace], tuple[str, int]]]] = MappingProxyType(
    {
        ".json": _json,
        ".jsonl": _lines,
        ".ndjson": _lines,
        **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), _xml),
        ".ics": _calendar,
        **dict.fromkeys((".csv", ".tsv"), _table),
    }
)
