"""Events as their files tell of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from parvis.errors import ContentError
from parvis.model.event import Change, Event, Venue
from parvis.model.nouns import Nouns
from parvis.model.place import Place
from parvis.model.product import Price
from parvis.written import articles, events
from parvis.written.articles import Reader

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))
WHOLE = """---
title: Atelier du dimanche
start: 2026-06-07 10:00
end: 12:30
rule: FREQ=MONTHLY;BYDAY=1SU;COUNT=6
skipped: [2026-08-02]
exceptions:
  - {day: 2026-07-05, cancelled: true, because: La boutique est en vacances.}
  - {day: 2026-09-06, start: 2026-09-13 11:00, end: 12:00}
place: {name: Parc Jarry, address: 205 rue Gary-Carter, latitude: 45.53, longitude: -73.63}
member_run: true
organiser: Nora et Armand
group: Villeray
hashtag: "#AtelierBleu"
capacity: 14
price: {amount: 45, currency: CAD}
link: https://shop.example/atelier
online: https://meet.example/atelier
tags: [atelier]
---
On apprend à tourner la spatule.
"""


def read(fields: str, name: str = "atelier") -> Event:
    text = fields if fields.startswith("---") else f"---\ntitle: Atelier\n{fields}\n---\nMots.\n"
    return events.read([articles.read(text, f"content/events/{name}.md", "event", READER)], READER)[0]


def told(fields: str, name: str = "atelier") -> str:
    with pytest.raises(ContentError) as caught:
        read(fields, name)
    return str(caught.value)


def test_an_event_has_its_facts() -> None:
    event = read(WHOLE)

    assert (event.name, event.slug, event.timezone) == ("Atelier du dimanche", "atelier", "America/Montreal")
    assert event.start == datetime(2026, 6, 7, 14, tzinfo=UTC)
    assert event.end == datetime(2026, 6, 7, 16, 30, tzinfo=UTC)
    assert event.rule == "FREQ=MONTHLY;COUNT=6;BYDAY=1SU"
    assert event.skipped == (date(2026, 8, 2),)
    assert event.differing == (
        Change(day=date(2026, 7, 5), cancelled=True, because={"fr": "La boutique est en vacances."}),
        Change(day=date(2026, 9, 6), start=datetime(2026, 9, 13, 15, tzinfo=UTC), end=datetime(2026, 9, 13, 16, tzinfo=UTC)),
    )
    assert event.venue == Venue(name="Parc Jarry", address="205 rue Gary-Carter", latitude=45.53, longitude=-73.63)
    assert (event.member_run, event.organiser, event.group, event.hashtag) == (True, "Nora et Armand", "Villeray", "AtelierBleu")
    assert (event.capacity, event.price) == (14, Price(amount=45, currency="CAD"))
    assert (event.link, event.online) == ("https://shop.example/atelier", "https://meet.example/atelier")
    assert not event.cancelled


def test_an_event_needs_nothing_but_a_title_and_a_start() -> None:
    event = read("start: 2026-06-20")

    assert (event.start, event.end, event.rule, event.venue, event.occurrences) == (date(2026, 6, 20), None, "", None, ())


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ("start: 2026-06-20\nend: 2026-06-21", date(2026, 6, 20), date(2026, 6, 22)),
        ("start: 2026-06-20\nend: 2026-06-20", date(2026, 6, 20), date(2026, 6, 21)),
        ("start: 2026-06-20 14h00\nend: 16h30", datetime(2026, 6, 20, 18, tzinfo=UTC), datetime(2026, 6, 20, 20, 30, tzinfo=UTC)),
        ("start: 2026-06-20 22:00\nend: 2026-06-21 02:00", datetime(2026, 6, 21, 2, tzinfo=UTC), datetime(2026, 6, 21, 6, tzinfo=UTC)),
        ("start: 2026-06-20 14:00\nend: 16:00\ntimezone: Europe/Paris", datetime(2026, 6, 20, 12, tzinfo=UTC), datetime(2026, 6, 20, 14, tzinfo=UTC)),
        ("start: 2026-06-20T14:00Z", datetime(2026, 6, 20, 14, tzinfo=UTC), None),
    ],
)  # fmt: skip
def test_begin_and_end_are_read_as_people_write_them(fields: str, start: object, end: object) -> None:
    event = read(fields)

    assert (event.start, event.end) == (start, end)


@pytest.mark.parametrize(
    ("said", "venue"),
    [
        ("place: boutique", Venue(place="boutique")),
        ("place: Parc Jarry", Venue(name="Parc Jarry")),
        ("place: {name: Chez Nora}", Venue(name="Chez Nora")),
        ("", None),
    ],
)
def test_a_place_is_a_name_of_a_file_or_free_words(said: str, venue: Venue | None) -> None:
    assert read(f"start: 2026-06-20\n{said}").venue == venue


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("place: Ici", "content/events/atelier.md:1: start: this field is missing. Add a line such as `start: 2026-06-20 14:00`."),
        ("start: bientôt", "content/events/atelier.md:3: start: 'bientôt' is neither a day nor a moment."),
        ("start: 2026-06-20\ntimezone: America/Montreall", ":4: timezone: 'America/Montreall' is no time zone. Did you mean 'America/Montreal'?"),
        ("start: 2026-06-20\ntimezone: Mars", "is no time zone. Write one such as America/Toronto or Europe/Paris."),
        ("start: 2026-06-20 14:00\nend: 13:00", ":4: end: it ends before it begins. Write an `end` after `start`."),
        ("start: 2026-06-20\nend: 2026-06-19", "it ends before it begins."),
        ("start: 2026-06-20\nend: 16:00", "one of `start` and `end` is a whole day, the other a moment."),
        ("start: 2026-06-20\nend: tard", "end: 'tard' is neither a day nor a moment."),
        ("start: 2026-06-20\nrule: toujours", "rule: 'TOUJOURS' is no part of a rule for repeating. Write it as `rule: FREQ=WEEKLY;BYDAY=TU`"),
        ("start: 2026-06-20\nrrule: FREQ=WEEKLY;BYDAY=MO", "rrule: this rule does not give the day of `start`, 2026-06-20"),
        ("start: 2026-06-20\nskipped: [2026-06-27]", "skipped: the event does not repeat. Add a `rule`, or take this out."),
        ("start: 2026-06-20\nrule: FREQ=WEEKLY\nskipped: [2026-06-28]", "skipped: 2026-06-28 is no date of this event. Did you mean 2026-06-27?"),
        ("start: 2026-06-20\nrule: FREQ=WEEKLY\nskipped: [samedi]", "skipped: 'samedi' is no day."),
        ("start: 2026-06-20\nrule: FREQ=WEEKLY;COUNT=1\nskipped: [2026-06-20]", "no date of this event is left. Write `status: cancelled`"),
        ("start: 2026-06-20\nrule: FREQ=WEEKLY\nexceptions: [{day: 2026-06-27}]", "nothing is different on 2026-06-27."),
        ("start: 2026-06-20\nrule: FREQ=WEEKLY\nexceptions: [{cancelled: true}]", "exceptions.0.day: this field is missing."),
        ("start: 2026-06-20\nrule: FREQ=WEEKLY\nexceptions: [{day: 2026-06-27, cancelled: true}, {day: 2026-06-27, cancelled: true}]", "2026-06-27 is named twice."),
        ("start: 2026-06-20\nstatus: canceled", "status: 'canceled' is not known here. Did you mean 'cancelled'?"),
        ("start: 2026-06-20\nmember_run: true", "member_run: the people who run it are not named."),
        ("start: 2026-06-20\nhashtag: atelier bleu", "hashtag: 'atelier bleu' cannot be a hashtag. Write it as one word, such as `hashtag: atelierbleu`."),
        ("start: 2026-06-20\nplace: {name: Ici, latitude: 45.5}", "place: a point on the map has a latitude and a longitude."),
        ("start: 2026-06-20\nplace: {name: Ici, latitude: 95, longitude: 0}", "place.latitude: '95' is no number from -90 to 90."),
        ("start: 2026-06-20\nplace: {address: Ici}", "place.name: this field is missing."),
        ("start: 2026-06-20\ncapacity: 0", "capacity: '0' is no number from 1"),
        ("start: 2026-06-20\nprice: {amount: 4}", "price.currency: this field is missing."),
        ("start: 2026-06-20\nhastag: bleu", "hastag: there is no field of this name here. Did you mean 'hashtag'?"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_remedy(fields: str, what: str) -> None:
    assert what in told(fields)


def test_the_name_of_a_month_is_that_of_another_page() -> None:
    assert "a name like this is that of a month's page. Give the file another name." in told("start: 2026-06-20", "2026-06")


def test_a_place_that_is_not_there_is_told_with_the_nearest() -> None:
    event = read("start: 2026-06-20\nplace: boutike")
    known = Nouns(events=(event,), places=(Place(slug="boutique", name="Boutique", file="content/places/boutique.md"),))

    assert [str(mistake) for mistake in events.refer(known)] == [
        "content/events/atelier.md:4: place: there is no place 'boutike' in content/places/. Did you mean 'boutique'?"
    ]
    assert not list(events.refer(Nouns(events=(read("start: 2026-06-20\nplace: boutique"),), places=known.places)))
