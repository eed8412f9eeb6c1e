"""The journal: what publishing is about to do, written down before it begins, so that whoever comes after a crash can finish it."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from parvis.build.disk import Disk
from parvis.build.stage import files

#: All of these lie in the hub's state folder.
JOURNAL, STAGING, OLD, NEXT_MANIFEST = "journal.json", "staging", "old", "manifest.next"


class Journal(msgspec.Struct, frozen=True):
    """One publication. Every step of it may be done again: what has been moved is no longer in staging."""

    output: str  #: relative to the state folder, so that a hub that was moved meanwhile can still be mended
    whole: bool  #: staging holds the whole site, and takes the place of output/
    moves: tuple[str, ...]  #: paths to move from staging into output/, in this order
    deletes: tuple[str, ...]  #: paths to delete from output/, after that


def read(state: Path) -> Journal | None:
    """The open journal. One that cannot be read was never finished, so nothing has been done of it."""
    try:
        return msgspec.json.decode((state / JOURNAL).read_bytes(), type=Journal)
    except (OSError, msgspec.DecodeError):
        return None


def is_open(state: Path) -> bool:
    """Whether a publication was begun and not ended: nothing may be deployed meanwhile."""
    return (state / JOURNAL).exists()


def write(state: Path, journal: Journal, disk: Disk) -> None:
    """Open the journal: from here on, the publication is carried to its end, now or by the next command."""
    disk.write(state / JOURNAL, msgspec.json.encode(journal))


def roll_forward(state: Path, disk: Disk) -> bool:
    """Finish what the journal says, and tidy up; False when there was nothing to finish."""
    journal = read(state)
    if journal is not None:
        output = Path(os.path.normpath(state / journal.output))
        if not journal.whole:
            _move_in(journal, state, output, disk)
        elif not _swap(state, output, disk):
            everything = tuple(sorted(files(state / STAGING), key=pages_last))
            _move_in(msgspec.structs.replace(journal, moves=everything), state, output, disk)
        if (state / NEXT_MANIFEST).exists():
            disk.rename(state / NEXT_MANIFEST, state / "manifest.jsonl")
    disk.delete(state / JOURNAL)
    disk.delete(state / NEXT_MANIFEST)
    disk.clear(state / OLD)
    disk.clear(state / STAGING)
    return journal is not None


def pages_last(path: str) -> tuple[bool, str]:
    """The order of moving in: what pages show is there before the page is."""
    return (path.endswith(".html"), path)


def _swap(state: Path, output: Path, disk: Disk) -> bool:
    """Two renames: output/ out of the way, staging to its place. False when output/ cannot be renamed, or is there again."""
    staging, old = state / STAGING, state / OLD
    if not staging.exists():
        return True
    if output.exists():
        if old.exists():
            return False  # somebody made a new output/ after the first rename: it is not ours to take away
        try:
            disk.rename(output, old)
        except OSError:
            return False  # a mount, a folder held by another program, another file system
    disk.rename(staging, output)
    return True


def _move_in(journal: Journal, state: Path, output: Path, disk: Disk) -> None:
    """One file after the other: what pages need first, then the pages, and last what no longer belongs."""
    staging = state / STAGING
    for path in _in_the_way(journal):
        disk.delete(output / path)
        _drop_empty_folders(output, path)
    for path in journal.moves:
        if (staging / path).exists():
            _make_room(output, path, disk)
            disk.move(staging / path, output / path)
    for path in journal.deletes:
        disk.delete(output / path)
        _drop_empty_folders(output, path)
    disk.settle([folder for folder in _folders(output, journal) if folder.is_dir()])


def _in_the_way(journal: Journal) -> tuple[str, ...]:
    """What must go first: a file where a folder comes, and files in a folder where a file comes."""
    moved = set(journal.moves)
    folders = {path[:end] for path in journal.moves for end, sign in enumerate(path) if sign == "/"}
    return tuple(
        path for path in journal.deletes if path in folders or any(path[:end] in moved for end, sign in enumerate(path) if sign == "/")
    )


def _make_room(output: Path, path: str, disk: Disk) -> None:
    """The folder of a file. A link or a file that stands where a folder must be goes: writing through it would leave output/."""
    folder = output
    for step in path.split("/")[:-1]:
        folder = folder / step
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            disk.delete(folder)
        folder.mkdir(parents=True, exist_ok=True)


def _drop_empty_folders(output: Path, path: str) -> None:
    folder = (output / path).parent
    while folder != output and output in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _folders(output: Path, journal: Journal) -> list[Path]:
    return sorted({(output / path).parent for path in (*journal.moves, *journal.deletes)})
