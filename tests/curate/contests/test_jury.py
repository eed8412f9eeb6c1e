"""The jury: means, weights, and who stands aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.curate.contests import draw, jury
from parvis.errors import ContentError, PolicyError
from parvis.model.contest import Conflict, Contest, DrawPlan, Score
from parvis.model.contest_result import Seed

Make = Callable[..., Contest]
FINALISTS = {"1": "Thé au jasmin", "2": "Cassis et violette"}
JURORS, CRITERIA = ("maude", "ghislaine", "mikael"), ("gout", "histoire")


def points(given: Mapping[tuple[str, str, str], str], default: str = "5") -> tuple[Score, ...]:
    """What every juror gives every finalist by every criterion: `default`, or what `given` says."""
    places = [(juror, entry, criterion) for juror in JURORS for entry in FINALISTS for criterion in CRITERIA]
    return tuple(Score(*place, given.get(place, default), line) for line, place in enumerate(places, start=2))


def test_a_score_is_the_mean_of_the_jurors_weighted_by_criterion(make_contest: Make) -> None:
    contest = make_contest(scores=points({("maude", "1", "gout"): "10", ("mikael", "1", "histoire"): "8"}))
    found = jury.verdict(contest, FINALISTS)

    assert [(place.place, place.id, place.score) for place in found.order] == [(1, "1", "6.533"), (2, "2", "5.000")]
    assert found.order[0].criteria == {"gout": "6.667", "histoire": "6.000"}
    assert found.counts == {"jurors": 3, "criteria": 2, "points": 12, "recused": 0}


def test_who_stands_aside_is_left_out_of_the_mean(make_contest: Make) -> None:
    scores = tuple(score for score in points({}) if (score.juror, score.entry) != ("mikael", "1"))
    contest = make_contest(scores=(*scores, Score("mikael", "1", "", "", 20)))
    found = jury.verdict(contest, FINALISTS)

    assert [(place.id, place.jurors) for place in found.order] == [("1", 2), ("2", 3)]
    assert found.counts["recused"] == 1


def test_a_declared_conflict_is_a_recusal(make_contest: Make) -> None:
    contest = _with_conflict(make_contest(), "mikael", "1")
    scores = tuple(score for score in points({}) if (score.juror, score.entry) != ("mikael", "1"))

    assert jury.verdict(msgspec.structs.replace(contest, scores=scores), FINALISTS).order[0].jurors == 2


def test_points_in_spite_of_a_conflict_are_refused_with_their_line(make_contest: Make) -> None:
    contest = msgspec.structs.replace(_with_conflict(make_contest(), "mikael", "1"), scores=points({}))

    with pytest.raises(ContentError) as caught:
        jury.verdict(contest, FINALISTS)

    assert [mistake.line for mistake in caught.value.mistakes] == [10, 11]
    assert "Mikaël T. stands aside for the entry '1' and has given it points." in str(caught.value)


def test_missing_points_are_all_listed(make_contest: Make) -> None:
    with pytest.raises(ContentError) as caught:
        jury.verdict(make_contest(scores=points({})[2:]), FINALISTS)

    assert len(caught.value.mistakes) == 2
    assert "Maude Thériault has given the entry '1' no points for 'histoire'." in str(caught.value)


def test_an_entry_that_nobody_may_judge_is_told(make_contest: Make) -> None:
    scores = tuple(Score(juror, "1", "", "", 2) for juror in JURORS)

    with pytest.raises(ContentError, match="every juror stands aside for the entry '1'"):
        jury.verdict(make_contest(scores=scores), {"1": "Thé au jasmin"})


def test_equals_are_parted_by_the_criterion_that_the_contest_names(make_contest: Make) -> None:
    given = {("maude", "1", "gout"): "6", ("maude", "1", "histoire"): "1"}  # 4 x 1 more here, 4 less there
    found = jury.verdict(make_contest(scores=points(given)), FINALISTS)

    assert [(place.place, place.id, place.score) for place in found.order] == [(1, "1", "5.000"), (2, "2", "5.000")]
    assert [(tie.ids, tie.rule) for tie in found.ties] == [(("1", "2"), "gout")]


def test_then_by_the_votes(make_contest: Make) -> None:
    found = jury.verdict(make_contest(scores=points({})), FINALISTS, {"1": 3, "2": 9})

    assert [place.id for place in found.order] == ["2", "1"]
    assert found.ties[0].rule == "votes"


def test_what_nothing_parts_shares_its_place(make_contest: Make) -> None:
    found = jury.verdict(make_contest(scores=points({})), FINALISTS)

    assert [place.place for place in found.order] == [1, 1]
    assert found.ties[0].rule == "equal"


def test_lots_part_equals_with_a_published_seed_alone(make_contest: Make) -> None:
    made = make_contest(scores=points({}), draw=DrawPlan(commitment=draw.commitment("nails")))
    contest = msgspec.structs.replace(made, jury=msgspec.structs.replace(made.jury, ties=("gout", "draw")))
    seed = Seed(commitment=contest.draw.commitment, secret="nails", number="7")

    with pytest.raises(PolicyError, match="--secret"):
        jury.verdict(contest, FINALISTS)
    assert [place.id for place in jury.verdict(contest, FINALISTS, seed=seed).order] == draw.order(FINALISTS, seed)


@given(st.lists(st.integers(0, 20), min_size=12, max_size=12), st.randoms())
def test_the_order_of_the_points_decides_nothing(make_contest: Make, given_points: list[int], random: object) -> None:
    scores = [msgspec.structs.replace(score, points=str(half / 2)) for score, half in zip(points({}), given_points, strict=True)]
    shuffled = list(scores)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' own Random

    assert jury.verdict(make_contest(scores=tuple(scores)), FINALISTS) == jury.verdict(make_contest(scores=tuple(shuffled)), FINALISTS)


@given(st.lists(st.integers(0, 20), min_size=12, max_size=12))
def test_a_score_lies_between_the_worst_and_the_best_that_was_given(make_contest: Make, given_points: list[int]) -> None:
    scores = tuple(msgspec.structs.replace(score, points=str(half / 2)) for score, half in zip(points({}), given_points, strict=True))

    for place in jury.verdict(make_contest(scores=scores), FINALISTS).order:
        own = [float(score.points) for score in scores if score.entry == place.id]
        assert min(own) - 0.001 <= float(place.score or "nan") <= max(own) + 0.001


def _with_conflict(contest: Contest, juror: str, entry: str) -> Contest:
    members = tuple(
        msgspec.structs.replace(one, conflicts=(Conflict(entry, {}),)) if one.id == juror else one for one in contest.jury.members
    )
    return msgspec.structs.replace(contest, jury=msgspec.structs.replace(contest.jury, members=members))
