"""Strange ballots are found, and an honest vote is met with silence."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
import pytest

from parvis.curate.contests import anomalies
from parvis.model.contest import Ballot, Cap, Contest, SetAside, Vote

Make = Callable[..., Contest]
Cast = Callable[..., Ballot]


def honest(seed: int, count: int, start: datetime, *, minutes: bool = False) -> list[Ballot]:
    """Votes of a fortnight: mostly by day, a newsletter that brings many at once, some ideas liked more than others."""
    rng = random.Random(seed)
    weights = [rng.random() + 0.2 for _ in range(6)]
    found = []
    for number in range(count):
        at = start + timedelta(days=rng.randrange(13), hours=abs(rng.gauss(8, 4)) % 20)
        if rng.random() < 0.1:
            at = start + timedelta(days=2, seconds=rng.expovariate(1 / 1500))
        at = at.replace(microsecond=0, second=0 if minutes else at.second)
        found.append(Ballot(f"{number:032x}", rng.choices("123456", weights)[0], at))
    return found


@pytest.fixture
def start(make_contest: Make) -> datetime:
    found = make_contest().starts("vote")
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("count", [300, 3000])
def test_an_honest_vote_is_met_with_silence(make_contest: Make, start: datetime, seed: int, count: int) -> None:
    assert anomalies.anomalies(make_contest(ballots=tuple(honest(seed, count, start)))) == ()


@pytest.mark.parametrize("seed", range(4))
def test_an_export_that_knows_no_seconds_is_no_fraud(make_contest: Make, start: datetime, seed: int) -> None:
    assert anomalies.anomalies(make_contest(ballots=tuple(honest(seed, 3000, start, minutes=True)))) == ()


def test_a_burst_for_one_idea_is_found(make_contest: Make, start: datetime) -> None:
    begin = start + timedelta(days=5, hours=13)
    fraud = [Ballot(f"f{number:031x}", "3", begin + timedelta(seconds=4 * number)) for number in range(150)]
    (found,) = anomalies.anomalies(make_contest(ballots=(*honest(1, 3000, start), *fraud)))

    assert (found.kind, found.choice) == ("burst", "3")
    assert found.since >= begin - timedelta(minutes=10)
    assert found.until <= fraud[-1].at + timedelta(minutes=10)
    assert len(set(found.voters) & {ballot.voter for ballot in fraud}) >= 140


def test_one_hash_again_and_again_is_found(make_contest: Make, start: datetime) -> None:
    fraud = [Ballot("f" * 32, "3", start + timedelta(hours=7 * number)) for number in range(9)]
    (found,) = anomalies.anomalies(make_contest(ballots=(*honest(1, 500, start), *fraud)))

    assert (found.kind, found.voters, found.ballots, found.choice) == ("same_voter", ("f" * 32,), 9, "3")


def test_somebody_who_presses_twice_is_no_fraud(make_contest: Make, start: datetime) -> None:
    cast = honest(1, 300, start)

    assert anomalies.anomalies(make_contest(ballots=(*cast, cast[0]))) == ()


def test_who_may_vote_every_day_is_no_fraud(make_contest: Make, start: datetime) -> None:
    cast = tuple(Ballot("f" * 32, "3", start + timedelta(days=number)) for number in range(13))

    assert anomalies.anomalies(make_contest(ballots=cast, vote=Vote(caps=(Cap(1, timedelta(days=1)),)))) == ()


def test_many_ballots_at_one_moment_are_found(make_contest: Make, start: datetime) -> None:
    moment = start + timedelta(days=7, hours=3)
    fraud = [Ballot(f"f{number:031x}", "123"[number % 3], moment) for number in range(20)]
    (found,) = anomalies.anomalies(make_contest(ballots=(*honest(1, 3000, start), *fraud)))

    assert (found.kind, found.since, found.until, found.ballots, found.choice) == ("same_time", moment, moment, 20, "")


def test_votes_that_a_poll_only_counts_share_a_moment_and_are_no_fraud(make_contest: Make, start: datetime) -> None:
    cast = tuple(Ballot(f"poll-0a1b2c3d-{number}", "3", start + timedelta(days=1)) for number in range(200))

    assert anomalies.anomalies(make_contest(ballots=cast)) == ()


def test_the_order_of_the_ballots_decides_nothing(make_contest: Make, start: datetime) -> None:
    cast = [*honest(3, 800, start), *(Ballot("f" * 32, "3", start + timedelta(seconds=number)) for number in range(30))]
    found = anomalies.anomalies(make_contest(ballots=tuple(cast)))
    random.Random(1).shuffle(cast)

    assert found
    assert anomalies.anomalies(make_contest(ballots=tuple(cast))) == found


def test_nothing_is_taken_out_and_what_is_decided_is_not_proposed_again(make_contest: Make, start: datetime) -> None:
    contest = make_contest(ballots=tuple(Ballot("f" * 32, "3", start + timedelta(hours=number)) for number in range(9)))
    (found,) = anomalies.undecided(contest)
    decision = SetAside(kind=found.kind, voters=found.voters, since=found.since, until=found.until, choice=found.choice)
    decided = msgspec.structs.replace(contest, strange=(decision,))

    assert len(contest.ballots) == 9
    assert anomalies.undecided(decided) == ()


def test_no_ballots_are_no_anomaly(make_contest: Make) -> None:
    assert anomalies.anomalies(make_contest()) == ()
