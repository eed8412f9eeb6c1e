"""content/curation/watch.yaml: the names that `parvis listen` looks for.

watch:
  - name: The rumour of the closing
    words: [closing down, fermeture définitive, pour de bon]
    kind: rumour                    # rumour, competitor, person or product
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, StrictStr, ValidationError, field_validator

from parvis.errors import ContentError, Mistake
from parvis.model.watch import Watched, WatchKind
from parvis.settings import yaml_files
from parvis.tidy import text, words, yaml

_BEGIN: Final = "watch:"


class _Entry(yaml_files.Entry):
    name: Annotated[StrictStr, Field(min_length=1)]
    words: Annotated[tuple[StrictStr, ...], Field(min_length=1)]
    kind: WatchKind

    @field_validator("words")
    @classmethod
    def _can_be_found(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for word in given:
            if not words.needle(word):
                raise ValueError(f"'{word}' has no letter or digit to look for. Write a word, a phrase, or how a word begins (`wor*`).")
            if "*" in word.rstrip()[:-1]:
                raise ValueError(f"'{word}' has a star within. It can stand at the end alone, and says how the last word begins.")
        return given


class _File(yaml_files.Entry):
    watch: tuple[_Entry, ...] = ()


def file(content: Path) -> Path:
    """Where the list stands."""
    return content / "curation" / "watch.yaml"


def watch_list(content: Path) -> tuple[Watched, ...]:
    """The names, in the order of the file; none where there is no file. ContentError lists every mistake."""
    path = file(content)
    if not path.is_file():
        return ()
    found = yaml_files.document(path, content)
    if found.value is None:
        return ()
    if not isinstance(found.value, dict):
        raise ContentError([Mistake(found.file, 1, "", "a map with `watch:` is needed.", f"Begin with `{_BEGIN}`.")])
    try:
        entries = _File.model_validate(found.value).watch
    except ValidationError as error:
        raise ContentError(yaml.mistakes(error, found, found.file, (), _File)) from error
    _refuse_twice(entries, found)
    return tuple(
        Watched(
            name=text.one_line(entry.name), words=entry.words, kind=entry.kind, file=found.file, line=found.line(("watch", place, "name"))
        )
        for place, entry in enumerate(entries)
    )


def _refuse_twice(entries: tuple[_Entry, ...], found: yaml.Document) -> None:
    seen: dict[str, int] = {}
    mistakes: list[Mistake] = []
    for place, entry in enumerate(entries):
        line = found.line(("watch", place, "name"))
        key = words.folded(entry.name)
        if key in seen:
            what = f"the name '{entry.name}' stands on line {seen[key]} already."
            mistakes.append(Mistake(found.file, line, f"watch.{place}.name", what, "Put its words together."))
        seen.setdefault(key, line)
    if mistakes:
        raise ContentError(mistakes)
