"""Events: those that editors wrote and those of calendars as one, in time, and what was said of them while they were on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from parvis.curate import calendars, tags
from parvis.curate.mentions import fold
from parvis.curate.occurrences import begins, ends, state, unfold
from parvis.model.event import Event, Occurrence
from parvis.model.hub import Item, Site
from parvis.tidy import links, repeats

#: How long before and after a date what is posted with its hashtag is about it.
AROUND: Final = timedelta(days=1)


def shown(written: Iterable[Event], items: Iterable[Item], site: Site, now: datetime) -> tuple[Event, ...]:
    """All events at a moment with their dates, by the first of them. `written`: those whose moment has come; `items`: published ones.

    An event that an editor wrote and that a calendar has too is one: the editor's, with what the calendar cancels.
    """
    own = [msgspec.structs.replace(event, occurrences=unfold(event, site.timezone, now)) for event in written]
    others = []
    for found in calendars.events(items, site, now):
        place = next((place for place, event in enumerate(own) if _same(event, found)), None)
        if place is None:
            others.append(found)
        else:
            own[place] = _joined(own[place], found)
    return tuple(sorted((*own, *others), key=lambda event: (begins(event.occurrences[0], site.timezone), event.slug)))


def changes(events: Iterable[Event], timezone: str, now: datetime) -> Iterator[datetime]:
    """The later moments at which a date begins or ends."""
    for event in events:
        for occurrence in event.occurrences:
            yield from (moment for moment in (begins(occurrence, timezone), ends(occurrence, timezone)) if moment > now)


def ahead(event: Event, timezone: str, now: datetime) -> tuple[Occurrence, ...]:
    """Its dates that are not over, in time's order, the cancelled ones too."""
    return tuple(one for one in event.occurrences if state(one, timezone, now) != "past")


def over(event: Event, timezone: str, now: datetime) -> tuple[Occurrence, ...]:
    """Its dates that are over, the latest first."""
    return tuple(reversed([one for one in event.occurrences if state(one, timezone, now) == "past"]))


def main_date(event: Event, timezone: str, now: datetime) -> Occurrence:
    """The date that stands for the event: the next that takes place, else the next, else the latest."""
    coming = ahead(event, timezone, now)
    return next((one for one in coming if not one.cancelled), coming[0] if coming else event.occurrences[-1])


def recap(event: Event, items: Sequence[Item], timezone: str, now: datetime) -> tuple[Item, ...]:
    """What was posted with its hashtag around those of its dates that are over, in the order of the items; the calendars' own items not."""
    if not event.hashtag:
        return ()
    spans = [(begins(one, timezone) - AROUND, ends(one, timezone) + AROUND) for one in over(event, timezone, now) if not one.cancelled]
    return tuple(item for item in tagged(event, items) if any(first <= item.post.published <= last for first, last in spans))


def tagged(event: Event, items: Iterable[Item]) -> tuple[Item, ...]:
    """What was posted with its hashtag at any time."""
    wanted = tags.key(event.hashtag) if event.hashtag else ""
    return tuple(
        item
        for item in items
        if wanted and item.post.occasion is None and not item.post.author.opted_out and any(tags.key(tag) == wanted for tag in item.tags)
    )


def _same(written: Event, found: Event) -> bool:
    """Whether a calendar's event is one that an editor wrote: it leads to the same page, or has its name and one of its days."""
    if written.link and found.link and links.canonical(written.link) == links.canonical(found.link):
        return True
    return fold(written.name) == fold(found.name) and bool(_days(written) & _days(found))


def _days(event: Event) -> set[object]:
    zone = ZoneInfo(event.timezone)
    return {repeats.local_day(one.start, zone) for one in event.occurrences}


def _joined(written: Event, found: Event) -> Event:
    zone = ZoneInfo(written.timezone)
    cancelled = {repeats.local_day(one.start, zone) for one in found.occurrences if one.cancelled}
    occurrences = tuple(
        msgspec.structs.replace(one, cancelled=True) if repeats.local_day(one.start, zone) in cancelled else one
        for one in written.occurrences
    )
    return msgspec.structs.replace(
        written,
        occurrences=occurrences,
        cancelled=all(one.cancelled for one in occurrences),
        posts=tuple(sorted((*written.posts, *found.posts))),
    )
