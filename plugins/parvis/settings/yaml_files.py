"""YAML files of content/curation/: each read, checked against its model, every mistake told with its line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from parvis.errors import ContentError, Mistake
from parvis.settings import files
from parvis.tidy import yaml
from parvis.tidy.yaml import Document


def _moment(value: object) -> object:
    """An aware moment; one without an offset counts as UTC, in which commands write."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            value = None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        raise ValueError("this is no moment. Write one such as 2026-03-02T10:11:12Z.")  # noqa: TRY004 (pydantic collects ValueErrors)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _texts(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


Moment = Annotated[datetime, BeforeValidator(_moment)]
#: A text, or one for each language; one given without is under the key "".
Texts = Annotated[dict[str, str], BeforeValidator(_texts)]


class Entry(BaseModel):
    """Base of what these files hold: unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Model = TypeVar("Model", bound=Entry)


def document(path: Path, content: Path) -> Document:
    """A file as plain values. ContentError where it cannot be read or is no YAML."""
    name = path.relative_to(content.parent).as_posix()
    return yaml.load(files.text(path, name), name)


def listed(found: Document, model: type[Model], begin: str) -> list[tuple[Model, int]]:
    """The entries of a list with the line of each. ContentError lists every mistake; `begin`: how an entry begins."""
    entries = [] if found.value is None else found.value
    if not isinstance(entries, list):
        raise ContentError([Mistake(found.file, 1, "", "a list is needed.", f"Begin each entry with `{begin}`.")])
    read: list[tuple[Model, int]] = []
    mistakes: list[Mistake] = []
    for place, entry in enumerate(entries):
        try:
            read.append((model.model_validate(entry), found.line((place,))))
        except ValidationError as error:
            mistakes += yaml.mistakes(error, found, found.file, (place,), model)
    if mistakes:
        raise ContentError(mistakes)
    return read
