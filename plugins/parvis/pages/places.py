"""Places: where they are on a map that asks nobody, when they are open, and what holds there."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from parvis.curate import places as decided
from parvis.curate.offers import state
from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.place import Place, Role
from parvis.pages import hours, maps, nouns, place_data, related
from parvis.pages.edition import Edition, editions
from parvis.pages.offers import OfferCard
from parvis.pages.offers import card as offer_card
from parvis.pages.typography import spaced


class PlaceCard(msgspec.Struct, frozen=True, kw_only=True):
    """A place as a list shows it."""

    name: str
    url: str
    language: str
    summary: str
    picture: str  #: path in the output, or empty
    picture_alt: str
    role: Role
    sign: str  #: the role in words
    address: tuple[str, ...]  #: line by line
    number: int  #: of its pin on the list's map; 0 without one


def pages(hub: Hub) -> Iterator[Page]:
    """The list in each language, and each place's page in each language in which it is told."""
    if not hub.places:
        return
    for edition in editions(hub):
        yield _list(hub, edition)
        for place in hub.places:
            for article in nouns.told(place, edition):
                yield _place(hub, place, article, edition)


def card(place: Place, edition: Edition, number: int = 0) -> PlaceCard:
    """A place as a list shows it."""
    article = nouns.words(place, edition)
    gettext = edition.words.gettext
    return PlaceCard(
        name=spaced(article.title, article.language),
        url=edition.url_of(article),
        language=article.language,
        summary=spaced(article.summary, article.language),
        picture=article.picture or "",
        picture_alt=article.picture_alt,
        role=place.role,
        sign=str(gettext("Shop")) if place.role == "shop" else str(gettext("Meeting place")),
        address=address(place),
        number=number,
    )


def address(place: Place) -> tuple[str, ...]:
    """The address as a letter has it, line by line."""
    if place.address is None:
        return ()
    known = place.address
    lines = (known.street, " ".join(part for part in (known.locality, known.region and f"({known.region})", known.postal_code) if part))
    return tuple(line for line in lines if line)


def spots(hub: Hub, edition: Edition) -> list[maps.Spot]:
    """The places that say where they are."""
    return [
        maps.Spot(nouns.link(place, edition).label, nouns.url(place, edition), *place.coordinates)
        for place in hub.places
        if place.coordinates
    ]


def _list(hub: Hub, edition: Edition) -> Page:
    drawn = maps.draw(spots(hub, edition), edition)
    numbers = {pin.url: pin.number for pin in drawn.pins} if drawn else {}
    return nouns.list_page(
        "place",
        edition,
        title=str(edition.words.gettext("Places")),
        map=drawn,
        cards=tuple(card(place, edition, numbers.get(nouns.url(place, edition), 0)) for place in hub.places),
    )


def _place(hub: Hub, place: Place, article: Article, edition: Edition) -> Page:
    upcoming, offers = decided.upcoming(place, edition.day(hub.now)), _offers(hub, place, edition)
    return nouns.page(
        place,
        article,
        edition,
        room=str(edition.words.gettext("Places")),
        related=related.beyond(related.of("place", place.slug, edition), (offer.url for offer in offers)),
        card=card(place, edition),
        map=maps.draw(spots(hub, edition), edition, marked=edition.url_of(article)) if place.coordinates else None,
        street_map=maps.street_map(*place.coordinates) if place.coordinates else "",
        week=hours.week(place.week, edition),
        exceptions=hours.exceptions(upcoming, edition),
        json_ld=place_data.shop(place, article, edition, upcoming),
        phone=place.phone,
        email=place.email,
        website=place.website,
        access=nouns.said(place.access, edition),
        offers=offers,
    )


def _offers(hub: Hub, place: Place, edition: Edition) -> tuple[OfferCard, ...]:
    """The offers that hold there now."""
    return tuple(offer_card(offer, edition) for offer in hub.offers if place.slug in offer.places and state(offer, hub.now) == "running")
