"""Ballots are counted as the contest says: whose, when, how often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.curate.contests import draw, votes
from parvis.errors import PolicyError
from parvis.model.contest import Ballot, Cap, Contest, DrawPlan, Merge, SetAside, Shortlist, Vote
from parvis.model.contest_result import Seed

Make = Callable[..., Contest]
Cast = Callable[..., Ballot]


def test_ballots_are_counted(make_contest: Make, ballot: Cast) -> None:
    counted = votes.tally(make_contest(ballots=(ballot(1, "4"), ballot(2, "4"), ballot(3, "1"))))

    assert [(place.place, place.id, place.votes) for place in counted.order[:3]] == [(1, "4", 2), (2, "1", 1), (3, "2", 0)]
    assert counted.counts == {"ballots": 3, "counted": 3, "repeated": 0, "voters": 3}


def test_one_person_has_one_vote_the_first_one(make_contest: Make, ballot: Cast) -> None:
    counted = votes.tally(make_contest(ballots=(ballot(1, "1", 5), ballot(1, "2", 1), ballot(1, "2", 9))))

    assert counted.votes["2"] == 1
    assert counted.votes["1"] == 0
    assert counted.counts["repeated"] == 2


def test_the_last_vote_counts_where_the_contest_says_so(make_contest: Make, ballot: Cast) -> None:
    counted = votes.tally(make_contest(ballots=(ballot(1, "1", 5), ballot(1, "2", 1)), vote=Vote(counts="last")))

    assert counted.votes["1"] == 1


def test_a_window_lets_a_person_vote_again(make_contest: Make, ballot: Cast) -> None:
    daily = Vote(caps=(Cap(1, timedelta(days=1)),))
    cast = tuple(ballot(1, "1", hours * 60) for hours in (0, 2, 26, 50))

    assert votes.tally(make_contest(ballots=cast, vote=daily)).votes["1"] == 3


def test_a_day_begins_at_the_contests_own_midnight(make_contest: Make, ballot: Cast) -> None:
    daily = Vote(caps=(Cap(1, timedelta(days=1)),))
    midnight = datetime(2026, 6, 4, 4, tzinfo=UTC)  # in Montréal
    cast = (ballot(1, "1", -1, at=midnight), ballot(1, "1", 1, at=midnight))

    assert votes.tally(make_contest(ballots=cast, vote=daily)).votes["1"] == 2


def test_hours_run_from_the_start_of_the_vote(make_contest: Make, ballot: Cast) -> None:
    contest = make_contest(vote=Vote(caps=(Cap(1, timedelta(hours=6)),)))
    start = contest.starts("vote")
    assert start is not None
    cast = tuple(ballot(1, "1", minutes, at=start) for minutes in (0, 359, 360))

    assert votes.tally(msgspec.structs.replace(contest, ballots=cast)).votes["1"] == 2


def test_every_cap_holds(make_contest: Make, ballot: Cast) -> None:
    both = Vote(caps=(Cap(1, timedelta(days=1)), Cap(2)))
    cast = tuple(ballot(1, "1", days * 1440) for days in range(5))

    assert votes.tally(make_contest(ballots=cast, vote=both)).votes["1"] == 2


def test_three_votes_are_for_three_ideas(make_contest: Make, ballot: Cast) -> None:
    three = Vote(caps=(Cap(3),))
    cast = (ballot(1, "1"), ballot(1, "1", 1), ballot(1, "2", 2), ballot(1, "3", 3), ballot(1, "4", 4))
    counted = votes.tally(make_contest(ballots=cast, vote=three))

    assert [counted.votes[id_] for id_ in "1234"] == [1, 1, 1, 0]


def test_ballots_before_and_after_the_vote_do_not_count(make_contest: Make, ballot: Cast) -> None:
    contest = make_contest()
    start, end = contest.starts("vote"), contest.ends("vote")
    assert start is not None
    assert end is not None
    second = timedelta(seconds=1)
    cast = (ballot(1, "1", at=start - second), ballot(2, "1", at=start), ballot(3, "1", at=end - second), ballot(4, "1", at=end))
    counted = votes.tally(msgspec.structs.replace(contest, ballots=cast))

    assert counted.votes["1"] == 2
    assert (counted.counts["early"], counted.counts["late"]) == (1, 1)


def test_votes_for_merged_ideas_count_for_the_one_that_stays(make_contest: Make, ballot: Cast) -> None:
    counted = votes.tally(make_contest(ballots=(ballot(1, "1"), ballot(2, "4")), merges=(Merge(ids=("4", "1"), accept=True),)))

    assert counted.votes["4"] == 2
    assert "1" not in counted.votes


def test_only_what_stands_on_the_ballot_can_be_voted_for(make_contest: Make, ballot: Cast) -> None:
    counted = votes.tally(make_contest(ballots=(ballot(1, "1"), ballot(2, "4")), vote=Vote(options=("4", "2"))))

    assert list(counted.votes) == ["4", "2"]
    assert counted.counts["not_on_ballot"] == 1


def test_what_an_editor_sets_aside_does_not_count(make_contest: Make, ballot: Cast) -> None:
    cast = (ballot(1, "1"), ballot(2, "1", 1), ballot(3, "1", 2), ballot(2, "1", 3000))
    strange = SetAside(
        kind="burst", voters=(cast[0].voter, cast[1].voter), since=cast[0].at, until=cast[1].at, set_aside=True, because="robot"
    )
    contest = make_contest(ballots=cast, strange=(strange,))

    assert votes.tally(contest).counts["set_aside"] == 2
    assert votes.tally(contest).votes["1"] == 2  # the second voter's later ballot is nobody's burst
    assert votes.tally(msgspec.structs.replace(contest, strange=(msgspec.structs.replace(strange, set_aside=False),))).votes["1"] == 3


BALLOTS = st.lists(
    st.builds(
        Ballot,
        st.integers(0, 5).map(lambda number: f"{number:032x}"),
        st.sampled_from(["1", "2", "3", "4", "5", "6"]),
        st.integers(0, 60 * 24 * 20).map(lambda minutes: datetime(2026, 5, 30, tzinfo=UTC) + timedelta(minutes=minutes)),
    ),
    max_size=30,
)
VOTES = st.sampled_from(
    [
        Vote(),
        Vote(counts="last"),
        Vote(caps=(Cap(2),)),
        Vote(caps=(Cap(1, timedelta(hours=6)),)),
        Vote(caps=(Cap(1, timedelta(days=1)), Cap(3))),
    ]
)


@given(BALLOTS, VOTES, st.randoms())
def test_tally_is_order_independent(make_contest: Make, cast: list[Ballot], vote: Vote, random: object) -> None:
    shuffled = list(cast)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' own Random

    assert votes.tally(make_contest(ballots=tuple(cast), vote=vote)) == votes.tally(make_contest(ballots=tuple(shuffled), vote=vote))


@given(BALLOTS, VOTES)
def test_every_ballot_is_accounted_for_and_nobody_has_more_than_the_caps_allow(make_contest: Make, cast: list[Ballot], vote: Vote) -> None:
    counted = votes.tally(make_contest(ballots=tuple(cast), vote=vote))
    reasons = ("counted", "repeated", "early", "late", "not_on_ballot", "set_aside")

    assert sum(counted.counts.get(reason, 0) for reason in reasons) == len(cast)
    assert sum(counted.votes.values()) == counted.counts["counted"]
    whole = [cap.ballots for cap in vote.caps if cap.every is None]
    if whole:
        assert counted.counts["counted"] <= min(whole) * counted.counts["voters"]


@given(BALLOTS, st.integers(1, 6))
def test_a_shortlist_holds_who_has_more_votes_than_who_is_left(make_contest: Make, cast: list[Ballot], size: int) -> None:
    contest = make_contest(ballots=tuple(cast))
    counted = votes.tally(contest)
    chosen = votes.shortlist(contest, counted, size).ids

    assert len(chosen) == min(size, sum(1 for count in counted.votes.values() if count))
    left = [count for id_, count in counted.votes.items() if id_ not in chosen]
    assert all(counted.votes[id_] >= max(left, default=0) for id_ in chosen)


@pytest.fixture
def tied(make_contest: Make, ballot: Cast) -> Contest:
    """One idea with two votes, three with one each; two go on."""
    cast = (ballot(1, "5"), ballot(2, "5"), ballot(3, "6"), ballot(4, "2"), ballot(5, "3"))
    return make_contest(ballots=cast, shortlist=Shortlist(size=2))


def test_a_shared_last_place_needs_a_rule_that_was_written_down(tied: Contest) -> None:
    with pytest.raises(PolicyError, match=r"no rule parts them\..*Write `ties: all`"):
        votes.shortlist(tied, votes.tally(tied), 2)


@pytest.mark.parametrize(("rule", "expected"), [("all", ("5", "2", "3", "6")), ("earliest", ("5", "2"))])
def test_the_contests_rule_parts_them(tied: Contest, rule: str, expected: tuple[str, ...]) -> None:
    contest = msgspec.structs.replace(tied, shortlist=Shortlist(size=2, ties=rule))  # type: ignore[arg-type]
    chosen = votes.shortlist(contest, votes.tally(contest), 2)

    assert chosen.ids == expected
    assert [(tie.ids, tie.rule) for tie in chosen.ties] == [(("2", "3", "6"), rule)]


def test_the_earliest_of_merged_ideas_counts(tied: Contest) -> None:
    contest = msgspec.structs.replace(tied, shortlist=Shortlist(size=2, ties="earliest"), merges=(Merge(ids=("6", "1"), accept=True),))

    assert votes.shortlist(contest, votes.tally(contest), 2).ids == ("5", "6")


def test_lots_are_drawn_with_a_seed_alone(tied: Contest) -> None:
    contest = msgspec.structs.replace(tied, shortlist=Shortlist(size=2, ties="draw"), draw=DrawPlan(commitment=draw.commitment("nails")))
    seed = Seed(commitment=contest.draw.commitment, secret="nails", number="42")

    with pytest.raises(PolicyError, match="--secret"):
        votes.shortlist(contest, votes.tally(contest), 2)
    assert votes.shortlist(contest, votes.tally(contest), 2, seed).ids == ("5", draw.order(["2", "3", "6"], seed)[0])


def test_nobody_gets_on_the_shortlist_without_a_vote(make_contest: Make, ballot: Cast) -> None:
    contest = make_contest(ballots=(ballot(1, "5"),))

    assert votes.shortlist(contest, votes.tally(contest), 4).ids == ("5",)


def test_numbers_are_ordered_by_their_value() -> None:
    assert sorted(["10", "9", "a2", "a10"], key=votes.natural) == ["a2", "a10", "9", "10"]
