"""Days in words: as CLDR writes them, but the first of a month in French, which is « 1er » and not « 1 »."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from babel import Locale
from babel.dates import format_date

_FIRST: Final = re.compile(r"\b1 (?=[^\W\d])")


def written(day: date, locale: Locale | str, form: str = "long") -> str:
    """`12 juin 2026`, `1er juin 2026`. Forms: full, long, medium, short, or CLDR's letters."""
    words = str(format_date(day, form, locale=locale))
    return _FIRST.sub("1er ", words) if day.day == 1 and str(locale).startswith("fr") else words
