"""Dates: every form that feeds use, read to aware moments in UTC."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone as fixed, tzinfo

_LONGEST = 100
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
_HALF_DAY = 12
_LAST_SECOND = 59

_UNIX = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d*)?")
_MILLISECONDS = 12  # digits, from 2001 on
_ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?"
    r"(?:(?:\s*[tT_]\s*|\s+)?(?P<hour>\d{1,2})(?::?(?P<minute>\d{2}))?(?::?(?P<second>\d{2}))?(?:[.,]\d+)?)?"
    r"\s*(?P<zone>[^\d\s].*)?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[tT ]?(\d\d)(\d\d)(\d\d)?)?\s*(?P<zone>[^\d\s].*)?")
_NUMERIC = re.compile(r"(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})\b(?P<rest>.*)")
_CLOCK = re.compile(
    r"(?<![\d+-])(?P<hour>\d{1,2})(?:[:hH.](?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?", re.IGNORECASE
)
_ZONE = re.compile(r"(?P<name>[A-Za-z]{1,5})?\s*(?:(?P<sign>[+\u2212-])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?)?")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_NOTE = re.compile(r"\([^)]*\)")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero ene gennaio gen janeiro januari jänner",
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
#: Minutes east of Greenwich. Names that mean several zones have the meaning that feeds give them.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("cet", "met", "mez", "bst", "west", "hec"), 60),
    **dict.fromkeys(("cest", "mest", "mesz", "eet", "sast", "cat"), 120),
    **dict.fromkeys(("eest", "msk", "eat", "trt"), 180),
    **dict.fromkeys(("jst", "kst"), 540),
    **dict.fromkeys(("sgt", "hkt", "awst", "pht"), 480),
    **dict.fromkeys(("est", "cdt"), -300),
    **dict.fromkeys(("cst", "mdt"), -360),
    **dict.fromkeys(("mst", "pdt"), -420),
    **dict.fromkeys(("pst", "akdt"), -480),
    **dict.fromkeys(("edt", "ast"), -240),
    **dict.fromkeys(("adt", "brt", "art"), -180),
    **{
        "nst": -210,
        "ndt": -150,
        "akst": -540,
        "hst": -600,
        "ist": 330,
        "aest": 600,
        "aedt": 660,
        "acst": 570,
        "acdt": 630,
        "nzst": 720,
        "nzdt": 780,
    },
}


def read(text: str, timezone: tzinfo = UTC) -> datetime | None:
    """The moment that a text names: RFC 822 and 3339, their sloppy variants, month names in several languages, Unix time.

    Aware, in UTC, whole seconds; `timezone` serves where the text names none (or an unknown one). None where the text is no date or
    its year lies outside of 1970 to 2200. A day alone is its first moment. Never raises.
    """
    text = " ".join(_NOTE.sub(" ", text[: _LONGEST * 2]).split())
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _moment(text, timezone)
    except (ValueError, OverflowError, ArithmeticError):
        return None


def day_or_moment(text: str, timezone: tzinfo = UTC) -> date | datetime | None:
    """A bare ISO 8601 date as a whole day, anything else as `read` has it."""
    bare = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", text.strip())
    moment = read(text, timezone if not bare else UTC)
    return moment.date() if bare and moment else moment


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
    return _built(found.groups()[:6], found["zone"], timezone) if found else None


def _iso(text: str, timezone: tzinfo) -> datetime | None:
    found = _ISO.fullmatch(text)
    if found is None or not found["mark"]:
        return None
    return _built(found.group("year", "month", "day", "hour", "minute", "second"), found["zone"], timezone)


def _numeric(text: str, timezone: tzinfo) -> datetime | None:
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    one, two = int(found["one"]), int(found["two"])
    if found["mark"] == "/" and one <= _HALF_DAY and two <= _HALF_DAY and one != two:
        return None  # 03/09: March in one country, September in another; no date is better than a wrong one
    day, month = (two, one) if two > _HALF_DAY else (one, two)
    return _with_clock(_year(found["year"]), month, day, found["rest"], timezone)


def _in_words(text: str, timezone: tzinfo) -> datetime | None:
    word = next((w for w in _WORD.finditer(text) if _month(w[0])), None)
    if word is None:
        return None
    before, after = text[: word.start()], text[word.end() :]
    clock = re.search(r"\d{1,2}[:hH]\d{2}.*", before)
    day_text = before[: clock.start()] if clock else before
    days = _NUMBER.findall(day_text)
    year_first = len(days) == 2 and len(days[0]) == 4  # noqa: PLR2004 (2004 May 28)
    rest = after
    if year_first:
        year, day = days
    elif days:
        day = days[-1]
        year, rest = _year_in(after)
    else:
        found = re.match(r"\D*(\d{1,2})(?!\d|:)(?:st|nd|rd|th)?", after)
        if found is None:
            return None
        day = found[1]
        year, rest = _year_in(after[found.end() :])
    if not year:
        return None
    return _with_clock(_year(year), _month(word[0]), int(day), rest if not clock else f"{clock[0]} {rest}", timezone)


def _year_in(text: str) -> tuple[str, str]:
    """The year and what else stands there: `2004 19:48 GMT`, `19:48:21 EST 2004`."""
    found = re.search(r"(?<![\d:+-])(\d{4}|\d{2})(?![\d:hH])", text)
    return (found[1], text[: found.start()] + " " + text[found.end() :]) if found else ("", text)


def _with_clock(year: int, month: int, day: int, rest: str, timezone: tzinfo) -> datetime:
    clock = _CLOCK.search(rest)
    if clock is None:
        return _built((year, month, day, None, None, None), rest, timezone)
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % _HALF_DAY + (_HALF_DAY if clock["half"][0] in "pP" else 0)
    return _built((year, month, day, hour, clock["minute"], clock["second"]), rest[clock.end() :], timezone)


def _built(numbers: tuple[int | str | None, ...], zone: str | None, timezone: tzinfo) -> datetime:
    year, month, day, hour, minute, second = (None if n is None else int(n) for n in numbers)
    midnight = hour == 24 and not minute and not second  # noqa: PLR2004 (ISO 8601 has it)
    moment = datetime(
        year or 0,
        month or 0,
        1 if day is None else day,
        0 if midnight else hour or 0,
        minute or 0,
        min(second or 0, _LAST_SECOND),  # leap seconds
        tzinfo=_zone(zone or "", timezone),
    )
    return moment + timedelta(days=1) if midnight else moment


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
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    return _MONTHS.get(plain, 0)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 (RFC 2822, 4.3: two digits below 50 are 20xx)
        return year
    return year + (2000 if year < 50 else 1900)  # noqa: PLR2004
