"""`parvis moderate` on a real terminal: keys without Enter, colours only where they are wanted, and the two ways to leave."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

Decided = Callable[[], list[tuple[str, str, str]]]


class Terminal:
    """A real terminal with the command on the other side of it."""

    def __init__(self, process: subprocess.Popen[bytes], handle: int) -> None:
        self.process, self.handle, self.said, self._read = process, handle, "", 0

    def until(self, wanted: str) -> str:
        """What was said since the last time, up to the end of `wanted`; fails after 30 seconds."""
        end = time.monotonic() + 30
        while wanted not in self.said[self._read :]:
            assert time.monotonic() < end, f"no {wanted!r} in {self.said[self._read :]!r}"
            if select.select([self.handle], [], [], 0.2)[0]:
                try:
                    self.said += os.read(self.handle, 65536).decode("utf-8", "replace")
                except OSError:  # the other side has closed it
                    end = 0
        before, self._read = self._read, self.said.index(wanted, self._read) + len(wanted)
        return self.said[before : self._read]

    def press(self, keys: str) -> None:
        os.write(self.handle, keys.encode())


@pytest.fixture
def terminal(start: Callable[..., subprocess.Popen[bytes]]) -> Iterator[Callable[..., Terminal]]:
    """Opens it on a terminal of its own."""
    opened: list[Terminal] = []

    def run(*words: str, **more: str) -> Terminal:
        ours, theirs = pty.openpty()
        process = start(*words, stdin=theirs, stdout=theirs, stderr=theirs, env={"COLUMNS": "60", **more}, start_new_session=True)
        os.close(theirs)
        opened.append(Terminal(process, ours))
        return opened[-1]

    yield run
    for one in opened:
        one.process.kill()
        one.process.wait(timeout=30)
        os.close(one.handle)


def test_on_a_terminal_a_key_needs_no_enter_and_a_reason_is_typed(terminal: Callable[..., Terminal], decided: Decided) -> None:
    screen = terminal()
    first = screen.until("[?]")
    screen.press("\x1b[A")  # an arrow is no key
    screen.press("a")
    screen.until("leaves it)")
    screen.press("ried\x7f\x7fad it: é\n")
    second = screen.until("2 of 3")
    screen.until("[?]")
    screen.press("u")
    screen.until("Taken back")
    screen.until("[?]")
    screen.press("a")
    screen.until("leaves it)")
    screen.press("read it\n")
    screen.until("[?]")
    screen.press("q")
    end = screen.until("parvis build")

    assert screen.process.wait(timeout=30) == 0
    assert "1 of 3 · waiting · box:n1" in first
    assert "\x1b[" in first
    # Wrapped at 60 columns, not at the edge of what the text happens to be.
    assert "at some length, about the shop on the corner." not in first
    assert "Approved: box:n1" in second
    assert "Decided by Ed: 1 (1 approved)." in end
    assert decided() == [("box:n1", "approve", "read it")]


def test_on_a_terminal_it_is_french_where_french_is_spoken(terminal: Callable[..., Terminal]) -> None:
    screen = terminal(NO_COLOR="1", LANG="fr_CA.UTF-8", COLUMNS="120")
    card = screen.until("[?]")
    screen.press("?")
    keys = screen.until("[?]")
    screen.press("a")
    screen.until("laisse tel quel)")
    screen.press("relu\n")
    said = screen.until("[?]")
    screen.press("q")
    screen.until("parvis build")

    assert screen.process.wait(timeout=30) == 0
    for line in ("── 1 sur 3 · en attente · box:n1", "auteur       Ada", "se trouve à  https://box.example/1", "parce que    La source"):
        assert line in card
    assert "a  approuver\N{NO-BREAK SPACE}: le laisser passer" in keys
    assert "Approuvé\N{NO-BREAK SPACE}: box:n1" in said


def test_on_a_terminal_nothing_is_coloured_where_nobody_wants_it(terminal: Callable[..., Terminal]) -> None:
    screen = terminal(NO_COLOR="1")
    screen.until("[?]")
    screen.press("q")
    screen.until("left.")

    assert screen.process.wait(timeout=30) == 0
    assert "\x1b" not in screen.said


def test_on_a_terminal_control_and_c_stops_with_what_was_done_told(terminal: Callable[..., Terminal], decided: Decided) -> None:
    screen = terminal()
    screen.until("[?]")
    screen.press("a")
    screen.until("leaves it)")
    screen.press("read it\n")
    screen.until("[?]")
    os.killpg(screen.process.pid, signal.SIGINT)
    screen.until("1 approved).")

    assert screen.process.wait(timeout=30) == 130
    assert decided() == [("box:n1", "approve", "read it")]


def test_on_a_terminal_control_and_d_ends_it(terminal: Callable[..., Terminal]) -> None:
    screen = terminal()
    screen.until("[?]")
    screen.press("\x04")
    screen.until("Decided by Ed: 0")

    assert screen.process.wait(timeout=30) == 0
