"""Whether there is anything to build at all: answered from sizes and times, before Pelican or Jinja are even imported."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from parvis.build import inputs, journal, manifest
from parvis.build.disk import Disk
from parvis.build.inputs import Stamp
from parvis.build.stage import GITIGNORE
from parvis.settings import Settings
from parvis.tidy import digests

#: In the hub's state folder.
NAME = "built.json"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What the last build was made from."""

    settings: str  #: digest
    libraries: str
    now: datetime
    next_change: datetime | None
    manifest: str  #: digest of the manifest's bytes
    extras: tuple[str, ...]  #: further input files, relative to the hub's folder
    inputs: dict[str, Stamp]


def is_fresh(settings: Settings, now: datetime) -> bool:
    """Whether a build at this moment would leave everything as it is.

    Time only runs forward: at a moment before the last build's, other pages may have been due. OSError when a file of
    the hub cannot be read.
    """
    record = read(settings.state)
    return (
        record is not None
        and not journal.is_open(settings.state)
        and record.settings == settings.digest
        and record.now <= now
        and (record.next_change is None or now < record.next_change)
        and record.libraries == inputs.libraries()
        and inputs.unchanged(settings, record.extras, record.inputs)
        and _output_intact(settings, record)
    )


def read(state: Path) -> Record | None:
    """The record of the last build, or None when there was none."""
    try:
        return msgspec.json.decode((state / NAME).read_bytes(), type=Record)
    except (OSError, msgspec.DecodeError):
        return None


def keep(state: Path, record: Record, disk: Disk) -> None:
    """Write the record, if it says anything new."""
    data = msgspec.json.encode(record)
    file = state / NAME
    if not file.exists() or file.read_bytes() != data:
        disk.write(file, data)


def manifest_digest(state: Path) -> str:
    """Digest of the manifest as it lies there; empty when there is none."""
    file = state / manifest.NAME
    return digests.of_file(file) if file.exists() else ""


def _output_intact(settings: Settings, record: Record) -> bool:
    if record.manifest != manifest_digest(settings.state) or not (settings.output / GITIGNORE).exists():
        return False
    entries = manifest.read(settings.state / manifest.NAME)
    return all(manifest.intact(entry, settings.output) is not None for entry in entries.values())
