"""Events: those to come by date, those that were below, one page for each with its map, its file for calendars and its recap."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.curate import events as decided
from parvis.curate.occurrences import begins, ends
from parvis.model.article import Article
from parvis.model.event import Event
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.pages import event_data, event_files, ics, maps, months, moved, nouns, related
from parvis.pages.cards import cards
from parvis.pages.edition import Edition, editions
from parvis.pages.event_cards import EventCard, card, day, disclosure, meeting, organiser
from parvis.pages.networks import source_title
from parvis.pages.places import spots
from parvis.pages.products import price
from parvis.pages.values import Link

#: How many past events the list shows (the months have all), how many dates a page names, and how many posts it shows.
PAST, DATES, POSTS, RECAP = 24, 12, 6, 24
#: Degrees within which other places stand on an event's map: some twenty kilometres.
NEAR = 0.2
#: Names of the calendar files.
FILE, ALL = "event.ics", "events.ics"


def pages(hub: Hub) -> Iterator[Page]:
    """The list with its calendar file in each language, and each event's page and file in each language in which it is told."""
    if not hub.events:
        return
    for edition in editions(hub):
        yield _list(hub, edition)
        yield _calendar(hub, edition)
        for event in hub.events:
            for article in nouns.told(event, edition):
                yield _event(hub, event, article, edition)
                yield ics.page(f"{edition.url_of(article)}{FILE}", article.title, event_files.entries(event, edition), edition)


def coming(edition: Edition) -> tuple[EventCard, ...]:
    """The events that are not over, by their next date."""
    hub, zone = edition.hub, edition.site.timezone
    found = [event for event in hub.events if decided.ahead(event, zone, hub.now)]
    return tuple(
        card(event, edition)
        for event in sorted(found, key=lambda event: (begins(decided.main_date(event, zone, hub.now), zone), event.slug))
    )


def _past(edition: Edition) -> tuple[EventCard, ...]:
    """The events that are over, the latest first."""
    hub, zone = edition.hub, edition.site.timezone
    found = [event for event in hub.events if not decided.ahead(event, zone, hub.now)]
    latest = sorted(found, key=lambda event: (ends(event.occurrences[-1], zone), event.slug), reverse=True)
    return tuple(card(event, edition) for event in latest[:PAST])


def _list(hub: Hub, edition: Edition) -> Page:
    ahead = coming(edition)
    known = sorted({found.replace(day=1) for found in months.by_day(hub.events, edition)})
    near = [month for month in known if ahead and month >= ahead[0].date.day.replace(day=1)]
    return nouns.list_page(
        "event",
        edition,
        title=str(edition.words.gettext("Events")),
        coming=ahead,
        past=_past(edition),
        months=tuple(months.link(month, edition) for month in (near or known[-1:])[:DATES]),
        file=f"{edition.at.list_of('event')}{ALL}",
    )


def _calendar(hub: Hub, edition: Edition) -> Page:
    name = f"{edition.site.name} · {edition.words.gettext('Events')}"
    listed = (entry for event in hub.events for entry in event_files.entries(event, edition))
    return ics.page(f"{edition.at.list_of('event')}{ALL}", name, listed, edition)


def _event(hub: Hub, event: Event, article: Article, edition: Edition) -> Page:
    zone, where, host = edition.site.timezone, meeting(event, edition), organiser(event, edition)
    ahead, over = decided.ahead(event, zone, hub.now), decided.over(event, zone, hub.now)
    put_here = {item.post.id for item in moved.moved_to("event", event.slug, hub)}
    recap = [item for item in decided.recap(event, hub.items, zone, hub.now) if item.post.id not in put_here]
    seen = {item.post.id for item in recap} | put_here
    said = [item for item in decided.tagged(event, hub.items) if item.post.id not in seen]
    return nouns.page(
        event,
        article,
        edition,
        room=str(edition.words.gettext("Events")),
        related=related.beyond(related.of("event", event.slug, edition), (host.url, where.url if where else "")),
        moved=moved.shown("event", event.slug, edition),
        card=card(event, edition),
        because=nouns.said(decided.main_date(event, zone, hub.now).because, edition),
        coming=tuple(day(event, one, edition) for one in ahead[:DATES]),
        past=tuple(day(event, one, edition) for one in over[:DATES]),
        where=where,
        map=_map(event, article, edition),
        organiser=host,
        disclosure=disclosure(event, edition),
        hashtag=event.hashtag,
        capacity=event.capacity,
        price=price(event.price, edition),
        free=event.price is not None and event.price.amount == 0,
        link=event.link or (event.price.url if event.price else ""),
        online=event.online,
        calendar=Link(source_title(event.source, edition), edition.at.source(event.source)) if event.source else None,
        file=f"{edition.url_of(article)}{FILE}",
        recap=cards(recap[:RECAP], edition),
        posts=cards(said[:POSTS], edition),
        json_ld=event_data.event(event, edition),
    )


def _map(event: Event, article: Article, edition: Edition) -> maps.Map | None:
    """Where it is among the hub's places near by."""
    where = meeting(event, edition)
    if where is None or where.point is None:
        return None
    latitude, longitude = where.point
    near = [spot for spot in spots(edition.hub, edition) if abs(spot.latitude - latitude) < NEAR and abs(spot.longitude - longitude) < NEAR]
    url = where.url or edition.url_of(article)
    own = [] if where.url else [maps.Spot(where.name or article.title, url, latitude, longitude)]
    return maps.draw([*near, *own], edition, marked=url)
