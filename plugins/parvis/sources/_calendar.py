"""A calendar in iCalendar (RFC 5545) as dated events: what is malformed passed over, what repeats unfolded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import msgspec
import recurring_ical_events

from parvis.errors import ReadError
from parvis.sources._answer import refuse_page

_WANTED = "a calendar"
#: A content line: a name, parameters, a value. What looks otherwise is dropped, or the whole file would be refused for it.
_LINE = re.compile(r"[A-Za-z0-9-]+(?:;[^:\r\n]*(?:\"[^\"]*\"[^:\r\n]*)*)?:.*", re.DOTALL)
#: Outlook names zones with a space before: `TZID= 1`, which is not found again as it stands.
_ZONE_SPACE = re.compile(r"((?:^|;)TZID[=:])[ \t]+")
#: Rules finer than a day are no events of a hub, and millions of dates.
_FINE = {"SECONDLY", "MINUTELY", "HOURLY"}
#: How long before its moment a calendar's repeated events are still of interest.
_PAST = timedelta(days=31)
#: So many dates of a rule that ends are looked at before some are chosen.
_MOST_DATES = 2_000
_FIRST_YEAR, _LAST_YEAR = 1970, 2100

Moment = date | datetime


class Dated(msgspec.Struct, frozen=True):
    """One event on one date."""

    event: Any  #: icalendar's component
    native: str | None  #: UID, for one of several dates with that date
    recurring: bool


class Calendar(msgspec.Struct, frozen=True):
    """A file's events and what it says of itself."""

    events: tuple[Dated, ...]
    name: str | None
    home: str | None  #: a page made for people
    zone: tzinfo  #: of times that name none
    exported: datetime | None  #: DTSTAMP of all events, where it is the same: when the file was made


def calendar(body: bytes, *, occurrences: int, since: date | None) -> Calendar:
    """The events of a file in its order, each rule as at most `occurrences` dates. ReadError when it is no calendar.

    There is no clock here: a rule without end is unfolded from a month before the file's own moment (its newest DTSTAMP, LAST-MODIFIED or
    CREATED) on, or from `since`; of a rule with an end all dates, where they are more than `occurrences` those from there on.
    """
    parts = _components(body)
    events = [event for part in parts for event in part.walk("VEVENT") if _is_public(event)]
    first = since or _moment_of(events)
    zone = _zone(parts)
    return Calendar(
        events=tuple(_unfolded(events, parts, first, occurrences, zone)),
        name=next((name for part in parts if (name := text(part, "NAME") or text(part, "X-WR-CALNAME"))), None),
        home=next(
            (
                url
                for part in parts
                for key in ("X-ORIGINAL-URL", "X-FROM-URL", "URL")
                if (url := text(part, key)) and url.startswith("http")
            ),
            None,
        ),
        zone=zone,
        exported=_exported(events),
    )


def text(component: Any, name: str) -> str | None:
    """The text of a property, the first where there are several; None where it is absent or empty."""
    value = first_of(component, name)
    found = str(value).strip() if value is not None else ""
    return found or None


def first_of(component: Any, name: str) -> Any:
    """The value of a property, the first where there are several; None where it is absent."""
    value = component.get(name)
    return next(iter(value), None) if isinstance(value, list) else value


def moment(component: Any, name: str) -> Moment | None:
    """The date or moment of a property; None where it is absent or no date."""
    value = _plain(first_of(component, name))
    return value if isinstance(value, date) else None


def _plain(value: Any) -> Any:
    """Python's own date or length in a property; None of a broken one, such as DTSTART:Next Year."""
    try:
        return getattr(value, "dt", None)
    except icalendar.error.BrokenCalendarProperty:
        return None


def aware(value: Moment, zone: tzinfo) -> Moment:
    """A moment in the zone that it names, else in this one; a whole day stays one."""
    return value.replace(tzinfo=zone) if isinstance(value, datetime) and value.tzinfo is None else value


def _components(body: bytes) -> list[Any]:
    refuse_page(body, _WANTED)
    try:
        content = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = body.decode("cp1252", "replace")
    if "BEGIN:VCALENDAR" not in content.upper():
        raise ReadError(f"the address answered with something that is not {_WANTED} in iCalendar")
    lines = re.sub(r"\r?\n[ \t]", "", content.replace("\x00", "")).splitlines()
    kept = "\r\n".join(_ZONE_SPACE.sub(r"\1", line) for line in lines if _LINE.fullmatch(line)) + "\r\n"
    try:
        return list(icalendar.Calendar.from_ical(_closed(kept), multiple=True))
    # It raises whatever its parsers raise; that is this file's fault, never a reason to stop.
    except Exception as error:
        raise ReadError(f"the calendar is broken in a way that its reader cannot stand ({type(error).__name__})") from error


def _closed(content: str) -> str:
    """A truncated file with its open components closed: what stands before the break counts, but not the event that it cuts."""
    stack: list[str] = []
    for line in content.splitlines():
        name, _, value = line.partition(":")
        if name.upper() == "BEGIN":
            stack.append(value.strip().upper())
        elif name.upper() == "END" and stack and stack[-1] == value.strip().upper():
            stack.pop()
    if len(stack) > 1:
        content = content[: content.upper().rindex(f"BEGIN:{stack[1]}")]
        stack = stack[:1]
    return content + "".join(f"END:{name}\r\n" for name in reversed(stack))


def _is_public(event: Any) -> bool:
    return (text(event, "CLASS") or "PUBLIC").upper() not in {"PRIVATE", "CONFIDENTIAL"}


def _zone(parts: Iterable[Any]) -> tzinfo:
    for part in parts:
        name = text(part, "X-WR-TIMEZONE") or ""
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            continue
    return UTC


def _moment_of(events: Iterable[Any]) -> date:
    """The file's own moment: when anything in it was last touched, else when the last of its events begins."""
    events = list(events)
    for names in (("DTSTAMP", "LAST-MODIFIED", "CREATED"), ("DTSTART",)):
        found = [_day(value) for event in events for name in names if (value := moment(event, name))]
        found = [day for day in found if _FIRST_YEAR <= day.year <= _LAST_YEAR]
        if found:
            return max(found) - _PAST
    return date(_FIRST_YEAR, 1, 1)


def _day(value: Moment) -> date:
    return value.date() if isinstance(value, datetime) else value


def _exported(events: Iterable[Any]) -> datetime | None:
    stamps = [value for event in events if isinstance(value := moment(event, "DTSTAMP"), datetime)]
    return stamps[0] if len(stamps) > 1 and len(set(stamps)) == 1 else None


def _unfolded(events: list[Any], parts: list[Any], first: date, occurrences: int, zone: tzinfo) -> Iterator[Dated]:
    """Each UID where it first stands: alone, or all its dates in their order."""
    series: dict[str, list[Any]] = {}
    for place, event in enumerate(events):
        series.setdefault(text(event, "UID") or f"\0{place}", []).append(event)
    for uid, of_one in series.items():
        native = None if uid.startswith("\0") else uid
        if not any(_repeats(event) for event in of_one):
            yield from (Dated(event, _key(native, event, zone), "RECURRENCE-ID" in event) for event in of_one)
            continue
        for event in _dates(of_one, parts, first, occurrences):
            yield Dated(event, _key(native, event, zone), recurring=True)


def _rules(event: Any) -> list[Any]:
    """The event's rules; broken ones are none."""
    value = event.get("RRULE")
    return [rule for rule in (value if isinstance(value, list) else [value]) if isinstance(rule, icalendar.vRecur)]


def _repeats(event: Any) -> bool:
    return "RDATE" in event or any(_is_coarse(rule) for rule in _rules(event))


def _is_coarse(rule: Any) -> bool:
    frequencies = {str(frequency).upper() for frequency in rule.get("FREQ", [])}
    return bool(frequencies) and not frequencies & _FINE


def _ends(event: Any) -> bool:
    return all("COUNT" in rule or "UNTIL" in rule for rule in _rules(event))


def _dates(of_one: list[Any], parts: list[Any], first: date, occurrences: int) -> list[Any]:
    """The dates of one UID; only what is written out where its rule cannot be followed."""
    own = icalendar.Calendar()
    for component in [*(zone for part in parts for zone in part.walk("VTIMEZONE")), *of_one]:
        own.add_component(component)
    try:
        query = recurring_ical_events.of(own)
        if not all(_ends(event) for event in of_one):
            return list(islice(query.after(first), occurrences))
        found = list(islice(query.all(), _MOST_DATES))
    except Exception:  # noqa: BLE001 (the library lets through whatever dateutil, or a zone that does not exist, raises)
        return of_one
    if len(found) <= occurrences:
        return found
    later = [event for event in found if (start := moment(event, "DTSTART")) and _day(start) >= first]
    return later[:occurrences] if len(later) >= occurrences else found[-occurrences:]


def _key(uid: str | None, event: Any, zone: tzinfo) -> str | None:
    """UID, and the date that the event has in its series, whenever it was moved to."""
    place = moment(event, "RECURRENCE-ID")
    if uid is None or place is None:
        return uid
    if not isinstance(place, datetime):
        return f"{uid}/{place:%Y%m%d}"
    fixed = aware(place, zone)
    return f"{uid}/{fixed.astimezone(UTC):%Y%m%dT%H%M%SZ}" if isinstance(fixed, datetime) else uid


def span(event: Any, zone: tzinfo) -> tuple[Moment, Moment | None] | None:
    """Begin and end (exclusive) of an event, by DTEND or DURATION; no end where none is given or it is not after the begin."""
    start = moment(event, "DTSTART")
    if start is None:
        return None
    start = aware(start, zone)
    end = moment(event, "DTEND")
    length = _plain(first_of(event, "DURATION"))
    if end is None and isinstance(length, timedelta):
        end = start + length
    if end is None:
        return start, None
    end = aware(end, zone)
    if isinstance(start, datetime) and not isinstance(end, datetime):
        end = datetime.combine(end, time(), start.tzinfo)
    elif isinstance(end, datetime) and not isinstance(start, datetime):
        end = end.date()
    return start, end if end > start else None
