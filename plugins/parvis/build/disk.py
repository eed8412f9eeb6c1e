"""What publishing does to the disk, one step at a time: the only file operations that a crash can interrupt."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

#: Up to so many files each one is flushed by itself; beyond, one flush of everything is cheaper.
FEW = 64


class Disk:
    """Each method is one step; when it returns, it is done, and done again it does no harm."""

    def write(self, file: Path, data: bytes) -> None:
        """Put a whole file in place: the name leads to the old bytes or to the new ones, also after a power cut."""
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_name(f"{file.name}.half")
        with half.open("wb") as open_file:
            open_file.write(data)
            open_file.flush()
            os.fsync(open_file.fileno())
        half.replace(file)
        _flush(file.parent)

    def rename(self, source: Path, target: Path) -> None:
        """Rename a folder or a file within one file system."""
        source.rename(target)
        _flush(target.parent)

    def move(self, source: Path, target: Path) -> None:
        """Move a file over another one; from another file system by a copy beside the target first."""
        try:
            source.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            half = target.with_name(f".{target.name}.half")
            shutil.copy2(source, half)
            _flush(half)
            half.replace(target)
            source.unlink()

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second place, without a copy of its bytes where the file system can."""
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except FileExistsError:
            return
        except OSError:
            shutil.copy2(source, target)

    def delete(self, file: Path) -> None:
        """Delete a file or a link, if it is there. A folder of that name has come in its place, and stays."""
        if file.is_symlink() or (file.exists() and not file.is_dir()):
            file.unlink()

    def clear(self, folder: Path) -> None:
        """Delete a folder with all that it holds, if it is there."""
        shutil.rmtree(folder, ignore_errors=True)

    def settle(self, files: Sequence[Path]) -> None:
        """Make sure that written files survive a power cut."""
        if len(files) > FEW:
            os.sync()
            return
        for file in files:
            _flush(file)


def _flush(path: Path) -> None:
    """Flush one file or folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
