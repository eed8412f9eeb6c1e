"""Ballots and points to decide about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from parvis.model.contest import Ballot

#: A moment at which the vote of `make_contest` is open.
OPEN = datetime(2026, 6, 3, 12, tzinfo=UTC)


@pytest.fixture
def ballot() -> Callable[..., Ballot]:
    """A vote of a person, by number, `minutes` after a moment at which the vote is open."""

    def made(voter: int, choice: str, minutes: float = 0, at: datetime = OPEN) -> Ballot:
        return Ballot(f"{voter:032x}", choice, at + timedelta(minutes=minutes))

    return made
