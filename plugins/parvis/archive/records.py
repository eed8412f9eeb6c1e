"""A record: one line of a month file, and just as much of it as sorting and merging need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec

from parvis.archive.forms import Form, K, Kept, fields_of
from parvis.errors import ArchiveError
from parvis.model.post import RECORD_VERSION

_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class _Head(msgspec.Struct, frozen=True):
    """What is read of every line; the rest is skipped over, which is several times as fast."""

    id: str
    published: _Moment
    collected: _Moment
    updated: _Moment | None = None
    imported: _Moment | None = None
    version: int = msgspec.field(name="v", default=0)


class _NewerHead(msgspec.Struct, frozen=True):
    """What is tried on a line of a newer version, whose fields we cannot know."""

    version: int = msgspec.field(name="v", default=0)
    id: Any = None
    published: Any = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One line, verbatim, with what it is sorted and merged by."""

    line: bytes  #: without the line break
    id: str  #: empty where a newer version calls it otherwise
    published: datetime | None  #: aware; None where a newer version calls it otherwise
    touched: datetime | None = None  #: the latest one of `updated`, `imported` and `collected`
    newer: bool = False  #: written by a newer Parvis: kept as it is

    @property
    def place(self) -> tuple[bool, datetime, str, bytes]:
        """Sorts by (published, id); what cannot be read of a newer version stands at the end."""
        return (self.published is None, self.published or datetime.min.replace(tzinfo=UTC), self.id, self.line)

    @property
    def rank(self) -> tuple[bool, datetime, int, bytes]:
        """The greatest of several records with one id is the one to keep: newest, then longest, then any but always the same."""
        return (self.newer, self.touched or datetime.min.replace(tzinfo=UTC), len(self.line), self.line)


_heads = msgspec.json.Decoder(_Head)
_newer_heads = msgspec.json.Decoder(_NewerHead)


def record(line: bytes) -> Record:
    """One line. ValueError when it is no record: not JSON, or without id or dates though it is of our version."""
    try:
        head = _heads.decode(line)
    except msgspec.ValidationError as error:
        return _newer(line, error)
    if head.version > RECORD_VERSION:
        return _newer(line, None)
    touched = max(head.collected, head.updated or head.collected, head.imported or head.collected)
    return Record(line=line, id=head.id, published=head.published, touched=touched)


def _newer(line: bytes, error: msgspec.ValidationError | None) -> Record:
    """A line of a newer version, of which even `id` and `published` may mean something else."""
    try:
        head = _newer_heads.decode(line)
    except msgspec.ValidationError:
        head = _NewerHead()
    if head.version <= RECORD_VERSION:
        raise error or ValueError("no record")
    try:
        published = msgspec.convert(head.published, _Moment)
    except msgspec.ValidationError:
        published = None
    return Record(line=line, id=head.id if isinstance(head.id, str) else "", published=published, newer=True)


def decode(line: bytes, form: Form[K]) -> K | None:
    """What a line holds; None when a newer version wrote it. ValueError when it is no record of this sort.

    Every moment by which records are compared must be aware, or the first comparison would stop a build.
    """
    try:
        found = form.decoder.decode(line)
    except msgspec.ValidationError:
        if record(line).newer:
            return None
        raise
    if found.version > RECORD_VERSION:
        return None
    for name in form.moments:
        moment = getattr(found, name)
        if moment is not None and moment.tzinfo is None:
            raise ValueError("a moment without an offset from UTC")
    return found


def encode(kept: Kept, before: bytes = b"") -> bytes:
    """The line of a post, review or seal, in the order of its fields; fields of `before` that we do not know stay, at the end.

    ArchiveError when a text of it is no Unicode, which `tidy` never lets through.
    """
    try:
        line = msgspec.json.encode(msgspec.structs.replace(kept, version=RECORD_VERSION))
    except UnicodeEncodeError as error:
        raise ArchiveError(f"{kept.id!r} cannot be kept: a text of it is no Unicode ({error.reason})") from error
    unknown = _unknown(before, fields_of(kept))
    return line[:-1] + b"," + msgspec.json.encode(unknown)[1:] if unknown else line


def _unknown(line: bytes, known: frozenset[str]) -> dict[str, Any]:
    """Fields of a line that its sort of record does not have."""
    if not line:
        return {}
    return {name: value for name, value in msgspec.json.decode(line).items() if name not in known}


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each line that is not empty. ArchiveError when the file cannot be read."""
    try:
        whole = path.read_bytes()
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}. Make it readable for the user who runs `parvis`.") from error
    return ((number, line) for number, line in enumerate(whole.split(b"\n"), start=1) if line.strip())


def broken(path: Path, archive: Path, number: int, error: ValueError) -> ArchiveError:
    """What to tell a person whose archive has a line that is no record."""
    place = f"content/{archive.name}/{path.relative_to(archive).as_posix()}:{number}"
    return ArchiveError(f"{place}: this line is no record ({error}). Run `parvis collect --repair`.")


def records(path: Path, archive: Path) -> Iterator[Record]:
    """All records of a month file. ArchiveError names the line that is none."""
    for number, line in lines(path):
        try:
            yield record(line)
        except ValueError as error:
            raise broken(path, archive, number, error) from error
