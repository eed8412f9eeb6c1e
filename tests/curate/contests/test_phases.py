"""Phases of a contest, to the second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from parvis.curate import contests
from parvis.curate.contests import phases
from parvis.model.contest import Contest, Outcome, Phase, Vote, Winner

Make = Callable[..., Contest]
SECOND = timedelta(seconds=1)


def test_before_the_announcement_nobody_knows_of_it(make_contest: Make) -> None:
    contest = make_contest()
    first = contest.phases[0].start

    assert phases.at(contest, first - SECOND) is None
    assert contests.shown([contest], first - SECOND) == ()
    assert contests.shown([contest], first) == (contest,)


def test_each_phase_begins_at_its_second_and_lasts_until_the_next(make_contest: Make) -> None:
    contest = make_contest()

    for before, phase in zip((None, *contest.phases), contest.phases, strict=False):
        assert phases.at(contest, phase.start - SECOND) == before
        assert phases.at(contest, phase.start) == phase


def test_the_last_phase_stays(make_contest: Make) -> None:
    contest = make_contest()
    stage = phases.timeline(contest, datetime(2036, 1, 1, tzinfo=UTC))[-1]

    assert (stage.name, stage.end, stage.state) == ("kept", None, "now")


@pytest.mark.parametrize("hours", [-1, 0, 1])
def test_exactly_one_phase_is_now(make_contest: Make, hours: int) -> None:
    contest = make_contest()

    for phase in contest.phases:
        states = [stage.state for stage in phases.timeline(contest, phase.start + timedelta(hours=hours))]
        assert states.count("now") == (0 if phase.name == "announced" and hours < 0 else 1)
        assert states == sorted(states, key=["past", "now", "ahead"].index)


def test_a_call_closes_when_its_phase_ends(make_contest: Make) -> None:
    contest = make_contest()
    vote = contest.starts("vote")
    assert vote is not None

    assert phases.closes(contest, vote) == contest.starts("shortlist")
    assert phases.closes(contest, vote - SECOND) is None
    assert phases.is_open(contest, vote)
    assert not phases.is_open(contest, vote - SECOND)


def test_a_phase_may_be_left_out(make_contest: Make) -> None:
    contest = make_contest()
    short = make_contest(phases=tuple(phase for phase in contest.phases if phase.name not in {"moderation", "jury"}))

    assert short.ends("ideas") == short.starts("vote")
    assert short.starts("jury") is None
    assert phases.has_reached(short, "jury", contest.phases[-1].start)


def test_authors_are_hidden_from_the_vote_to_the_results(make_contest: Make) -> None:
    contest = make_contest(vote=Vote(hide_authors=True))
    vote, results = contest.starts("vote"), contest.starts("results")
    assert vote is not None
    assert results is not None

    assert [phases.hides_authors(contest, moment) for moment in (vote - SECOND, vote, results - SECOND, results)] == [
        False,
        True,
        True,
        False,
    ]
    assert not phases.hides_authors(make_contest(), vote)


def test_changes_are_the_beginnings_that_are_still_ahead(make_contest: Make) -> None:
    contest = make_contest()
    now = contest.phases[3].start
    a_day_less = {contest.phases[4].start - timedelta(days=phases.days_left(contest, now) or 0) + SECOND}

    assert set(phases.changes(contest, now)) - a_day_less == {phase.start for phase in contest.phases[4:]}
    assert list(phases.changes(contest, contest.phases[-1].start)) == []


def test_days_that_are_left_are_told_anew_the_second_that_one_has_gone(make_contest: Make) -> None:
    contest = make_contest()
    vote = next(phase.start for phase in contest.phases if phase.name == "vote")
    end = contest.ends("vote")
    assert end is not None
    turn = next(moment for moment in sorted(phases.changes(contest, end - timedelta(days=3))))

    assert phases.days_left(contest, vote) == (end - vote).days
    assert phases.days_left(contest, turn - SECOND) == 3
    assert phases.days_left(contest, turn) == 2
    assert phases.days_left(contest, end - SECOND) == 0
    assert phases.days_left(contest, end) is None


def test_a_promise_counts_until_the_end_of_its_day(make_contest: Make) -> None:
    winner = Winner(entry="4", promised=date(2026, 9, 12))
    contest = make_contest(outcome=Outcome(file="outcome.md", winners=(winner,)))
    midnight = datetime(2026, 9, 13, 4, tzinfo=UTC)  # in Montréal

    assert phases.promise(winner, contest, midnight - SECOND) == "waiting"
    assert phases.promise(winner, contest, midnight) == "late"
    assert midnight in phases.changes(contest, midnight - SECOND)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, None),
        ({"promised": date(2026, 9, 12), "launched": date(2026, 9, 12)}, "kept"),
        ({"promised": date(2026, 9, 12), "launched": date(2026, 10, 1)}, "kept_late"),
        ({"launched": date(2026, 3, 14)}, "kept"),
        ({"promised": date(2027, 9, 12), "moved": date(2027, 12, 1)}, "late"),
        ({"promised": date(2027, 9, 12), "launched": date(2027, 9, 12)}, "waiting"),
        ({"promised": date(2027, 9, 12), "moved": date(2027, 9, 1)}, "waiting"),
    ],
)
def test_what_a_promise_has_come_to(make_contest: Make, fields: dict[str, Any], expected: str | None) -> None:
    assert phases.promise(Winner(entry="4", **fields), make_contest(), datetime(2027, 1, 1, tzinfo=UTC)) == expected


def test_contests_stand_newest_first(make_contest: Make) -> None:
    old = make_contest("saveurs-2025", phases=(Phase("announced", datetime(2025, 3, 1, tzinfo=UTC)),))
    new = make_contest("saveurs-2026")

    assert [contest.slug for contest in contests.shown([old, new], new.phases[-1].start)] == ["saveurs-2026", "saveurs-2025"]
