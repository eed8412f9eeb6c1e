"""Votes: one person, one vote; which ballots count, what they come to, and who goes on to the shortlist."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from parvis.curate.contests import draw
from parvis.curate.contests.merge import Idea, ideas, staying
from parvis.errors import Mistake, PolicyError
from parvis.model.contest import Ballot, Cap, Contest, SetAside, TieRule
from parvis.model.contest_result import Place, Seed, Tie

_DAY = timedelta(days=1)
#: Decisions to set ballots aside, each with whom it is about.
_Aside = Sequence[tuple[SetAside, frozenset[str]]]


class Tally(msgspec.Struct, frozen=True):
    """What the ballots come to."""

    votes: dict[str, int]  #: by the id of each idea on the ballot
    order: tuple[Place, ...]  #: most votes first; equals share a place and stand by their ids
    counts: dict[str, int]  #: how many ballots there are, how many count, and why the others do not


class Chosen(msgspec.Struct, frozen=True):
    """Who goes on."""

    ids: tuple[str, ...]
    ties: tuple[Tie, ...]


def on_ballot(contest: Contest) -> tuple[Idea, ...]:
    """The ideas that may be voted for: those that the contest names, or all that are shown."""
    shown = ideas(contest)
    if not contest.vote.options:
        return shown
    stays = staying(contest)
    wanted = list(dict.fromkeys(stays.get(id_, id_) for id_ in contest.vote.options))
    by_id = {idea.id: idea for idea in shown}
    return tuple(by_id[id_] for id_ in wanted if id_ in by_id)


def tally(contest: Contest) -> Tally:
    """Count the ballots. The order in which they stand in the file decides nothing."""
    candidates = {idea.id: idea.title for idea in on_ballot(contest)}
    valid, counts = _valid(contest, candidates)
    votes = dict.fromkeys(candidates, 0)
    for ballots in valid.values():
        kept = list(_kept(ballots, contest))
        counts["repeated"] += len(ballots) - len(kept)
        counts["counted"] += len(kept)
        for ballot in kept:
            votes[ballot.choice] += 1
    counts["voters"] = len(valid)
    return Tally(votes, _order(votes, candidates), dict(sorted(counts.items())))


def voters(contest: Contest) -> tuple[str, ...]:
    """Everybody who has cast a ballot that counts, sorted."""
    valid, _counts = _valid(contest, {idea.id: idea.title for idea in on_ballot(contest)})
    return tuple(sorted(valid))


def _valid(contest: Contest, candidates: Mapping[str, str]) -> tuple[dict[str, list[Ballot]], Counter[str]]:
    """The ballots that may count by voter, for the ideas that stay, and how many may not for which reason."""
    stays = staying(contest)
    aside = [(strange, frozenset(strange.voters)) for strange in contest.strange if strange.set_aside]
    counts: Counter[str] = Counter(ballots=len(contest.ballots), counted=0, repeated=0)
    valid: dict[str, list[Ballot]] = {}
    for ballot in contest.ballots:
        choice = stays.get(ballot.choice, ballot.choice)
        why = _refusal(ballot, choice, contest, candidates, aside)
        if why:
            counts[why] += 1
        else:
            valid.setdefault(ballot.voter, []).append(msgspec.structs.replace(ballot, choice=choice))
    return valid, counts


def _refusal(ballot: Ballot, choice: str, contest: Contest, candidates: Mapping[str, str], aside: _Aside) -> str:
    """Why a ballot does not count, whoever cast it; empty where it does. `choice`: the idea that stays for the one it names."""
    start, end = contest.starts("vote"), contest.ends("vote")
    if start is None or ballot.at < start:
        return "early"
    if end is not None and ballot.at >= end:
        return "late"
    if choice not in candidates:
        return "not_on_ballot"
    return "set_aside" if any(_is_meant(ballot, choice, strange, voters) for strange, voters in aside) else ""


def _is_meant(ballot: Ballot, choice: str, strange: SetAside, voters: frozenset[str]) -> bool:
    """Whether an editor's decision in anomalies.yaml is about a ballot."""
    named = strange.choice in {"", ballot.choice, choice}
    return named and strange.since <= ballot.at <= strange.until and ballot.voter in voters


def _kept(ballots: Iterable[Ballot], contest: Contest) -> Iterator[Ballot]:
    """Of one person's ballots those that the caps let count."""
    start = contest.starts("vote")
    assert start is not None, "ballots of a contest without a vote are early"
    zone = ZoneInfo(contest.timezone)
    ordered = sorted(ballots, key=lambda ballot: (ballot.at, ballot.choice), reverse=contest.vote.counts == "last")
    used: Counter[tuple[Cap, int]] = Counter()
    said: set[tuple[str, tuple[int, ...]]] = set()
    for ballot in ordered:
        windows = tuple(_window(ballot.at, cap, start, zone) for cap in contest.vote.caps)
        full = any(used[cap, window] >= cap.ballots for cap, window in zip(contest.vote.caps, windows, strict=True))
        if not full and (ballot.choice, windows) not in said:
            said.add((ballot.choice, windows))
            used.update(zip(contest.vote.caps, windows, strict=True))
            yield ballot


def _window(at: datetime, cap: Cap, start: datetime, zone: ZoneInfo) -> int:
    """Number of the window: 0 where the whole vote is one. Windows of days are the contest's own calendar days; others run from the start."""
    if cap.every is None:
        return 0
    if cap.every % _DAY:
        return (at - start) // cap.every
    return (at.astimezone(zone).date() - start.astimezone(zone).date()) // cap.every


def _order(votes: Mapping[str, int], titles: Mapping[str, str]) -> tuple[Place, ...]:
    ordered = sorted(votes, key=lambda id_: (-votes[id_], natural(id_)))
    first = {count: place for place, count in reversed([*enumerate((votes[id_] for id_ in ordered), start=1)])}
    return tuple(Place(place=first[votes[id_]], id=id_, title=titles[id_], votes=votes[id_]) for id_ in ordered)


def natural(id_: str) -> tuple[tuple[int, str], ...]:
    """An id's place among others: numbers by their value."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"[0-9]+|[^0-9]+", id_))


def shortlist(contest: Contest, counted: Tally, size: int, seed: Seed | None = None) -> Chosen:
    """The ideas with the most votes, `size` of them; none without a vote. Who shares the last place is decided by the contest's own rule.

    PolicyError where that rule is needed and not written down, or where it draws lots without a seed.
    """
    voted = [place for place in counted.order if place.votes]
    ahead, last = _split(voted, size)
    if len(ahead) + len(last) <= size:
        return Chosen(tuple(place.id for place in (*ahead, *last)), ())
    rule = contest.shortlist.ties
    if rule is None:
        raise PolicyError([_without_rule(contest, last)])
    tied = tuple(place.id for place in last)
    parted = _parted(tied, rule, contest, seed)[: None if rule == "all" else size - len(ahead)]
    return Chosen((*(place.id for place in ahead), *parted), (Tie(ids=tied, rule=rule),))


def _split(voted: Sequence[Place], size: int) -> tuple[list[Place], list[Place]]:
    """Those who are surely on the shortlist, and those who share the last of its places."""
    if len(voted) <= size:
        return list(voted), []
    edge = voted[size - 1].votes
    return [place for place in voted if (place.votes or 0) > (edge or 0)], [place for place in voted if place.votes == edge]


def _parted(tied: tuple[str, ...], rule: TieRule, contest: Contest, seed: Seed | None) -> list[str]:
    if rule == "earliest":
        sent = {idea.id: min((entry.at for entry in (idea.entry, *idea.also) if entry.at), default=None) for idea in ideas(contest)}
        return sorted(tied, key=lambda id_: (sent[id_] is None, _seconds(sent[id_]), natural(id_)))
    if rule == "draw":
        if seed is None:
            what = "the last place of the shortlist is shared, and the contest's rule is to draw lots."
            raise PolicyError([Mistake(contest.file, contest.line("shortlist.ties"), "shortlist.ties", what, _SEED)])
        return draw.order(tied, seed)
    return list(tied)


_SEED = "Give the secret and the public number: `--secret TEXT --number TEXT`."


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0


def _without_rule(contest: Contest, last: Sequence[Place]) -> Mistake:
    names = ", ".join(place.title or place.id for place in last)
    what = f"{len(last)} ideas share the last place of the shortlist with {last[0].votes} votes each ({names}), and no rule parts them."
    remedy = "Write `ties: all`, `ties: earliest` or `ties: draw` below `shortlist:`, as the rules have it."
    return Mistake(contest.file, contest.line("shortlist"), "shortlist.ties", what, remedy)
