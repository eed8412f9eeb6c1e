"""What looks strange among the ballots: bursts for one idea, one hash again and again, many at one moment.

Everything here is a proposal with its reason. Nothing is ever taken out by it: an editor decides, in anomalies.yaml, and the
results page tells. The thresholds are probabilities: how seldom as much would happen by chance in an honest vote.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from math import exp, inf, lgamma, log, log1p
from typing import Final, Literal

import msgspec

from parvis.curate.contests.merge import staying
from parvis.model.contest import Ballot, Contest

#: How long a burst lasts at most.
WINDOWS: Final = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
#: Ballots that a burst has at least, that one moment has at least, and by how many one voter is above what the caps allow.
LEAST, AT_ONCE, ABOVE = 8, 5, 2
#: Natural logarithm of the probability from which on chance is no explanation: one in a thousand million.
SELDOM: Final = log(1e-9)
#: How long before and after a moment is looked at to know how busy the vote was: a newsletter makes it busy from one minute to the next.
NEIGHBOURHOODS: Final = (timedelta(hours=1), timedelta(minutes=10))
#: A poll tells how many votes there were, not when: its votes share one moment and look like what is looked for here.
_TIMELESS: Final = ("poll-", "likes-")


class Anomaly(msgspec.Struct, frozen=True, kw_only=True):
    """Ballots that a person should look at."""

    kind: Literal["burst", "same_voter", "same_time"]
    since: datetime
    until: datetime
    choice: str = ""  #: id of the idea they are for; empty: several
    voters: tuple[str, ...]
    ballots: int
    what: str  #: one sentence


def anomalies(contest: Contest) -> tuple[Anomaly, ...]:
    """All of them, the earliest first. The order of the ballots decides nothing; an honest vote has none."""
    stays = staying(contest)
    timed = [
        msgspec.structs.replace(ballot, choice=stays.get(ballot.choice, ballot.choice))
        for ballot in contest.ballots
        if not ballot.voter.startswith(_TIMELESS)
    ]
    timed.sort(key=lambda ballot: (ballot.at, ballot.voter, ballot.choice))
    found = (*_same_voter(timed, contest), *_bursts(timed), *_same_time(timed))
    return tuple(sorted(found, key=lambda one: (one.since, one.until, one.kind, one.choice, one.voters)))


def undecided(contest: Contest) -> tuple[Anomaly, ...]:
    """Those that no line of anomalies.yaml is about yet."""
    known = {(strange.kind, strange.choice, strange.since, strange.until) for strange in contest.strange}
    return tuple(one for one in anomalies(contest) if (one.kind, one.choice, one.since, one.until) not in known)


def _same_voter(ballots: Iterable[Ballot], contest: Contest) -> Iterator[Anomaly]:
    """One hash with clearly more ballots than anybody may cast."""
    by_voter: dict[str, list[Ballot]] = {}
    for ballot in ballots:
        by_voter.setdefault(ballot.voter, []).append(ballot)
    for voter, cast in by_voter.items():
        allowed = _allowed(contest, cast[0].at, cast[-1].at)
        if len(cast) >= allowed + ABOVE:
            choices = sorted({ballot.choice for ballot in cast})
            yield Anomaly(
                kind="same_voter",
                since=cast[0].at,
                until=cast[-1].at,
                choice=choices[0] if len(choices) == 1 else "",
                voters=(voter,),
                ballots=len(cast),
                what=f"one voter has cast {len(cast)} ballots where {allowed} can count.",
            )


def _allowed(contest: Contest, first: datetime, last: datetime) -> int:
    """How many ballots of one person can count within a time at most."""
    return min(cap.ballots * (1 if cap.every is None else 2 + (last - first) // cap.every) for cap in contest.vote.caps)


def _bursts(ballots: Sequence[Ballot]) -> Iterator[Anomaly]:
    """Runs of ballots for one idea that come far closer together, and far more alone, than its share of all ballots explains."""
    share = _shares(ballots)
    taken: set[tuple[str, datetime]] = set()
    for window in WINDOWS:
        for choice in sorted(share):
            for run in _runs(ballots, choice, window, share[choice]):
                if not any((choice, ballot.at) in taken for ballot in run):
                    taken.update((choice, ballot.at) for ballot in run)
                    yield _burst(run, choice)


def _shares(ballots: Sequence[Ballot]) -> dict[str, float]:
    """What part of the vote each idea has: the median over its days, so that a burst does not explain itself."""
    by_day: dict[object, Counter[str]] = {}
    for ballot in ballots:
        by_day.setdefault(ballot.at.date(), Counter())[ballot.choice] += 1
    total = Counter(ballot.choice for ballot in ballots)
    shares = {}
    for choice in total:
        daily = sorted(counts[choice] / counts.total() for counts in by_day.values())
        shares[choice] = max(daily[len(daily) // 2], 1 / max(len(ballots), 1), 0.01)
    return shares


def _runs(ballots: Sequence[Ballot], choice: str, window: timedelta, share: float) -> Iterator[list[Ballot]]:
    """Stretches of time of at most `window` in which chance does not explain how many ballots are for the choice; joined where they touch."""
    times = [ballot.at for ballot in ballots]
    own = [place for place, ballot in enumerate(ballots) if ballot.choice == choice]
    begin, end = 0, -1  # of the run, as places in `own`
    for last, place in enumerate(own):
        start = bisect_left(times, ballots[place].at - window)
        first = bisect_left(own, start)
        mine = [ballots[own[first]], ballots[place]]
        if last - first + 1 < LEAST or _tail(last - first + 1, place + 1 - start, share) >= SELDOM:
            continue
        if _is_dense(last - first + 1, mine, ballots, len(own)):
            if first > end >= 0:
                yield [ballots[one] for one in own[begin : end + 1]]
                begin = first
            elif end < 0:
                begin = first
            end = last
    if end >= 0:
        yield [ballots[one] for one in own[begin : end + 1]]


def _is_dense(count: int, ends: Sequence[Ballot], ballots: Sequence[Ballot], of_choice: int) -> bool:
    """Whether the idea gets ballots far faster here than on the whole: a slow trickle while nobody else votes is no burst."""
    whole = max((ballots[-1].at - ballots[0].at).total_seconds(), 1.0)
    seconds = max((ends[-1].at - ends[0].at).total_seconds(), 1.0)
    return _poisson_tail(count, of_choice / whole * seconds) < SELDOM


def _burst(run: Sequence[Ballot], choice: str) -> Anomaly:
    seconds = int((run[-1].at - run[0].at).total_seconds())
    return Anomaly(
        kind="burst",
        since=run[0].at,
        until=run[-1].at,
        choice=choice,
        voters=tuple(sorted({ballot.voter for ballot in run})),
        ballots=len(run),
        what=f"{len(run)} ballots for '{choice}' within {seconds} seconds.",
    )


def _same_time(ballots: Sequence[Ballot]) -> Iterator[Anomaly]:
    """Moments with far more ballots than the hour around them explains, measured in the finest unit that the file tells."""
    unit = _unit(ballots)
    times = [ballot.at for ballot in ballots]
    for moment, count in sorted(Counter(times).items()):
        if count >= AT_ONCE and _poisson_tail(count, max(_pace(times, moment) * unit, 0.01)) < SELDOM:
            cast = [ballot for ballot in ballots if ballot.at == moment]
            choices = {ballot.choice for ballot in cast}
            yield Anomaly(
                kind="same_time",
                since=moment,
                until=moment,
                choice=choices.pop() if len(choices) == 1 else "",
                voters=tuple(sorted({ballot.voter for ballot in cast})),
                ballots=count,
                what=f"{count} ballots bear the very same moment.",
            )


def _unit(ballots: Sequence[Ballot]) -> float:
    """Seconds between two moments that the file can tell apart: 1, or 60 where an export knows no seconds, or a whole day."""
    if all(ballot.at.second == 0 for ballot in ballots):
        return 86_400.0 if len({ballot.at.time() for ballot in ballots}) == 1 else 60.0
    return 1.0


def _pace(times: Sequence[datetime], moment: datetime) -> float:
    """Ballots a second around a moment, without its own: where it is busiest, shortly before or shortly after."""
    first, last = bisect_left(times, moment), bisect_right(times, moment)
    before = (first - bisect_left(times, moment - length) for length in NEIGHBOURHOODS)
    after = (bisect_right(times, moment + length) - last for length in NEIGHBOURHOODS)
    return max(max(counts) / length.total_seconds() for length, *counts in zip(NEIGHBOURHOODS, before, after, strict=True))


def _tail(hits: int, trials: int, share: float) -> float:
    """Logarithm of the probability of at least so many hits (binomial), by its largest term and a geometric bound of the rest."""
    if share >= 1 or hits <= trials * share:
        return 0.0
    term = lgamma(trials + 1) - lgamma(hits + 1) - lgamma(trials - hits + 1) + hits * log(share) + (trials - hits) * log1p(-share)
    ratio = (trials - hits) / (hits + 1) * share / (1 - share)
    return min(0.0, term - log1p(-ratio)) if ratio < 1 else 0.0


def _poisson_tail(count: int, mean: float) -> float:
    """Logarithm of the probability of at least `count`, bounded the same way."""
    if count <= mean:
        return 0.0
    term = count * log(mean) - mean - lgamma(count + 1) if mean > 0 else -inf
    return min(0.0, term - log1p(-mean / (count + 1)) if exp(term) < 1 else 0.0)
