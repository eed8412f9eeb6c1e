"""Dates: every form that feeds use, read to aware moments in UTC."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import timezone as fixed

_LONGEST = 100
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
_NOON, _MIDNIGHT = 12, 24
_LAST_SECOND = 59
_MILLISECONDS = 12  # digits of a Unix time, from 2001 on

_UNIX = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d*)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d{1,5}$)[tT ]?(?P<rest>.*)")
_ISO = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2})(?!\d))?)?(?P<rest>(?:[tT_,\s]|[+-]\d|[zZ]$).*)?"
)
_NUMERIC = re.compile(r"(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})\b(?P<rest>.*)")
_CLOCK = re.compile(
    r"(?<![\d:+-])(?:(?P<h>\d{1,2})(?:\s?[hH:.]\s?(?P<m>\d{2})(?::(?P<s>\d{2}))?|[hH]?)|(?P<hh>\d{2})(?P<mm>\d{2})(?P<ss>\d{2})?)(?!\d)(?:[.,]\d+)?"
    r"\s*(?P<half>[aApP]\.?[mM]\b\.?)?"
)
_ZONE = re.compile(r"(?P<name>[A-Za-z]{1,5})?\s*(?:(?P<sign>[+\u2212-])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d))?")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?<![\d:+-])(\d{4}|\d{2})(?![\d:hH]|\s[hH]\s)")
_DAY_AFTER = re.compile(r"\D*(\d{1,2})(?!\d|:)(?:st|nd|rd|th)?")
_NOTE = re.compile(r"\([^()]*\)")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero ene gennaio gen janeiro januari janner",
            "february feb februar fevrier fev fevr febrero febbraio fevereiro februari feber",
            "march mar marz maerz mrz mars marzo marco maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag maio mei",
            "june jun juni juin junio giugno giu junho",
            "july jul juli juillet juil julio luglio lug julho",
            "august aug aout agosto ago augustus",
            "september sep sept septembre septiembre set settembre setembro",
            "october oct oktober okt octobre octubre ottobre ott outubro out",
            "november nov novembre noviembre novembro",
            "december dec dezember dez decembre diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
#: Zones by their minutes east of Greenwich. Names that mean several zones have the meaning that feeds give them.
_ZONES = {
    name: minutes
    for minutes, names in (
        (-600, "hst"),
        (-540, "akst"),
        (-480, "pst akdt"),
        (-420, "mst pdt"),
        (-360, "cst mdt"),
        (-300, "est cdt"),
        (-240, "edt ast"),
        (-210, "nst"),
        (-180, "adt brt art"),
        (-150, "ndt"),
        (0, "z ut utc gmt wet"),
        (60, "cet met mez bst west"),
        (120, "cest mest mesz eet sast cat"),
        (180, "eest msk eat trt"),
        (330, "ist"),
        (480, "sgt hkt awst pht"),
        (540, "jst kst"),
        (570, "acst"),
        (600, "aest"),
        (630, "acdt"),
        (660, "aedt"),
        (720, "nzst"),
        (780, "nzdt"),
    )
    for name in names.split()
}


def read(text: str, timezone: tzinfo = UTC) -> datetime | None:
    """The moment that a text names: RFC 822 and 3339, their sloppy variants, month names in several languages, Unix time.

    Aware, in UTC, whole seconds; `timezone` serves where the text names none, or an unknown one. A day alone is its first moment, as
    is a month or a year. None where the text is no date, where it has two readings (03/09/2022), or where its year lies outside of
    1970 to 2200. Never raises.
    """
    if len(text) > _LONGEST:
        return None
    try:
        return _moment(_without_notes(text), timezone)
    except (ValueError, ArithmeticError):
        return None


def day_or_moment(text: str, timezone: tzinfo = UTC) -> date | datetime | None:
    """A bare ISO 8601 date as a whole day, anything else as `read` has it."""
    bare = re.fullmatch(r"\d{4}-?\d\d-?\d\d", text.strip()) is not None
    moment = read(text, UTC if bare else timezone)
    return moment.date() if bare and moment else moment


def _without_notes(text: str) -> str:
    """Without comments as RFC 822 has them, nested ones too, and with single spaces."""
    for _ in range(_LONGEST):
        shorter = _NOTE.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    return " ".join(text.split())


def _moment(text: str, timezone: tzinfo) -> datetime | None:
    for form in (_unix, _compact, _iso, _numeric, _in_words):
        found = form(text, timezone)
        if found is not None:
            return _within(found)
    return None


def _within(moment: datetime) -> datetime | None:
    moment = moment.astimezone(UTC).replace(microsecond=0)
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def _unix(text: str, _timezone: tzinfo) -> datetime | None:
    found = _UNIX.fullmatch(text)
    if found is None:
        return None
    digits = found[1]
    return datetime.fromtimestamp(int(digits) // (1000 if len(digits) >= _MILLISECONDS else 1), UTC)


def _compact(text: str, timezone: tzinfo) -> datetime | None:
    found = _COMPACT.fullmatch(text)
    return _with_clock(int(found[1]), int(found[2]), int(found[3]), found["rest"], timezone) if found else None


def _iso(text: str, timezone: tzinfo) -> datetime | None:
    found = _ISO.fullmatch(text)
    if found is None or (found["rest"] and not found["month"]):
        return None
    return _with_clock(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1), found["rest"] or "", timezone)


def _numeric(text: str, timezone: tzinfo) -> datetime | None:
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    one, two = int(found["one"]), int(found["two"])
    if found["mark"] == "/" and one <= _NOON and two <= _NOON and one != two:
        return None  # 03/09 is in March in one country, in September in another: no date is better than a wrong one
    day, month = (two, one) if two > _NOON else (one, two)
    return _with_clock(_year(found["year"]), month, day, found["rest"], timezone)


def _in_words(text: str, timezone: tzinfo) -> datetime | None:
    word = next((word for word in _WORD.finditer(text) if _month(word[0])), None)
    if word is None:
        return None
    before, after = text[: word.start()], text[word.end() :]
    clock = re.search(r"\d{1,2}[:hH]\d{2}.*", before)
    days = _NUMBER.findall(before[: clock.start()] if clock else before)
    year, rest = "", after
    if days and len(days[0]) == 4:  # noqa: PLR2004 (the year first: 2004 28 May, 2004 May 28)
        year, *days = days
    day, rest = (days[-1], rest) if days else _day_in(rest)
    if not year:
        year, rest = _year_in(rest)
    if not day or not year:
        return None
    return _with_clock(_year(year), _month(word[0]), int(day), f"{clock[0]} {rest}" if clock else rest, timezone)


def _day_in(text: str) -> tuple[str, str]:
    found = _DAY_AFTER.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def _year_in(text: str) -> tuple[str, str]:
    """The year and what else stands there: `2004 19:48 GMT`, `19:48:21 EST 2004`."""
    found = _YEAR.search(text)
    return (found[1], f"{text[: found.start()]} {text[found.end() :]}") if found else ("", text)


def _with_clock(year: int, month: int, day: int, rest: str, timezone: tzinfo) -> datetime:
    """The moment on a day whose clock and zone stand somewhere in the rest of the text."""
    clock = _CLOCK.search(rest)
    if clock is None:
        return datetime(year, month, day, tzinfo=_zone(rest, timezone))
    hour, minute, second = (int(clock[name] or clock[name * 2] or 0) for name in "hms")
    if clock["half"]:
        hour = hour % _NOON + (_NOON if clock["half"][0] in "pP" else 0)
    days, hour = (1, 0) if (hour, minute, second) == (_MIDNIGHT, 0, 0) else (0, hour)
    # A leap second is the one before, as everywhere in Unix time.
    moment = datetime(year, month, day, hour, minute, min(second, _LAST_SECOND), tzinfo=_zone(rest[clock.end() :], timezone))
    return moment + timedelta(days=days)


def _zone(text: str, timezone: tzinfo) -> tzinfo:
    for found in _ZONE.finditer(text):
        name = (found["name"] or "").lower()
        if found["sign"]:
            minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
            return fixed(timedelta(minutes=minutes if found["sign"] == "+" else -minutes))
        if name in _ZONES:
            return fixed(timedelta(minutes=_ZONES[name]))
    return timezone


def _month(word: str) -> int:
    spelled = unicodedata.normalize("NFKD", word.lower())
    return _MONTHS.get("".join(letter for letter in spelled if not unicodedata.combining(letter)), 0)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004
        return year
    return year + (2000 if year < 50 else 1900)  # noqa: PLR2004 (RFC 2822, 4.3)
