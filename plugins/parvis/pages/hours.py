"""Opening hours as a table: days of equal hours in one row, in the words of a language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from itertools import groupby

import msgspec
from babel.dates import format_time, get_day_names

from parvis.model.place import Exceptional, Span
from parvis.pages import nouns
from parvis.pages.edition import Edition


class HoursRow(msgspec.Struct, frozen=True):
    """Days that follow each other and have the same hours."""

    days: str
    hours: tuple[str, ...]  #: none: closed


class ExceptionRow(msgspec.Struct, frozen=True):
    """Days on which other hours hold."""

    first: date
    last: date | None  #: where it is another day
    hours: tuple[str, ...]  #: none: closed
    because: str


def week(spans_of_days: Iterable[tuple[Span, ...]], edition: Edition) -> tuple[HoursRow, ...]:
    """The week from Monday."""
    rows = []
    for spans, of_equal in groupby(enumerate(spans_of_days), lambda numbered: numbered[1]):
        days = [day for day, _ in of_equal]
        rows.append(HoursRow(_days(days[0], days[-1], edition), _hours(spans, edition)))
    return tuple(rows)


def exceptions(found: Iterable[Exceptional], edition: Edition) -> tuple[ExceptionRow, ...]:
    """The days with hours of their own."""
    return tuple(
        ExceptionRow(one.first, one.last if one.last != one.first else None, _hours(one.spans, edition), nouns.said(one.because, edition))
        for one in found
    )


def _days(first: int, last: int, edition: Edition) -> str:
    names = get_day_names("wide", locale=edition.locale)
    gettext = edition.words.gettext
    if first == last:
        return str(names[first])
    if (first, last) == (0, 6):
        return str(gettext("every day"))
    return str(gettext("%(first)s to %(last)s")) % {"first": names[first], "last": names[last]}


def _hours(spans: Iterable[Span], edition: Edition) -> tuple[str, ...]:
    return tuple(f"{_time(opens, edition)}–{_time(closes, edition)}" for opens, closes in spans)


def _time(moment: time, edition: Edition) -> str:
    return format_time(moment, "short", locale=edition.locale)
