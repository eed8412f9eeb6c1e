"""Writing the archive: whole month files, each put in place by one rename, and only where bytes change."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from parvis.archive import months, records
from parvis.archive.forms import Kept
from parvis.archive.records import Record
from parvis.errors import ArchiveError


def keep(archive: Path, source: str, changed: Iterable[Kept]) -> tuple[Path, ...]:
    """Merge posts (reviews, seals) into the month files of their source, by id; the files that changed.

    All other lines stay byte for byte, those of a newer version above all: where one has the id of a changed post, it
    stays and the record is left out. One whose month has changed is written into its new file before it leaves the
    old one, so that a crash between the two leaves it twice, which `read` and `repair` resolve, and never nowhere.

    ArchiveError names file and line of what is no record, and the file that cannot be written.
    """
    wanted = _one_each(changed)
    if not wanted:
        return ()
    before = {path: list(records.records(path, archive)) for path in months.files(archive, source)}
    after = _merge(archive, source, before, wanted)
    affected = {path: found for path, found in after.items() if set(found) != set(before.get(path, ()))}
    return tuple(put_all(before, affected))


def _one_each(changed: Iterable[Kept]) -> dict[str, Kept]:
    """One record for each id, whatever the order in which they come."""
    found: dict[str, Kept] = {}
    for post in changed:
        other = found.get(post.id)
        if other is None or records.record(records.encode(other)).rank < records.record(records.encode(post)).rank:
            found[post.id] = post
    return found


def _merge(archive: Path, source: str, files: dict[Path, list[Record]], wanted: dict[str, Kept]) -> dict[Path, list[Record]]:
    """What each month file shall hold: every file that exists, and those that come into being."""
    everything = [record for found in files.values() for record in found]
    newer = {record.id for record in everything if record.newer}
    before = {record.id: record.line for record in sorted(everything, key=lambda record: record.rank)}
    written = {key: post for key, post in wanted.items() if key not in newer}
    after = {path: [record for record in found if record.newer or record.id not in written] for path, found in files.items()}
    for key, post in written.items():
        path = months.file(archive, source, months.month(post.published))
        after.setdefault(path, []).append(records.record(records.encode(post, before.get(key, b""))))
    return after


def put_all(before: dict[Path, list[Record]], after: dict[Path, list[Record]]) -> list[Path]:
    """Make month files hold these records, in their order; the files whose bytes changed.

    ArchiveError when one cannot be written.
    """
    changed = []
    for path in sorted(after):
        staying = {record.id for record in after[path]}
        leaving = [record for record in before.get(path, ()) if record.id not in staying]
        if leaving and not set(after[path]) <= set(before[path]):
            # What leaves this file may not have arrived in its new one yet: two files can swap their records.
            _put(path, [*after[path], *leaving])
        elif not leaving and _put(path, after[path]):
            changed.append(path)
    return sorted(changed + [path for path in sorted(after) if _put(path, after[path])])


def _put(path: Path, kept: list[Record]) -> bool:
    """Make a month file hold these records; whether its bytes changed. A file without records goes."""
    content = b"".join(record.line + b"\n" for record in sorted(kept, key=lambda record: record.place))
    try:
        return put(path, content) if content else _remove(path)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written: {error.strerror}. Nothing of it was changed.") from error


def put(path: Path, content: bytes) -> bool:
    """Make a file hold these bytes by one rename; whether they changed. OSError when it cannot be written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync(path.parent)
    return True


def _remove(path: Path) -> bool:
    if not path.exists():
        return False
    path.unlink()
    _sync(path.parent)
    return True


def _sync(folder: Path) -> None:
    """Make a rename last through a power cut; some file systems cannot, and then it is no error."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
