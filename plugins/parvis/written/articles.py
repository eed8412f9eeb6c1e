"""Posts, pages and the files of nouns: each Markdown file read, every field checked, all mistakes of all files told at once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, MutableMapping, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.model.article import Kind
from parvis.written import folders
from parvis.written.fields import Fields
from parvis.written.front_matter import decode, split

#: Raise it when a file is read to something else than before: what was kept of earlier readings is then forgotten.
READER: Final = "3"
SUFFIXES: Final = frozenset({".md", ".markdown", ".mkd", ".mdown"})

_DATED_NAME = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?:[-_ ]+(?P<rest>.+))?")


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One Markdown file, read and checked. Its text is still Markdown."""

    kind: Kind
    owner: str = ""  #: slug of what it belongs to: an entry's contest
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
    about: tuple[str, ...] = ()  #: what it is about, such as `product:camerise`
    translation: bool  #: Pelican's mark of a file that is never the original
    more: dict[str, Any]  #: all other fields; dates in them as ISO 8601 texts
    text: str
    text_line: int
    lines: dict[str, int]  #: 1-based line of each field by its dotted path, for messages


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """What files are read with."""

    timezone: str = "UTC"  #: of dates without one
    languages: tuple[str, ...] = ()  #: the hub's, main one first; empty: any language is let pass
    posts: tuple[str, ...] = ("posts",)  #: folders below content/
    pages: tuple[str, ...] = ("pages",)


def every(content: Path, reader: Reader, kept: MutableMapping[str, Written] | None = None) -> tuple[Written, ...]:
    """All files of posts, pages and nouns, by file name. ContentError lists every mistake of every file.

    `kept`: readings of earlier times by the digest of file and reader; it ends with exactly those that were used now.
    """
    found, mistakes = gather(content, reader, kept)
    if mistakes:
        raise ContentError(mistakes)
    return found


def gather(
    content: Path, reader: Reader, kept: MutableMapping[str, Written] | None = None
) -> tuple[tuple[Written, ...], tuple[Mistake, ...]]:
    """The files that can be read, and what is wrong with them and with the others. See `every`."""
    found: list[Written] = []
    mistakes: list[Mistake] = []
    used: dict[str, Written] = {}
    for kind, path in _files(content, reader):
        name = _name(path, content)
        data = path.read_bytes()
        key = blake2b(msgspec.json.encode([READER, kind, name, reader]) + data, digest_size=16).hexdigest()
        try:
            used[key] = (kept or {}).get(key) or read(decode(data, name), name, kind, reader)
            found.append(used[key])
        except ContentError as error:
            mistakes += error.mistakes
    mistakes += [*_missing_pictures(found, content), *_twins(found, reader), *_misplaced(content, reader)]
    if kept is not None:
        kept.clear()
        kept.update(used)
    return tuple(found), tuple(mistakes)


def read(text: str, file: str, kind: Kind, reader: Reader) -> Written:
    """One Markdown file. ContentError lists every field that is wrong."""
    noun = kind not in {"post", "page"}
    reading = Fields(split(text, file), reader.timezone, reader.languages, noun=noun)
    stem, suffix_language = _stem(file, reader.languages)
    dated = None if noun else _DATED_NAME.fullmatch(stem)
    place = _place(file, reader.languages) if noun else None
    draft = reading.draft()
    published = reading.moment("date") or (reading.moment_of(dated["date"], "date") if dated else None)
    if kind == "post" and published is None and not draft:
        reading.need("date", "a post needs its date.", "Add a line such as `date: 2026-06-12`.")
    written = Written(
        kind=kind,
        owner=place.owner if place else "",
        file=file,
        title=reading.title(),
        slug=place.slug if place else reading.slug((dated and dated["rest"]) or stem),
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
        about=reading.listed("about"),
        translation=reading.switch("translation"),
        more=reading.more(),
        text=reading.front.text,
        text_line=reading.front.text_line,
        lines=dict(reading.front.lines),
    )
    if reading.mistakes:
        raise ContentError(reading.mistakes)
    return written


def _files(content: Path, reader: Reader) -> Iterable[tuple[Kind, Path]]:
    """Every Markdown file with what it is about."""
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (("post", reader.posts), ("page", reader.pages))
    for kind, below in kinds:
        for folder in below:
            yield from ((kind, path) for path in _markdown(content / folder))
    for path in _of_nouns(content):
        if place := _place(_name(path, content), reader.languages):
            yield place.kind, path


def _of_nouns(content: Path) -> Iterable[Path]:
    return (path for root in folders.ROOTS for path in _markdown(content / root))


def _name(path: Path, content: Path) -> str:
    """Relative to the hub's folder."""
    return f"{content.name}/{path.relative_to(content).as_posix()}"


def _markdown(folder: Path) -> Iterable[Path]:
    found = (Path(above, name) for above, _, names in os.walk(folder, followlinks=True) for name in names)
    return (path for path in sorted(found) if path.suffix in SUFFIXES and not path.name.startswith("."))


def _place(file: str, languages: Sequence[str]) -> folders.Place | None:
    """The noun's place of a file below the content folder; None where the file's name fits none."""
    above, _, _ = file.rpartition("/")
    stem, _ = _stem(file, languages)
    return folders.find(f"{above}/{stem}".partition("/")[2])


def _stem(file: str, languages: Sequence[str]) -> tuple[str, str]:
    """The file's name without its endings, and the language that one of them names: `macarons.en.md` is English."""
    stem = Path(file).stem
    before, _, ending = stem.rpartition(".")
    language = {language.lower(): language for language in languages}.get(ending.lower(), "")
    return (before, language) if before and language else (stem, "")


def _misplaced(content: Path, reader: Reader) -> Iterable[Mistake]:
    """Files in a noun's folder that say by their name no noun: nothing would ever read them."""
    for path in _of_nouns(content):
        name = _name(path, content)
        if _place(name, reader.languages) is None:
            root = name.split("/")[1]
            yield Mistake(name, 1, "", "no file of this name is read here.", f"Name it as {folders.expected(root)}, or move it elsewhere.")


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
    first: dict[tuple[str, str, str, str], str] = {}
    mistakes = []
    for written in found:
        other = first.setdefault((written.kind, written.owner, written.slug, written.language or main), written.file)
        if other != written.file:
            what = f"the slug '{written.slug}' is already that of {other}."
            mistakes.append(
                Mistake(written.file, written.lines.get("slug", 0), "slug", what, "Give one of them another `slug`, or another `lang`.")
            )
    return mistakes
