"""Calendar files (iCalendar, RFC 5545): what any calendar program reads, written line by line.

Lines end with CRLF and are folded at 75 octets (3.1); texts are escaped (3.3.11). Moments are in UTC, but for what repeats: that keeps the
clock of its zone, which is described in a VTIMEZONE (3.6.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from parvis.model.hub import Site
from parvis.model.page import Page
from parvis.pages.edition import Edition
from parvis.tidy import text
from parvis.tidy.repeats import FAR

#: Octets of a line, without its end.
_LONGEST: Final = 75
_FIRST_SEQUENCE: Final = datetime(2020, 1, 1, tzinfo=UTC)
#: Two changes of a zone's offset are never nearer to each other; so far apart it is looked for them.
_STRIDE: Final = timedelta(days=7)

DayOrMoment = date | datetime


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One VEVENT. Every moment is aware; a date is a whole day."""

    uid: str  #: never changes
    start: DayOrMoment
    end: DayOrMoment | None = None  #: exclusive
    title: str
    words: str = ""
    place: str = ""
    point: tuple[float, float] | None = None  #: latitude and longitude
    url: str = ""
    tags: tuple[str, ...] = ()
    cancelled: bool = False
    made: datetime | None = None  #: when it was made known
    changed: datetime | None = None  #: when it was last changed
    rule: str = ""  #: RRULE, in the form of `tidy.repeats`
    timezone: str = ""  #: of what repeats
    skipped: tuple[DayOrMoment, ...] = ()  #: dates of the rule on which nothing takes place
    instead_of: DayOrMoment | None = None  #: the date of the rule that this one stands for


def page(path: str, name: str, entries: Iterable[Entry], edition: Edition) -> Page:
    """A calendar as a file of the site."""
    words = calendar(name, entries, edition.language)
    return Page(kind="feed", path=path, template="calendar.ics", title=name, language=edition.language, values={"text": words})


def uid(name: str, site: Site) -> str:
    """A name that no other calendar in the world has, and that never changes."""
    host = urlsplit(site.url).hostname or f"{text.slug(site.name)}.invalid"
    return f"{name}@{host}"


def calendar(name: str, entries: Iterable[Entry], language: str) -> str:
    """The file of a calendar, in the order of its entries."""
    listed = tuple(entries)
    years = sorted(
        ((entry.timezone, entry.start.year) for entry in listed if entry.timezone and isinstance(entry.start, datetime)), reverse=True
    )
    zones = dict(years)  # the first year of each
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Parvis//Parvis//{language.partition('-')[0].upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for zone in sorted(zones) for line in _timezone(zone, zones[zone])),
        *(line for entry in listed for line in _event(entry)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(entry: Entry) -> Iterator[str]:
    zone = entry.timezone
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{_utc(entry.changed or entry.made or _FIRST_SEQUENCE)}"
    if entry.instead_of is not None:
        yield f"RECURRENCE-ID{_when(entry.instead_of, zone)}"
    yield f"DTSTART{_when(entry.start, zone)}"
    if entry.end is not None:
        yield f"DTEND{_when(entry.end, zone)}"
    if entry.rule:
        yield f"RRULE:{entry.rule}"
    for day in entry.skipped:
        yield f"EXDATE{_when(day, zone)}"
    yield f"SEQUENCE:{_sequence(entry)}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{_text(text.one_line(entry.title))}"
    yield from _more(entry)
    yield "END:VEVENT"


def _more(entry: Entry) -> Iterator[str]:
    if entry.words:
        yield f"DESCRIPTION:{_text(entry.words)}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    if entry.point:
        yield f"GEO:{entry.point[0]:.6f};{entry.point[1]:.6f}"
    if entry.url:
        yield f"URL:{entry.url}"
    if entry.tags:
        yield f"CATEGORIES:{','.join(map(_text, entry.tags))}"
    if entry.changed:
        yield f"LAST-MODIFIED:{_utc(entry.changed)}"


def _sequence(entry: Entry) -> int:
    """How often it was changed, which nobody counts: minutes grow with each change, and a cancellation is one."""
    minutes = int((entry.changed - _FIRST_SEQUENCE) / timedelta(minutes=1)) if entry.changed else 0
    return max(0, minutes) + entry.cancelled


def _when(when: DayOrMoment, zone: str) -> str:
    """The end of a property's name, and its value."""
    if not isinstance(when, datetime):
        return f";VALUE=DATE:{when:%Y%m%d}"
    if zone:
        return f";TZID={zone}:{when.astimezone(ZoneInfo(zone)):%Y%m%dT%H%M%S}"
    return f":{_utc(when)}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Escaped (RFC 5545, 3.3.11), without characters that are no text."""
    plain = re.sub(r"\r\n?", "\n", text.visible(words))
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each but the first behind a space; no letter is torn apart."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece


@lru_cache(maxsize=64)
def _timezone(zone: str, year: int) -> tuple[str, ...]:
    """The zone's offsets from a year on, for as long as a rule without end is followed: each with all moments at which it begins."""
    own, begin = ZoneInfo(zone), datetime(year - 1, 1, 1, tzinfo=UTC)
    onsets: dict[tuple[str, ...], list[str]] = {}
    for before, moment in ((begin, begin), *_turns(own, begin, begin + FAR + timedelta(days=2 * 366))):
        local = moment + (before.astimezone(own).utcoffset() or timedelta())
        onsets.setdefault(_observance(own, before, moment), []).append(f"{local:%Y%m%dT%H%M%S}")
    lines = [line for observance, found in onsets.items() for line in _with_onsets(observance, found)]
    return ("BEGIN:VTIMEZONE", f"TZID:{zone}", *lines, "END:VTIMEZONE")


def _with_onsets(observance: tuple[str, ...], onsets: list[str]) -> tuple[str, ...]:
    first, *others = onsets
    return (observance[0], f"DTSTART:{first}", *([f"RDATE:{','.join(others)}"] if others else []), *observance[1:])


def _observance(zone: ZoneInfo, before: datetime, moment: datetime) -> tuple[str, ...]:
    """What holds from a moment on, but for that moment; `before`: one at which the earlier offset still held."""
    now, earlier = moment.astimezone(zone), before.astimezone(zone)
    kind = "DAYLIGHT" if now.dst() else "STANDARD"
    offsets = (f"TZOFFSETFROM:{_offset(earlier.utcoffset())}", f"TZOFFSETTO:{_offset(now.utcoffset())}")
    return (f"BEGIN:{kind}", *offsets, f"TZNAME:{now.tzname() or zone.key}", f"END:{kind}")


def _turns(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Each moment at which the zone's offset changes, behind one at which it has not yet."""
    at = begin
    while at < end:
        later = at + _STRIDE
        if at.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            yield _turn(zone, at, later)
        at = later


def _turn(zone: ZoneInfo, before: datetime, after: datetime) -> tuple[datetime, datetime]:
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == old else (before, middle)
    return before, after


def _offset(offset: timedelta | None) -> str:
    """`-0400`, with seconds where there are any."""
    seconds = round((offset or timedelta()).total_seconds())
    sign, seconds = ("-" if seconds < 0 else "+"), abs(seconds)
    return f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}" + (f"{seconds % 60:02}" if seconds % 60 else "")
