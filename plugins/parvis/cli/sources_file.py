"""Adding entries to content/sources.yaml: every line that a person wrote stays as it is, comments included."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from parvis.tidy import yaml
from parvis.tidy.yaml import Document

_DASH = re.compile(r"( *)-(\s|$)")


def with_entries(text: str, file: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """The file's text with entries after its last one. ContentError when the text is no YAML."""
    document = yaml.load(text, file)
    prefix, listed = _listed(document)
    lines = text.splitlines()
    if listed:
        indent, end = _after_last(document, (*prefix, len(listed) - 1), lines)
        if indent is None:  # a list in brackets: it has no lines of its own to add to
            return _rewritten(text, entries)
        return _joined(lines[:end], ["", *_block(entries, indent)] if _spaced(lines[:end]) else _block(entries, indent), lines[end:])
    if isinstance(document.value, dict) and "sources" in document.value:
        at = document.line(("sources",))
        if lines[at - 1].split("#")[0].rstrip() != "sources:":
            return _rewritten(text, entries)
        return _joined(lines[:at], _block(entries, 2), lines[at:])
    if document.value is not None:
        return _rewritten(text, entries)
    return _joined(lines, ["sources:", *_block(entries, 2)], [])


def _listed(document: Document) -> tuple[tuple[str | int, ...], list[Any]]:
    value = document.value
    if isinstance(value, dict):
        return ("sources",), value.get("sources") or []
    return (), value or []


def _after_last(document: Document, last: tuple[str | int, ...], lines: list[str]) -> tuple[int | None, int]:
    """How far the dashes are indented, and after how many lines the last entry ends."""
    start = document.line(last) - 1
    while start >= 0 and not (dash := _DASH.match(lines[start])):
        start -= 1
    if start < 0 or dash is None:
        return None, 0
    indent = len(dash[1])
    end = start + 1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if not line.strip():
            continue
        # A comment that is indented deeper belongs to the entry, or is a line of a long text in it.
        if len(line) - len(line.lstrip(" ")) <= indent:
            break
        end = at + 1
    return indent, end


def _block(entries: Sequence[Mapping[str, Any]], indent: int) -> list[str]:
    blocks = [yaml.dump([dict(entry)]).splitlines() for entry in entries]
    lines: list[str] = []
    for block in blocks:
        cut = len(block[0]) - len(block[0].lstrip(" "))
        lines += [""] * bool(lines) + [" " * indent + line[cut:] for line in block]
    return lines


def _spaced(lines: list[str]) -> bool:
    """Whether an empty line goes before a new entry: everywhere but in files whose entries stand close together."""
    indents = {at: len(dash[1]) for at, line in enumerate(lines) if (dash := _DASH.match(line))}
    entries = [at for at, indent in indents.items() if indent == min(indents.values())]  # not the lists inside of them
    return not any(before.strip() and _DASH.match(before) is None for before in (lines[at - 1] for at in entries[1:]))


def _joined(*parts: list[str]) -> str:
    return "\n".join(line for part in parts for line in part) + "\n"


def _rewritten(text: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """The same through the editor that keeps comments but may set brackets and indentation anew."""
    document = yaml.load_for_editing(text)
    listed = document["sources"] if isinstance(document, dict) else document
    if listed is None:
        document["sources"] = listed = []
    listed.extend(dict(entry) for entry in entries)
    if hasattr(listed, "fa"):
        listed.fa.set_block_style()
    return yaml.dump(document)
