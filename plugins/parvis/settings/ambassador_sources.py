"""Feeds of the ambassadors' own: `sources:` in content/ambassadors/NAME.md, entries as those of sources.yaml, owned by NAME."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from parvis.errors import ContentError, Mistake
from parvis.model.source import Source
from parvis.settings import sources_yaml
from parvis.settings.sources_yaml import File
from parvis.tidy import text as words
from parvis.tidy.yaml import Document
from parvis.written.articles import SUFFIXES
from parvis.written.fields import Fields
from parvis.written.front_matter import FrontMatter, decode, split

FOLDER: Final = "ambassadors"
FIELD: Final = "sources"


def files(content: Path) -> tuple[Path, ...]:
    """The ambassadors' files, sorted."""
    folder = content / FOLDER
    return tuple(sorted(path for path in folder.glob("*") if path.suffix in SUFFIXES and not path.name.startswith(".")))


def read(content: Path, root: Path, known: Iterable[Source]) -> tuple[tuple[Source, ...], list[Mistake]]:
    """The sources by file and in each file's order, and what is wrong with them. `known`: those of sources.yaml, whose names are taken.

    What is wrong with a file as a whole is told where all of what editors write is read.
    """
    taken = {source.name: source for source in known}
    found: list[Source] = []
    mistakes: list[Mistake] = []
    for front in _fronts(content, root):
        for source, wrong in _sources(front, root):
            mistakes += wrong
            if source is None:
                continue
            first = taken.setdefault(source.name, source)
            if first is source:
                found.append(source)
            else:
                mistakes.append(_taken(source, first))
    return tuple(found), mistakes


def _fronts(content: Path, root: Path) -> Iterator[FrontMatter]:
    """Front matter of each file that names sources, but drafts."""
    for path in files(content):
        name = path.relative_to(root).as_posix()
        try:
            front = split(decode(path.read_bytes(), name), name)
        except (OSError, ContentError):
            continue
        if front.values.get(FIELD) and not Fields(front, "UTC", (), noun=True).draft():
            yield front


def _sources(front: FrontMatter, root: Path) -> Iterator[tuple[Source | None, list[Mistake]]]:
    file = File(_document(front), front.file)
    entries = front.values[FIELD]
    if not isinstance(entries, list):
        yield None, [file.mistake((FIELD,), "a list is needed.", "Begin each source with `- name:`.")]
        return
    theirs = {
        "title": words.one_line(str(front.values.get("title") or front.values.get("name") or "")),
        "owner": f"ambassador: {words.slug(Path(front.file).stem)}",
    }
    for place, entry in enumerate(entries):
        path = (FIELD, place)
        if isinstance(entry, dict) and "owner" in entry:
            what = "the sources of this file belong to the person that it is about."
            yield None, [file.mistake((*path, "owner"), what, "Take the line out, or write the source in content/sources.yaml.")]
        else:
            yield sources_yaml.source(file, path, {**theirs, **entry} if isinstance(entry, dict) else entry, root)


def _document(front: FrontMatter) -> Document:
    """The front matter with its lines by path."""
    return Document(dict(front.values), front.file, {tuple(map(_step, path.split("."))): line for path, line in front.lines.items()})


def _step(part: str) -> Any:
    return int(part) if part.isdecimal() else part


def _taken(source: Source, first: Source) -> Mistake:
    what = f"the source of {first.file}:{first.line} is called {source.name!r} too."
    return Mistake(source.file, source.line, f"{FIELD}.name", what, "Give each its own name.")
