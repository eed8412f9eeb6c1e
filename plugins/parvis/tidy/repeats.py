"""Rules by which an event repeats (RRULE, RFC 5545, 3.3.10): checked, brought to one form, and followed by the local clock."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile
from typing import Final

from dateutil.rrule import rrulestr

from parvis.tidy import dates

#: How far a rule is followed that has no end of its own.
FAR: Final = timedelta(days=366 * 30)
_LEAP_YEAR: Final = 2024
#: Finer rules are no events that people go to, and thousands of dates a day.
FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")

_PART: Final = re.compile(r"(?P<name>[A-Z]+)=(?P<value>[A-Z0-9,:+-]+)")
_DAY: Final = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_MONTHDAY: Final = r"[+-]?(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_NTH: Final = r"[+-]?[1-5]"
#: Every part that a rule of whole days can have, and the form of its value.
_PARTS: Final = {
    "FREQ": "|".join(FREQUENCIES),
    "INTERVAL": r"[1-9]\d?",
    "COUNT": r"[1-9]\d{0,3}",
    "UNTIL": r"[\dTZ:+-]+",
    "BYDAY": rf"(?:{_NTH})?{_DAY}(?:,(?:{_NTH})?{_DAY})*",
    "BYMONTHDAY": rf"{_MONTHDAY}(?:,{_MONTHDAY})*",
    "BYMONTH": rf"{_MONTH}(?:,{_MONTH})*",
    "BYSETPOS": rf"{_NTH}(?:,{_NTH})*",
    "WKST": _DAY,
}
#: What has a sense only with these frequencies; elsewhere dateutil would look for a date until the year 9999.
_ONLY_WITH: Final = {"BYMONTHDAY": ("DAILY", "MONTHLY", "YEARLY"), "BYSETPOS": ("MONTHLY", "YEARLY")}

DayOrMoment = date | datetime


def rule(text: str, start: DayOrMoment, zone: tzinfo) -> str:
    """The rule in one form: capitals, FREQ first, UNTIL in UTC (a day for events of whole days).

    ValueError with a sentence where it is no rule, or one that does not give the day on which the event begins.
    """
    parts = _parts(text)
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], start, zone)
    found = ";".join(f"{name}={parts[name]}" for name in _PARTS if name in parts)
    first = next(follow(found, start, zone), None)
    if first is None:
        raise ValueError("this rule gives no date at all.")
    if first != start:
        raise ValueError(
            f"this rule does not give the day of `start`, {local_day(start, zone)}: its first one is {local_day(first, zone)}."
        )
    return found


def follow(found: str, start: DayOrMoment, zone: tzinfo) -> Iterator[DayOrMoment]:
    """The dates of a rule as `rule` gives it, in time's order: whole days, or moments in UTC that keep the clock of the zone.

    One without end is followed for thirty years.
    """
    whole = not isinstance(start, datetime)
    begin = datetime.combine(start, time()) if not isinstance(start, datetime) else start.astimezone(zone).replace(tzinfo=None)
    last = begin + FAR
    for local in takewhile(lambda local: local <= last, rrulestr(_bounded(found, zone, last), dtstart=begin)):
        yield local.date() if whole else local.replace(tzinfo=zone).astimezone(UTC)


def local_day(when: DayOrMoment, zone: tzinfo) -> date:
    """The calendar day of a moment in a zone; a whole day is its own."""
    return when.astimezone(zone).date() if isinstance(when, datetime) else when


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").replace(" ", "").strip(";").split(";"):
        found = _PART.fullmatch(part)
        if found is None or found["name"] in parts or not re.fullmatch(_PARTS.get(found["name"], "(?!)"), found["value"], re.ASCII):
            raise ValueError(f"'{part}' is no part of a rule for repeating.")
        parts[found["name"]] = found["value"]
    if "FREQ" not in parts:
        raise ValueError("the rule does not say how often.")
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValueError("a rule has a COUNT or an UNTIL, not both.")
    _refuse_nonsense(parts)
    return parts


def _refuse_nonsense(parts: dict[str, str]) -> None:
    frequency = parts["FREQ"]
    for name in parts.keys() & _ONLY_WITH.keys():
        if frequency not in _ONLY_WITH[name]:
            raise ValueError(f"{name} has no sense with FREQ={frequency}.")
    if frequency in {"DAILY", "WEEKLY"} and re.search(r"\d", parts.get("BYDAY", "")):
        raise ValueError(f"a numbered day in BYDAY has no sense with FREQ={frequency}.")
    months = [int(month) for month in parts.get("BYMONTH", "1").split(",")]
    days = [int(day) for day in parts.get("BYMONTHDAY", "1").split(",")]
    if not any(abs(day) <= monthrange(_LEAP_YEAR, month)[1] for month in months for day in days):
        raise ValueError("no month of this rule has such a day.")


def _until(value: str, start: DayOrMoment, zone: tzinfo) -> str:
    """A day's last second where a day is given: it is meant to be included."""
    said = dates.day_or_moment(value, zone)
    if said is None:
        raise ValueError(f"'{value}' in UNTIL is no day.")
    if not isinstance(start, datetime):
        return f"{local_day(said, zone):%Y%m%d}"
    if not isinstance(said, datetime):
        said = datetime.combine(said, time(23, 59, 59), zone)
    return f"{said.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _bounded(found: str, zone: tzinfo, last: datetime) -> str:
    """The rule with an end by the local clock: dateutil would otherwise look for a 30th of February until the year 9999."""
    head, mark, until = found.partition("UNTIL=")
    if not mark:
        return found if "COUNT=" in found else f"{found};UNTIL={last:%Y%m%dT%H%M%S}"
    value, _, rest = until.partition(";")
    if value.endswith("Z"):
        moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        value = f"{moment.astimezone(zone):%Y%m%dT%H%M%S}"
    return f"{head}UNTIL={value};{rest}".rstrip(";")
