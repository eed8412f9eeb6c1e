"""Challenges in time, and how far everybody has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from parvis.model.challenge import Challenge, Milestone, Progress

State = Literal["coming", "running", "ended"]


class Standing(msgspec.Struct, frozen=True):
    """Somebody's place on the board; who has come equally far shares it."""

    rank: int
    progress: Progress
    milestone: Milestone | None  #: the last one that was reached


class Reached(msgspec.Struct, frozen=True):
    """A milestone, and how many have come so far: one or none where all walk together."""

    milestone: Milestone
    count: int


def state(challenge: Challenge, now: datetime) -> State:
    """Whether one can take part."""
    if challenge.ends and now >= challenge.ends:
        return "ended"
    return "coming" if challenge.starts and now < challenge.starts else "running"


def total(challenge: Challenge) -> float:
    """What all who are shown have done together."""
    return sum(one.amount for one in challenge.progress)


def board(challenge: Challenge) -> tuple[Standing, ...]:
    """Everybody who agreed to be shown, the farthest first."""
    amounts = [one.amount for one in challenge.progress]
    return tuple(Standing(amounts.index(one.amount) + 1, one, _last(challenge, one.amount)) for one in challenge.progress)


def reached(challenge: Challenge) -> tuple[Reached, ...]:
    """How many have reached each milestone."""
    steps = [total(challenge)] if challenge.together else [one.amount for one in challenge.progress]
    return tuple(Reached(milestone, sum(step >= milestone.at for step in steps)) for milestone in challenge.milestones)


def changes(challenges: Iterable[Challenge], now: datetime) -> Iterator[datetime]:
    """The later moments at which a challenge begins or ends."""
    yield from (moment for challenge in challenges for moment in (challenge.starts, challenge.ends) if moment and moment > now)


def _last(challenge: Challenge, amount: float) -> Milestone | None:
    passed = [milestone for milestone in challenge.milestones if milestone.at <= amount]
    return passed[-1] if passed and not challenge.together else None
