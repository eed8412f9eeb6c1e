"""What is typed: single keys and lines on a terminal, one line each from a pipe."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

from parvis.cli.terminal import plain
from parvis.tidy import text as texts

_ESCAPE: Final = b"\x1b"
_END: Final = b"\x04"  # control and D
_PAUSE: Final = 0.05  # seconds within which the rest of one key's bytes comes


class Keyboard:
    """Standard input. EOFError where it has ended."""

    def __init__(self) -> None:
        """Find out whether somebody sits there."""
        self._terminal = sys.stdin.isatty()

    def key(self, prompt: str) -> str:
        """One key, in lower case; empty for one that writes nothing. From a pipe, the first letter of a line."""
        _ask(prompt)
        if not self._terminal:
            return _read_line()[:1].lower()
        key = _pressed()
        click.echo(plain(key))
        return key.lower()

    def line(self, prompt: str) -> str:
        """One line, without anything that cannot be seen."""
        _ask(prompt)
        return texts.one_line(_typed() if self._terminal else _read_line())


def _ask(prompt: str) -> None:
    click.echo(plain(prompt), nl=False)
    sys.stdout.flush()


def _read_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    # What came through a pipe is not to be seen: the output goes on as if it had been typed.
    click.echo()
    return line.strip()


def _pressed() -> str:
    """One key as it is pressed; whoever reads this waits for no end of a line."""
    handle = sys.stdin.fileno()
    with _at_once(handle):
        pressed = os.read(handle, 1)
        if pressed in {b"", _END}:
            raise EOFError
        # An arrow is an escape and more; a letter with an accent is several bytes.
        while (pressed[:1] == _ESCAPE or not _whole(pressed)) and select.select([handle], [], [], _PAUSE)[0]:
            pressed += os.read(handle, 1)
    return "" if pressed[:1] == _ESCAPE else pressed.decode("utf-8", "ignore").strip()


def _whole(pressed: bytes) -> bool:
    try:
        pressed.decode()
    except UnicodeDecodeError:
        return False
    return True


def _typed() -> str:
    """One line as the terminal lets it be edited. Read past Python's own buffer, so that keys and lines never get into each other's way."""
    handle, typed = sys.stdin.fileno(), b""
    while not typed.endswith(b"\n"):
        more = os.read(handle, 4096)
        if not more:
            raise EOFError
        typed += more
    return typed.decode("utf-8", "replace")


@contextmanager
def _at_once(handle: int) -> Iterator[None]:
    """The terminal gives each key as it is pressed, and shows none; what it was like before comes back whatever happens."""
    import termios
    import tty

    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle, termios.TCSADRAIN)
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
