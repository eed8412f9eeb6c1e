"""Posts and pages: each Markdown file read, every field checked, all mistakes of all files told at once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, MutableMapping, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.written.fields import Fields
from parvis.written.front_matter import decode, split

#: Raise it when a file is read to something else than before: what was kept of earlier readings is then forgotten.
READER: Final = "1"
SUFFIXES: Final = frozenset({".md", ".markdown", ".mkd", ".mdown"})

_DATED_NAME = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?:[-_ ]+(?P<rest>.+))?")


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One Markdown file, read and checked. Its text is still Markdown."""

    kind: Literal["post", "page"]
    file: str  #: relative to the hub's folder
    title: str
    slug: str
    language: str  #: as the settings spell it; empty for the main one
    published: datetime | None  #: UTC; None for pages, and for drafts without a date
    updated: datetime | None
    draft: bool
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    category: str
    summary: str  #: Markdown
    picture: str  #: below content/, such as `images/macarons.webp`; empty without one
    picture_alt: str
    translation: bool  #: Pelican's mark of a file that is never the original
    more: dict[str, Any]  #: all other fields; dates in them as ISO 8601 texts
    text: str
    text_line: int
    lines: dict[str, int]  #: 1-based line of each field, for messages


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """What files are read with."""

    timezone: str = "UTC"  #: of dates without one
    languages: tuple[str, ...] = ()  #: the hub's, main one first; empty: any language is let pass
    posts: tuple[str, ...] = ("posts",)  #: folders below content/
    pages: tuple[str, ...] = ("pages",)


def check(content: Path, timezone: str, languages: Sequence[str] = ()) -> None:
    """Read all posts and pages below a content folder. ContentError lists everything that is wrong with any of them."""
    every(content, Reader(timezone=timezone, languages=tuple(languages)))


def every(content: Path, reader: Reader, kept: MutableMapping[str, Written] | None = None) -> tuple[Written, ...]:
    """All posts and pages, by file name. ContentError lists every mistake of every file.

    `kept`: readings of earlier times by the digest of file and reader; it ends with exactly those that were used now.
    """
    found: list[Written] = []
    mistakes: list[Mistake] = []
    used: dict[str, Written] = {}
    for kind, path in _files(content, reader):
        name = f"{content.name}/{path.relative_to(content).as_posix()}"
        data = path.read_bytes()
        key = blake2b(msgspec.json.encode([READER, kind, name, reader]) + data, digest_size=16).hexdigest()
        try:
            used[key] = (kept or {}).get(key) or read(decode(data, name), name, kind, reader)
            found.append(used[key])
        except ContentError as error:
            mistakes += error.mistakes
    mistakes += [*_missing_pictures(found, content), *_twins(found, reader)]
    if kept is not None:
        kept.clear()
        kept.update(used)
    if mistakes:
        raise ContentError(mistakes)
    return tuple(found)


def read(text: str, file: str, kind: Literal["post", "page"], reader: Reader) -> Written:
    """One Markdown file. ContentError lists every field that is wrong."""
    reading = Fields(split(text, file), reader.timezone, reader.languages)
    stem, suffix_language = _stem(file, reader.languages)
    dated = _DATED_NAME.fullmatch(stem)
    draft = reading.draft()
    published = reading.moment("date") or (reading.moment_of(dated["date"], "date") if dated else None)
    if kind == "post" and published is None and not draft:
        reading.need("date", "a post needs its date.", "Add a line such as `date: 2026-06-12`.")
    written = Written(
        kind=kind,
        file=file,
        title=reading.title(),
        slug=reading.slug((dated and dated["rest"]) or stem),
        language=reading.language() or suffix_language,
        published=published,
        updated=reading.moment("modified"),
        draft=draft,
        tags=reading.listed("tags"),
        authors=reading.authors(),
        category=reading.line_of_text("category"),
        summary=reading.paragraph("summary"),
        picture=reading.picture(),
        picture_alt=reading.line_of_text("picture_alt"),
        translation=reading.switch("translation"),
        more=reading.more(),
        text=reading.front.text,
        text_line=reading.front.text_line,
        lines=dict(reading.front.lines),
    )
    if reading.mistakes:
        raise ContentError(reading.mistakes)
    return written


def _files(content: Path, reader: Reader) -> Iterable[tuple[Literal["post", "page"], Path]]:
    kinds: tuple[tuple[Literal["post", "page"], tuple[str, ...]], ...] = (("post", reader.posts), ("page", reader.pages))
    for kind, folders in kinds:
        for folder in folders:
            found = (Path(above, name) for above, _, names in os.walk(content / folder, followlinks=True) for name in names)
            yield from ((kind, path) for path in sorted(found) if path.suffix in SUFFIXES and not path.name.startswith("."))


def _stem(file: str, languages: Sequence[str]) -> tuple[str, str]:
    """The file's name without its endings, and the language that one of them names: `macarons.en.md` is English."""
    stem = Path(file).stem
    before, _, ending = stem.rpartition(".")
    language = {language.lower(): language for language in languages}.get(ending.lower(), "")
    return (before, language) if before and language else (stem, "")


def _missing_pictures(found: Iterable[Written], content: Path) -> list[Mistake]:
    what, remedy = "there is no file '{}' below content/.", "Put the picture there, or mend its name."
    return [
        Mistake(written.file, written.lines.get("picture", 0), "picture", what.format(written.picture), remedy)
        for written in found
        if written.picture and not (content / written.picture).is_file()
    ]


def _twins(found: Iterable[Written], reader: Reader) -> list[Mistake]:
    """Two files of one kind, slug and language would be the same page."""
    main = reader.languages[0] if reader.languages else ""
    first: dict[tuple[str, str, str], str] = {}
    mistakes = []
    for written in found:
        other = first.setdefault((written.kind, written.slug, written.language or main), written.file)
        if other != written.file:
            what = f"the slug '{written.slug}' is already that of {other}."
            mistakes.append(
                Mistake(written.file, written.lines.get("slug", 0), "slug", what, "Give one of them another `slug`, or another `lang`.")
            )
    return mistakes
