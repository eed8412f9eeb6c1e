"""What every entry of sources.yaml may say, whatever its kind."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StrictStr, field_validator

from parvis.model.source import Leave, Publish, Source
from parvis.settings import moments

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _owner(given: object) -> str:
    """`brand`, `community`, `ambassador: NAME`, or the map that YAML makes of the latter."""
    value = f"ambassador: {given['ambassador'] or ''}" if isinstance(given, dict) and list(given) == ["ambassador"] else given
    if isinstance(value, str):
        if value in ("brand", "community"):
            return value
        who, _, name = value.partition(":")
        if who.strip() == "ambassador" and name.strip():
            return f"ambassador: {name.strip()}"
    raise ValueError(f"{given!r} owns no source: write `brand`, `community` or `ambassador: NAME`.")


def _tags(value: object) -> object:
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        raise ValueError("a list of words is needed, such as [macarons, recipes].")
    return tuple(dict.fromkeys(tag.strip().removeprefix("#") for tag in value if tag.strip("# ")))


Duration = Annotated[timedelta, BeforeValidator(moments.duration)]


class Entry(BaseModel):
    """The fields of model/source.py as people write them."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: StrictStr  #: folder in the archive, address of its page
    kind: StrictStr  #: a file in sources/
    title: StrictStr = ""  #: shown to people; the name where none is given
    owner: Annotated[str, BeforeValidator(_owner)] = "community"  #: whose words they are: `brand`, `community` or `ambassador: NAME`
    rights: Leave | None = None  #: `own`: shown whole; `ask`: quoted until granted; default: `ask` for the community's, else `own`
    publish: Publish = "auto"  #: `auto`, `review` (each item waits for `parvis approve`) or `listen` (kept, never published)
    language: StrictStr | None = None  #: of items that do not tell theirs, such as `fr`
    tags: Annotated[tuple[str, ...], BeforeValidator(_tags)] = ()  #: topics of all its items
    every: Duration = timedelta(hours=1)  #: ask no more often than this: `90s`, `10m`, `6h`, `1d`
    keep: Duration | None = None  #: older items leave the pages, not the archive: `2y`
    limit: StrictInt = Field(default=500, ge=1, le=10_000)  #: new items a run, newest first; the rest comes with the next run
    on_failure: Literal["warn", "error"] = "warn"  #: whether `collect` ends with 1 when this source fails

    @field_validator("name")
    @classmethod
    def _name(cls, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} cannot be a folder and an address: use a-z, 0-9 and hyphens, at most 63.")
        if name == "media" or name.startswith("reviews-"):
            raise ValueError(f"{name!r} is a folder of the archive's own: choose another name.")
        return name

    @field_validator("language")
    @classmethod
    def _language(cls, language: str | None) -> str | None:
        if language is not None and not _LANGUAGE.fullmatch(language):
            raise ValueError(f"{language!r} is no language: write its code, such as fr, en or fr-CA.")
        return language

    def source(self, options: dict[str, Any], line: int) -> Source:
        """The frozen source that the other rooms see."""
        values = {field: getattr(self, field) for field in Entry.model_fields}
        return Source(**values | {"title": self.title or self.name}, options=options, line=line)
