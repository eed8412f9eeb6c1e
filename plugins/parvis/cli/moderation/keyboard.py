"""What is typed: single keys and lines on a terminal, one line each from a pipe."""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

from parvis.cli.terminal import plain, spoken
from parvis.tidy import text as texts

#: Control and D, as it comes while keys are read one by one, as it comes when it was pressed before, and a terminal that has gone.
_END: Final = frozenset({b"\x04", b"\x00", b""})
#: ECMA-48: an escape, a bracket, parameters and a letter; an escape, O and a letter; an escape and a letter.
_SEQUENCE: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|[^\[O])", re.DOTALL)
_PAUSE: Final = 0.05  # seconds within which the rest of one key's bytes comes


class Keyboard:
    """Standard input. EOFError where it has ended."""

    def __init__(self) -> None:
        """Find out whether somebody sits there."""
        self._terminal = sys.stdin.isatty()

    def key(self, prompt: str) -> str:
        """One key, in lower case; empty for one that writes nothing. From a pipe, the first letter of a line."""
        if not self._terminal:
            _ask(prompt)
            return _read_line()[:1].lower()
        handle = sys.stdin.fileno()
        with _at_once(handle):
            # Asked only now: a key that is pressed as soon as the question is seen is already taken as one.
            _ask(prompt)
            key = _pressed(handle)
        click.echo(plain(key))
        return key.lower()

    def line(self, prompt: str) -> str:
        """One line, without anything that cannot be seen."""
        _ask(prompt)
        return texts.one_line(_typed() if self._terminal else _read_line())


def _ask(prompt: str) -> None:
    click.echo(spoken(plain(prompt)), nl=False)
    sys.stdout.flush()


def _read_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    # What came through a pipe is not to be seen: the output goes on as if it had been typed.
    click.echo()
    return line.strip()


def _pressed(handle: int) -> str:
    """One key: all bytes of a letter with an accent; nothing of an arrow, which is an escape and more."""
    pressed = os.read(handle, 1)
    if pressed in _END:
        raise EOFError
    while not _whole(pressed) and select.select([handle], [], [], _PAUSE)[0]:
        pressed += os.read(handle, 1)
    return "" if pressed.startswith(b"\x1b") else pressed.decode("utf-8", "ignore").strip()


def _whole(pressed: bytes) -> bool:
    """Whether these are all bytes of a key. Of an escape alone nobody knows until a moment has passed."""
    if pressed.startswith(b"\x1b"):
        return bool(_SEQUENCE.fullmatch(pressed))
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
