"""Phases: which part of a contest a moment lies in, what came before and what comes after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from parvis.model.contest import PHASES, Contest, Phase, PhaseName, Winner

#: How a phase stands at a moment.
State = Literal["past", "now", "ahead"]
#: What a promise has come to: it is kept, it was kept late, its day has not come, its day has passed.
Promise = Literal["kept", "kept_late", "waiting", "late"]


class Stage(msgspec.Struct, frozen=True):
    """A phase on the contest's timeline."""

    name: PhaseName
    start: datetime  #: aware, UTC
    end: datetime | None  #: None for the last phase, which stays
    state: State


def at(contest: Contest, now: datetime) -> Phase | None:
    """The phase that `now` (aware) lies in; None before the first one: nobody may know of the contest yet."""
    begun = [phase for phase in contest.phases if phase.start <= now]
    return begun[-1] if begun else None


def has_reached(contest: Contest, name: PhaseName, now: datetime) -> bool:
    """Whether a phase, or a later one where the contest leaves it out, has begun."""
    phase = at(contest, now)
    return phase is not None and PHASES.index(phase.name) >= PHASES.index(name)


def is_over(contest: Contest, now: datetime) -> bool:
    """Whether nothing more is decided: the results are out."""
    return has_reached(contest, "results", now)


def timeline(contest: Contest, now: datetime) -> tuple[Stage, ...]:
    """All phases with their ends, in order."""
    ends = [*(phase.start for phase in contest.phases[1:]), None]
    return tuple(Stage(phase.name, phase.start, end, _state(phase, end, now)) for phase, end in zip(contest.phases, ends, strict=True))


def _state(phase: Phase, end: datetime | None, now: datetime) -> State:
    if now < phase.start:
        return "ahead"
    return "past" if end is not None and end <= now else "now"


def is_open(contest: Contest, now: datetime) -> bool:
    """Whether people can do something: send an idea, or vote."""
    phase = at(contest, now)
    return phase is not None and phase.name in {"ideas", "vote"}


def closes(contest: Contest, now: datetime) -> datetime | None:
    """When what people can do now ends; None where there is nothing to do, or no end."""
    phase = at(contest, now)
    return contest.ends(phase.name) if phase and is_open(contest, now) else None


def days_left(contest: Contest, now: datetime) -> int | None:
    """Whole days until what people can do now ends; None where there is nothing to do, or no end."""
    end = closes(contest, now)
    return (end - now).days if end else None


def hides_authors(contest: Contest, now: datetime) -> bool:
    """Whether the authors of the entries are not told: from the vote to the results, where the contest says so."""
    return contest.vote.hide_authors and has_reached(contest, "vote", now) and not is_over(contest, now)


def promise(winner: Winner, contest: Contest, now: datetime) -> Promise | None:
    """What the promise to make a winning idea has come to; None where nothing was promised. The promised day itself still counts whole."""
    if winner.launched is not None and _start_of(winner.launched, contest) <= now:
        return "kept" if winner.promised is None or winner.launched <= winner.promised else "kept_late"
    if winner.promised is None:
        return None
    moved = any(day is not None and day > winner.promised for day in (winner.moved, winner.launched))
    return "late" if moved or _end_of(winner.promised, contest) <= now else "waiting"


def changes(contest: Contest, now: datetime) -> Iterator[datetime]:
    """The later moments at which a page of the contest changes by itself."""
    yield from (phase.start for phase in contest.phases if phase.start > now)
    end = closes(contest, now)
    if end and end - now >= timedelta(days=1):  # the days that are left are told
        # To the second after: at the moment itself that number of days is still left.
        yield end - timedelta(days=(end - now).days) + timedelta(seconds=1)
    if not contest.phases or contest.outcome is None:
        return
    for winner in contest.outcome.winners:
        ends = (_end_of(day, contest) for day in (winner.promised,) if day is not None)
        begins = (_start_of(day, contest) for day in (winner.launched,) if day is not None)
        yield from (moment for moment in (*ends, *begins) if moment > now)


def _start_of(day: date, contest: Contest) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(contest.timezone)).astimezone(UTC)


def _end_of(day: date, contest: Contest) -> datetime:
    return _start_of(day + timedelta(days=1), contest)
