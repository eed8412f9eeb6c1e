"""Ambassadors in time: they come, they say goodbye, they disappear, each on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parvis.curate import ambassadors
from parvis.curate.ambassadors import People, State
from parvis.model.ambassador import Ambassador, Code, Consent, Period, Portrait, Profile
from parvis.model.post import Author, Post
from parvis.model.source import Source

ZONE = "America/Montreal"
TODAY = date(2026, 6, 12)
NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
Make = Callable[..., Ambassador]


def until(day: date) -> Consent:
    return Consent(period=Period(date(2024, 12, 1), day), scope=("page",))


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "active"),
        ({"since": TODAY}, "active"),
        ({"since": date(2026, 6, 13)}, "coming"),
        ({"consent": Consent(period=Period(date(2026, 6, 13)), scope=("page",))}, "coming"),
        ({"consent": until(TODAY)}, "active"),
        ({"consent": until(date(2026, 6, 11))}, "gone"),
        ({"consent": until(date(2026, 6, 11)), "after": "goodbye"}, "alumni"),
        ({"contract": Period(date(2026, 1, 1), TODAY)}, "active"),
        ({"contract": Period(date(2026, 1, 1), date(2026, 6, 11))}, "gone"),
        ({"contract": Period(date(2026, 1, 1), date(2026, 6, 11)), "after": "goodbye"}, "alumni"),
        ({"contract": Period(date(2026, 1, 1)), "consent": until(date(2026, 6, 11))}, "gone"),
    ],
)
def test_what_somebody_is_follows_from_the_day(make_ambassador: Make, fields: dict[str, object], expected: State) -> None:
    assert ambassadors.state(make_ambassador(**fields), TODAY) == expected


def test_those_have_a_page_who_are_there_or_said_goodbye(make_ambassador: Make) -> None:
    ended = until(date(2026, 1, 1))
    people = [
        make_ambassador("zoe"),
        make_ambassador("gone", consent=ended),
        make_ambassador("alumna", consent=ended, after="goodbye"),
        make_ambassador("coming", since=date(2027, 1, 1)),
        make_ambassador("early", published=datetime(2026, 6, 12, 14, 1, tzinfo=UTC)),
    ]

    assert [person.slug for person in ambassadors.shown(people, ZONE, NOW)] == ["alumna", "zoe"]


def test_the_page_goes_at_the_midnight_of_the_hubs_own_zone(make_ambassador: Make) -> None:
    person = make_ambassador(consent=until(TODAY))
    end = midnight(date(2026, 6, 13))

    assert ambassadors.shown([person], ZONE, end - timedelta(seconds=1)) == (person,)
    assert ambassadors.shown([person], ZONE, end) == ()
    assert list(ambassadors.changes([person], ZONE, NOW)) == [end]
    assert list(ambassadors.changes([person], ZONE, end)) == []


def test_every_day_that_turns_something_is_a_change(make_ambassador: Make) -> None:
    person = make_ambassador(
        contract=Period(date(2026, 7, 1), date(2026, 12, 31)),
        consent=until(date(2027, 12, 31)),
        code=Code(text="ADA10", period=Period(date(2026, 8, 1), date(2026, 8, 15))),
        portrait=Portrait(rights="contract", until=date(2026, 9, 30)),
    )
    days = [date(2026, 7, 1), date(2026, 8, 1), date(2026, 8, 16), date(2026, 10, 1), date(2027, 1, 1), date(2028, 1, 1)]

    assert sorted(ambassadors.changes([person], ZONE, NOW)) == [midnight(day) for day in days]


def test_a_goodbye_after_the_consents_end_tells_nothing_more(make_ambassador: Make) -> None:
    person = make_ambassador(consent=until(TODAY), portrait=Portrait(rights="contract"))

    assert (ambassadors.agreed(person, TODAY), ambassadors.pictured(person, TODAY)) == (True, True)
    assert (ambassadors.agreed(person, date(2026, 6, 13)), ambassadors.pictured(person, date(2026, 6, 13))) == (False, False)


def test_a_picture_is_shown_for_as_long_as_its_right_lasts(make_ambassador: Make) -> None:
    person = make_ambassador(portrait=Portrait(rights="contract", until=TODAY))

    assert ambassadors.pictured(person, TODAY)
    assert not ambassadors.pictured(person, date(2026, 6, 13))
    assert not ambassadors.pictured(make_ambassador(), TODAY)


def test_a_code_is_told_while_it_is_valid(make_ambassador: Make) -> None:
    code = Code(text="ADA10", period=Period(date(2026, 6, 1), TODAY))
    person = make_ambassador(code=code)
    alumna = make_ambassador(code=code, consent=until(date(2026, 6, 11)), after="goodbye")

    assert ambassadors.code(person, date(2026, 5, 31)) is None
    assert ambassadors.code(person, TODAY) is code
    assert ambassadors.code(person, date(2026, 6, 13)) is None
    assert ambassadors.code(alumna, TODAY) is None


@pytest.mark.parametrize("owner", ["ambassador: noemie-castilloux", "ambassador: Noémie Castilloux"])
def test_a_source_belongs_to_somebody(owner: str) -> None:
    assert ambassadors.owner(Source(name="blog", kind="feed", owner=owner)) == "noemie-castilloux"


def test_other_sources_belong_to_nobody() -> None:
    assert [ambassadors.owner(Source(name="blog", kind="feed", owner=owner)) for owner in ("brand", "community")] == ["", ""]


def test_whose_words_a_post_is(make_ambassador: Make, post: Callable[..., Post]) -> None:
    ada = make_ambassador("ada", profiles=(Profile("Photos", "https://photos.example/Ada/"),))
    bao = make_ambassador("bao")
    sources = {"blog": Source(name="blog", kind="feed", owner="ambassador: bao"), "tag": Source(name="tag", kind="feed")}
    people = People([ada, bao], sources)

    assert people.find(post()) is bao
    assert people.find(post(source="tag", author=Author(name="x", url="https://PHOTOS.example/ada?utm_source=feed"))) is ada
    assert people.find(post(source="tag", author=Author(name="Ada"))) is None
    assert people.find(post(source="unknown")) is None
