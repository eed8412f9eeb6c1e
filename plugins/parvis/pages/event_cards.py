"""Events as lists and pages tell of them: a date set large, its clock, the place, who has asked people to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_date, format_time, get_timezone_name

from parvis.curate import disclosure as decided
from parvis.curate.events import ahead, main_date
from parvis.curate.occurrences import State, state
from parvis.model.ambassador import Ambassador
from parvis.model.event import Event, Occurrence
from parvis.pages import maps, nouns
from parvis.pages.disclosure import told
from parvis.pages.edition import Edition
from parvis.pages.places import address
from parvis.pages.typography import spaced
from parvis.pages.values import Link


class EventDate(msgspec.Struct, frozen=True, kw_only=True):
    """One date of an event, by the clock of the place where it is."""

    day: date
    month: str  #: short, in the reader's language
    last_day: date | None  #: where it ends on a later day
    start: datetime | None  #: None for a whole day
    clock: str  #: `14:00 – 16:00`, with the zone where it is not the hub's; empty for a whole day
    state: State
    cancelled: bool
    moved: bool
    because: str  #: why it is not as planned
    place: str  #: where it is not where the event is


class EventCard(msgspec.Struct, frozen=True, kw_only=True):
    """An event as a list shows it: by its next date, or its latest."""

    name: str
    url: str
    language: str
    summary: str
    date: EventDate
    more: int  #: how many dates follow that one
    place: str
    online: bool
    organiser: str  #: empty: the brand
    member_run: bool
    group: str
    disclosure: tuple[str, ...]  #: what readers must be told of who organises it


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """Where an event is."""

    name: str
    url: str = ""  #: of the place's own page
    address: tuple[str, ...] = ()  #: line by line
    point: tuple[float, float] | None = None  #: latitude and longitude
    street_map: str = ""  #: absolute


def card(event: Event, edition: Edition) -> EventCard:
    """An event as a list shows it."""
    article = nouns.words(event, edition)
    hub, timezone = edition.hub, edition.site.timezone
    shown = main_date(event, timezone, hub.now)
    coming = [one for one in ahead(event, timezone, hub.now) if not one.cancelled and one is not shown]
    where = meeting(event, edition)
    return EventCard(
        name=spaced(article.title, article.language),
        url=edition.url_of(article),
        language=article.language,
        summary=spaced(article.summary, article.language),
        date=day(event, shown, edition),
        more=len(coming),
        place=shown.place or (where.name if where else ""),
        online=bool(event.online),
        organiser=organiser(event, edition).label,
        member_run=event.member_run,
        group=event.group,
        disclosure=disclosure(event, edition),
    )


def day(event: Event, occurrence: Occurrence, edition: Edition) -> EventDate:
    """One date of an event."""
    zone = ZoneInfo(event.timezone)
    first, last = span(event, occurrence)
    moment = occurrence.start if isinstance(occurrence.start, datetime) else None
    return EventDate(
        day=first,
        month=format_date(first, "MMM", edition.locale),
        last_day=last if last > first else None,
        start=moment,
        clock=_clock(occurrence, zone, edition) if moment else "",
        state=state(occurrence, edition.site.timezone, edition.hub.now),
        cancelled=occurrence.cancelled,
        moved=occurrence.moved,
        because=nouns.said(occurrence.because, edition),
        place=occurrence.place,
    )


def span(event: Event, occurrence: Occurrence) -> tuple[date, date]:
    """The first and the last calendar day of a date, where the event is. Midnight is the day before's."""
    zone = ZoneInfo(event.timezone)
    start, end = occurrence.start, occurrence.end
    first = start.astimezone(zone).date() if isinstance(start, datetime) else start
    if end is None:
        return first, first
    last = (end - timedelta(seconds=1)).astimezone(zone).date() if isinstance(end, datetime) else end - timedelta(days=1)
    return first, max(first, last)


def meeting(event: Event, edition: Edition) -> Meeting | None:
    """Where it is: a place of the hub's, or what the event says itself; None where it is nowhere."""
    venue = event.venue
    if venue is None:
        return None
    place = next((place for place in edition.hub.places if place.slug == venue.place), None) if venue.place else None
    if place is not None:
        link = nouns.link(place, edition)
        return Meeting(
            name=link.label,
            url=link.url,
            address=address(place),
            point=place.coordinates,
            street_map=maps.street_map(*place.coordinates) if place.coordinates else "",
        )
    point = (venue.latitude, venue.longitude) if venue.latitude is not None and venue.longitude is not None else None
    return Meeting(
        name=spaced(venue.name, edition.site.language),
        address=(venue.address,) if venue.address else (),
        point=point,
        street_map=maps.street_map(*point) if point else "",
    )


def organiser(event: Event, edition: Edition) -> Link:
    """Who has asked people to come, with their page where they are an ambassador; nothing where it is the brand."""
    person = _ambassador(event, edition)
    return nouns.link(person, edition) if person else Link(event.organiser, "")


def disclosure(event: Event, edition: Edition) -> tuple[str, ...]:
    """What readers must be told of whoever organises it."""
    person = _ambassador(event, edition)
    own = decided.of_person(person, edition.day(edition.hub.now)) if person else ()
    return tuple(dict.fromkeys(told((*event.disclosure, *own), edition)))


def _ambassador(event: Event, edition: Edition) -> Ambassador | None:
    if not event.organiser:
        return None
    return next((person for person in edition.hub.ambassadors if event.organiser in {person.slug, person.name}), None)


def _clock(occurrence: Occurrence, zone: ZoneInfo, edition: Edition) -> str:
    moments = [moment for moment in (occurrence.start, occurrence.end) if isinstance(moment, datetime)]
    clock = " – ".join(format_time(moment, "short", tzinfo=zone, locale=edition.locale) for moment in moments)
    return f"{clock} ({_zone(moments[0], zone, edition)})" if _differs(moments, zone, edition) else clock


def _differs(moments: list[datetime], zone: ZoneInfo, edition: Edition) -> bool:
    """Whether the clock where it is shows another time than the hub's."""
    return any(moment.astimezone(zone).utcoffset() != moment.astimezone(edition.timezone).utcoffset() for moment in moments)


def _zone(moment: datetime, zone: ZoneInfo, edition: Edition) -> str:
    return get_timezone_name(moment.astimezone(zone), width="long", locale=edition.locale)


def days(first: date, last: date) -> Iterator[date]:
    """Each day of a span."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
