"""The spotlight of the week: one ambassador, from Monday to Monday, everyone once before anyone twice.

It follows from the files and the moment alone: all weeks since the first ambassador are gone through anew. Whoever has never had a
turn comes first, in the order of joining, then whoever has waited longest. So between two turns of one person everybody has had
one who was an ambassador all the while, whoever joined or left meanwhile. Who leaves within the week makes room at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from parvis.curate.ambassadors import last_day
from parvis.curate.nouns import day_after, midnight
from parvis.model.ambassador import Ambassador

_NEVER = datetime.max.replace(tzinfo=UTC)
_INSTANT = timedelta(microseconds=1)


class Turn(msgspec.Struct, frozen=True):
    """From when on somebody stands in the spotlight; None: nobody."""

    start: datetime
    person: Ambassador | None


class _Candidate(msgspec.Struct, frozen=True):
    person: Ambassador
    joined: datetime
    left: datetime


def spotlight(people: Iterable[Ambassador], timezone: str, now: datetime) -> Ambassador | None:
    """Who stands in it at a moment. `people`: all of them, those who are gone too, because they had their weeks."""
    found = None
    for turn in turns(people, timezone):
        if turn.start > now:
            break
        found = turn.person
    return found


def changes(people: Iterable[Ambassador], timezone: str, now: datetime) -> Iterator[datetime]:
    """The next moment at which somebody else stands in it, or nobody; none where that never comes."""
    current = None
    for turn in turns(people, timezone):
        if turn.start <= now:
            current = turn.person
        elif turn.person is not current:
            yield turn.start
            return


def turns(people: Iterable[Ambassador], timezone: str) -> Iterator[Turn]:
    """Every turn from the first ambassador on, without end while there are two to take turns."""
    waiting = deque(_candidates(people, timezone))
    had_turn: deque[_Candidate] = deque()
    moment = waiting[0].joined if waiting else _NEVER
    while moment < _NEVER:
        chosen = _next(waiting, moment) or _next(had_turn, moment)
        yield Turn(moment, chosen.person if chosen else None)
        next_to_join = waiting[0].joined if waiting else _NEVER
        if chosen is None:
            moment = next_to_join
        else:
            week_ends = _monday(moment + _INSTANT if had_turn else max(next_to_join, moment + _INSTANT), timezone)
            moment = min(week_ends, chosen.left)
            had_turn.append(chosen)


def _candidates(people: Iterable[Ambassador], timezone: str) -> list[_Candidate]:
    """Those who have agreed to it, in the order of joining."""
    agreed = (_candidate(person, timezone) for person in people if "spotlight" in person.consent.scope)
    return sorted((one for one in agreed if one.joined < one.left), key=lambda one: (one.joined, one.person.slug))


def _candidate(person: Ambassador, timezone: str) -> _Candidate:
    began = midnight(max(person.since, person.consent.period.start or person.since), timezone)
    end = last_day(person)
    return _Candidate(
        person,
        joined=max(began, person.published) if person.published else began,
        left=midnight(day_after(end), timezone) if end else _NEVER,
    )


def _next(queue: deque[_Candidate], moment: datetime) -> _Candidate | None:
    """Take the first of the queue who is there; those who have left are dropped."""
    while queue and queue[0].left <= moment:
        queue.popleft()
    return queue.popleft() if queue and queue[0].joined <= moment else None


def _monday(moment: datetime, timezone: str) -> datetime:
    """The first Monday that begins then or later."""
    if moment >= _NEVER:
        return _NEVER
    local = moment.astimezone(ZoneInfo(timezone))
    today = local.date() if local == midnight(local.date(), timezone) else day_after(local.date())
    return midnight(today + timedelta(days=-today.weekday() % 7), timezone)
