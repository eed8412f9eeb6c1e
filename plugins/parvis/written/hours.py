"""Opening hours as people write them: `tuesday-friday: 10:00-18:00, 19:00-21:00`."""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise
from typing import Any, Final

from parvis.model.place import Exceptional, Span
from parvis.tidy.yaml import did_you_mean
from parvis.written.facts import Facts

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOSED: Final = "closed"

_SPAN: Final = re.compile(r"(\d{1,2})(?:[:hH](\d{2})?)?\s*[-–]\s*(\d{1,2})(?:[:hH](\d{2})?)?")
_EXAMPLE: Final = "Write such as `10:00-18:00`, `9:00-12:00, 13:00-17:00` or `closed`."


def week(facts: Facts | None) -> tuple[tuple[Span, ...], ...]:
    """The hours of the seven days from Monday; a day that nobody names is closed. Nothing where no hours are given."""
    if facts is None:
        return ()
    found: dict[int, tuple[Span, ...]] = {}
    for field in facts.fields():
        days = _days(field, facts)
        spans = spans_of(facts.raw(field), field, facts)
        for day in days:
            if day in found:
                facts.wrong(field, f"the hours of {DAYS[day]} are given already.", "Keep one of them.")
            found[day] = spans
    return tuple(found.get(day, ()) for day in range(len(DAYS)))


def exception(facts: Facts) -> Exceptional:
    """Days with hours of their own."""
    alone = "day" in facts
    first = facts.day("day") if alone else facts.day("from", need="2026-12-24")
    last = first if alone else facts.day("until") or first
    if first and last and last < first:
        facts.wrong("until", f"{last} is before {first}.", "Write the later day here.")
    spans = spans_of(facts.raw("hours"), "hours", facts)
    because = facts.told("because")
    facts.done()
    return Exceptional(first=first or date.min, last=last or date.min, spans=spans, because=because)


def spans_of(value: Any, field: str, facts: Facts) -> tuple[Span, ...]:
    """The spans of one day; none where it says `closed`."""
    said = str("" if value is None else value).strip().lower()
    if said == CLOSED:
        return ()
    spans = [_span(part.strip()) for part in said.split(",")]
    found = tuple(span for span in spans if span is not None)
    if len(found) < len(spans):
        facts.wrong(field, f"'{said}' is no time of day." if said else "the hours are missing.", _EXAMPLE)
    elif any(_end(one) > other[0] for one, other in pairwise(found)):
        facts.wrong(field, "these hours overlap.", "Write the earlier ones first.")
    return found


def _span(said: str) -> Span | None:
    match = _SPAN.fullmatch(said)
    if match is None:
        return None
    try:
        opens = time(int(match[1]), int(match[2] or 0))
        closes = time(int(match[3]) % 24, int(match[4] or 0))
    except ValueError:
        return None
    return (opens, closes) if closes > opens or closes == time() else None


def _end(span: Span) -> time:
    return time.max if span[1] == time() else span[1]


def _days(field: str, facts: Facts) -> tuple[int, ...]:
    first, dash, last = (part.strip() for part in field.lower().partition("-"))
    for name in (first, last) if dash else (first,):
        if name not in DAYS:
            facts.wrong(field, f"'{name}' is no day of the week.", did_you_mean(name, DAYS))
            return ()
    begin, end = DAYS.index(first), DAYS.index(last if dash else first)
    return tuple(day % len(DAYS) for day in range(begin, (end if end >= begin else end + len(DAYS)) + 1))
