"""The hub's lock: two commands never write the archive or the site at once."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parvis.errors import LockedError


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """Hold the hub's lock while the block runs. LockedError when another process holds it.

    The kernel lets go of it when its process ends in whatever way, so a lock left behind never blocks; the file stays,
    because removing it would let two processes hold two different files of that name.
    """
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError(_sentence(file.name)) from error
        try:
            file.truncate(0)
            file.write(f"{os.getpid()} {_command()}\n")
            file.flush()
            yield
        finally:
            # A worker forked meanwhile shares the open file: unlocking, not closing, is what ends the lock for it too.
            fcntl.flock(file, fcntl.LOCK_UN)


def _command() -> str:
    """`parvis collect`: the program and its verb, no further arguments."""
    return " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]).strip()


def _sentence(path: str) -> str:
    """Who holds the lock, as far as its file tells."""
    with Path(path).open(encoding="utf-8", errors="replace") as file:
        process, _, command = file.readline().strip().partition(" ")
    who = f" (`{command}`, process {process})" if command and process else ""
    return f"another command{who} is at work in this hub. Wait until it has ended, then try again."
