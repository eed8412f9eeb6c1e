"""The workshop: every picture that a build shows, encoded once, by all processors, and remembered by its bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import msgspec

from parvis.build.assets import MEDIA, Asset
from parvis.build.disk import Disk
from parvis.build.inputs import Stamp
from parvis.build.pictures.rendition import Made, Rendition, name, rendition
from parvis.tidy import digests

#: Folder in the hub's state, and what it knows of the files in it.
FOLDER, INDEX = "pictures", "index.json"
#: Bytes: an editor's largest picture; what a camera makes is a tenth of it.
LARGEST_FILE: Final = 64 * 1024 * 1024
ARCHIVE: Final = "content/archive/media/"


class Workshop:
    """One build's pictures. What they are made from is named as inputs are, such as `content/images/a.jpg`."""

    def __init__(self, state: Path, content: Path, stamps: Mapping[str, Stamp], disk: Disk) -> None:
        self.encoded = 0  #: pictures that were not remembered
        self._folder = state / FOLDER
        self._content = content
        self._stamps = stamps
        self._disk = disk
        self._keys: dict[str, str] = {}  #: of this build's pictures, by name
        self._renditions: dict[str, Rendition] = {}  #: by `src`
        self._known: dict[str, Made] | None = None
        self._encoder = ""

    @property
    def encoder(self) -> str:
        """Names and versions of what encodes."""
        if not self._encoder:
            from parvis.build.pictures.encode import encoder

            self._encoder = encoder()
        return self._encoder

    def take_in(self, names: Iterable[str]) -> dict[str, str]:
        """Have these pictures ready; why not, in a sentence, for each one that cannot be shown.

        Of the archive's own pictures a copy that everybody reads lies there; the editors' get one.
        """
        wanted = {one: self._key(one) for one in dict.fromkeys(names) if one in self._stamps}
        missing = {one: "it is not there." for one in names if one not in self._stamps}
        known = self._index()
        new = {key: one for one, key in wanted.items() if key not in known}
        self._encode(new)
        self._keys |= wanted
        for one, key in wanted.items():
            if not known[key].refused:
                found = self._rendition(one, key)
                self._renditions[found.src] = found
        return missing | {one: known[key].refused for one, key in wanted.items() if known[key].refused}

    def src(self, one: str) -> str:
        """Where a picture that was taken in is published, for every browser, feed and card."""
        return self._rendition(one, self._keys[one]).src

    def rendition(self, src: str) -> Rendition | None:
        """What is offered of a picture; None of one that was not taken in."""
        return self._renditions.get(src)

    def assets(self, shown: Iterable[str]) -> Iterator[Asset]:
        """The files of the pictures that are shown, by `src`."""
        keys = {self._rendition(one, key).src: key for one, key in self._keys.items() if not self._index()[key].refused}
        for key in sorted({keys[src] for src in shown if src in keys}):
            for kind, width in self._index()[key].files():
                yield Asset(name(key, kind, width), self._folder / f"{key}-{width}.{kind}", f"{key}-{width}", "a picture")

    def prune(self) -> None:
        """Forget what this build did not show."""
        known = self._index()
        used = {key: known[key] for key in dict.fromkeys(self._keys.values())}
        if used.keys() != known.keys():
            self._known = used
            self._keep()
        files = {file for key, made in used.items() for file in _names(key, made)} | {INDEX}
        for file in _files(self._folder) - files:
            (self._folder / file).unlink(missing_ok=True)

    def _key(self, one: str) -> str:
        return digests.of_values([self._stamps[one].digest, one.startswith(ARCHIVE), self.encoder])

    def _rendition(self, one: str, key: str) -> Rendition:
        src = f"{MEDIA}/{one.removeprefix(ARCHIVE)}" if one.startswith(ARCHIVE) else ""
        return rendition(key, self._index()[key], src)

    def _index(self) -> dict[str, Made]:
        """What is known of each picture whose files are all there."""
        if self._known is None:
            try:
                known = msgspec.json.decode((self._folder / INDEX).read_bytes(), type=dict[str, Made])
            except (OSError, msgspec.DecodeError):
                known = {}
            there = _files(self._folder)
            self._known = {key: made for key, made in known.items() if there.issuperset(_names(key, made))}
        return self._known

    def _encode(self, new: Mapping[str, str]) -> None:
        """Encode pictures, by key, as many at a time as there are processors: encoders run beside each other in threads."""
        if not new:
            return
        from parvis.collect.pictures import unwarned

        self._folder.mkdir(parents=True, exist_ok=True)
        with unwarned(), ThreadPoolExecutor(processors()) as pool:
            for key, made in zip(new, pool.map(self._one, new, new.values()), strict=True):
                self._index()[key] = made
                self.encoded += 1
        self._disk.settle([self._folder / file for key in new for file in _names(key, self._index()[key])])
        self._keep()

    def _keep(self) -> None:
        """Remember at once what was encoded: a build that fails later has not worked in vain."""
        self._disk.write(self._folder / INDEX, msgspec.json.encode(dict(sorted(self._index().items()))))

    def _one(self, key: str, one: str) -> Made:
        from parvis.build.pictures.encode import encode

        if self._stamps[one].size > LARGEST_FILE:
            size = self._stamps[one].size // 1_000_000
            return Made(refused=f"it has {size} MB, more than {LARGEST_FILE // 1_000_000}.")
        body = (self._content / one.removeprefix("content/")).read_bytes()
        made, files = encode(body, with_plain=not one.startswith(ARCHIVE))
        for (kind, width), data in files.items():
            file = self._folder / f"{key}-{width}.{kind}"
            half = file.with_name(f"{file.name}.{os.getpid()}")
            half.write_bytes(data)
            half.replace(file)
        return made


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _names(key: str, made: Made) -> Iterator[str]:
    """The files of a picture in the folder."""
    return (f"{key}-{width}.{kind}" for kind, width in made.files())


def _files(folder: Path) -> set[str]:
    try:
        return {entry.name for entry in os.scandir(folder)}
    except FileNotFoundError:
        return set()
