"""The jury: criteria by their weights, the mean of those who judge, and what parts entries that come out equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby

import msgspec

from parvis.curate.contests import draw
from parvis.curate.contests.merge import staying
from parvis.curate.contests.votes import natural
from parvis.errors import ContentError, Mistake, PolicyError
from parvis.model.contest import Contest, Juror, Score
from parvis.model.contest_result import Place, Seed, Tie

#: Places after the point in what is compared and told, so that whoever reads a tie sees one.
_DECIMALS = Decimal("0.001")


class Verdict(msgspec.Struct, frozen=True):
    """What the jury's points come to."""

    order: tuple[Place, ...]
    ties: tuple[Tie, ...]
    counts: dict[str, int]


def verdict(contest: Contest, finalists: Mapping[str, str], votes: Mapping[str, int] | None = None, seed: Seed | None = None) -> Verdict:
    """The finalists (titles by id) in the jury's order.

    A juror's score is the mean of its points, weighted by criterion; an entry's is the mean of the jurors who judge it, compared with
    three decimals. Equal ones are parted by what the contest names, in that order, else share their place. ContentError lists points
    that are missing or unknown, PolicyError a juror who judges in spite of a declared conflict.
    """
    points = _points(contest, finalists)
    means = {id_: _means(id_, points, contest) for id_ in finalists}
    totals = {id_: _total(id_, points, contest) for id_ in finalists}
    keys = {id_: tuple(_key(rule, id_, means, votes or {}, seed, contest) for rule in contest.jury.ties) for id_ in finalists}
    ordered = sorted(finalists, key=lambda id_: (-totals[id_], keys[id_], natural(id_)))
    places = _places(ordered, totals, keys)
    ties = tuple(_ties(ordered, totals, keys, contest))
    if seed is None and "draw" in contest.jury.ties and any(tie.rule == "equal" for tie in ties):
        what = "finalists come out equal, and the contest's rule is to draw lots."
        remedy = "Give the secret and the public number: `--secret TEXT --number TEXT`."
        raise PolicyError([Mistake(contest.file, contest.line("jury.ties"), "jury.ties", what, remedy)])
    return Verdict(
        order=tuple(
            Place(
                place=places[id_],
                id=id_,
                title=finalists[id_],
                score=str(totals[id_]),
                jurors=len(points[id_]),
                criteria={criterion: str(mean) for criterion, mean in means[id_].items()},
            )
            for id_ in ordered
        ),
        ties=ties,
        counts={
            "jurors": len(contest.jury.members),
            "criteria": len(contest.jury.criteria),
            "points": sum(not score.recused for score in contest.scores),
            "recused": len({(score.juror, score.entry) for score in contest.scores if score.recused}),
        },
    )


def by_juror(contest: Contest) -> dict[str, dict[str, Decimal]]:
    """What each juror's points come to, weighted by criterion: by the id of the idea that stays, then of the juror.

    Who stands aside is missing, and so is whoever has not given every point.
    """
    stays, weights = staying(contest), {criterion.id: criterion.weight for criterion in contest.jury.criteria}
    given: dict[tuple[str, str], dict[str, Fraction]] = {}
    for score in contest.scores:
        if not score.recused:
            given.setdefault((stays.get(score.entry, score.entry), score.juror), {})[score.criterion] = Fraction(score.points)
    found: dict[str, dict[str, Decimal]] = {}
    for (id_, juror), points in given.items():
        if weights.keys() <= points.keys():
            total = sum((points[name] * weight for name, weight in weights.items()), Fraction())
            found.setdefault(id_, {})[juror] = _rounded(total / sum(weights.values()))
    return found


def _points(contest: Contest, finalists: Iterable[str]) -> dict[str, dict[str, dict[str, Fraction]]]:
    """Points by entry, juror and criterion, of the jurors who judge the entry."""
    stays = staying(contest)
    given: dict[tuple[str, str], list[Score]] = {}
    for score in contest.scores:
        given.setdefault((stays.get(score.entry, score.entry), score.juror), []).append(score)
    mistakes: list[Mistake] = []
    points: dict[str, dict[str, dict[str, Fraction]]] = {}
    for id_ in finalists:
        points[id_] = {}
        for juror in contest.jury.members:
            scores = given.get((id_, juror.id), [])
            if any(score.recused for score in scores) or _has_conflict(juror, id_, stays):
                mistakes += _in_spite(contest, juror, id_, scores)
                continue
            points[id_][juror.id] = {score.criterion: Fraction(score.points) for score in scores}
            mistakes += _missing(contest, juror, id_, points[id_][juror.id])
    mistakes += [_unjudged(contest, id_) for id_, jurors in points.items() if not jurors]
    if mistakes:
        raise ContentError(mistakes)
    return points


def _has_conflict(juror: Juror, id_: str, stays: Mapping[str, str]) -> bool:
    return any(stays.get(conflict.entry, conflict.entry) == id_ for conflict in juror.conflicts)


def _in_spite(contest: Contest, juror: Juror, id_: str, scores: Sequence[Score]) -> Iterator[Mistake]:
    """Points of a juror who stands aside."""
    file = f"{contest.folder}/scores.csv"
    for score in scores:
        if not score.recused:
            what = f"{juror.name} stands aside for the entry '{id_}' and has given it points."
            yield Mistake(file, score.line, "score", what, "Take this line out, or the recusal.")


def _missing(contest: Contest, juror: Juror, id_: str, given: Mapping[str, Fraction]) -> Iterator[Mistake]:
    for criterion in contest.jury.criteria:
        if criterion.id not in given:
            what = f"{juror.name} has given the entry '{id_}' no points for '{criterion.id}'."
            remedy = f"Add the line `{juror.id},{id_},{criterion.id},POINTS`, or `{juror.id},{id_},,recused`."
            yield Mistake(f"{contest.folder}/scores.csv", 0, "score", what, remedy)


def _unjudged(contest: Contest, id_: str) -> Mistake:
    what = f"every juror stands aside for the entry '{id_}'."
    return Mistake(f"{contest.folder}/scores.csv", 0, "juror", what, "Let somebody without a conflict judge it.")


def _means(id_: str, points: Mapping[str, Mapping[str, Mapping[str, Fraction]]], contest: Contest) -> dict[str, Decimal]:
    """The mean points of an entry by criterion."""
    jurors = points[id_].values()
    return {
        criterion.id: _rounded(sum((given[criterion.id] for given in jurors), Fraction()) / len(jurors))
        for criterion in contest.jury.criteria
    }


def _total(id_: str, points: Mapping[str, Mapping[str, Mapping[str, Fraction]]], contest: Contest) -> Decimal:
    weights = {criterion.id: criterion.weight for criterion in contest.jury.criteria}
    scores = [sum((given[name] * weight for name, weight in weights.items()), Fraction()) for given in points[id_].values()]
    return _rounded(sum(scores, Fraction()) / (len(scores) * sum(weights.values())))


def _rounded(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(_DECIMALS, ROUND_HALF_UP)


def _key(
    rule: str,
    id_: str,
    means: Mapping[str, Mapping[str, Decimal]],
    votes: Mapping[str, int],
    seed: Seed | None,
    contest: Contest,
) -> tuple[Decimal, str]:
    """What a rule compares: the smaller comes first."""
    if rule == "votes":
        return Decimal(-votes.get(id_, 0)), ""
    if rule == "draw":
        return Decimal(0), draw.mark(seed, id_) if seed else ""
    if rule not in means[id_]:
        what = f"ties are to be decided by '{rule}', which is no criterion."
        raise PolicyError([Mistake(contest.file, contest.line("jury.ties"), "jury.ties", what, "Name criteria, `votes` or `draw`.")])
    return -means[id_][rule], ""


_Keys = Mapping[str, tuple[tuple[Decimal, str], ...]]


def _places(ordered: Sequence[str], totals: Mapping[str, Decimal], keys: _Keys) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, id_ in enumerate(ordered, start=1):
        before = ordered[number - 2] if number > 1 else None
        same = before is not None and (totals[before], keys[before]) == (totals[id_], keys[id_])
        places[id_] = places[before] if same and before is not None else number
    return places


def _ties(ordered: Sequence[str], totals: Mapping[str, Decimal], keys: _Keys, contest: Contest) -> Iterator[Tie]:
    """Entries with the same score, with the first rule that tells some of them apart."""
    for _, found in groupby(ordered, key=totals.__getitem__):
        tied = tuple(found)
        if len(tied) > 1:
            parting = (rule for place, rule in enumerate(contest.jury.ties) if len({keys[id_][place] for id_ in tied}) > 1)
            yield Tie(ids=tied, rule=next(parting, "equal"))
