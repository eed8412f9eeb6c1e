"""Ambassadors in time: who is one today, who has said goodbye, whose words a post is, and when that changes by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from parvis.curate.nouns import day_after, due, midnight
from parvis.model.ambassador import Ambassador, Code
from parvis.model.post import Post
from parvis.model.source import Source
from parvis.tidy import links, text

#: Not one yet; one today; one who said goodbye; one of whom no page is left.
State = Literal["coming", "active", "alumni", "gone"]

_OWNER = "ambassador: "


def state(person: Ambassador, today: date) -> State:
    """What the person is to the brand today."""
    began = max(person.since, person.consent.period.start or person.since)
    if began > today:
        return "coming"
    end = last_day(person)
    if end is None or today <= end:
        return "active"
    return "alumni" if person.after == "goodbye" else "gone"


def last_day(person: Ambassador) -> date | None:
    """The last day of contract or consent, whichever ends first; None while neither has an end."""
    return min((end for end in (person.contract.end, person.consent.period.end) if end), default=None)


def agreed(person: Ambassador, today: date) -> bool:
    """Whether their consent still holds: without it, a goodbye names them by their first name and tells nothing more."""
    return not person.consent.period.ended(today)


def pictured(person: Ambassador, today: date) -> bool:
    """Whether their picture may be shown; otherwise they are drawn."""
    right = person.portrait
    return right is not None and (right.until is None or today <= right.until) and agreed(person, today)


def code(person: Ambassador, today: date) -> Code | None:
    """Their code, while it is valid and they are an ambassador."""
    valid = person.code is not None and person.code.period.holds(today)
    return person.code if valid and state(person, today) == "active" else None


def shown(people: Iterable[Ambassador], timezone: str, now: datetime) -> tuple[Ambassador, ...]:
    """Those who have a page now, by name."""
    today = now.astimezone(ZoneInfo(timezone)).date()
    return tuple(person for person in due(people, now) if state(person, today) in {"active", "alumni"})


def changes(people: Iterable[Ambassador], timezone: str, now: datetime) -> Iterator[datetime]:
    """The later moments at which the day alone turns what a page says of somebody, or what their posts are labelled with."""
    for person in people:
        agreement, valid = person.consent.period, person.code.period if person.code else None
        begins = (person.since, agreement.start, person.contract.start, valid and valid.start)
        ends = (agreement.end, person.contract.end, valid and valid.end, person.portrait and person.portrait.until)
        days = (*begins, *(end and day_after(end) for end in ends))
        yield from (moment for day in days if day and (moment := midnight(day, timezone)) > now)


class People:
    """Whose words a post is: by the source's owner, else by the author's own address."""

    def __init__(self, people: Iterable[Ambassador], sources: Mapping[str, Source]) -> None:
        """`people`: all of them, those who are gone too: what was paid for stays so."""
        by_slug = {person.slug: person for person in people}
        self._owners = {name: by_slug.get(owner(source)) for name, source in sources.items()}
        self._profiles = {_address(profile.url): person for person in by_slug.values() for profile in person.profiles}
        self._any = bool(self._profiles) or any(self._owners.values())
        self._authors: dict[str, Ambassador | None] = {}  # by address as posts have it: comparing addresses is dear

    def __bool__(self) -> bool:
        """Whether there is anybody."""
        return self._any

    def find(self, post: Post) -> Ambassador | None:
        """The ambassador who speaks in a post."""
        return self._owners.get(post.source) or (self._author(post.author.url) if post.author.url and self._profiles else None)

    def _author(self, url: str) -> Ambassador | None:
        if url not in self._authors:
            self._authors[url] = self._profiles.get(_address(url))
        return self._authors[url]


def owner(source: Source) -> str:
    """Slug of the ambassador whom a source belongs to; empty where it belongs to none."""
    return text.slug(source.owner.removeprefix(_OWNER)) if source.owner.startswith(_OWNER) else ""


def _address(url: str) -> str:
    return links.canonical(url).rstrip("/").casefold()
