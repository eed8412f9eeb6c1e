"""The spotlight of the week: it follows from the date, and it is fair whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.curate import spotlight
from parvis.curate.spotlight import Turn
from parvis.model.ambassador import Ambassador, Consent, Period, Scope

ZONE = "America/Montreal"
MONDAY = date(2026, 6, 8)
Make = Callable[..., Ambassador]


def at(day: date, hour: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(ZONE))


def consent(until: date | None = None, *scope: Scope) -> Consent:
    return Consent(period=Period(date(2024, 1, 1), until), scope=scope or ("page", "spotlight"))


def weeks(people: list[Ambassador], first: date, count: int) -> list[str]:
    found = (spotlight.spotlight(people, ZONE, at(first + timedelta(weeks=week), 12)) for week in range(count))
    return [person.slug if person else "" for person in found]


def test_everybody_has_a_week_before_anybody_has_two(make_ambassador: Make) -> None:
    people = [make_ambassador(slug) for slug in ("ada", "bao", "cyd", "dia")]
    found = weeks(people, MONDAY, 12)

    assert all(len(set(found[start : start + 4])) == 4 for start in range(9))


def test_the_order_of_the_files_has_no_say(make_ambassador: Make) -> None:
    people = [make_ambassador(slug, since=date(2025, 3, day)) for day, slug in enumerate(("ada", "bao", "cyd"), 1)]

    assert weeks(people, MONDAY, 9) == weeks(people[::-1], MONDAY, 9)


def test_it_stays_from_monday_to_monday(make_ambassador: Make) -> None:
    people = [make_ambassador("ada"), make_ambassador("bao")]
    found = [spotlight.spotlight(people, ZONE, moment) for moment in (at(MONDAY), at(MONDAY + timedelta(days=6), 23))]
    before = spotlight.spotlight(people, ZONE, at(MONDAY) - timedelta(seconds=1))

    assert found[0] is found[1]
    assert before is not found[0]


def test_weeks_begin_in_the_hubs_own_zone(make_ambassador: Make) -> None:
    people = [make_ambassador("ada"), make_ambassador("bao")]
    sunday_evening = datetime(2026, 6, 8, 3, 59, tzinfo=UTC)

    assert spotlight.spotlight(people, ZONE, sunday_evening) is not spotlight.spotlight(people, "UTC", sunday_evening)
    assert list(spotlight.changes(people, ZONE, sunday_evening)) == [datetime(2026, 6, 8, 4, tzinfo=UTC)]


def test_a_newcomer_comes_next(make_ambassador: Make) -> None:
    people = [make_ambassador("ada"), make_ambassador("bao"), make_ambassador("new", since=MONDAY + timedelta(days=2))]

    assert "new" not in weeks(people, MONDAY - timedelta(weeks=8), 9)
    assert weeks(people, MONDAY, 5)[1] == "new"
    assert sorted(weeks(people, MONDAY, 5)[2:4]) == ["ada", "bao"]


def test_a_newcomer_does_not_rewrite_the_weeks_before(make_ambassador: Make) -> None:
    people = [make_ambassador("ada"), make_ambassador("bao"), make_ambassador("cyd")]
    more = [*people, make_ambassador("new", since=MONDAY)]

    assert weeks(people, MONDAY - timedelta(weeks=9), 9) == weeks(more, MONDAY - timedelta(weeks=9), 9)


def test_who_leaves_within_the_week_makes_room_at_once(make_ambassador: Make) -> None:
    others = [make_ambassador("ada"), make_ambassador("bao")]
    leaver = make_ambassador("new", since=MONDAY, consent=consent(MONDAY + timedelta(days=2)))
    people = [*others, leaver]
    gone = at(MONDAY + timedelta(days=3))

    assert spotlight.spotlight(people, ZONE, gone - timedelta(seconds=1)) is leaver
    assert spotlight.spotlight(people, ZONE, gone) in others
    assert list(spotlight.changes(people, ZONE, at(MONDAY))) == [gone]


def test_nobody_is_shown_who_has_not_agreed(make_ambassador: Make) -> None:
    people = [make_ambassador("ada"), make_ambassador("shy", consent=consent(None, "page", "posts"))]

    assert set(weeks(people, MONDAY, 6)) == {"ada"}


def test_nobody_is_shown_before_their_page(make_ambassador: Make) -> None:
    early = make_ambassador("ada", published=datetime(2026, 6, 10, 16, tzinfo=UTC))

    assert spotlight.spotlight([early], ZONE, datetime(2026, 6, 10, 15, 59, tzinfo=UTC)) is None
    assert spotlight.spotlight([early], ZONE, datetime(2026, 6, 10, 16, tzinfo=UTC)) is early
    assert list(spotlight.changes([early], ZONE, at(MONDAY))) == [early.published]


def test_one_alone_stays_and_nothing_ever_changes(make_ambassador: Make) -> None:
    assert list(spotlight.changes([make_ambassador()], ZONE, at(MONDAY))) == []
    assert len(list(spotlight.turns([make_ambassador()], ZONE))) == 1


def test_one_alone_until_somebody_joins(make_ambassador: Make) -> None:
    people = [make_ambassador(), make_ambassador("new", since=date(2026, 7, 1))]

    assert list(spotlight.changes(people, ZONE, at(MONDAY))) == [at(date(2026, 7, 6))]


def test_one_alone_until_they_leave(make_ambassador: Make) -> None:
    people = [make_ambassador(consent=consent(date(2026, 6, 30)))]

    assert list(spotlight.changes(people, ZONE, at(MONDAY))) == [at(date(2026, 7, 1))]
    assert weeks(people, date(2026, 7, 6), 2) == ["", ""]


def test_with_nobody_there_is_none(make_ambassador: Make) -> None:
    nobody = make_ambassador("shy", consent=consent(None, "page"))

    for people in ([], [nobody]):
        assert spotlight.spotlight(people, ZONE, at(MONDAY)) is None
        assert list(spotlight.changes(people, ZONE, at(MONDAY))) == []


def test_next_change_is_the_next_monday(make_ambassador: Make) -> None:
    people = [make_ambassador("ada"), make_ambassador("bao")]

    assert list(spotlight.changes(people, ZONE, at(date(2026, 6, 12), 10))) == [at(date(2026, 6, 15))]


def test_weeks_of_the_clock_change_begin_at_midnight_too(make_ambassador: Make) -> None:
    people = [make_ambassador("ada"), make_ambassador("bao")]

    assert list(spotlight.changes(people, ZONE, at(date(2026, 3, 6)))) == [datetime(2026, 3, 9, 4, tzinfo=UTC)]
    assert list(spotlight.changes(people, ZONE, at(date(2026, 10, 30)))) == [datetime(2026, 11, 2, 5, tzinfo=UTC)]


DAYS = st.integers(0, 200).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
#: When each joins, and how long each stays; None: for ever.
STAYS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 120)), min_size=1, max_size=7)


def _stayed(make: Make, stays: list[tuple[date, int | None]]) -> list[Ambassador]:
    ends = [None if days is None else joined + timedelta(days=days) for joined, days in stays]
    return [
        make(f"p{number}", since=joined, consent=consent(end)) for number, ((joined, _), end) in enumerate(zip(stays, ends, strict=True))
    ]


def _year(people: list[Ambassador]) -> list[Turn]:
    return list(islice(takewhile(lambda turn: turn.start < at(date(2027, 3, 1)), spotlight.turns(people, ZONE)), 500))


def _there(person: Ambassador, moment: datetime) -> bool:
    end = person.consent.period.end
    return at(person.since) <= moment and (end is None or moment < at(end + timedelta(days=1)))


@settings(deadline=None)
@given(STAYS)
def test_spotlight_is_fair_whoever_joins_and_leaves(make_ambassador: Make, stays: list[tuple[date, int | None]]) -> None:
    """Between two turns of one person, everybody had one who was there all the while."""
    people = _stayed(make_ambassador, stays)
    found = _year(people)

    last: dict[str, int] = {}
    for place, turn in enumerate(found):
        if turn.person is None:
            continue
        if turn.person.slug in last:
            between = found[last[turn.person.slug] : place + 1]
            faithful = {person.slug for person in people if all(_there(person, other.start) for other in between)}
            assert faithful <= {other.person.slug for other in between if other.person}
        last[turn.person.slug] = place


@settings(deadline=None)
@given(STAYS)
def test_whoever_stands_in_it_is_there(make_ambassador: Make, stays: list[tuple[date, int | None]]) -> None:
    people = _stayed(make_ambassador, stays)

    for turn in _year(people):
        assert any(_there(person, turn.start) for person in people) == (turn.person is not None)
        assert turn.person is None or _there(turn.person, turn.start)


@settings(deadline=None)
@given(STAYS, st.integers(0, 400 * 24))
def test_next_change_is_exact(make_ambassador: Make, stays: list[tuple[date, int | None]], hours: int) -> None:
    people, now = _stayed(make_ambassador, stays), at(date(2026, 1, 1)) + timedelta(hours=hours)
    current, change = spotlight.spotlight(people, ZONE, now), next(spotlight.changes(people, ZONE, now), None)

    if change is None:
        assert all(spotlight.spotlight(people, ZONE, now + timedelta(days=days)) is current for days in range(1, 500, 3))
    else:
        assert change > now
        assert spotlight.spotlight(people, ZONE, change) is not current
        assert spotlight.spotlight(people, ZONE, change - timedelta(seconds=1)) is current
