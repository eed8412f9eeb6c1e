"""What the tests of kinds share: captured answers, and a conversation with a kind's `requests`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest

from parvis.errors import SourceError
from parvis.model.exchange import Request, Response, State

Talk = Generator[Request, Response, State]
Converse = Callable[[Talk, Sequence[Response | SourceError]], tuple[list[Request], State]]


@pytest.fixture(scope="session")
def captured(shared: Path) -> Callable[[str], bytes]:
    """The bytes of a captured answer, by its path below the folder of captured ones."""

    def read(path: str) -> bytes:
        file = shared / "captured" / path
        if not file.is_file():
            pytest.skip(f"../shared is absent: captured/{path} lies there")
        return file.read_bytes()

    return read


@pytest.fixture(scope="session")
def converse() -> Converse:
    """Answers a kind's questions in order, an error by raising it inside; gives the questions and what it remembers at the end.

    Fails when it asks more than there are answers, or less.
    """

    def talk(asking: Talk, answers: Sequence[Response | SourceError]) -> tuple[list[Request], State]:
        asked: list[Request] = []
        left = list(answers)
        try:
            asked.append(next(asking))
            while True:
                assert left, f"one question too many: {asked[-1].url}"
                answer = left.pop(0)
                asked.append(asking.throw(answer) if isinstance(answer, SourceError) else asking.send(answer))
        except StopIteration as end:
            assert not left, f"{len(left)} answers were not asked for"
            return asked, end.value

    return talk
