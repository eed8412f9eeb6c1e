"""Calendar files: what another program reads in them is what was written, whatever the words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from parvis.model.hub import Site
from parvis.pages import ics
from parvis.pages.ics import Entry
from parvis.tidy import repeats
from parvis.tidy.text import visible

START = datetime(2026, 6, 7, 14, tzinfo=UTC)
MONTREAL = "America/Montreal"


def entry(**fields: Any) -> Entry:
    known: dict[str, Any] = {"uid": "atelier@hub.example", "start": START, "title": "Atelier"}
    return Entry(**(known | fields))


def read(*entries: Entry) -> list[Any]:
    return list(icalendar.Calendar.from_ical(ics.calendar("Événements", entries, "fr")).walk("VEVENT"))


def test_a_file_has_what_the_standard_demands() -> None:
    lines = ics.calendar("Événements", [entry()], "fr").split("\r\n")

    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parvis//Parvis//FR"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {"UID:atelier@hub.example", "DTSTAMP:20200101T000000Z", "DTSTART:20260607T140000Z"} <= set(lines)
    assert not any("\n" in line for line in lines)


WORDS = st.text(min_size=1, max_size=200).filter(str.strip)


@given(title=WORDS, words=WORDS, place=WORDS)
def test_every_word_comes_back(title: str, words: str, place: str) -> None:
    text = ics.calendar("A", [entry(title=title, words=words, place=place)], "fr")
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    for name, said in (("SUMMARY", title), ("DESCRIPTION", words), ("LOCATION", place)):
        letters = [letter for letter in said if letter.isalnum()]
        assert [letter for letter in str(event.get(name, "")) if letter.isalnum()] == [letter for letter in letters if visible(letter)]


@pytest.mark.parametrize("said", ["a, b; c", "back\\slash", "one\ntwo\n", "\\n is no line", "été " * 40, "日本" * 60, "a:b\"c'd"])
def test_signs_that_mean_something_are_escaped(said: str) -> None:
    (event,) = read(entry(words=said))

    assert str(event["DESCRIPTION"]) == said


@given(
    seconds=st.integers(0, 10**9),
    length=st.integers(1, 10**6) | st.none(),
    point=st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    cancelled=st.booleans(),
)
def test_a_moment_comes_back(seconds: int, length: int | None, point: tuple[float, float], cancelled: bool) -> None:
    start = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    end = start + timedelta(seconds=length) if length else None
    (event,) = read(entry(start=start, end=end, point=point, cancelled=cancelled, url="https://hub.example/e/"))

    assert event.decoded("DTSTART") == start
    assert ("DTEND" in event and event.decoded("DTEND")) == (end or False)
    assert event["GEO"].latitude == pytest.approx(point[0], abs=1e-6)
    assert event["GEO"].longitude == pytest.approx(point[1], abs=1e-6)
    assert event["STATUS"] == ("CANCELLED" if cancelled else "CONFIRMED")


def test_whole_days_stay_whole_days() -> None:
    (event,) = read(entry(start=date(2026, 6, 20), end=date(2026, 6, 22)))

    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 6, 20), date(2026, 6, 22))


@given(
    zone=st.sampled_from([MONTREAL, "Europe/Paris", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo"]),
    day=st.dates(date(2021, 1, 1), date(2030, 1, 1)),
    rule=st.sampled_from(["FREQ=WEEKLY;COUNT=30", "FREQ=MONTHLY;UNTIL=20320101", "FREQ=DAILY;INTERVAL=9;COUNT=40"]),
)
def test_another_program_unfolds_a_rule_to_the_same_dates(zone: str, day: date, rule: str) -> None:
    own = ZoneInfo(zone)
    start = datetime(day.year, day.month, day.day, 12, 30, tzinfo=own).astimezone(UTC)
    kept = repeats.rule(rule, start, own)
    text = ics.calendar("A", [entry(start=start, end=start + timedelta(hours=2), rule=kept, timezone=zone)], "fr")
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).all()

    assert [event.decoded("DTSTART") for event in found] == list(repeats.follow(kept, start, own))


def test_what_is_skipped_or_different_is_so_for_another_program() -> None:
    own = ZoneInfo(MONTREAL)
    days = list(repeats.follow("FREQ=WEEKLY;COUNT=4", START, own))
    moved = datetime(2026, 6, 22, 15, tzinfo=UTC)
    entries = [
        entry(rule="FREQ=WEEKLY;COUNT=4", timezone=MONTREAL, skipped=(days[1],)),
        entry(start=moved, timezone=MONTREAL, instead_of=days[2]),
        entry(start=days[3], timezone=MONTREAL, instead_of=days[3], cancelled=True),
    ]
    text = ics.calendar("A", entries, "fr")
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).all()

    assert [(event.decoded("DTSTART"), str(event["STATUS"])) for event in found] == [
        (days[0], "CONFIRMED"),
        (moved, "CONFIRMED"),
        (days[3], "CANCELLED"),
    ]


def test_a_zone_is_described_once_and_only_where_it_is_needed() -> None:
    repeated = entry(rule="FREQ=WEEKLY", timezone=MONTREAL)
    text = ics.calendar("A", [repeated, repeated, entry()], "fr")

    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "VTIMEZONE" not in ics.calendar("A", [entry()], "fr")
    (zone,) = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")
    assert {str(part["TZNAME"]) for part in zone.subcomponents} == {"EST", "EDT"}


def test_a_change_and_a_cancellation_raise_the_sequence() -> None:
    first, changed, again, cancelled = (
        read(entry(**fields))[0]["SEQUENCE"]
        for fields in (
            {},
            {"changed": datetime(2026, 6, 1, tzinfo=UTC)},
            {"changed": datetime(2026, 6, 2, tzinfo=UTC)},
            {"changed": datetime(2026, 6, 2, tzinfo=UTC), "cancelled": True},
        )
    )

    assert first < changed < again < cancelled


def test_a_name_stays_where_the_hub_has_no_address_yet() -> None:
    assert (
        ics.uid("event-a", Site(name="Sucre Bleu", url="https://sucre.example/x", language="fr", languages=("fr",)))
        == "event-a@sucre.example"
    )
    assert ics.uid("event-a", Site(name="Sucre Bleu", url="", language="fr", languages=("fr",))) == "event-a@sucre-bleu.invalid"
