"""Events: content/events/NAME.md.

---
title: Atelier du dimanche
start: 2026-06-07 10:00           a day alone is a whole day
end: 12:30                        a time of the same day, a moment, or the last day
timezone: America/Montreal        the hub's own where it is not given
place: boutique                   the name of a file in content/places/, or free words, or a group:
                                  {name: Parc Jarry, address: 205 rue Gary-Carter, latitude: 45.53, longitude: -73.63}
rule: FREQ=MONTHLY;BYDAY=1SU      RRULE of iCalendar (`rrule` does as well)
skipped: [2026-08-02]             days of the rule on which nothing takes place
exceptions:                       days on which something is different
  - {day: 2026-07-05, cancelled: true, because: La boutique est en vacances.}
  - {day: 2026-09-06, start: 2026-09-13 10:00, end: 12:30}
status: cancelled                 stays visible; `because: …` says why
member_run: true                  by people of the community; `organiser: …` says who
group: Villeray                   local group
hashtag: atelierbleu              what is posted with it becomes the recap
capacity: 14
price: {amount: 45, currency: CAD}
link: https://shop.example/atelier
online: https://meet.example/atelier
---
What happens there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from difflib import get_close_matches
from typing import Final
from zoneinfo import ZoneInfo

from parvis.errors import Mistake
from parvis.model.event import Change, Event, Venue
from parvis.model.nouns import Nouns
from parvis.tidy import repeats
from parvis.tidy import text as words
from parvis.written.articles import Reader, Written
from parvis.written.facts import Facts, each, shared
from parvis.written.products import price

KINDS: Final = ("event",)

_STATUSES: Final = ("planned", "cancelled")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[:hH]([0-5]\d)", re.ASCII)
#: Stands in for a missing start, which is a mistake of its own.
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)

DayOrMoment = date | datetime


def read(documents: Iterable[Written], reader: Reader) -> tuple[Event, ...]:
    """The events by slug. ContentError lists every mistake of every file."""
    return tuple(sorted(each(documents, reader, _event), key=lambda event: event.slug))


def refer(nouns: Nouns) -> Iterator[Mistake]:
    """Places that an event names and that the hub does not have."""
    known = [place.slug for place in getattr(nouns, "places", ())]
    for event in nouns.events:
        if event.venue and event.venue.place and event.venue.place not in known:
            near = get_close_matches(event.venue.place, known, n=1)
            remedy = f"Did you mean '{near[0]}'?" if near else "Add that file, or write free words as `place: {name: …}`."
            what = f"there is no place '{event.venue.place}' in content/places/."
            yield Mistake(event.file, event.line("place"), "place", what, remedy)


def _event(written: Written, facts: Facts) -> Event:
    zone = facts.zone("timezone")
    start = facts.when("start", zone, need="2026-06-20 14:00")
    rule = _rule(facts, start, zone)
    if _MONTH.fullmatch(written.slug):
        facts.wrong("", "a name like this is that of a month's page.", "Give the file another name.")
    event = Event(
        **shared(written),
        start=start or _NEVER,
        end=_end(facts, "end", start, zone),
        timezone=zone.key,
        rule=rule,
        skipped=_skipped(facts),
        differing=_exceptions(facts, zone),
        venue=_venue(facts),
        online=facts.link("online"),
        cancelled=facts.choice("status", _STATUSES, "planned") == "cancelled",
        because=facts.told("because"),
        organiser=facts.text("organiser"),
        member_run=facts.switch("member_run"),
        group=facts.text("group"),
        hashtag=_hashtag(facts),
        capacity=facts.whole("capacity", least=1),
        price=price(facts.group("price")),
        link=facts.link("link"),
    )
    if event.member_run and not event.organiser:
        facts.wrong("member_run", "the people who run it are not named.", "Add a line such as `organiser: Nora and Armand`.")
    _refuse_other_days(event, facts, zone)
    return event


def _end(facts: Facts, field: str, start: DayOrMoment | None, zone: tzinfo) -> DayOrMoment | None:
    """The exclusive end: a moment, or the day after the last one."""
    if start is None:
        facts.raw(field)
        return None
    clock = _CLOCK.fullmatch(str(facts.peek(field)).strip())
    if clock:
        day = repeats.local_day(start, zone)
        end: DayOrMoment | None = datetime.combine(day, time(int(clock[1]), int(clock[2])), zone).astimezone(UTC)
        facts.raw(field)
    else:
        end = facts.when(field, zone)
    if end is None:
        return None
    if isinstance(end, datetime) != isinstance(start, datetime):
        facts.wrong(field, "one of `start` and `end` is a whole day, the other a moment.", "Write both with a time, or both without.")
        return None
    last = end if isinstance(end, datetime) else end + timedelta(days=1)
    if last <= start:
        facts.wrong(field, "it ends before it begins.", "Write an `end` after `start`.")
        return None
    return last


def _rule(facts: Facts, start: DayOrMoment | None, zone: ZoneInfo) -> str:
    field = "rrule" if "rrule" in facts else "rule"
    said = facts.text(field)
    if not said or start is None:
        return ""
    try:
        return repeats.rule(said, start, zone)
    except ValueError as error:
        facts.wrong(
            field, str(error), f"Write it as `{field}: FREQ=WEEKLY;BYDAY=TU` or `{field}: FREQ=MONTHLY;BYDAY=1SU;UNTIL=2026-12-31`."
        )
        return ""


def _skipped(facts: Facts) -> tuple[date, ...]:
    days = []
    for said in facts.texts("skipped"):
        try:
            days.append(date.fromisoformat(said))
        except ValueError:
            facts.wrong("skipped", f"'{said}' is no day.", "Write it as `skipped: [2026-08-02]`.")
    return tuple(sorted(days))


def _exceptions(facts: Facts, zone: tzinfo) -> tuple[Change, ...]:
    changes: dict[date, Change] = {}
    for one in facts.groups("exceptions"):
        day = one.day("day", need="2026-07-05")
        start = one.when("start", zone)
        change = Change(
            day=day or date.min,
            start=start,
            end=_end(one, "end", start, zone),
            cancelled=one.switch("cancelled"),
            because=one.told("because"),
        )
        one.done()
        if day in changes:
            one.wrong("day", f"{day} is named twice.", "Take one of them out.")
        elif day and not change.cancelled and start is None:
            one.wrong("", f"nothing is different on {day}.", "Add `cancelled: true`, or a `start`.")
        if day:
            changes[day] = change
    return tuple(changes[day] for day in sorted(changes))


def _refuse_other_days(event: Event, facts: Facts, zone: tzinfo) -> None:
    """Days that the rule does not give cannot be skipped or changed: a slip of the pen would go unseen."""
    if not event.skipped and not event.differing:
        return
    if not event.rule:
        field = "skipped" if event.skipped else "exceptions"
        facts.wrong(field, "the event does not repeat.", "Add a `rule`, or take this out.")
        return
    known = {repeats.local_day(when, zone) for when in repeats.follow(event.rule, event.start, zone)}
    if known <= set(event.skipped):
        facts.wrong("skipped", "no date of this event is left.", "Write `status: cancelled` instead, so that people can see it.")
    named = [("skipped", day) for day in event.skipped] + [("exceptions", change.day) for change in event.differing]
    for field, day in named:
        if day not in known:
            near = min(known, key=lambda other: abs(other - day))
            facts.wrong(field, f"{day} is no date of this event.", f"Did you mean {near}?")


def _venue(facts: Facts) -> Venue | None:
    if not isinstance(facts.peek("place"), dict):
        name = facts.text("place")
        return Venue(place=name) if _SLUG.fullmatch(name) else Venue(name=name) if name else None
    inside = facts.group("place")
    assert inside is not None
    venue = Venue(
        name=inside.text("name", need="Parc Jarry"),
        address=inside.text("address"),
        latitude=inside.number("latitude", least=-90, most=90),
        longitude=inside.number("longitude", least=-180, most=180),
    )
    if (venue.latitude is None) != (venue.longitude is None):
        inside.wrong(
            "", "a point on the map has a latitude and a longitude.", "Write both, such as `latitude: 45.53` and `longitude: -73.63`."
        )
    inside.done()
    return venue


def _hashtag(facts: Facts) -> str:
    said = facts.text("hashtag").removeprefix("#")
    if said and words.hashtags(f"#{said}") != (said,):
        near = words.slug(said).replace("-", "")
        facts.wrong("hashtag", f"'{said}' cannot be a hashtag.", f"Write it as one word, such as `hashtag: {near}`.")
        return ""
    return said
