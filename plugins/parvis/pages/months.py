"""Months: the calendar as a table, one page for each month in which something takes place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec
from babel.dates import format_date, get_day_names

from parvis.curate.occurrences import begins
from parvis.model.event import Event
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages import nouns
from parvis.pages.edition import Edition, editions
from parvis.pages.event_cards import EventDate, day, days, span
from parvis.pages.typography import spaced
from parvis.pages.values import Link

#: An event that lasts longer stands on its first days alone.
_LONGEST = 60


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An event on a day."""

    name: str
    url: str
    language: str
    date: EventDate
    first: bool  #: the day on which it begins


class Cell(msgspec.Struct, frozen=True):
    """A day of the table."""

    day: date
    inside: bool  #: of this month
    entries: tuple[Entry, ...]


class Weekday(msgspec.Struct, frozen=True):
    """A column's head."""

    name: str
    short: str


def pages(hub: Hub) -> Iterator[Page]:
    """Each month with a date in it, in each language."""
    for edition in editions(hub):
        calendar = by_day(hub.events, edition)
        months = sorted({found.replace(day=1) for found in calendar})
        for place, month in enumerate(months):
            earlier = months[place - 1] if place else None
            later = months[place + 1] if place + 1 < len(months) else None
            yield _month(month, earlier, later, calendar, edition)


def by_day(events: Iterable[Event], edition: Edition) -> dict[date, list[Entry]]:
    """What takes place on each day, by the clock."""
    dated = [(begins(one, edition.site.timezone), event, one) for event in events for one in event.occurrences]
    found: dict[date, list[Entry]] = {}
    for _, event, one in sorted(dated, key=lambda known: (known[0], known[1].slug)):
        first, last = span(event, one)
        for on in days(first, min(last, first + timedelta(days=_LONGEST))):
            article = nouns.words(event, edition)
            entry = Entry(
                name=spaced(article.title, article.language),
                url=edition.url_of(article),
                language=article.language,
                date=msgspec.structs.replace(day(event, one, edition), state="ahead"),  # else each month would change with the hours
                first=on == first,
            )
            found.setdefault(on, []).append(entry)
    return found


def link(month: date, edition: Edition) -> Link:
    """A month's page and its name."""
    return Link(_name(month, edition), address(month, edition))


def address(month: date, edition: Edition) -> str:
    """Where a month's page lies."""
    return f"{edition.at.list_of('event')}{month:%Y-%m}/"


def _month(month: date, earlier: date | None, later: date | None, calendar: dict[date, list[Entry]], edition: Edition) -> Page:
    title = _name(month, edition)
    return Page(
        kind="month",
        path=f"{address(month, edition)}index.html",
        template="month.html",
        title=title,
        language=edition.language,
        values=edition.frame(
            title=title,
            here=edition.at.list_of("event"),
            alternates=edition.alternates(lambda at: f"{at.list_of('event')}{month:%Y-%m}/"),
            room=Link(str(edition.words.gettext("Events")), edition.at.list_of("event")),
            weekdays=_weekdays(edition),
            weeks=_weeks(month, calendar, edition),
            earlier=link(earlier, edition) if earlier else None,
            later=link(later, edition) if later else None,
        ),
    )


def _weeks(month: date, calendar: dict[date, list[Entry]], edition: Edition) -> tuple[tuple[Cell, ...], ...]:
    first = month - timedelta(days=(month.weekday() - edition.locale.first_week_day) % 7)
    after = (month + timedelta(days=31)).replace(day=1)
    weeks = []
    while first < after:
        weeks.append(tuple(_cell(on, month, calendar) for on in days(first, first + timedelta(days=6))))
        first += timedelta(days=7)
    return tuple(weeks)


def _cell(on: date, month: date, calendar: dict[date, list[Entry]]) -> Cell:
    """Days of the neighbouring months are there for the eye alone."""
    inside = on.month == month.month
    return Cell(on, inside, tuple(calendar.get(on, ())) if inside else ())


def _weekdays(edition: Edition) -> Sequence[Weekday]:
    names, short = (get_day_names(width, locale=edition.locale) for width in ("wide", "abbreviated"))
    order = [(edition.locale.first_week_day + place) % 7 for place in range(7)]
    return tuple(Weekday(names[place], short[place]) for place in order)


def _name(month: date, edition: Edition) -> str:
    name = format_date(month, "LLLL y", locale=edition.locale)
    return f"{name[:1].upper()}{name[1:]}"
