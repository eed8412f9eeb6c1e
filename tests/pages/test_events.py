"""Events as pages: the list by date, months as tables, an event with its recap, its data and its file; the home page's next dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import msgspec
import pytest

from parvis import pages
from parvis.curate.events import shown
from parvis.model.ambassador import Ambassador, Period
from parvis.model.event import Change, Event, Venue
from parvis.model.hub import Hub, Item
from parvis.model.label import Label
from parvis.model.page import Page
from parvis.model.place import Address, Place
from parvis.model.post import Occasion, Post
from parvis.model.product import Price

Make = Callable[..., Any]
Meet = Callable[..., Hub]
#: The hub's moment is 14:00 in Montréal.
TOMORROW = datetime(2026, 6, 13, 18, tzinfo=UTC)
TODAY = date(2026, 6, 12)


@pytest.fixture
def meet(make_hub: Callable[..., Hub], make_noun: Make) -> Meet:
    """A hub with events: each a slug and its facts."""

    def made(
        posts: tuple[Post, ...] = (), *, items: tuple[Item, ...] = (), hub: dict[str, Any] | None = None, **events: dict[str, Any]
    ) -> Hub:
        found = make_hub(posts, **(hub or {}))
        found = msgspec.structs.replace(found, items=(*items, *found.items))
        written = [make_noun(Event, slug.replace("_", "-"), **({"timezone": "America/Montreal"} | facts)) for slug, facts in events.items()]
        return msgspec.structs.replace(found, events=shown(written, found.items, found.site, found.now))

    return made


@pytest.fixture
def at(page_at: Callable[[Hub, str], Page]) -> Callable[[Hub, str], Page]:
    return lambda hub, path: page_at(hub, f"{path}index.html")


At = Callable[[Hub, str], Page]


def paths(hub: Hub) -> set[str]:
    return {page.path for page in pages.every(hub)}


def calendar(hub: Hub, path: str) -> list[Any]:
    page = next(page for page in pages.every(hub) if page.path == path)
    return list(icalendar.Calendar.from_ical(page.values["text"]).walk("VEVENT"))


def test_a_hub_without_events_has_no_page_of_them(make_hub: Callable[..., Hub]) -> None:
    assert not [path for path in paths(make_hub()) if "evenements" in path or path.endswith(".ics")]


def test_the_list_has_what_is_to_come_by_date_and_what_was_below(meet: Meet, at: At) -> None:
    hub = meet(
        later={"start": date(2026, 9, 1)},
        soon={"start": date(2026, 5, 31), "rule": "FREQ=WEEKLY"},
        now={"start": TODAY},
        gone={"start": date(2026, 6, 1)},
        before={"start": date(2025, 6, 1)},
        off={"start": date(2026, 6, 20), "cancelled": True},
    )
    values = at(hub, "evenements/").values

    assert [(card.name, card.date.state) for card in values["coming"]] == [
        ("Now", "now"),
        ("Soon", "ahead"),
        ("Off", "ahead"),
        ("Later", "ahead"),
    ]
    assert values["coming"][1].date.day == date(2026, 6, 14)
    assert values["coming"][1].more == 29
    assert values["coming"][2].date.cancelled
    assert [card.name for card in values["past"]] == ["Gone", "Before"]


def test_a_repeated_event_has_one_page_and_counts_once(meet: Meet) -> None:
    hub = meet(serie={"start": TODAY, "rule": "FREQ=WEEKLY;COUNT=10"}, autre={"start": TODAY, "languages": ("fr", "en")})
    events = [page.url for page in pages.every(hub) if page.kind == "event"]

    assert sorted(events) == ["en/events/autre/", "evenements/autre/", "evenements/serie/"]


def test_a_month_is_a_table_of_its_weeks(meet: Meet, at: At) -> None:
    hub = meet(a={"start": TOMORROW, "end": TOMORROW + timedelta(hours=2)}, b={"start": date(2026, 6, 29), "end": date(2026, 7, 2)})
    french = at(hub, "evenements/2026-06/").values

    assert [len(week) for week in french["weeks"]] == [7] * 5
    assert (french["weeks"][0][0].day, french["weekdays"][0].name) == (date(2026, 6, 1), "lundi")
    cells = {cell.day.day: cell for week in french["weeks"] for cell in week if cell.inside}
    assert [entry.name for entry in cells[13].entries] == ["A"]
    assert cells[13].entries[0].date.clock == "14:00 – 16:00"
    assert [day for day, cell in cells.items() if cell.entries] == [13, 29, 30]
    assert [entry.first for day in (29, 30) for entry in cells[day].entries] == [True, False]


def test_a_week_begins_where_it_does_in_the_country(meet: Meet, at: At) -> None:
    hub = meet(a={"start": TODAY, "languages": ("fr-CA",)}, hub={"language": "fr-CA", "languages": ("fr-CA",)})
    june = at(hub, "evenements/2026-06/").values

    assert (june["weeks"][0][0].day, june["weekdays"][0].name) == (date(2026, 5, 31), "dimanche")
    assert not june["weeks"][0][0].inside


def test_months_lead_to_the_next_that_has_something(meet: Meet, at: At) -> None:
    hub = meet(a={"start": date(2026, 1, 5)}, b={"start": TODAY}, c={"start": date(2027, 3, 1)})
    june = at(hub, "evenements/2026-06/").values

    assert (june["earlier"].url, june["later"].url) == ("evenements/2026-01/", "evenements/2027-03/")
    assert june["later"].label == "Mars 2027"
    assert at(hub, "evenements/2027-03/").values["later"] is None
    assert "evenements/2026-02/index.html" not in paths(hub)
    assert [alternate.url for alternate in june["alternates"]] == ["evenements/2026-06/", "en/events/2026-06/"]


def test_a_month_does_not_change_while_its_events_go_by(meet: Meet, at: At) -> None:
    hub = meet(a={"start": TOMORROW})
    later = msgspec.structs.replace(hub, now=TOMORROW + timedelta(days=2))

    assert at(hub, "evenements/2026-06/").values["weeks"] == at(later, "evenements/2026-06/").values["weeks"]


def test_a_clock_is_that_of_the_place_and_says_so_where_it_differs(meet: Meet, at: At) -> None:
    hub = meet(a={"start": TOMORROW, "timezone": "Europe/Paris"}, b={"start": TOMORROW, "timezone": "America/Toronto"})

    assert at(hub, "evenements/a/").values["card"].date.clock.startswith("20:00 (heure d")
    assert at(hub, "evenements/b/").values["card"].date.clock == "14:00"


def test_an_event_at_a_place_has_its_address_and_map(meet: Meet, make_noun: Make, at: At) -> None:
    address = Address(street="1, rue A", locality="Montréal")
    place = make_noun(Place, "boutique", name="La boutique", address=address, coordinates=(45.52, -73.57))
    far = make_noun(Place, "paris", coordinates=(48.86, 2.35))
    hub = meet(a={"start": TODAY, "venue": Venue(place="boutique")}, hub={"places": (place, far)})
    values = at(hub, "evenements/a/").values

    assert (values["where"].name, values["where"].url) == ("La boutique", "lieux/boutique/")
    assert values["where"].address == ("1, rue A", "Montréal")
    assert values["where"].street_map.startswith("https://www.openstreetmap.org/?mlat=45.52000&mlon=-73.57000")
    assert [(pin.name, pin.marked) for pin in values["map"].pins] == [("La boutique", True)]


def test_an_event_without_a_point_has_no_map(meet: Meet, at: At) -> None:
    values = at(meet(a={"start": TODAY, "venue": Venue(name="Chez Nora")}), "evenements/a/").values

    assert values["map"] is None
    assert (values["where"].name, values["where"].street_map) == ("Chez Nora", "")


def test_after_an_event_comes_its_recap(meet: Meet, make_post: Callable[..., Post], at: At) -> None:
    items = tuple(
        Item(post=make_post(number, published=datetime(2026, 6, day, 15, tzinfo=UTC)), status="published", reasons=(), tags=("bleu",))
        for number, day in enumerate((10, 9, 2))
    )
    facts = {"start": datetime(2026, 6, 9, 14, tzinfo=UTC), "end": datetime(2026, 6, 9, 18, tzinfo=UTC), "hashtag": "Bleu"}
    over = at(meet(a=facts, items=items), "evenements/a/").values
    ahead = at(meet(a=facts | {"start": TOMORROW, "end": None}, items=items), "evenements/a/").values

    assert [card.title for card in over["recap"]] == ["Post 0", "Post 1"]
    assert [card.title for card in over["posts"]] == ["Post 2"]
    assert ahead["recap"] == ()
    assert len(ahead["posts"]) == 3


def test_who_organises_is_an_ambassador_with_what_binds_them(meet: Meet, make_ambassador: Callable[..., Ambassador], at: At) -> None:
    person = make_ambassador("rosalie", name="Rosalie Vadnais", relationship="paid", contract=Period(date(2026, 1, 1)))
    hub = meet(a={"start": TODAY, "organiser": "Rosalie Vadnais", "member_run": True}, hub={"ambassadors": (person,)})
    values = at(hub, "evenements/a/").values

    assert (values["organiser"].label, values["organiser"].url) == ("Rosalie Vadnais", "ambassadeurs/rosalie/")
    assert values["disclosure"] == values["card"].disclosure == ("Collaboration commerciale",)


def test_an_event_of_a_calendar_has_a_page_with_its_words_and_labels(meet: Meet, make_post: Callable[..., Post], at: At) -> None:
    post = make_post(
        1, kind="event", title="Marché", slug="marche", html="<p>Venez.</p>", occasion=Occasion(start=TOMORROW, place="Place A")
    )
    hub = meet(items=(Item(post=post, status="published", reasons=(), disclosure=(Label("gift"),)),))
    (event,) = hub.events
    page = at(hub, f"evenements/{event.slug}/")

    assert event.slug.startswith("marche-")
    assert (page.title, page.values["where"].name, page.values["link"]) == ("Marché", "Place A", "https://blog.example/1")
    assert not page.values["body"].written
    assert page.values["calendar"].url == "sources/blog/"
    assert page.values["disclosure"] == ("Cadeau",)
    assert f"en/events/{event.slug}/index.html" not in paths(hub)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, {"eventStatus": "https://schema.org/EventScheduled", "startDate": "2026-06-13T14:00:00-04:00"}),
        ({"cancelled": True}, {"eventStatus": "https://schema.org/EventCancelled"}),
        ({"online": "https://meet.example/"}, {"eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"}),
        ({"price": Price(amount=20, currency="CAD")}, {"offers": {"@type": "Offer", "price": 20, "priceCurrency": "CAD"}}),
        ({"organiser": "Nora"}, {"organizer": {"@type": "Person", "name": "Nora"}}),
        ({"end": TOMORROW + timedelta(hours=1)}, {"endDate": "2026-06-13T15:00:00-04:00"}),
        ({"start": date(2026, 6, 13), "end": date(2026, 6, 15)}, {"startDate": "2026-06-13", "endDate": "2026-06-14"}),
        ({"venue": Venue(name="Parc")}, {"location": {"@type": "Place", "name": "Parc", "address": "Parc"}}),
    ],
)
def test_structured_data_says_what_the_page_says(meet: Meet, at: At, facts: dict[str, Any], said: dict[str, Any]) -> None:
    hub = meet(a={"start": TOMORROW, "timezone": "America/Montreal"} | facts)
    found, _way = at(hub, "evenements/a/").values["json_ld"]

    assert (found["@type"], found["name"], found["url"]) == ("Event", "A", "https://sucre.example/evenements/a/")
    assert said.items() <= found.items()


def test_a_date_that_was_moved_is_rescheduled_for_search_engines(meet: Meet, at: At) -> None:
    change = Change(day=date(2026, 6, 19), start=date(2026, 6, 21))
    hub = meet(a={"start": date(2026, 6, 19), "rule": "FREQ=WEEKLY;COUNT=2", "differing": (change,)})
    first, second, _way = at(hub, "evenements/a/").values["json_ld"]

    assert (first["eventStatus"], first["previousStartDate"]) == ("https://schema.org/EventRescheduled", "2026-06-19")
    assert (second["startDate"], second["eventStatus"]) == ("2026-06-26", "https://schema.org/EventScheduled")


def test_each_event_has_a_calendar_file_and_all_have_one(meet: Meet, make_post: Callable[..., Post]) -> None:
    change = Change(day=date(2026, 6, 20), cancelled=True)
    posts = tuple(
        make_post(number, id=f"blog:u/{day:%Y%m%d}", kind="event", occasion=Occasion(start=day, recurring=True))
        for number, day in enumerate((date(2026, 7, 1), date(2026, 7, 8)))
    )
    facts = {"start": TOMORROW, "rule": "FREQ=WEEKLY;COUNT=3", "timezone": "America/Montreal", "differing": (change,)}
    hub = meet(posts, a=facts, b={"start": TODAY, "cancelled": True})
    alone, everything = calendar(hub, "evenements/a/event.ics"), calendar(hub, "evenements/events.ics")

    assert [(str(one["UID"]), str(one["STATUS"]), "RRULE" in one) for one in alone] == [
        ("event-a@sucre.example", "CONFIRMED", True),
        ("event-a@sucre.example", "CANCELLED", False),
    ]
    assert alone[1].decoded("RECURRENCE-ID") == datetime(2026, 6, 20, 18, tzinfo=UTC)
    assert str(alone[0]["URL"]) == "https://sucre.example/evenements/a/"
    assert len(everything) == 5
    assert len({(str(one["UID"]), one.get("RECURRENCE-ID") and one.decoded("RECURRENCE-ID")) for one in everything}) == 5
    assert [str(one["STATUS"]) for one in everything if str(one["UID"]).startswith("event-b@")] == ["CANCELLED"]


def test_the_home_page_has_the_next_dates(meet: Meet, at: At) -> None:
    facts = {f"e_{number}": {"start": date(2026, 6, 13 + number)} for number in range(6)}
    hub = meet(**facts, gone={"start": date(2026, 6, 1)})
    values = at(hub, "").values

    assert values["now"].event.date.day.day == 13
    assert [card.date.day.day for card in values["events"]] == [14, 15, 16, 17]
    assert values["all_events"] == "evenements/"
    assert ("Événements", "evenements/") in [(room.label, room.url) for room in values["nav"]]


def test_dates_over_are_told_apart_from_those_to_come(meet: Meet, at: At) -> None:
    values = at(meet(a={"start": date(2026, 5, 29), "rule": "FREQ=WEEKLY;COUNT=4"}), "evenements/a/").values

    assert [date.day.day for date in values["coming"]] == [12, 19]
    assert [date.day.day for date in values["past"]] == [5, 29]
