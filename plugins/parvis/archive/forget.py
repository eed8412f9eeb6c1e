"""Forgetting: records leave every month file, other records let go of them, and pictures that nobody else shows go with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from parvis.archive import months, records, write
from parvis.archive.forms import form_of
from parvis.archive.records import Record
from parvis.errors import ArchiveError
from parvis.model.forgetting import Trace, Wanted
from parvis.model.post import Post
from parvis.model.suppression import folded
from parvis.tidy.links import canonical


class Removed(msgspec.Struct, frozen=True, kw_only=True):
    """What left the archive."""

    records: int = 0
    files: tuple[Path, ...] = ()  #: month files that changed or went
    pictures: tuple[Path, ...] = ()  #: files that went


def forget(archive: Path, wanted: Wanted, trace: Trace, *, dry: bool = False) -> Removed:
    """Take records out of every month file of every folder, whichever version of Parvis wrote them.

    Lines of other records stay byte for byte; what answers a forgotten item, or mentions its author, loses that reference. `dry`:
    nothing is written. ArchiveError names the file that cannot be read or written.
    """
    ids = wanted.ids
    gone, changed, shown = 0, [], set[str]()
    for source in months.folders(archive):
        before: dict[Path, list[Record]] = {}
        after: dict[Path, list[Record]] = {}
        for path in months.files(archive, source):
            before[path] = list(records.records(path, archive))
            staying = [record for record in before[path] if not _is_gone(record, ids, trace)]
            gone += len(before[path]) - len(staying)
            after[path] = [_without(record, source, trace) for record in staying]
            shown.update(local for record in after[path] for local in _pictures(record.line))
        affected = {path: found for path, found in after.items() if found != before[path]}
        changed += list(affected) if dry else _written(affected)
    pictures = tuple(sorted(archive / months.MEDIA / local for local in wanted.pictures - shown))
    there = tuple(path for path in pictures if path.is_file())
    if not dry:
        _remove(there, archive / months.MEDIA)
    return Removed(records=gone, files=tuple(changed), pictures=there)


def unreadable(state: Path, needles: Collection[bytes]) -> None:
    """Take them out of the lines that a repair has set aside, too."""
    for path in sorted((state / "unreadable").glob("*/*.jsonl")):
        lines = path.read_bytes().splitlines(keepends=True)
        staying = [line for line in lines if not any(needle in line for needle in needles)]
        if staying != lines:
            write.put(path, b"".join(staying))


def _is_gone(record: Record, ids: Collection[str], trace: Trace) -> bool:
    if record.id in ids:
        return True
    if not record.newer:
        return False
    # What a newer version wrote has fields that we cannot know: whatever names it goes.
    return any(needle.encode() in record.line for needle in trace.needles)


def _without(record: Record, source: str, trace: Trace) -> Record:
    """The record without references to what is gone: what it answers, where it links to, whom it mentions."""
    if record.newer or not (b'"reply_to"' in record.line or b'"links"' in record.line or b'"mentions"' in record.line):
        return record
    post = records.decode(record.line, form_of(source))
    if not isinstance(post, Post):
        return record
    links = tuple(link for link in post.links if canonical(link) not in trace.links)
    mentions = tuple(name for name in post.mentions if folded(name) not in trace.handles)
    answers = post.reply_to if post.reply_to not in trace.natives and canonical(post.reply_to or "") not in trace.links else None
    if (links, mentions, answers) == (post.links, post.mentions, post.reply_to):
        return record
    freed = msgspec.structs.replace(post, links=links, mentions=mentions, reply_to=answers)
    return records.record(records.encode(freed, record.line))


def _pictures(line: bytes) -> Iterable[str]:
    """Our copies that a record of any sort and version shows."""
    if b'"local"' not in line:
        return
    found = msgspec.json.decode(line)
    for media in found.get("media", ()) if isinstance(found, dict) else ():
        if isinstance(media, dict) and isinstance(media.get("local"), str):
            yield media["local"]


def _written(affected: dict[Path, list[Record]]) -> list[Path]:
    """No record moves from one month to another here, so each file stands for itself."""
    return write.put_all({}, affected)


def _remove(pictures: Iterable[Path], media: Path) -> None:
    for path in pictures:
        try:
            path.unlink()
        except OSError as error:
            raise ArchiveError(f"{path} cannot be removed: {error.strerror}.") from error
        if path.parent != media and not any(path.parent.iterdir()):
            path.parent.rmdir()
