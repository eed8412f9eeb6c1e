"""Calendars in iCalendar (`.ics`): Meetup, Luma, Google, Nextcloud, Mobilizon, a venue's own. Each date of an event is one item.

A repeated event becomes its dates, because each can be moved or cancelled on its own: at most `occurrences` of them, and of a rule without
end those from a month before the calendar's own newest date stamp on (or from `since`), as a reader has no clock. The id is the UID, for one
of several dates with the date that it has in its series (RECURRENCE-ID), so that a moved date stays the same item. A cancelled event stays,
marked. Events that are CLASS:PRIVATE or CONFIDENTIAL are left out. `published` is when the event was made known; a DTSTAMP that all events
of a file share is only the moment of the export.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, tzinfo
from typing import Any, Self
from urllib.parse import parse_qs

from pydantic import Field, model_validator

from parvis.model.raw_post import RawAuthor, RawMedia, RawOccasion, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._address import is_host, name_of, pasted, segment
from parvis.sources._calendar import Calendar, Dated, aware, calendar, first_of, moment, span, text
from parvis.sources._media import kind_of
from parvis.sources._options import one_of
from parvis.sources._people import person

GRADE: Grade = "A"
PROVEN = True

_TAG = re.compile(r"<(?:a|b|br|p|div|span|ul|ol|li|i|em|strong|html-blob)\b[^>]*>", re.IGNORECASE)
_WEBCAL = re.compile(r"webcals?://", re.IGNORECASE)  # how pages say https
_ICAL = re.compile(r"\.ics$|/ical/?$|/ics/?$", re.IGNORECASE)
_MEETUP = re.compile(r"/(?:[a-z]{2}-[A-Z]{2}/)?([\w-]{4,})/?(?:events/?)?$")
_MEETUP_PAGES = {"find", "login", "register", "about", "apps", "help", "topics", "cities", "lp", "blog", "home"}


class Options(SourceOptions):
    """Where the calendar is, and how much of its repeated events."""

    occurrences: int = Field(default=30, ge=1, le=500)  #: most dates of one repeated event
    since: date | None = None  #: unfold repeated events from this day on; the calendar's own newest date stamp where it is left out

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        one_of(self, "url")
        return self


def recognise(url: str) -> Options | None:
    """An `.ics` file, a `webcal:` address, a group on Meetup, a public calendar of Google."""
    if _WEBCAL.match(url.strip()):
        return Options(url=_WEBCAL.sub("https://", url.strip()))
    parts = pasted(url)
    if parts is None:
        return None
    if _ICAL.search(parts.path):
        return Options(url=parts.geturl())
    if is_host(parts, "calendar.google.com") and (found := parse_qs(parts.query).get("src")):
        return Options(url=f"https://calendar.google.com/calendar/ical/{segment(found[0])}/public/basic.ics")
    group = _MEETUP.fullmatch(parts.path) if is_host(parts, "meetup.com") else None
    if group and group[1] not in _MEETUP_PAGES:
        return Options(url=f"https://www.meetup.com/{group[1]}/events/ical/")
    return None


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The events of the calendar, each date of a repeated one; ReadError when the answer is no calendar."""
    found = calendar(body, occurrences=options.occurrences, since=options.since)
    for dated in found.events:
        yield _event(dated, found)


def _event(dated: Dated, found: Calendar) -> RawPost:
    event = dated.event
    html, words = _description(event)
    place = text(event, "LOCATION")
    return RawPost(
        native=dated.native,
        kind="event",
        url=_address(event),
        author=_author(event, found),
        published=_published(event, found),
        updated=_written(moment(event, "LAST-MODIFIED"), found.zone),
        language=_language(event),
        title=text(event, "SUMMARY"),
        html=html,
        text=words,
        media=tuple(_pictures(event)),
        tags=_categories(event),
        links=(place,) if place and place.startswith(("http://", "https://")) else (),
        base=found.home,
        occasion=_occasion(dated, found.zone),
    )


def _address(event: Any) -> str | None:
    url = text(event, "URL")
    return url if url and (url.startswith(("http://", "https://", "/"))) else None


def _author(event: Any, found: Calendar) -> RawAuthor:
    """Who invites, by name; else the calendar itself. Addresses of organisers are mail addresses and are not kept."""
    named = person(str(_parameter(event, "ORGANIZER", "CN")))
    return RawAuthor(name=named or person(found.name) or name_of(found.home or "") or None, url=found.home)


def _parameter(event: Any, name: str, parameter: str) -> str:
    value = first_of(event, name)
    return str(value.params.get(parameter, "")) if hasattr(value, "params") else ""


def _published(event: Any, found: Calendar) -> str | None:
    stamp = moment(event, "DTSTAMP")
    made = moment(event, "CREATED") or (None if stamp == found.exported else stamp)
    return _written(made, found.zone)


def _written(value: date | None, zone: tzinfo) -> str | None:
    return aware(value, zone).isoformat() if value else None


def _language(event: Any) -> str | None:
    return _parameter(event, "SUMMARY", "LANGUAGE") or _parameter(event, "DESCRIPTION", "LANGUAGE") or None


def _description(event: Any) -> tuple[str | None, str | None]:
    """Google writes HTML where the standard has plain text."""
    words = text(event, "DESCRIPTION")
    if words is None:
        rich = text(event, "X-ALT-DESC")
        return (rich.replace("\\n", "\n") if rich else None), None
    if not _TAG.search(words):
        return None, words
    is_marked_up = "<br" in words.lower() or "<p" in words.lower()
    return words if is_marked_up else words.replace("\n", "<br>\n"), None


def _categories(event: Any) -> tuple[str, ...]:
    value = event.get("CATEGORIES")
    lists = value if isinstance(value, list) else [value] if value is not None else []
    names = [str(name).strip() for one in lists for name in getattr(one, "cats", [one])]
    return tuple(dict.fromkeys(name for name in names if name))


def _pictures(event: Any) -> Iterator[RawMedia]:
    """IMAGE (RFC 7986) and attached pictures that have an address."""
    for name in ("IMAGE", "ATTACH"):
        value = event.get(name)
        for one in value if isinstance(value, list) else [value] if value is not None else []:
            url = str(one).strip()
            mime = str(getattr(one, "params", {}).get("FMTTYPE", ""))
            if url.startswith(("http://", "https://")) and kind_of(mime, url, "image" if name == "IMAGE" else None) == "image":
                yield RawMedia(kind="image", url=url)


def _occasion(dated: Dated, zone: tzinfo) -> RawOccasion | None:
    event = dated.event
    when = span(event, zone)
    if when is None:
        return None
    start, end = when
    place = text(event, "LOCATION")
    latitude, longitude = _position(event)
    return RawOccasion(
        start=start.isoformat(),
        end=end.isoformat() if end else None,
        place=place,
        latitude=latitude,
        longitude=longitude,
        cancelled=(text(event, "STATUS") or "").upper() == "CANCELLED",
        recurring=dated.recurring,
    )


def _position(event: Any) -> tuple[float | None, float | None]:
    """GEO; Outlook's 0;0 is the sea."""
    geo = first_of(event, "GEO")
    try:
        latitude, longitude = float(geo.latitude), float(geo.longitude)
    except (AttributeError, TypeError, ValueError):
        return None, None
    return (latitude, longitude) if latitude or longitude else (None, None)
