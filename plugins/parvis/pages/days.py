"""Days in words: as CLDR writes them, but as a French sentence has them: « 1er » and not « 1 », « à 12:00 » and not « , 12:00 »."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

from babel import Locale
from babel.dates import format_date, get_datetime_format

#: How much of a day is said, by the names of Unicode CLDR.
Form = Literal["full", "long", "medium", "short"]

#: Between a day and its month, in the order of most languages and in the English one: the two stay on one line.
_DAY_FIRST: Final = re.compile(r"\b(\d{1,2}\.?) (?=[^\W\d])")
_MONTH_FIRST: Final = re.compile(r"(?<=[^\W\d]) (?=\d{1,2}\b)")


def written(day: date, locale: Locale | str, form: str = "long") -> str:
    """`12 juin 2026`, `1er juin 2026`, `June 12, 2026`, where day and month stay together. Forms: full, long, medium, short, or CLDR's letters."""
    words = str(format_date(day, form, locale=locale))
    if not _DAY_FIRST.search(words):
        return _MONTH_FIRST.sub("\u00a0", words)
    first = "1er" if day.day == 1 and str(locale).startswith("fr") else r"\1"
    return _DAY_FIRST.sub(f"{first}\u00a0", words)


def with_time(day: str, time: str, locale: Locale | str, form: Form = "long") -> str:
    """`12 juin 2026 à 10:00`, `June 12, 2026, 10:00 AM`: a day and a time of day that are written already. Forms: full, long, medium, short."""
    pattern = str(get_datetime_format(form, locale=locale)).replace("'", "")
    if str(locale).startswith("fr") and form in {"full", "long"}:
        pattern = pattern.replace(", ", " à ")
    return pattern.format(time, day)
