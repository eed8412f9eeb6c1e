"""What a site is made from: every file that a build reads, by size, time and digest."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

import parvis
from parvis.settings import Settings
from parvis.tidy import digests

#: Its version is part of every page: what they return is drawn.
LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "pelican", "pillow", "segno")

#: Time of a file that was changed so short a while before the snapshot that a later change might leave the same time.
TOO_YOUNG = -1
#: Nanoseconds within which two changes of a file may get the same time: file systems count in ticks of up to 10 ms, FAT in 2 s.
TICK = 20_000_000


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was when it was read."""

    size: int
    changed: int  #: nanoseconds: when bytes or state were last changed, or TOO_YOUNG
    digest: str


def roots(settings: Settings) -> dict[str, Path]:
    """The folders that a build reads, by a name that stays when the hub is moved."""
    return {
        "content": settings.content,
        "theme": settings.theme,
        "parvis": Path(parvis.__file__).parent,
        "parvis theme": Path(parvis.THEME),
    }


def found(settings: Settings, extras: tuple[str, ...]) -> Iterator[tuple[str, str, os.stat_result]]:
    """Name, path and state of every input file there is now; each once."""
    seen: set[Path] = set()
    for name, folder in roots(settings).items():
        real = folder.resolve()
        if real not in seen:
            seen.add(real)
            yield from _walk(name, str(folder), set())
    for extra in dict.fromkeys(("pelican.conf.py", *extras)):
        file = settings.root / extra
        if file.is_file():
            yield f"file/{extra}", str(file), file.stat()


def snapshot(settings: Settings, extras: tuple[str, ...], earlier: Mapping[str, Stamp], now: int) -> dict[str, Stamp]:
    """The stamp of every input by name; `now` is the file system's time in nanoseconds. What has kept size and time is not read again."""
    stamps: dict[str, Stamp] = {}
    for name, file, state in found(settings, extras):
        known = earlier.get(name)
        if known is not None and (known.size, known.changed) == (state.st_size, _changed(state)):
            stamps[name] = known
        else:
            changed = _changed(state) if _changed(state) < now - TICK else TOO_YOUNG
            stamps[name] = Stamp(state.st_size, changed, digests.of_file(file))
    return stamps


def unchanged(settings: Settings, extras: tuple[str, ...], earlier: Mapping[str, Stamp]) -> bool:
    """Whether exactly the same files are there, with the same bytes; bytes are read only where size and time do not tell."""
    count = 0
    for name, file, state in found(settings, extras):
        known = earlier.get(name)
        if known is None or known.size != state.st_size:
            return False
        if known.changed != _changed(state) and known.digest != digests.of_file(file):
            return False
        count += 1
    return count == len(earlier)


def imported(root: Path) -> Iterator[Path]:
    """Python files of the hub's own that this process has imported, such as what pelican.conf.py shares with another one."""
    for name, module in tuple(sys.modules.items()):
        file = Path(getattr(module, "__file__", None) or "")
        if root in file.parents and "site-packages" not in file.parts and name.partition(".")[0] != "parvis":
            yield file


def disk_time(state: Path) -> int:
    """Nanoseconds, by the clock that stamps this file system's files: no other clock can be compared with them."""
    probe = state / f"now-{os.getpid()}"
    probe.parent.mkdir(parents=True, exist_ok=True)
    probe.write_bytes(b"")
    try:
        return probe.stat().st_mtime_ns
    finally:
        probe.unlink()


def _changed(state: os.stat_result) -> int:
    """The later of the two times: a copy may bring an old time of its bytes along, but its own it cannot choose."""
    return max(state.st_mtime_ns, state.st_ctime_ns)


def code(stamps: Mapping[str, Stamp]) -> str:
    """One digest of Parvis itself and of the libraries that draw: whatever a page is drawn with besides theme and values."""
    own = [(name, stamp.digest) for name, stamp in sorted(stamps.items()) if name.startswith("parvis/")]
    return digests.of_values([own, libraries()])


def libraries() -> str:
    """Names and versions of Python and of what pages are drawn with."""
    from importlib.metadata import version

    return " ".join([f"python {sys.version_info.major}.{sys.version_info.minor}", *(f"{name} {version(name)}" for name in LIBRARIES)])


def _walk(name: str, folder: str, above: set[tuple[int, int]]) -> Iterator[tuple[str, str, os.stat_result]]:
    try:
        with os.scandir(folder) as listing:
            inside = sorted(listing, key=lambda item: item.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for item in inside:
        try:
            state = item.stat()
        except FileNotFoundError:  # a link that leads nowhere, such as an editor's lock
            state = item.stat(follow_symlinks=False)
        if not stat.S_ISDIR(state.st_mode):
            if stat.S_ISREG(state.st_mode):
                yield f"{name}/{item.name}", item.path, state
        elif item.name != "__pycache__" and (state.st_dev, state.st_ino) not in above:
            yield from _walk(f"{name}/{item.name}", item.path, above | {(state.st_dev, state.st_ino)})
