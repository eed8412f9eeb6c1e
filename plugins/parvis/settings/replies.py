"""content/curation/replies/*.yaml: what the brand answers to reviews, and what it has changed because of them.

- review: judgeme:123              its id, or the part behind the colon where that is unambiguous
  by: Awa Diop
  at: 2026-03-22T09:30:00-04:00
  text: Merci de nous l'avoir dit: la boîte a été renforcée.
  changed: [post:une-boite-plus-solide, product:bleuet-citron]
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, StrictStr, field_validator, model_validator

from parvis.model.reply import Reply
from parvis.settings import files, yaml_files
from parvis.tidy import language as languages
from parvis.tidy import text as words

#: What may be named as changed: the kind of page, a colon, its slug.
KINDS: Final = ("post", "page", "product", "event", "contest", "place", "offer")
_REFERENCE: Final = re.compile(r"(\w+):([a-z0-9]+(?:-[a-z0-9]+)*)")


class _Entry(yaml_files.Entry):
    review: StrictStr
    by: Annotated[StrictStr, Field(min_length=1)]
    at: yaml_files.Moment
    text: StrictStr = ""
    changed: tuple[StrictStr, ...] = ()
    lang: StrictStr = ""

    @field_validator("changed")
    @classmethod
    def _references(cls, changed: tuple[str, ...]) -> tuple[str, ...]:
        for reference in changed:
            found = _REFERENCE.fullmatch(reference)
            if found is None or found[1] not in KINDS:
                raise ValueError(
                    f"'{reference}' names no page. Write its kind and slug, such as post:une-boite-plus-solide; kinds: {', '.join(KINDS)}."
                )
        return changed

    @model_validator(mode="after")
    def _says_something(self) -> _Entry:
        if not self.text and not self.changed:
            raise ValueError("a reply has a text, or something that was changed. Add `text:` or `changed:`.")
        return self


def replies(content: Path) -> tuple[Reply, ...]:
    """All replies, file by file, in the order of the lines. ContentError lists every mistake of every file."""
    return files.each(content / "curation" / "replies", "*.yaml", lambda path: _read(path, content))


def _read(path: Path, content: Path) -> list[Reply]:
    found = yaml_files.document(path, content)
    return [
        Reply(
            review=entry.review,
            text=words.lines(entry.text),
            by=words.one_line(entry.by),
            at=entry.at,
            changed=entry.changed,
            language=languages.tag(entry.lang),
            file=found.file,
            line=line,
        )
        for entry, line in yaml_files.listed(found, _Entry, "- review: KIND:ID")
    ]
