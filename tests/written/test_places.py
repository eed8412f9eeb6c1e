"""Places as their files tell of them: addresses, coordinates, and hours as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest

from parvis.errors import ContentError
from parvis.model.place import Address, Exceptional, Place
from parvis.written import articles, places
from parvis.written.articles import Reader

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))


def read(fields: str) -> Place:
    text = f"---\nname: Mile End\n{fields}\n---\nPrès du parc.\n"
    return places.read([articles.read(text, "content/places/mile-end.md", "place", READER)], READER)[0]


def told(fields: str) -> str:
    with pytest.raises(ContentError) as caught:
        read(fields)
    return str(caught.value)


def hours(said: str) -> list[list[str]]:
    """The spans of each day, as text."""
    lines = "\n".join(f"  {line}" for line in said.splitlines())
    return [[f"{one:%H:%M}-{other:%H:%M}" for one, other in day] for day in read(f"hours:\n{lines}").week]


def test_a_place_has_its_facts() -> None:
    place = read(
        """role: shop
address: {street: 5155 rue de Gaspé, locality: Montréal, region: QC, postal_code: H2T 2A1, country: CA}
coordinates: [45.5247, -73.5954]
phone: +1 514 555-0100
email: bonjour@sucrebleu.example
website: https://sucrebleu.example/mile-end
access: {fr: Une marche, en: One step}"""
    )

    assert place.address == Address(street="5155 rue de Gaspé", locality="Montréal", region="QC", postal_code="H2T 2A1", country="CA")
    assert place.coordinates == (45.5247, -73.5954)
    assert (place.phone, place.email) == ("+1 514 555-0100", "bonjour@sucrebleu.example")
    assert place.access == {"fr": "Une marche", "en": "One step"}


def test_a_place_needs_nothing_but_a_name() -> None:
    place = read("")

    assert (place.role, place.address, place.coordinates, place.week, place.exceptions) == ("shop", None, None, (), ())


@pytest.mark.parametrize(
    ("said", "week"),
    [
        ("monday: closed\ntuesday-friday: 10:00-18:00", [[], *[["10:00-18:00"]] * 4, [], []]),
        ("saturday: 9:00-12:00, 13:00-17:30", [[], [], [], [], [], ["09:00-12:00", "13:00-17:30"], []]),
        ("saturday-monday: 11h - 16h30", [["11:00-16:30"], [], [], [], [], ["11:00-16:30"], ["11:00-16:30"]]),
        ("sunday: 18-24", [[], [], [], [], [], [], ["18:00-00:00"]]),
        ("Monday-Sunday: 10:00–18:00", [["10:00-18:00"]] * 7),
    ],
)
def test_hours_are_read_as_people_write_them(said: str, week: list[list[str]]) -> None:
    assert hours(said) == week


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("hours: {mondy: 10:00-18:00}", "hours.mondy: 'mondy' is no day of the week. Did you mean 'monday'?"),
        ("hours: {monday: always}", "hours.monday: 'always' is no time of day. Write such as `10:00-18:00`"),
        ("hours: {monday: 25:00-26:00}", "'25:00-26:00' is no time of day"),
        ("hours: {monday: 18:00-10:00}", "'18:00-10:00' is no time of day"),
        ("hours: {monday: '10:00-14:00, 13:00-18:00'}", "these hours overlap"),
        ("hours: {monday: 10:00-18:00, monday-friday: 9:00-17:00}", "the hours of monday are given already"),
        ("hours: {monday: }", "hours.monday: the hours are missing"),
        ("coordinates: [145.5, -73.6]", "coordinates: this is no place on Earth"),
        ("coordinates: Montréal", "'Montréal' is no place on Earth"),
        ("coordinates: [45.5]", "this is no place on Earth"),
        ("address: {street: 1 rue A}", "address.locality: this field is missing"),
        ("address: {street: 1 rue A, locality: B, country: Canada}", "'Canada' is no country's code"),
        ("phone: call us", "'call us' is no telephone number"),
        ("email: call us", "'call us' is no e-mail address"),
        ("role: museum", "role: 'museum' is not known here. Known: shop, meeting."),
        ("exceptions: [{hours: closed}]", "exceptions.0.from: this field is missing"),
        ("exceptions: [{from: 2026-12-26, until: 2026-12-24, hours: closed}]", "2026-12-24 is before 2026-12-26"),
        ("exceptions: [{day: 2026-12-24}]", "exceptions.0.hours: the hours are missing"),
    ],
)
def test_what_is_wrong_with_a_place_is_told(fields: str, what: str) -> None:
    assert what in told(fields)


def test_exceptions_come_by_day() -> None:
    place = read(
        "exceptions:\n  - {from: 2026-12-24, until: 2026-12-26, hours: 10-14}\n  - {day: 2026-06-24, hours: closed, because: Fête}"
    )

    assert place.exceptions == (
        Exceptional(first=date(2026, 6, 24), last=date(2026, 6, 24), spans=(), because={"fr": "Fête"}),
        Exceptional(first=date(2026, 12, 24), last=date(2026, 12, 26), spans=((time(10), time(14)),)),
    )
