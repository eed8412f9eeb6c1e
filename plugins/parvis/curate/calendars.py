"""Events of other people's calendars: items of `ical` sources as events, the dates of one series as one event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

from parvis.curate.occurrences import around
from parvis.model.article import Article
from parvis.model.event import Event, Occurrence, Venue
from parvis.model.hub import Item, Site
from parvis.model.page import Body
from parvis.model.post import Occasion, Post
from parvis.tidy import text

#: What `sources.ical` hangs on the UID of one of several dates: the date that it has in its series.
_IN_SERIES: Final = re.compile(r"(?P<uid>.+)/(?P<date>\d{8}(?:T\d{6}Z)?)", re.DOTALL)
#: Characters of an item's text that stand for a summary.
_EXCERPT: Final = 240


def events(items: Iterable[Item], site: Site, now: datetime) -> tuple[Event, ...]:
    """Each event of the calendars once, by slug. `items`: published ones; those whose author is not to be shown make none."""
    series: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        post = item.post
        if post.occasion is not None and not post.author.opted_out and not post.sensitive and not post.warning:
            series.setdefault((post.source, _uid(post)), []).append(item)
    return tuple(sorted((_event(source, uid, found, site, now) for (source, uid), found in series.items()), key=lambda event: event.slug))


def dates(items: Iterable[Item], site: Site, now: datetime) -> tuple[Occurrence, ...]:
    """The dates of the items of one series, those next to the moment."""
    found = (_occurrence(item.post, item.post.occasion) for item in items if item.post.occasion is not None)
    return around(found, site.timezone, now)


def _uid(post: Post) -> str:
    native = post.id.removeprefix(f"{post.source}:")
    found = _IN_SERIES.fullmatch(native)
    return found["uid"] if found else native


def _event(source: str, uid: str, items: Sequence[Item], site: Site, now: datetime) -> Event:
    """`items`: all of one series. What they say differently is taken from the newest; the address from the one that was there first."""
    posts = sorted((item.post for item in items), key=lambda post: (post.updated or post.published, post.id))
    first, newest = min(posts, key=lambda post: (post.collected, post.published, post.id)), posts[-1]
    occurrences = dates(items, site, now)
    tags = tuple(dict.fromkeys(tag for item in items for tag in item.tags))
    slug = f"{first.slug or text.slug(first.title)}-{sha256(f'{source}:{uid}'.encode()).hexdigest()[:8]}"
    occasion = newest.occasion
    assert occasion is not None
    return Event(
        slug=slug,
        name=newest.title,
        file="",
        tags=tags,
        told=(_words(newest, first, slug, tags, site),),
        start=occurrences[0].start,
        end=occurrences[0].end,
        timezone=site.timezone,
        venue=_venue(occasion),
        cancelled=all(one.cancelled for one in occurrences),
        organiser="" if newest.author.name.casefold() == site.name.casefold() else newest.author.name,
        link=newest.url or "",
        source=source,
        posts=tuple(sorted(post.id for post in posts)),
        disclosure=tuple(dict.fromkeys(label for item in items for label in item.disclosure)),
        occurrences=occurrences,
    )


def _words(newest: Post, first: Post, slug: str, tags: tuple[str, ...], site: Site) -> Article:
    picture = next((media for media in newest.media if media.local), None)
    return Article(
        kind="event",
        slug=slug,
        language=site.language,
        title=newest.title,
        body=Body(newest.html, newest.url or ""),
        summary=text.one_line(newest.text, _EXCERPT),
        published=first.published,
        updated=newest.updated,
        author=newest.author.name,
        tags=tags,
        picture=f"media/{picture.local}" if picture else None,
        picture_alt=text.one_line(picture.alt or "", 500) if picture else "",
    )


def _occurrence(post: Post, occasion: Occasion) -> Occurrence:
    found = _IN_SERIES.fullmatch(post.id)
    return Occurrence(
        start=occasion.start,
        end=occasion.end,
        series=found["date"] if found else "",
        cancelled=occasion.cancelled,
        place=text.one_line(occasion.place or "", 140),
    )


def _venue(occasion: Occasion) -> Venue | None:
    if not occasion.place and occasion.latitude is None:
        return None
    return Venue(name=text.one_line(occasion.place or "", 140), latitude=occasion.latitude, longitude=occasion.longitude)
