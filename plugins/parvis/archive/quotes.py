"""Where else something forgotten is spoken of: lines of content/curation/ go, what editors wrote is named with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from parvis.archive import write
from parvis.errors import ArchiveError, ContentError
from parvis.model.forgetting import Trace
from parvis.model.suppression import folded
from parvis.tidy import yaml

#: Folders of content/curation/ whose files are lists about items and authors.
_LISTS: Final = ("decisions", "rights", "replies")
_TEXTS: Final = frozenset({".md", ".markdown", ".yaml", ".yml", ".csv", ".tsv", ".txt", ".json", ".jsonl", ".html", ".xml", ".ics"})
#: The most lines that are named of one file.
_MOST: Final = 5


class Quote(msgspec.Struct, frozen=True):
    """A place that a person must look at."""

    file: str  #: relative to the hub's folder
    lines: tuple[int, ...]


class Dropped(msgspec.Struct, frozen=True):
    """A file of content/curation/ that lost entries."""

    file: str  #: relative to the hub's folder
    entries: int


def drop(content: Path, ids: Collection[str], trace: Trace, *, dry: bool = False) -> tuple[Dropped, ...]:
    """Take out every decision, right and reply that is about what is forgotten, or quotes it.

    `dry`: nothing is written. ArchiveError names the file that cannot be written.
    """
    found = []
    for folder in _LISTS:
        for path in sorted((content / "curation" / folder).glob("*.yaml")):
            entries = _drop(path, ids, trace, dry=dry)
            if entries:
                found.append(Dropped(path.relative_to(content.parent).as_posix(), entries))
    return tuple(found)


def quotes(content: Path, trace: Trace) -> tuple[Quote, ...]:
    """The lines of other files of the hub's words that name or quote it."""
    found = []
    for path in sorted(content.rglob("*")):
        inside = path.relative_to(content).parts
        if path.suffix.lower() not in _TEXTS or inside[0] in {"archive", "recorded"} or not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        numbers = tuple(number for number, line in enumerate(text.split("\n"), start=1) if any(one in line for one in trace.needles))
        if numbers:
            found.append(Quote(path.relative_to(content.parent).as_posix(), numbers[:_MOST]))
    return tuple(found)


def _drop(path: Path, ids: Collection[str], trace: Trace, *, dry: bool) -> int:
    try:
        text = path.read_text(encoding="utf-8")
        document = yaml.load(text, path.name)
    except (OSError, UnicodeDecodeError, ContentError):
        return 0  # `parvis check` tells what is wrong with it, and `quotes` that it names what is forgotten
    entries = document.value if isinstance(document.value, list) else []
    about = [place for place, entry in enumerate(entries) if _is_about(entry, ids, trace)]
    if about and not dry:
        starts = [document.line((place,)) - 1 for place in range(len(entries))]
        lines = text.splitlines(keepends=True)
        gone = {number for place in about for number in _span(starts, place, lines)}
        try:
            write.put(path, "".join(line for number, line in enumerate(lines) if number not in gone).encode())
        except OSError as error:
            raise ArchiveError(f"{path} cannot be written: {error.strerror}.") from error
    return len(about)


def _span(starts: list[int], place: int, lines: list[str]) -> range:
    """The lines of an entry, without the comments that stand before the next one."""
    end = starts[place + 1] if place + 1 < len(starts) else len(lines)
    while end > starts[place] + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return range(starts[place], end)


def _is_about(entry: Any, ids: Collection[str], trace: Trace) -> bool:
    if not isinstance(entry, dict):
        return False
    named = {str(entry[name]) for name in ("item", "review", "with", "to") if entry.get(name)}
    if named & set(ids) or named & trace.natives:
        return True
    if isinstance(entry.get("author"), str) and folded(entry["author"]) in trace.handles:
        return True
    return any(needle in text for text in _texts(entry) for needle in trace.needles)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
