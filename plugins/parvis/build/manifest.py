"""The manifest: one line for each file of output/, with what it was made from and how it looked when it was put there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec

from parvis.tidy import digests

#: In the hub's state folder.
NAME = "manifest.jsonl"


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One file of output/."""

    path: str  #: relative to output/, with forward slashes
    key: str  #: digest of everything it was made from
    digest: str  #: of its bytes
    size: int
    mtime: int  #: nanoseconds
    plan: str = ""  #: digest of the plan of a page that has one: as long as it stays, so does the key


def read(file: Path) -> dict[str, Entry]:
    """Entries by path; a line that cannot be understood is left out, and its file is made anew."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError:
        return {}
    decode = msgspec.json.Decoder(Entry).decode
    entries: dict[str, Entry] = {}
    for line in lines:
        try:
            entry = decode(line)
        except msgspec.DecodeError:
            continue
        entries[entry.path] = entry
    return entries


def encode(entries: Iterable[Entry]) -> bytes:
    """The manifest's bytes, sorted by path."""
    return msgspec.json.Encoder().encode_lines(sorted(entries, key=lambda entry: entry.path))


def intact(entry: Entry, output: Path) -> Entry | None:
    """The entry when its file still is what was put there, with its present time; None when it is missing or another one."""
    file = f"{output}/{entry.path}"
    try:
        found = os.lstat(file)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode) or found.st_size != entry.size:
        return None
    if found.st_mtime_ns == entry.mtime:
        return entry
    # Touched, or copied from elsewhere: only its bytes can tell.
    return msgspec.structs.replace(entry, mtime=found.st_mtime_ns) if digests.of_file(file) == entry.digest else None
