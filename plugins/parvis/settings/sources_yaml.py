"""content/sources.yaml: which feeds to collect, every mistake at once with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from pydantic import BaseModel, ValidationError

from parvis import sources
from parvis.errors import ContentError, Mistake
from parvis.model.source import Source
from parvis.settings import files
from parvis.settings.source_entry import Entry
from parvis.settings.source_options import address_mistake, is_secret, secret_mistake
from parvis.sources import _refused
from parvis.tidy import yaml
from parvis.tidy.yaml import Document


class File:
    """The document, and how a mistake in it is told."""

    def __init__(self, document: Document, name: str) -> None:
        """`name`: relative to the hub's folder."""
        self.document = document
        self.name = name

    def mistake(self, path: tuple[str | int, ...], what: str, remedy: str = "") -> Mistake:
        """What is wrong at a path, with its line."""
        return Mistake(file=self.name, line=self.document.line(path), field=".".join(map(str, path)), what=what, remedy=remedy)

    def mistakes(self, error: ValidationError, prefix: tuple[str | int, ...]) -> list[Mistake]:
        """What pydantic says, each sentence with its full stop: some kinds leave it out."""
        found = yaml.mistakes(error, self.document, self.name, prefix, Entry)
        return [msgspec.structs.replace(one, what=one.what if one.what.endswith((".", "?", "!")) else f"{one.what}.") for one in found]


def read(path: Path, root: Path) -> tuple[tuple[Source, ...], list[Mistake]]:
    """The sources of a file, in its order, and what is wrong with it; a hub without the file has no sources."""
    name = path.relative_to(root).as_posix()
    if not path.exists():
        return (), []
    try:
        document = yaml.load(files.text(path, name), name)
    except ContentError as error:
        return (), list(error.mistakes)
    return _sources(File(document, name), root)


def _sources(file: File, root: Path) -> tuple[tuple[Source, ...], list[Mistake]]:
    prefix, entries, mistakes = _entries(file)
    found: list[Source] = []
    for index, entry in enumerate(entries):
        one, more = source(file, (*prefix, index), entry, root)
        mistakes += more
        found += [one] if one else []
    return tuple(found), mistakes + list(_twice(file, prefix, entries))


def _entries(file: File) -> tuple[tuple[str | int, ...], list[Any], list[Mistake]]:
    """Where the list stands, the list, and what is wrong around it."""
    value = file.document.value
    if value is None:
        return (), [], []
    if isinstance(value, list):
        return (), value, []
    if not isinstance(value, dict):
        return (), [], [file.mistake((), "a list of sources is needed.", "Begin the file with `sources:`.")]
    others = [str(key) for key in value if key != "sources"]
    mistakes = [file.mistake((key,), f"this file has no {key!r}.", yaml.did_you_mean(key, ["sources"])) for key in others]
    entries = value.get("sources")
    if entries is not None and not isinstance(entries, list):
        mistakes.append(file.mistake(("sources",), "a list is needed.", "Begin each source with `- name:`."))
    return ("sources",), entries if isinstance(entries, list) else [], mistakes


def _twice(file: File, prefix: tuple[str | int, ...], entries: list[Any]) -> Iterator[Mistake]:
    """A name that an earlier source has."""
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        if name in first:
            line = file.document.line((*prefix, first[name]))
            yield file.mistake((*prefix, index, "name"), f"the source of line {line} is called {name!r} too.", "Give each its own name.")
        first.setdefault(name, index)


def source(file: File, place: tuple[str | int, ...], entry: object, root: Path) -> tuple[Source | None, list[Mistake]]:
    """One source, or what is wrong with it: its own fields and its kind's options at once."""
    if not isinstance(entry, dict):
        return None, [file.mistake(place, "a source has a name, a kind and an address.", "Write `- name: …`, and `kind: …` below it.")]
    mistakes: list[Mistake] = []
    found = None
    try:
        found = Entry.model_validate({key: value for key, value in entry.items() if key in Entry.model_fields})
    except ValidationError as error:
        mistakes += file.mistakes(error, place)
    kind = entry.get("kind")
    options: dict[str, Any] | None = None
    if isinstance(kind, str):
        if kind in sources.kinds():
            options, more = _options(file, place, entry, kind, root)
            mistakes += more
        else:
            mistakes.append(_unknown_kind(file, place, kind))
    if found is None or options is None or mistakes:
        return None, mistakes
    return msgspec.structs.replace(found.source(options, file.document.line(place)), file=file.name), []


def _unknown_kind(file: File, place: tuple[str | int, ...], kind: str) -> Mistake:
    refusal = _refused.refused_kind(kind)
    if refusal:
        return file.mistake((*place, "kind"), refusal.reason, refusal.instead)
    return file.mistake((*place, "kind"), f"unknown kind {kind!r}.", yaml.did_you_mean(kind, sources.kinds()))


def _options(
    file: File, place: tuple[str | int, ...], entry: Mapping[str, Any], kind: str, root: Path
) -> tuple[dict[str, Any] | None, list[Mistake]]:
    """The kind's own options as plain values, or what is wrong with them."""
    known: type[BaseModel] = sources.kind(kind).Options
    mistakes = [
        _unknown_option(file, place, str(key), kind, known) for key in entry if key not in {*known.model_fields, *Entry.model_fields}
    ]
    given = {key: value for key, value in entry.items() if key in known.model_fields}
    secrets = {key: secret_mistake(value) for key, value in given.items() if is_secret(key)}
    mistakes += [file.mistake((*place, key), *wrong) for key, wrong in secrets.items() if wrong]
    address = address_mistake(given.get("url"), kind, root)
    if address:
        mistakes.append(file.mistake((*place, "url"), *address))
    try:
        options = sources.options_of(kind, given)
    except ValidationError as error:
        # A token must not be told again, not even in what pydantic says of it.
        told = [
            found
            for found in file.mistakes(error, place)
            if not any(found.field.endswith(f".{key}") for key, wrong in secrets.items() if wrong)
        ]
        return None, mistakes + told
    try:
        _ = options.address() if not hasattr(sources.kind(kind), "requests") else ""
    except ValueError as error:
        return None, [*mistakes, file.mistake(place, f"{error}.")]
    return options.model_dump(mode="json", exclude_unset=True), mistakes


def _unknown_option(file: File, place: tuple[str | int, ...], key: str, kind: str, known: type[BaseModel]) -> Mistake:
    names = sorted({*Entry.model_fields, *known.model_fields})
    return file.mistake((*place, key), f"a source of kind {kind!r} has no {key!r}.", yaml.did_you_mean(key, names))
