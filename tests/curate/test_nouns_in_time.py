"""Products, places, offers and challenges in time: what changes by itself, and exactly when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from parvis.curate import challenges, offers, places, products
from parvis.curate.assemble import assemble
from parvis.model.challenge import Challenge, Milestone, Progress
from parvis.model.curation import Curation
from parvis.model.hub import Hub
from parvis.model.nouns import Nouns
from parvis.model.offer import Offer
from parvis.model.place import Exceptional, Place
from parvis.model.product import Product
from parvis.settings import Settings

ZONE = "America/Montreal"
NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
TODAY = date(2026, 6, 12)


def product(**facts: Any) -> Product:
    return Product(slug="a", name="A", file="content/products/a.md", **facts)


def offer(**facts: Any) -> Offer:
    known: dict[str, Any] = {"slug": "a", "name": "A", "file": "content/offers/a.md", "benefit": {"fr": "2 + 1"}, "ends": NOW}
    return Offer(**known | facts)


def challenge(**facts: Any) -> Challenge:
    return Challenge(slug="a", name="A", file="content/challenges/a.md", unit={"fr": "pas"}, **facts)


@pytest.mark.parametrize(
    ("promised", "launched", "promise"),
    [
        (None, None, None),
        (None, date(2026, 6, 1), None),
        (date(2026, 6, 1), date(2026, 6, 1), "kept"),
        (date(2026, 6, 1), date(2026, 6, 2), "kept_late"),
        (date(2026, 6, 12), None, "waiting"),
        (date(2026, 6, 11), None, "late"),
        (date(2026, 6, 1), date(2026, 9, 12), "late"),
        (date(2026, 9, 1), date(2026, 9, 12), "late"),
        (date(2026, 9, 12), date(2026, 9, 12), "waiting"),
    ],
)
def test_a_promise_is_kept_or_late_by_its_days(promised: date | None, launched: date | None, promise: str | None) -> None:
    assert products.promise(product(promised=promised, launched=launched), TODAY) == promise


def test_what_was_announced_is_there_from_its_day_on() -> None:
    announced = product(status="announced", launched=TODAY)

    assert products.status(announced, TODAY - timedelta(days=1)) == "announced"
    assert products.status(announced, TODAY) == "available"
    assert products.status(product(status="retired", launched=TODAY), TODAY) == "retired"


def test_a_product_changes_at_midnight_of_the_hub() -> None:
    late = product(promised=date(2026, 6, 12), launched=date(2026, 6, 30))

    assert sorted(products.changes([late], ZONE, NOW)) == [datetime(2026, 6, 13, 4, tzinfo=UTC), datetime(2026, 6, 30, 4, tzinfo=UTC)]


def test_a_promise_for_the_last_day_of_the_calendar_is_no_mistake() -> None:
    assert len(list(products.changes([product(promised=date.max)], "UTC", NOW))) == 1


def test_an_offer_is_gone_at_its_minute() -> None:
    running = offer(starts=NOW - timedelta(days=1), ends=NOW + timedelta(minutes=1))

    assert offers.state(running, NOW - timedelta(days=1, seconds=1)) == "coming"
    assert offers.state(running, NOW - timedelta(days=1)) == "running"
    assert offers.state(running, NOW + timedelta(seconds=59)) == "running"
    assert offers.state(running, NOW + timedelta(minutes=1)) == "ended"
    assert list(offers.changes([running], NOW)) == [NOW + timedelta(minutes=1)]
    assert list(offers.changes([running], NOW + timedelta(minutes=1))) == []


def test_days_with_hours_of_their_own_are_told_until_they_are_over() -> None:
    days = [
        Exceptional(first=TODAY + timedelta(days=first), last=TODAY + timedelta(days=last), spans=())
        for first, last in ((-3, -1), (-1, 0), (5, 6))
    ]
    place = Place(slug="a", name="A", file="", exceptions=tuple(days), week=((((time(9), time(17))),),) * 7)

    assert places.upcoming(place, TODAY) == tuple(days[1:])
    assert list(places.changes([place], ZONE, NOW)) == [datetime(2026, 6, 13, 4, tzinfo=UTC), datetime(2026, 6, 19, 4, tzinfo=UTC)]


def test_who_has_come_equally_far_shares_a_place() -> None:
    board = challenges.board(
        challenge(progress=tuple(Progress(name=name, amount=amount) for name, amount in (("A", 9), ("B", 5), ("C", 5), ("D", 1))))
    )

    assert [(standing.rank, standing.progress.name) for standing in board] == [(1, "A"), (2, "B"), (2, "C"), (4, "D")]


def test_milestones_count_who_has_reached_them() -> None:
    steps = (Milestone(at=2, name={"fr": "deux"}), Milestone(at=10, name={"fr": "dix"}))
    people = (Progress(name="A", amount=9), Progress(name="B", amount=2), Progress(name="C", amount=1))

    assert [one.count for one in challenges.reached(challenge(milestones=steps, progress=people))] == [2, 0]
    assert [one.count for one in challenges.reached(challenge(milestones=steps, progress=people, together=True, goal=20))] == [1, 1]
    assert [
        standing.milestone and standing.milestone.at for standing in challenges.board(challenge(milestones=steps, progress=people))
    ] == [2, 2, None]


def test_a_challenge_begins_and_ends() -> None:
    running = challenge(starts=NOW, ends=NOW + timedelta(days=1))

    assert [challenges.state(running, NOW + timedelta(days=day)) for day in (-1, 0, 1)] == ["coming", "running", "ended"]
    assert list(challenges.changes([running], NOW)) == [NOW + timedelta(days=1)]
    assert challenges.state(challenge(), NOW) == "running"


def assembled(settings: Callable[..., Settings], nouns: Nouns) -> Hub:
    return assemble(settings(), {}, (), (), Curation(), NOW, nouns)


def test_next_change_is_the_first_of_all(settings: Callable[..., Settings]) -> None:
    soon = NOW + timedelta(minutes=3)
    nouns = Nouns(
        products=(product(launched=date(2026, 9, 12)),), offers=(offer(ends=soon),), challenges=(challenge(ends=NOW + timedelta(hours=1)),)
    )

    assert assembled(settings, nouns).next_change == soon


def test_a_noun_that_is_dated_ahead_waits_and_is_no_secret_to_the_clock(settings: Callable[..., Settings]) -> None:
    later = NOW + timedelta(seconds=1)
    hub = assembled(settings, Nouns(products=(product(published=later), product(published=NOW))))

    assert [one.published for one in hub.products] == [NOW]
    assert hub.next_change == later


def test_nouns_come_by_name_whatever_their_files_are_called(settings: Callable[..., Settings]) -> None:
    named = tuple(Product(slug=slug, name=name, file=f"{slug}.md") for slug, name in (("a", "zeste"), ("b", "Ananas"), ("c", "ananas")))

    assert [one.slug for one in assembled(settings, Nouns(products=named)).products] == ["b", "c", "a"]
    assert len(assembled(settings, Nouns(products=named)).nouns()) == 3
