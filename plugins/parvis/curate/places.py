"""Places in time: which days with hours of their own are still to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from parvis.curate.nouns import day_after, midnight
from parvis.model.place import Exceptional, Place


def upcoming(place: Place, today: date) -> tuple[Exceptional, ...]:
    """The days with hours of their own that are not over."""
    return tuple(one for one in place.exceptions if one.last >= today)


def changes(places: Iterable[Place], timezone: str, now: datetime) -> Iterator[datetime]:
    """The later moments at which such days are over."""
    over = (midnight(day_after(one.last), timezone) for place in places for one in place.exceptions)
    yield from (moment for moment in over if moment > now)
