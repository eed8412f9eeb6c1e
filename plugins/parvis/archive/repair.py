"""Repairing the archive after a union merge: sorted, one record for each id, nothing lost."""

from __future__ import annotations

import os
from pathlib import Path

from parvis.archive import merge, months, records, write
from parvis.archive.forms import Form, K, form_of
from parvis.archive.records import Record

#: How the lines begin that Git leaves around a conflict.
_MARKERS = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")


def repair(archive: Path, state: Path) -> tuple[Path, ...]:
    """Sort every month file, merge records with one id and drop conflict markers; the files written.

    Of several records with one id the newest stays (the latest of `updated`, `imported` and `collected`, then the longer one), with
    what is fixed at first sight: when it was first seen, and the address it got then. A line that is no record is moved
    to `unreadable/<source>/<YYYY-MM>.jsonl` in `state`; that file is among those returned.

    ArchiveError when a file cannot be read or written.
    """
    return tuple(path for source in months.folders(archive) for path in _repair(archive, state, source, form_of(source)))


def _repair(archive: Path, state: Path, source: str, form: Form[K]) -> list[Path]:
    before: dict[Path, list[Record]] = {}
    moved = []
    for path in months.files(archive, source):
        before[path], unreadable = _sorted_out(path, form)
        if unreadable:
            # What is moved away is safe in its new place before the month file lets go of it.
            moved.append(_set_aside(state / "unreadable" / source / path.name, unreadable))
    homes = {record.line: path for path, found in before.items() for record in found}
    after: dict[Path, list[Record]] = {path: [] for path in before}
    for record in merge.merge((record for found in before.values() for record in found), form):
        path = months.file(archive, source, months.month(record.published)) if record.published else homes[record.line]
        after.setdefault(path, []).append(record)
    return moved + write.put_all(before, after)


def _sorted_out(path: Path, form: Form[K]) -> tuple[list[Record], list[bytes]]:
    """The records of a file, and its lines that are none."""
    readable: list[Record] = []
    unreadable: list[bytes] = []
    for _number, line in records.lines(path):
        if line.startswith(_MARKERS):
            continue
        try:
            records.decode(line, form)
            readable.append(records.record(line.rstrip(b"\r")))
        except ValueError:
            unreadable.append(line)
    return readable, unreadable


def _set_aside(path: Path, lines: list[bytes]) -> Path:
    """Add lines to what could not be read, each once."""
    known = path.read_bytes().split(b"\n") if path.is_file() else []
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.writelines(line + b"\n" for line in dict.fromkeys(lines) if line not in known)
        file.flush()
        os.fsync(file.fileno())
    return path
