"""Watching a hub: rebuilds when a file of the content, of the theme or the settings changes, or a page's time has come."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import watchfiles

#: Milliseconds of quiet after which a burst of changes counts as over.
_DEBOUNCE = 200
#: Milliseconds after which the settings' file is looked at although nothing else has changed.
_LOOK = 500


def changes(folders: Iterable[Path], settings_file: Path, stop: threading.Event) -> Iterator[tuple[str, ...]]:
    """Names of what changed, burst by burst, until `stop` is set; an empty tuple now and then, so that a caller can look at the time.

    The settings' file is looked at by its time and size: a watch on one file ends when an editor replaces it by renaming.
    """
    seen = _stamp(settings_file)
    found = [folder for folder in folders if folder.is_dir()]
    for burst in _bursts(found, stop):
        names = tuple(sorted({path for _, path in burst}))
        stamp = _stamp(settings_file)
        if stamp != seen:
            names, seen = (*names, str(settings_file)), stamp
        yield names


def _bursts(folders: list[Path], stop: threading.Event) -> Iterator[set[watchfiles.main.FileChange]]:
    if folders:
        yield from watchfiles.watch(
            *folders, stop_event=stop, debounce=_DEBOUNCE, step=50, rust_timeout=_LOOK, yield_on_timeout=True, raise_interrupt=False
        )
        return
    while not stop.wait(_LOOK / 1000):
        yield set()


def _stamp(file: Path) -> tuple[int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def follow(bursts: Iterator[tuple[str, ...]], rebuild: Callable[[tuple[str, ...]], None], *, due: Callable[[], bool]) -> None:
    """Rebuild for each burst of changes, and when a page would change by itself."""
    for names in bursts:
        if names or due():
            rebuild(names)
