"""Events as structured data (schema.org `Event`): what a search engine may show of a date."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from parvis.curate.events import ahead, main_date
from parvis.curate.occurrences import on
from parvis.model.event import Event, Occurrence
from parvis.pages import nouns
from parvis.pages.addresses import absolute
from parvis.pages.edition import Edition
from parvis.pages.event_cards import Meeting, meeting, organiser
from parvis.pages.site_data import CONTEXT
from parvis.tidy import text

#: So many dates of one event are told.
_MOST: Final = 12
_SCHEMA: Final = "https://schema.org/"


def event(event: Event, edition: Edition) -> list[dict[str, Any]]:
    """Its dates to come, or the latest where there is none."""
    now, timezone = edition.hub.now, edition.site.timezone
    shown = ahead(event, timezone, now)[:_MOST] or (main_date(event, timezone, now),)
    return [_date(event, one, edition) for one in shown]


def _date(event: Event, one: Occurrence, edition: Edition) -> dict[str, Any]:
    article = nouns.words(event, edition)
    where = meeting(event, edition)
    return {
        "@context": CONTEXT,
        "@type": "Event",
        "name": article.title,
        "url": absolute(edition.site, edition.url_of(article)),
        "startDate": _local(one.start, event),
        **({"endDate": _last(one.end, event)} if one.end else {}),
        **_status(event, one),
        **_where(event, where, one),
        **({"description": words} if (words := article.summary or text.one_line(text.plain(article.body.html), 300)) else {}),
        **({"image": absolute(edition.site, article.picture)} if article.picture else {}),
        "organizer": _organiser(event, edition),
        **_offers(event),
        **({"maximumAttendeeCapacity": event.capacity} if event.capacity else {}),
        "inLanguage": article.language,
    }


def _status(event: Event, one: Occurrence) -> dict[str, Any]:
    if one.cancelled:
        return {"eventStatus": f"{_SCHEMA}EventCancelled"}
    if one.moved:
        before = on(event, date.fromisoformat(one.series))
        return {"eventStatus": f"{_SCHEMA}EventRescheduled", "previousStartDate": _local(before, event)}
    return {"eventStatus": f"{_SCHEMA}EventScheduled"}


def _where(event: Event, where: Meeting | None, one: Occurrence) -> dict[str, Any]:
    places: list[dict[str, Any]] = []
    if where is not None:
        point = {"geo": {"@type": "GeoCoordinates", "latitude": where.point[0], "longitude": where.point[1]}} if where.point else {}
        places.append({"@type": "Place", "name": one.place or where.name, "address": ", ".join(where.address) or where.name, **point})
    if event.online:
        places.append({"@type": "VirtualLocation", "url": event.online})
    mode = "MixedEventAttendanceMode" if len(places) > 1 else "OnlineEventAttendanceMode" if event.online else "OfflineEventAttendanceMode"
    location = {"location": places if len(places) > 1 else places[0]} if places else {}
    return {"eventAttendanceMode": f"{_SCHEMA}{mode}", **location}


def _organiser(event: Event, edition: Edition) -> dict[str, Any]:
    link = organiser(event, edition)
    if not link.label:
        return {"@type": "Organization", "name": edition.site.name, "url": absolute(edition.site, edition.at.home())}
    kind = "Organization" if event.source else "Person"  # a calendar is that of a house or a club
    return {"@type": kind, "name": link.label, **({"url": absolute(edition.site, link.url)} if link.url else {})}


def _offers(event: Event) -> dict[str, Any]:
    price = event.price
    if price is None or price.amount is None:
        return {}
    url = price.url or event.link
    return {"offers": {"@type": "Offer", "price": price.amount, "priceCurrency": price.currency, **({"url": url} if url else {})}}


def _local(when: date | datetime, event: Event) -> str:
    """By the clock of the place, with its offset, as people who read it go by."""
    return when.astimezone(ZoneInfo(event.timezone)).isoformat() if isinstance(when, datetime) else when.isoformat()


def _last(end: date | datetime, event: Event) -> str:
    return _local(end if isinstance(end, datetime) else end - timedelta(days=1), event)
