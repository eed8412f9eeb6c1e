"""A contest's story in numbers, and every judge's points."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from parvis.curate import contests as decided
from parvis.model.contest import Ballot, Contest, Entry, Merge, Outcome, PhaseName, Score, Vote, Winner
from parvis.model.hub import Hub
from parvis.pages.contest import results, story
from parvis.pages.edition import Edition, main_edition

Make = Callable[..., Contest]
At = Callable[[Contest, PhaseName], tuple[Contest, Edition]]


@pytest.fixture
def at(make_hub: Callable[..., Hub]) -> At:
    """A contest as it is shown when a phase begins."""

    def shown(contest: Contest, phase: PhaseName) -> tuple[Contest, Edition]:
        now = contest.starts(phase)
        assert now is not None
        hub = make_hub(contests=decided.shown([contest], now), now=now)
        return hub.contests[0], main_edition(hub)

    return shown


@pytest.fixture
def many(make_contest: Make) -> Contest:
    """1,200 ideas of which two say the same; five of them on the ballot."""
    first = make_contest().starts("ideas")
    assert first is not None
    sent = tuple(
        Entry(id=str(number), title=f"Idée {number}", at=first + timedelta(minutes=number), file="entries.csv", line=number + 1)
        for number in range(1, 1201)
    )
    merges = (Merge(ids=("1", "2"), accept=True, because="La même."),)
    return make_contest(entries=sent, merges=merges, vote=Vote(options=("1", "3", "4", "5", "6")))


@pytest.mark.parametrize(
    ("phase", "told"),
    [
        ("announced", {"shortlist": "3 retenues", "jury": "3 personnes"}),
        ("ideas", {"ideas": "1\u202f200\u00a0idées"}),
        ("moderation", {"ideas": "1\u202f200\u00a0idées", "moderation": "réunies en 1\u202f199"}),
        ("vote", {"vote": "5 en lice", "moderation": "réunies en 1\u202f199"}),
    ],
)
def test_each_phase_says_what_it_has_come_to(many: Contest, at: At, phase: PhaseName, told: dict[str, str]) -> None:
    known = story.facts(*at(many, phase))

    assert {name: fact for name, fact in known.items() if name in told} == told


def test_nothing_is_told_of_a_phase_that_has_not_begun(many: Contest, at: At) -> None:
    assert set(story.facts(*at(many, "announced"))) == {"shortlist", "jury"}
    assert "vote" not in story.facts(*at(many, "moderation"))


def test_the_end_of_the_story_counts_votes_winners_and_what_is_in_the_shop(judged: Contest, at: At) -> None:
    before, after = story.facts(*at(judged, "jury")), story.facts(*at(judged, "launch"))

    assert "results" not in before
    assert (after["vote"], after["results"], after["launch"]) == ("4 voix", "2 choisies", "1 en boutique")


@pytest.fixture
def judged(make_contest: Make, judge: Callable[[Contest, str, int], Contest]) -> Contest:
    """Voted and judged; of two winners one is in the shop."""
    start = make_contest().starts("vote")
    assert start is not None
    cast = tuple(Ballot(f"{number:032x}", id_, start + timedelta(hours=number)) for number, id_ in enumerate("1123"))
    day = _day(make_contest(), "launch")
    winners = (Winner(entry="3", promised=day.date(), launched=day.date()), Winner(entry="2", promised=day.date() + timedelta(days=90)))
    return msgspec.structs.replace(judge(make_contest(ballots=cast), "123", 3), outcome=Outcome(file="outcome.md", winners=winners))


def _day(contest: Contest, phase: PhaseName) -> datetime:
    start = contest.starts(phase)
    assert start is not None
    return start


def _points(contest: Contest, edition: Edition) -> dict[str, tuple[str, ...]]:
    shown = results.results(contest, edition)
    assert shown is not None
    return {row.card.id: row.points for row in shown.placed}


def test_every_judge_has_a_column_and_every_idea_their_points(judged: Contest, at: At) -> None:
    contest, edition = at(judged, "results")
    shown: Any = results.results(contest, edition)

    assert shown.judges == ("Maude Thériault", "Ghislaine P.", "Mikaël T.")
    assert _points(contest, edition) == {"3": ("6,00",) * 3, "2": ("5,00",) * 3, "1": ("4,00",) * 3}


def test_a_judge_who_stands_aside_leaves_a_gap(judged: Contest, at: At) -> None:
    aside = tuple(Score(one.juror, one.entry, "", "") if (one.juror, one.entry) == ("ghislaine", "2") else one for one in judged.scores)

    assert _points(*at(msgspec.structs.replace(judged, scores=aside), "results"))["2"] == ("5,00", "", "5,00")
