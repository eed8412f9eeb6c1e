"""The results of a contest: podium, points, votes, what was decided about strange ballots, and how to compute it all again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from babel.numbers import format_decimal

from parvis.curate.contests import phases
from parvis.curate.contests.jury import by_juror
from parvis.curate.contests.merge import Idea, ideas, staying
from parvis.model.contest import Contest, Winner
from parvis.model.contest_result import Place, Result, Step
from parvis.pages import nouns
from parvis.pages.contest import words
from parvis.pages.contest.gallery import card
from parvis.pages.contest.values import Block, Decided, Fulfilment, Placed, Proof, Results, Sealed
from parvis.pages.edition import Edition

#: Where the steps of the podium stand, by how many there are: left to right, as places in the order of the results.
_STANDS: Final = {1: (0,), 2: (0, 1), 3: (1, 0, 2)}
#: Height of a step by its place, in user units.
_HEIGHTS: Final = {1: 190, 2: 140, 3: 100}


def results(contest: Contest, edition: Edition) -> Results | None:
    """What was counted; None before the results are out, or where nothing was."""
    result = contest.result
    if result is None or not phases.is_over(contest, edition.hub.now) or not result.steps:
        return None
    known = {idea.id: idea for idea in ideas(contest)}
    decisive, tally = _decisive(contest, result), result.step("tally") or result.step("shortlist")
    order = [place for place in decisive.order if place.id in known]
    judged, went_on = decisive.step == "jury", _went_on(contest, result)
    points, won = by_juror(contest) if judged else {}, _won(contest, decisive)
    return Results(
        podium=_podium(order, known, contest, edition),
        placed=tuple(_placed(place, known, decisive, contest, edition, points.get(place.id, {}), won) for place in order),
        criteria=tuple(nouns.said(one.name, edition) for one in contest.jury.criteria) if judged else (),
        judges=tuple(juror.name for juror in contest.jury.members) if points else (),
        votes=_votes(tally, known, went_on, contest, edition),
        went_on=len(went_on),
        counts=tuple((words.count(name, edition), count) for name, count in _counts(result) if count),
        ties=tuple(_ties(result, known, contest, edition)),
        strange=tuple(_strange(contest, edition)),
        proof=_proof(contest, result, edition),
    )


def _went_on(contest: Contest, result: Result) -> frozenset[str]:
    """The ideas that the vote sent to the jury; none where something else decided."""
    shortlist = result.step("shortlist") if contest.decision == "jury" else None
    return frozenset(shortlist.chosen) if shortlist else frozenset()


def _won(contest: Contest, decisive: Step) -> frozenset[str]:
    """The ideas that won: those that the outcome names, else those that the deciding step chose."""
    stays = staying(contest)
    named = (stays.get(winner.entry, winner.entry) for winner in (contest.outcome.winners if contest.outcome else ()))
    return frozenset(named) or frozenset(decisive.chosen)


def _decisive(contest: Contest, result: Result) -> Step:
    """The step that says who has won; the last one where the one that decides is missing."""
    named = {"jury": result.step("jury"), "vote": result.step("tally"), "draw": result.step("draw")}
    return named[contest.decision] or result.steps[-1]


def _podium(order: Sequence[Place], known: Mapping[str, Idea], contest: Contest, edition: Edition) -> tuple[Block, ...]:
    first = order[:3]
    stands = [first[place] for place in _STANDS.get(len(first), ())]
    return tuple(Block(place=one.place, height=_HEIGHTS[min(one.place, 3)], card=card(known[one.id], contest, edition)) for one in stands)


def _placed(
    place: Place,
    known: Mapping[str, Idea],
    step: Step,
    contest: Contest,
    edition: Edition,
    points: Mapping[str, Decimal],
    won: frozenset[str],
) -> Placed:
    means = place.criteria or {}
    most = max((one.votes or 0 for one in step.order), default=0)
    return Placed(
        place=place.place,
        card=card(known[place.id], contest, edition),
        score=_decimal(place.score, edition, places=3),
        means=tuple(_decimal(means.get(one.id), edition) for one in contest.jury.criteria) if means else (),
        points=tuple(_decimal(str(points.get(juror.id, "")), edition) for juror in contest.jury.members),
        votes=place.votes,
        width=round(1000 * (place.votes or 0) / most) if most else 0,
        chosen=place.id in won,
    )


def _votes(
    tally: Step | None, known: Mapping[str, Idea], went_on: frozenset[str], contest: Contest, edition: Edition
) -> tuple[Placed, ...]:
    """The ideas by votes: those with some, and where the ballot is long the best of them."""
    if tally is None:
        return ()
    voted = [place for place in tally.order if place.votes and place.id in known][:_MOST]
    return tuple(_placed(place, known, tally, contest, edition, {}, went_on) for place in voted)


_MOST: Final = 24


def _decimal(number: str | None, edition: Edition, places: int = 2) -> str:
    """Points as the language writes them. A score has the three decimals by which ideas are compared: of two, the last could be off by one."""
    if not number:
        return ""
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(format_decimal(rounded, format=f"0.{'0' * places}", locale=edition.locale))


def _counts(result: Result) -> Iterator[tuple[str, int]]:
    tally = result.step("tally")
    known = ("ballots", "voters", "counted", "repeated", "early", "late", "not_on_ballot", "set_aside")
    yield from ((name, tally.counts.get(name, 0)) for name in known if tally)


def _ties(result: Result, known: Mapping[str, Idea], contest: Contest, edition: Edition) -> Iterator[str]:
    sentence = str(edition.words.gettext("Equal: %(ideas)s; %(rule)s."))
    for step in result.steps:
        for tie in step.ties:
            names = ", ".join(known[id_].title for id_ in tie.ids if id_ in known)
            yield sentence % {"ideas": names, "rule": words.tie(tie.rule, contest, edition)}


def _strange(contest: Contest, edition: Edition) -> Iterator[Decided]:
    for one in contest.strange:
        own = set(one.voters)
        ballots = sum(
            one.since <= ballot.at <= one.until and ballot.voter in own and one.choice in {"", ballot.choice} for ballot in contest.ballots
        )
        yield Decided(sign=words.strange(one.kind, edition), ballots=ballots, set_aside=one.set_aside, because=one.because)


def _proof(contest: Contest, result: Result, edition: Edition) -> Proof:
    files = {file.file: file.sha256 for step in result.steps for file in step.inputs}
    seed = next((step.seed for step in result.steps if step.seed), None)
    gettext = edition.words.gettext
    named = (
        (str(gettext("SHA-256 that was published before")), seed.commitment if seed else ""),
        (str(gettext("The secret")), seed.secret if seed else ""),
        (str(gettext("The public number")), seed.number if seed else ""),
    )
    return Proof(
        command=f"parvis contest {contest.slug} verify",
        files=tuple(Sealed(f"{contest.folder}/{name}", sha256) for name, sha256 in files.items()),
        seed=named if seed else (),
    )


def fulfilments(contest: Contest, edition: Edition) -> tuple[Fulfilment, ...]:
    """The winning ideas and what became of them, once the results are out."""
    if contest.outcome is None or not phases.is_over(contest, edition.hub.now):
        return ()
    known, stays = {idea.id: idea for idea in ideas(contest)}, staying(contest)
    places = {place.id: place.place for place in _decisive(contest, contest.result).order} if contest.result else {}
    found = ((winner, known.get(stays.get(winner.entry, winner.entry))) for winner in contest.outcome.winners)
    return tuple(_fulfilment(winner, idea, places.get(idea.id), contest, edition) for winner, idea in found if idea is not None)


def _fulfilment(winner: Winner, idea: Idea, place: int | None, contest: Contest, edition: Edition) -> Fulfilment:
    state = phases.promise(winner, contest, edition.hub.now)
    return Fulfilment(
        card=card(idea, contest, edition),
        place=place,
        product=nouns.named(winner.product, edition.hub.products, edition) if winner.product else None,
        state=state,
        sign=words.promise(state, edition),
        promised=winner.promised,
        launched=winner.launched or winner.moved,
        because=nouns.said(winner.late_because, edition),
        although=nouns.said(winner.because, edition),
    )
