"""The proof: each step of counting as a value with the digests of what it was computed from, and computing it all again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from types import MappingProxyType
from typing import Final, get_args

import msgspec

from parvis.curate.contests import draw as lots
from parvis.curate.contests import jury as judging
from parvis.curate.contests import votes
from parvis.curate.contests.merge import ideas
from parvis.errors import Mistake, ParvisError, PolicyError
from parvis.model.contest import Contest
from parvis.model.contest_result import InputFile, Place, Result, Seed, Step, StepName

NAME: Final = "result.json"
#: Steps in the order in which each stands on those before it.
STEPS: Final[tuple[StepName, ...]] = get_args(StepName)
_ENTRIES: Final = ("contest.md", "entries.csv", "merges.yaml")
_BALLOTS: Final = (*_ENTRIES, "ballots.csv", "anomalies.yaml")
#: The files that a step is computed from; entries with files of their own belong to each.
INPUTS: Final[Mapping[StepName, tuple[str, ...]]] = MappingProxyType(
    {"tally": _BALLOTS, "shortlist": _BALLOTS, "jury": (*_BALLOTS, "scores.csv"), "draw": _BALLOTS}
)


def tally(contest: Contest) -> Step:
    """Counting the ballots."""
    counted = votes.tally(contest)
    return Step(
        step="tally",
        inputs=tuple(_inputs(contest, "tally")),
        rules={
            "caps": "; ".join(f"{cap.ballots} per {cap.every or 'vote'}" for cap in contest.vote.caps),
            "counts": contest.vote.counts,
            "from": _moment(contest, "vote"),
            "until": str(contest.ends("vote") or ""),
        },
        counts=counted.counts,
        order=counted.order,
        chosen=tuple(place.id for place in counted.order if place.place == 1 and place.votes) if contest.decision == "vote" else (),
    )


def shortlist(contest: Contest, size: int, seed: Seed | None = None) -> Step:
    """Choosing the shortlist by the votes. PolicyError where the contest says another size, or has no rule for the ties there are."""
    said = contest.shortlist.size
    if said is not None and said != size:
        what = f"the contest promises a shortlist of {said}, and {size} are asked for."
        raise PolicyError([Mistake(contest.file, contest.line("shortlist.size"), "shortlist.size", what, f"Ask for {said}.")])
    counted = votes.tally(contest)
    chosen = votes.shortlist(contest, counted, size, seed)
    return Step(
        step="shortlist",
        inputs=tuple(_inputs(contest, "shortlist")),
        rules={"ties": contest.shortlist.ties or ""},
        counts={"on the ballot": len(counted.order), "chosen": len(chosen.ids)},
        size=size,
        order=counted.order,
        chosen=chosen.ids,
        ties=chosen.ties,
        seed=seed if any(tie.rule == "draw" for tie in chosen.ties) else None,
    )


def jury(contest: Contest, seed: Seed | None = None) -> Step:
    """Judging the finalists. ContentError and PolicyError say what keeps the points from being counted."""
    counted = votes.tally(contest)
    found = judging.verdict(contest, finalists(contest), counted.votes, seed)
    return Step(
        step="jury",
        inputs=tuple(_inputs(contest, "jury")),
        rules={
            "criteria": "; ".join(f"{criterion.id} x {criterion.weight}" for criterion in contest.jury.criteria),
            "best": str(contest.jury.best),
            "ties": ", ".join(contest.jury.ties),
        },
        counts=found.counts,
        order=found.order,
        chosen=tuple(place.id for place in found.order if place.place == 1) if contest.decision == "jury" else (),
        ties=found.ties,
        seed=seed if any(tie.rule == "draw" for tie in found.ties) else None,
    )


def draw(contest: Contest, seed: Seed) -> Step:
    """Drawing lots among whom the contest says. PolicyError where all of them come from a hashtag: no search for one finds everybody."""
    refuse_hashtag_draw(contest)
    names = _drawn_from(contest)
    order = lots.order(names, seed)
    return Step(
        step="draw",
        inputs=tuple(_inputs(contest, "draw")),
        rules={"of": contest.draw.of, "winners": str(contest.draw.winners)},
        counts={"candidates": len(order)},
        size=contest.draw.winners,
        order=tuple(Place(place=place, id=id_, title=names[id_], print=lots.mark(seed, id_)) for place, id_ in enumerate(order, start=1)),
        chosen=tuple(order[: contest.draw.winners]),
        seed=seed,
    )


def refuse_hashtag_draw(contest: Contest) -> None:
    """PolicyError when every candidate of a draw came in by a hashtag."""
    candidates = [idea.entry for idea in ideas(contest)]
    if contest.draw.of != "ballots" and candidates and all(entry.source.startswith("hashtag:") for entry in candidates):
        what = "every entry was found by its hashtag, and a search for a hashtag does not find everybody who used it."
        remedy = "Let people take part in another way too, and import what they send."
        raise PolicyError([Mistake(contest.file, contest.line("take_part"), "take_part.hashtag", what, remedy)])


def finalists(contest: Contest) -> dict[str, str]:
    """Titles by id of those whom the jury judges: the shortlist as result.json has it, else as the contest's size gives it, else the ballot."""
    titles = {idea.id: idea.title for idea in ideas(contest)}
    step = contest.result.step("shortlist") if contest.result else None
    if step is not None or contest.shortlist.size:
        size, seed = (step.size or 0, step.seed) if step else (contest.shortlist.size or 0, None)
        chosen = votes.shortlist(contest, votes.tally(contest), size, seed).ids
    else:
        chosen = tuple(idea.id for idea in votes.on_ballot(contest))
    return {id_: titles[id_] for id_ in chosen}


def with_step(contest: Contest, step: Step) -> Result:
    """The contest's result with a step: it replaces the one of its name, and with it go the later ones that stood on another outcome."""
    before = contest.result.steps if contest.result else ()
    same = step in before
    kept = [one for one in before if one.step != step.step and (same or STEPS.index(one.step) < STEPS.index(step.step))]
    steps = tuple(sorted((*kept, step), key=lambda one: STEPS.index(one.step)))
    earlier = contest.result.prints if contest.result else {}
    return Result(contest=contest.slug, steps=steps, prints=_prints(contest, steps, earlier))


def _prints(contest: Contest, steps: Iterable[Step], earlier: Mapping[str, str]) -> dict[str, str]:
    """The prints of each file that a step was computed from, as far as they are known."""
    known = {**earlier, **{file.sha256: file.prints for file in contest.files}}
    used = {file.sha256 for step in steps for file in step.inputs}
    return {sha256: known[sha256] for sha256 in sorted(used) if sha256 in known}


def text(result: Result) -> str:
    """result.json: the same result is the same bytes."""
    return msgspec.json.format(msgspec.json.encode(result, order="deterministic"), indent=2).decode() + "\n"


def verify(contest: Contest) -> Iterator[Mistake]:
    """What differs when everything is computed again from the files as they lie there; nothing when all agrees. The first is the cause."""
    file = f"{contest.folder}/{NAME}"
    if contest.result is None:
        yield Mistake(file, 0, "", "there is no result yet.", f"Run `parvis contest {contest.slug} tally`.")
        return
    every = [mistake for step in contest.result.steps for mistake in _changed(contest, step)]
    changed = {(mistake.file, mistake.what): mistake for mistake in reversed(every)}  # each once, as the first step tells it
    yield from reversed(changed.values())
    if not changed:
        yield from _recounted(contest, file)


def _changed(contest: Contest, step: Step) -> Iterator[Mistake]:
    """Files that are not those that the step was computed from, each with its first line that differs."""
    now = {found.file: found for found in _inputs(contest, step.step)}
    then = {found.file: found for found in step.inputs}
    for name in dict.fromkeys((*then, *now)):
        file = f"{contest.folder}/{name}"
        remedy = f"Bring the file of then back, or run `parvis contest {contest.slug} {step.step}` again and say why."
        if name not in now:
            yield Mistake(file, 0, "", "the result was computed from this file, and it is gone.", remedy)
        elif name not in then:
            yield Mistake(file, 0, "", "this file was not there when the result was computed.", remedy)
        elif now[name].sha256 != then[name].sha256:
            line = _first_line(contest, then[name].sha256, now[name].sha256)
            yield Mistake(file, line, "", "from this line on the file is not the one that was counted.", remedy)


def _first_line(contest: Contest, then: str, now: str) -> int:
    """1-based number of the first line that differs between two states of a file, by their digests; 0 where the prints do not tell."""
    assert contest.result is not None
    prints = {**contest.result.prints, **{file.sha256: file.prints for file in contest.files}}
    pairs = zip_longest(*(re.findall("....", prints.get(digest, "")) for digest in (then, now)))
    return next((number for number, (before, after) in enumerate(pairs, start=1) if before != after), 0)


def _recounted(contest: Contest, file: str) -> Iterator[Mistake]:
    """The first line of result.json that is not what the files give."""
    assert contest.result is not None
    try:
        steps = tuple(recomputed(contest, contest.result.steps))
    except ParvisError as error:
        yield Mistake(file, 0, "", f"it cannot be computed again: {error}", "Mend what this names.")
        return
    again = text(msgspec.structs.replace(contest.result, contest=contest.slug, steps=steps, prints=_prints(contest, steps, {})))
    for number, (said, found) in enumerate(zip_longest(contest.result_text.splitlines(), again.splitlines(), fillvalue=""), start=1):
        if said != found:
            what = f"'{said.strip()}' stands here, and the files give '{found.strip()}'."
            yield Mistake(file, number, "", what, "Somebody has changed the result by hand, or counts otherwise.")
            return


def recomputed(contest: Contest, steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, computed again from the contest's files."""
    how: Mapping[StepName, Callable[[Step], Step]] = {
        "tally": lambda _step: tally(contest),
        "shortlist": lambda step: shortlist(contest, step.size or 0, step.seed and _checked(contest, step.seed)),
        "jury": lambda step: jury(contest, step.seed and _checked(contest, step.seed)),
        "draw": lambda step: draw(contest, _checked(contest, step.seed)),
    }
    return (how[step.step](step) for step in steps)


def _checked(contest: Contest, seed: Seed | None) -> Seed:
    """The seed, if its secret is the one that was published beforehand."""
    return lots.seed(contest, seed.secret if seed else "", seed.number if seed else "")


def _drawn_from(contest: Contest) -> dict[str, str]:
    if contest.draw.of == "ballots":
        return dict.fromkeys(votes.voters(contest), "")
    if contest.draw.of == "entries":
        return {idea.id: idea.title for idea in ideas(contest)}
    return finalists(contest)


def _inputs(contest: Contest, step: StepName) -> Iterator[InputFile]:
    used = (found for found in contest.files if found.file in INPUTS[step] or found.file.startswith("entries/"))
    return (msgspec.structs.replace(found, prints="") for found in used)


def _moment(contest: Contest, name: str) -> str:
    return str(contest.starts(name) or "")  # type: ignore[arg-type]  # one of the phases
