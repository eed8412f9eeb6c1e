"""Putting the staged files in place: a whole new site by two renames, a few changes file by file, a crash never half."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from parvis.archive.lock import locked
from parvis.build import journal, manifest
from parvis.build.disk import Disk
from parvis.build.journal import NEXT_MANIFEST, OLD, Journal
from parvis.build.manifest import Entry
from parvis.build.stage import GITIGNORE, Stage, files
from parvis.settings import Settings


class Published(msgspec.Struct, frozen=True):
    """What has changed in output/."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    whole: bool = False  #: put in place by two renames


def recover(settings: Settings) -> bool:
    """Finish a publication that a crash has interrupted; False when there is none. LockedError while another command is at work."""
    if not journal.is_open(settings.state):
        return False
    with locked(settings.state):
        return journal.roll_forward(settings.state, Disk())


def publish(stage: Stage, state: Path, disk: Disk, *, sure: bool = True) -> Published:
    """Move in what is staged, delete what no longer belongs, and keep the manifest of it.

    What the manifest does not know stays: a person has put it there. Only where the manifest was lost (`sure` is false)
    although a hub was built there before, the folders that the site uses count as ours, and what else lies in them goes:
    a post that was taken down must not stay online because a cache was cleared.
    """
    moves = sorted(stage.waiting, key=journal.pages_last)
    deletes = tuple(path for path in _deletes(stage, sure=sure) if _is_file(stage.output / path))
    listed = manifest.encode(stage.entries.values())
    if not moves and not deletes:
        _keep_manifest(state, listed, disk)
        return Published((), ())
    whole = _is_whole(stage, state, moves, deletes)
    if whole:
        _complete(stage, disk)
    disk.settle([stage.staging / path for path in moves])
    disk.write(state / NEXT_MANIFEST, listed)
    disk.clear(state / OLD)
    journal.write(state, Journal(os.path.relpath(stage.output, state), whole, tuple(moves), deletes), disk)
    journal.roll_forward(state, disk)
    return Published(tuple(sorted(moves)), deletes, whole)


def _deletes(stage: Stage, *, sure: bool) -> tuple[str, ...]:
    from parvis.pages.addresses import PAGE_INDEX  # Babel comes with it, and a build that has nothing to do needs none

    if sure or not (stage.output / PAGE_INDEX).is_file():
        return stage.gone()
    ours = {path.partition("/")[0] for path in stage.entries if "/" in path}
    strangers = (path for path in files(stage.output) if path.partition("/")[0] in ours and "/" in path and path not in stage.entries)
    return tuple(sorted({*stage.gone(), *strangers}))


def _keep_manifest(state: Path, listed: bytes, disk: Disk) -> None:
    file = state / manifest.NAME
    if not file.exists() or file.read_bytes() != listed:
        disk.write(file, listed)


def _is_whole(stage: Stage, state: Path, moves: Collection[str], deletes: Collection[str]) -> bool:
    """Whether to exchange the folder: when most files are new, nothing in it is anybody else's, and it can be renamed."""
    output = stage.output
    if not os.path.lexists(output):
        return output.parent.is_dir() and output.parent.stat().st_dev == state.stat().st_dev
    if output.is_symlink() or output.is_mount() or output.stat().st_dev != state.stat().st_dev:
        return False
    return len(moves) * 2 >= len(stage.entries) and _only_ours(output, stage.entries, stage.earlier, deletes)


def _only_ours(output: Path, entries: Mapping[str, Entry], earlier: Mapping[str, Entry], deletes: Collection[str]) -> bool:
    gone = set(deletes)
    return all(path == GITIGNORE or path in entries or path in earlier or path in gone for path in files(output))


def _complete(stage: Stage, disk: Disk) -> None:
    """Give staging what stays as it is, and the .gitignore that Git tracks in output/."""
    waiting = set(stage.waiting)
    for path in stage.entries:
        if path not in waiting:
            disk.link(stage.output / path, stage.staging / path)
    if GITIGNORE not in waiting and (stage.output / GITIGNORE).exists():
        disk.link(stage.output / GITIGNORE, stage.staging / GITIGNORE)


def _is_file(path: Path) -> bool:
    return path.is_symlink() or (path.exists() and not path.is_dir())
