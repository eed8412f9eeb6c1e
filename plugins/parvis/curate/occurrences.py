"""The dates of an event: when each begins and ends, which are still to come, and which a rule gives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from parvis.curate.nouns import day_after, midnight
from parvis.model.event import Change, Event, Occurrence
from parvis.tidy import repeats

#: So many dates of one event are looked at: what has been, what is to come. Counted and not measured in days, so that nothing but the end
#: of a date ever changes which they are.
BEFORE, AHEAD = 60, 30

State = Literal["past", "now", "ahead"]
DayOrMoment = date | datetime


def begins(occurrence: Occurrence, timezone: str) -> datetime:
    """The moment at which it begins; a whole day's is its midnight in the hub's zone."""
    return _moment(occurrence.start, timezone)


def ends(occurrence: Occurrence, timezone: str) -> datetime:
    """The moment from which on it is over. Without an end it fills its day."""
    if occurrence.end is not None:
        return _moment(occurrence.end, timezone)
    day = occurrence.start.astimezone(ZoneInfo(timezone)).date() if isinstance(occurrence.start, datetime) else occurrence.start
    return midnight(day_after(day), timezone).astimezone(UTC)


def state(occurrence: Occurrence, timezone: str, now: datetime) -> State:
    """Where it stands in time."""
    if ends(occurrence, timezone) <= now:
        return "past"
    return "now" if begins(occurrence, timezone) <= now else "ahead"


def around(found: Iterable[Occurrence], timezone: str, now: datetime) -> tuple[Occurrence, ...]:
    """Those next to a moment, in time's order: the last that are over, the first that are not."""
    ordered = sorted(found, key=lambda one: (begins(one, timezone), one.series))
    over = [one for one in ordered if state(one, timezone, now) == "past"]
    return (*over[-BEFORE:], *[one for one in ordered if state(one, timezone, now) != "past"][:AHEAD])


def unfold(event: Event, timezone: str, now: datetime) -> tuple[Occurrence, ...]:
    """The dates of an event that an editor wrote: of its rule those next to the moment, with what is different on single days."""
    if not event.rule:
        return (Occurrence(start=event.start, end=event.end, cancelled=event.cancelled, because=event.because),)
    zone = ZoneInfo(event.timezone)
    changes = {change.day: change for change in event.differing}
    skipped = frozenset(event.skipped)
    found = (
        _occurrence(event, when, day, changes.get(day))
        for when in repeats.follow(event.rule, event.start, zone)
        if (day := repeats.local_day(when, zone)) not in skipped
    )
    return around(_until_enough(found, timezone, now), timezone, now)


def different(event: Event) -> tuple[Occurrence, ...]:
    """All dates of a rule that are not as it has them: the editor's changes, however far away, and what a calendar has cancelled."""
    changed = {change.day: _occurrence(event, on(event, change.day), change.day, change) for change in event.differing}
    others = {date.fromisoformat(one.series): one for one in event.occurrences if one.cancelled and not event.cancelled}
    return tuple(one for _, one in sorted((others | changed).items()))


def on(event: Event, day: date) -> DayOrMoment:
    """The date that a rule gives on a day."""
    if not isinstance(event.start, datetime):
        return day
    zone = ZoneInfo(event.timezone)
    return datetime.combine(day, event.start.astimezone(zone).time(), zone).astimezone(UTC)


def _until_enough(found: Iterable[Occurrence], timezone: str, now: datetime) -> Iterable[Occurrence]:
    """A rule's dates until there are enough to come. Twice as many: single ones may be moved behind others."""
    ahead = 0
    for one in found:
        yield one
        ahead += state(one, timezone, now) != "past"
        if ahead >= 2 * AHEAD:
            return


def _occurrence(event: Event, when: DayOrMoment, day: date, change: Change | None) -> Occurrence:
    found = Occurrence(
        start=when,
        end=_same_length(event, when),
        series=f"{day:%Y%m%d}",
        cancelled=event.cancelled,
        because=event.because,
    )
    if change is None:
        return found
    moved = change.start is not None
    start = change.start if change.start is not None else when
    return msgspec.structs.replace(
        found,
        start=start,
        end=(change.end or _same_length(event, start)) if moved else found.end,
        moved=moved,
        cancelled=change.cancelled or event.cancelled,
        because=change.because or event.because,
    )


def _same_length(event: Event, start: DayOrMoment) -> DayOrMoment | None:
    """The end of a date that begins then: as long by the local clock as the first one."""
    if event.end is None:
        return None
    if not isinstance(start, datetime):
        days = (
            event.end - event.start if not isinstance(event.start, datetime) and not isinstance(event.end, datetime) else timedelta(days=1)
        )
        return start + days
    zone = ZoneInfo(event.timezone)
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        return None
    length = event.end.astimezone(zone).replace(tzinfo=None) - event.start.astimezone(zone).replace(tzinfo=None)
    return (start.astimezone(zone).replace(tzinfo=None) + length).replace(tzinfo=zone).astimezone(UTC)


def _moment(when: DayOrMoment, timezone: str) -> datetime:
    return when if isinstance(when, datetime) else midnight(when, timezone).astimezone(UTC)
