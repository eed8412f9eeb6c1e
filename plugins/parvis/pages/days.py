"""Days in words: as CLDR writes them, but as a French sentence has them: « 1er » and not « 1 », « à 12:00 » and not « , 12:00 »."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

from babel import Locale
from babel.dates import format_date, get_datetime_format

#: How much of a day is said, by the names of Unicode CLDR.
Form = Literal["full", "long", "medium", "short"]

_FIRST: Final = re.compile(r"\b1 (?=[^\W\d])")


def written(day: date, locale: Locale | str, form: str = "long") -> str:
    """`12 juin 2026`, `1er juin 2026`, whose short « 1er » stays with its month. Forms: full, long, medium, short, or CLDR's letters."""
    words = str(format_date(day, form, locale=locale))
    return _FIRST.sub("1er\u00a0", words) if day.day == 1 and str(locale).startswith("fr") else words


def with_time(day: str, time: str, locale: Locale | str, form: Form = "long") -> str:
    """`12 juin 2026 à 10:00`, `June 12, 2026, 10:00 AM`: a day and a time of day that are written already. Forms: full, long, medium, short."""
    pattern = str(get_datetime_format(form, locale=locale)).replace("'", "")
    if str(locale).startswith("fr") and form in {"full", "long"}:
        pattern = pattern.replace(", ", " à ")
    return pattern.format(time, day)
