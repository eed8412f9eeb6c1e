"""An event: when people meet, where, and who has asked them to."""

from __future__ import annotations

from datetime import date

import msgspec

from parvis.model.label import Label
from parvis.model.noun import Noun
from parvis.model.post import DayOrMoment
from parvis.model.product import Price


class Venue(msgspec.Struct, frozen=True, kw_only=True):
    """Where it takes place."""

    place: str = ""  #: slug of a place of the hub's, whose facts then stand for the others
    name: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is different on one day of a repeated event."""

    day: date  #: in the event's own time zone, as the rule has it
    start: DayOrMoment | None = None  #: None: as always
    end: DayOrMoment | None = None  #: exclusive
    cancelled: bool = False
    because: dict[str, str] = {}  #: by language


class Occurrence(msgspec.Struct, frozen=True, kw_only=True):
    """One date of an event."""

    start: DayOrMoment  #: aware UTC; a date is a whole day
    end: DayOrMoment | None = None  #: exclusive
    series: str = ""  #: the date that it has in its series, whenever it was moved to; empty for the only one
    moved: bool = False  #: from the date that the rule gives
    cancelled: bool = False
    because: dict[str, str] = {}  #: by language: why it is not as planned
    place: str = ""  #: where it is not where the event is


class Event(Noun, frozen=True, kw_only=True):
    """One event, however many dates it has."""

    start: DayOrMoment  #: aware UTC; a date is a whole day
    end: DayOrMoment | None = None  #: exclusive
    timezone: str = "UTC"  #: in which it was planned: a rule keeps its clock there
    rule: str = ""  #: RRULE of RFC 5545, its UNTIL in UTC or a day
    skipped: tuple[date, ...] = ()  #: days of the rule on which nothing takes place
    differing: tuple[Change, ...] = ()  #: by day
    venue: Venue | None = None
    online: str = ""  #: absolute: where it takes place on the net
    cancelled: bool = False
    because: dict[str, str] = {}  #: by language: why it is cancelled
    organiser: str = ""  #: empty: the brand
    member_run: bool = False  #: by people of the community, in their own name
    group: str = ""  #: local group
    hashtag: str = ""  #: without '#'
    capacity: int | None = None
    price: Price | None = None
    link: str = ""  #: absolute: where to register, or its page elsewhere
    source: str = ""  #: name of the calendar that it comes from; empty for one that an editor wrote
    posts: tuple[str, ...] = ()  #: ids of the calendars' items that are this event
    disclosure: tuple[Label, ...] = ()  #: what readers must be told of whose calendar it comes from
    occurrences: tuple[Occurrence, ...] = ()  #: its dates around the hub's moment, in time's order
