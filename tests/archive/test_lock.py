"""Two commands never work in one hub at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from parvis.archive.lock import locked
from parvis.errors import LockedError

HOLD = """
import sys
from pathlib import Path
from parvis.archive.lock import locked
with locked(Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_lock_can_be_taken_again_after_it_was_let_go(state: Path) -> None:
    with locked(state):
        pass
    with locked(state):
        assert (state / "lock").is_file()


def test_a_second_command_is_told_who_is_at_work(state: Path) -> None:
    command = [sys.executable, "-c", HOLD, "collect", str(state)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"

        with (
            pytest.raises(LockedError, match=rf"another command \(`-c collect`, process {other.pid}\) is at work in this hub\.") as caught,
            locked(state),
        ):
            pytest.fail("two commands at once")

        other.kill()
    assert caught.value.exitcode == 75


def test_a_lock_that_a_killed_command_left_behind_does_not_block(state: Path) -> None:
    command = [sys.executable, "-c", HOLD, "collect", str(state)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        other.kill()
        other.wait()

    with locked(state):
        assert (state / "lock").read_text().split()[0] != str(other.pid)


def test_an_error_inside_lets_the_lock_go(state: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(state):
        _ = 1 / 0

    with locked(state):
        assert state.is_dir()
