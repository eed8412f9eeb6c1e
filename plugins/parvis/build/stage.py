"""The stage: where the next state of output/ is made ready, file by file, before any of it is put in place."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from parvis.build.manifest import Entry, intact
from parvis.errors import ContentError, Mistake
from parvis.tidy import digests

#: Git holds nothing else of output/.
GITIGNORE = ".gitignore"


class Stage:
    """The next state of output/: what stays as it lies there, and what waits in staging to be moved in."""

    def __init__(self, output: Path, staging: Path, earlier: Mapping[str, Entry]) -> None:
        self.output = output
        self.staging = staging
        self.earlier = earlier  #: the manifest of the last build
        self.entries: dict[str, Entry] = {}  #: the manifest of this one
        self.waiting: list[str] = []  #: paths in staging, in the order in which they were made
        self._makers: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._made: set[str] = set()

    def claim(self, path: str, maker: str) -> None:
        """Reserve a path. ContentError when it leaves output/, or when two want the same one."""
        _check(path, maker)
        other = self._makers.get(path) or self._folders.get(path)
        if other is not None:
            raise _conflict(path, maker, other)
        self._makers[path] = maker
        folder = path
        while "/" in folder:
            folder = folder.rpartition("/")[0]
            if folder in self._makers:
                raise _conflict(folder, maker, self._makers[folder])
            if folder in self._folders:
                break
            self._folders[folder] = maker

    def keep(self, path: str, key: str, plan: str = "") -> bool:
        """Whether output/ already has the file made from these inputs, unharmed; then it stays as it is. `plan`: what led to the key."""
        entry = self.earlier.get(path)
        return entry is not None and entry.key == key and self._keep(entry, plan)

    def keep_planned(self, path: str, plan: str) -> bool:
        """The same for a page of which the plan alone is known."""
        entry = self.earlier.get(path)
        return entry is not None and entry.plan == plan and self._keep(entry, plan)

    def put(self, path: str, key: str, data: bytes, plan: str = "") -> bool:
        """Take in a file; True when it has to be written, False when the very same bytes already lie in output/."""
        digest = digests.of_bytes(data)
        if self._lies_there(path, key, digest, len(data), plan):
            return False
        Path(self._room(path)).write_bytes(data)
        self._wait(path, key, digest, plan)
        return True

    def adopt(self) -> None:
        """Take in what others (Pelican's other plugins) have written to staging."""
        for path in sorted(set(files(self.staging)) - {*self.waiting, GITIGNORE}):
            self.claim(path, "another plugin")
            file = f"{self.staging}/{path}"
            digest = digests.of_file(file)
            if self._lies_there(path, digest, digest, os.stat(file).st_size):  # noqa: PTH116 (10,000 of them)
                os.unlink(file)  # noqa: PTH108
            else:
                self._wait(path, digest, digest)

    def ignore(self) -> None:
        """Have output/ ignored by Git, as the hub's repository tracks it, where somebody has deleted that with the rest."""
        if not (self.output / GITIGNORE).exists():
            Path(self._room(GITIGNORE)).write_text("*\n!.gitignore\n", encoding="utf-8")
            self.waiting.append(GITIGNORE)

    def gone(self) -> tuple[str, ...]:
        """Files of the last build that no longer belong."""
        return tuple(sorted(self.earlier.keys() - self.entries.keys()))

    def _keep(self, entry: Entry, plan: str) -> bool:
        found = intact(entry, self.output)
        if found is not None:
            self.entries[entry.path] = found if found.plan == plan else msgspec.structs.replace(found, plan=plan)
        return found is not None

    def _lies_there(self, path: str, key: str, digest: str, size: int, plan: str = "") -> bool:
        earlier = self.earlier.get(path)
        mtime = earlier.mtime if earlier and earlier.digest == digest else -1
        found = intact(Entry(path, key, digest, size, mtime, plan), self.output)
        if found is not None:
            self.entries[path] = found
        return found is not None

    def _room(self, path: str) -> str:
        """The file's place in staging, with its folder made."""
        file = f"{self.staging}/{path}"
        folder = file.rpartition("/")[0]
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._made.add(folder)
        return file

    def _wait(self, path: str, key: str, digest: str, plan: str = "") -> None:
        found = os.stat(f"{self.staging}/{path}")  # noqa: PTH116
        self.entries[path] = Entry(path, key, digest, found.st_size, found.st_mtime_ns, plan)
        self.waiting.append(path)


def files(folder: Path | str, prefix: str = "") -> Iterator[str]:
    """Paths of everything below a folder but folders, relative to it, sorted within each folder. Links are not followed."""
    try:
        with os.scandir(folder) as found:
            inside = sorted(found, key=lambda item: item.name)
    except FileNotFoundError:
        return
    for item in inside:
        if item.is_dir(follow_symlinks=False):
            yield from files(item.path, f"{prefix}{item.name}/")
        else:
            yield f"{prefix}{item.name}"


def _check(path: str, maker: str) -> None:
    steps = path.split("/")
    if not path or path == GITIGNORE or "\\" in path or "\0" in path or any(step in {"", ".", ".."} for step in steps):
        raise ContentError([Mistake(f"output/{path}", 0, "", f"{maker} wants an address that no file may have.", "Give it another one.")])


def _conflict(path: str, maker: str, other: str) -> ContentError:
    what = f"{other} and {maker} want the same address." if maker != other else f"two of the kind {maker} want the same address."
    return ContentError([Mistake(f"output/{path}", 0, "", what, "Give one of them another slug or name.")])
