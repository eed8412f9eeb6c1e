"""Places: hours, exceptions, the offers that hold there, and what search engines are told of a shop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec

from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.model.offer import Offer
from parvis.model.page import Page
from parvis.model.place import Address, Exceptional, Place

Make = Callable[..., Any]
At = Callable[[Hub, str], Page]
NOW = datetime(2026, 6, 12, 18, tzinfo=UTC)


def test_a_place_shows_its_week_day_by_equal_day(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    morning, noon = (time(9), time(12)), (time(13), time(18))
    week = ((), (morning,), (morning,), (morning, noon), (morning, noon), (morning, noon), ())
    values = page_at(make_hub(places=(make_noun(Place, "a", week=week),)), "lieux/a/index.html").values

    assert [(row.days, row.hours) for row in values["week"]] == [
        ("lundi", ()),
        ("mardi à mercredi", ("09:00–12:00",)),
        ("jeudi à samedi", ("09:00–12:00", "13:00–18:00")),
        ("dimanche", ()),
    ]


def test_the_same_hours_every_day_are_said_once(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    hub = make_hub(places=(make_noun(Place, "a", languages=("fr", "en"), week=(((time(9), time(0)),),) * 7),))

    assert page_at(hub, "lieux/a/index.html").values["week"][0].days == "tous les jours"
    assert page_at(hub, "en/places/a/index.html").values["week"][0].hours == ("9:00\u202fAM–12:00\u202fAM",)


def test_only_exceptions_that_are_not_over_are_shown(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    days = tuple(Exceptional(first=day, last=day, spans=()) for day in (date(2026, 6, 11), date(2026, 6, 12), date(2026, 6, 24)))
    values = page_at(make_hub(places=(make_noun(Place, "a", exceptions=days),)), "lieux/a/index.html").values

    assert [row.first for row in values["exceptions"]] == [date(2026, 6, 12), date(2026, 6, 24)]


def test_a_shop_is_a_local_business_without_a_star(
    make_hub: Callable[..., Hub], make_review: Callable[..., CuratedReview], make_noun: Make, page_at: At
) -> None:
    facts: dict[str, Any] = {
        "address": Address(street="1 rue A", locality="Montréal", country="CA"),
        "coordinates": (45.5, -73.6),
        "week": (((time(10), time(18)),), *((),) * 6),
        "exceptions": (Exceptional(first=date(2026, 6, 24), last=date(2026, 6, 24), spans=()),),
    }
    hub = make_hub(
        places=(make_noun(Place, "a", **facts), make_noun(Place, "b", role="meeting")), reviews=Reviews(published=(make_review(1),))
    )
    data = page_at(hub, "lieux/a/index.html").values["json_ld"][0]

    assert (data["@type"], data["address"]["streetAddress"], data["geo"]["latitude"]) == ("LocalBusiness", "1 rue A", 45.5)
    assert [hours.get("dayOfWeek") for hours in data["openingHoursSpecification"]] == ["Monday", None]
    assert "ating" not in msgspec.json.encode(data).decode()
    assert [facts["@type"] for facts in page_at(hub, "lieux/b/index.html").values["json_ld"]] == ["BreadcrumbList"]


def test_offers_that_hold_there_now_stand_on_its_page(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    def offer(slug: str, ends: timedelta, *places: str) -> Any:
        return make_noun(Offer, slug, benefit={"fr": "2 + 1"}, ends=NOW + ends, places=places)

    day = timedelta(days=1)
    hub = make_hub(places=(make_noun(Place, "a"),), offers=(offer("oui", day, "a"), offer("fini", -day, "a"), offer("ailleurs", day, "b")))

    assert [card.url for card in page_at(hub, "lieux/a/index.html").values["offers"]] == ["offres/oui/"]
