"""What the law and the networks ask of a contest: without it the contest cannot open, and no site that shows it can be built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from parvis.curate.contests import phases, proof
from parvis.curate.contests.anomalies import undecided
from parvis.curate.contests.clauses import CLAUSES, is_unfinished, mandatory
from parvis.curate.contests.merge import staying
from parvis.errors import Mistake, PolicyError
from parvis.model.contest import Contest
from parvis.model.contest_result import StepName
from parvis.tidy import person

_DECIDES: Final[dict[str, StepName]] = {"jury": "jury", "vote": "tally", "draw": "draw"}
_BETWEEN: Final = r"\W+(?:\w+\W+){0,3}?"
#: Asking for a like, a follow, a share or a tag, in English and French.
_ASKED: Final = re.compile(
    rf"\b(?:like|liker|likez|aimez|aimer){_BETWEEN}(?:page|post|publication|photo|video|vidéo|profil|profile|compte|account)\b"
    rf"|\b(?:follow|suivez|suivre|subscribe\W+to|abonne[rz]){_BETWEEN}(?:us|nous|vous|page|compte|account|profil|profile|channel|chaîne|instagram|facebook|tiktok)\b"
    rf"|\b(?:share|partagez|partager|repost\w*|retweet\w*){_BETWEEN}(?:post|publication|page|story|photo|concours|contest|this|it|ce|cette|le|la)\b"
    rf"|\b(?:tag|taguez|taguer|identifiez|identifier|mentionnez|mention){_BETWEEN}(?:friends?|amie?s?|ami\W?e\W?s|personnes?)\b",
    re.IGNORECASE,
)
#: What makes it a condition.
_CONDITION: Final = re.compile(
    r"\b(?:to (?:enter|win|take part|participate|qualify|vote)|for a chance|(?:extra|bonus) (?:entry|entries|chance)|must|required?|condition"
    r"|pour (?:participer|gagner|voter|valider|avoir une chance)|afin de (?:participer|gagner)|chances? (?:de|supplémentaires?)|il faut|devez|doit|obligatoire)\b",
    re.IGNORECASE,
)
_NEGATED: Final = re.compile(r"\b(?:ne|n|jamais|pas|sans|aucun|aucune|no|not|never|without|nobody|don)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+")


def refuse(contests: Iterable[Contest], now: datetime, languages: tuple[str, ...]) -> None:
    """PolicyError with everything that keeps the contests that are announced at `now` from being shown.

    `languages`: the hub's, the main one first.
    """
    shown = [contest for contest in contests if phases.at(contest, now) is not None]
    broken = [mistake for contest in shown for mistake in violations(contest, now, languages)]
    if broken:
        raise PolicyError(broken)


def violations(contest: Contest, now: datetime, languages: tuple[str, ...]) -> Iterator[Mistake]:
    """What of the law, or of the networks' terms, the contest breaks, each with the way to mend it."""
    yield from _facts(contest)
    yield from _rules(contest)
    yield from _french(contest, languages)
    yield from _ways_in(contest)
    yield from _minors(contest)
    yield from _outcome(contest, now)
    if phases.is_over(contest, now) and contest.result is not None:
        yield from proof.verify(contest)


def warnings(contest: Contest, now: datetime, languages: tuple[str, ...], unanswered: int = 0) -> Iterator[str]:
    """What a person should know before it becomes a mistake. `unanswered`: complaints that wait for the brand's answer."""
    waiting = contest.complaints + unanswered
    if waiting and not phases.is_over(contest, now):
        said = "complaint waits" if waiting == 1 else "complaints wait"
        yield f"{contest.file}: {waiting} {said} for an answer: answer before you ask people for more."
    if phases.at(contest, now) is None:
        for mistake in violations(contest, now, languages):
            yield f"{mistake} The contest is announced on {contest.phases[0].start:%Y-%m-%d}, and cannot be before this is mended."
    if phases.is_over(contest, now) and contest.result is None:
        yield f"{contest.file}: the results are due, and there is no result.json: run `parvis contest {contest.slug} tally` and what follows it."
    for anomaly in () if phases.is_over(contest, now) else undecided(contest):
        yield f"{contest.folder}/ballots.csv: {anomaly.what} Decide about it: `parvis contest {contest.slug} anomalies`."
    yield from _own_ideas(contest)
    yield from _age_unsaid(contest)
    for winner in contest.outcome.winners if contest.outcome else ():
        if phases.promise(winner, contest, now) == "late" and not winner.late_because:
            file = contest.outcome.file if contest.outcome else ""
            yield f"{file}:{winner.line}: the promised day has passed: write `moved:` and `late_because:`."


def _age_unsaid(contest: Contest) -> Iterator[str]:
    """Rules that do not say the age which the contest's page says."""
    age = contest.minimum_age
    if age and contest.rules and not re.search(rf"\b{age}\b", "\n".join(contest.rules.clauses.values())):
        yield f"{contest.rules.file}: the rules do not say that one must be {age} or older: add it to the clause on who can take part."


def _own_ideas(contest: Contest) -> Iterator[str]:
    """Members of the jury who have sent in an idea, and declare no conflict. Two people may share a name: so it is no mistake."""
    for juror in contest.jury.members:
        names = {juror.name.casefold(), person.short(juror.name).casefold()}
        declared = {conflict.entry for conflict in juror.conflicts}
        for entry in contest.entries:
            if entry.author.casefold() in names and not entry.status and entry.id not in declared:
                what = f"{juror.name} sits in the jury, and the idea '{entry.id}' is by {entry.author}."
                yield f"{entry.file}:{entry.line}: {what} Declare it below `conflicts:`, if they are the same."


def _facts(contest: Contest) -> Iterator[Mistake]:
    if contest.organiser is None:
        yield _missing(contest, "organiser", "nobody is named who is responsible.", "Write `organiser:` with name, address and contact.")
    elif not contest.organiser.address or not contest.organiser.contact:
        what = "the organiser's address and contact must be known."
        yield _missing(contest, "organiser", what, "Add `address:` and `contact:` below `organiser:`.")
    if not contest.prizes:
        yield _missing(contest, "prizes", "no prize is named.", "Write `prizes:` with what, count and value of each.")
    for place, prize in enumerate(contest.prizes):
        if prize.count is None or not prize.value:
            what = "the number of the prizes and their approximate value must be known."
            yield _missing(contest, f"prizes.{place}", what, "Add `count:` and `value:`.")
    if not contest.eligibility:
        yield _missing(contest, "eligibility", "nobody is told who can take part.", "Write `eligibility:`.")
    if contest.minimum_age is None:
        what = "nobody is told from which age on one may take part."
        yield _missing(contest, "minimum_age", what, "Write `minimum_age: 14`, or `minimum_age: 0` where anybody may.")
    if contest.starts("results") is None:
        yield _missing(contest, "phases", "nobody is told when the results come.", "Add `results:` below `phases:`.")


def _missing(contest: Contest, field: str, what: str, remedy: str) -> Mistake:
    return Mistake(contest.file, contest.line(field), field, what, remedy)


def _rules(contest: Contest) -> Iterator[Mistake]:
    """The règlement: there, complete, and the one that its change log names."""
    rules = contest.rules
    if rules is None:
        what = "a contest without rules cannot open."
        yield Mistake(contest.file, 1, "", what, f"Write a first version with `parvis contest {contest.slug} rules`.")
        return
    for clause in mandatory(contest):
        if clause.name not in rules.clauses:
            what = f"the clause '{clause.name}' ({clause.title['fr']}) is missing: the contest cannot open without it."
            remedy = f"Add a heading `## {clause.title['fr']} {{#{clause.name}}}`; `parvis contest {contest.slug} rules` shows a wording."
            yield Mistake(rules.file, 1, clause.name, what, remedy)
    known = {clause.name for clause in CLAUSES}
    for name, text in rules.clauses.items():
        if name in known and is_unfinished(text):
            yield Mistake(rules.file, rules.lines.get(name, 1), name, "this clause is unfinished.", "Fill in what stands in brackets.")
    newest = max(rules.changes, key=lambda change: change.version, default=None)
    seal = f'Run `parvis contest {contest.slug} rules --seal "what has changed"`.'
    if newest is None:
        yield Mistake(rules.file, 1, "changes", "the rules have no change log.", seal)
    elif newest.sha256 != rules.sha256:
        what = f"the text is not that of version {newest.version}: its SHA-256 is {rules.sha256}."
        yield Mistake(rules.file, rules.lines.get("changes", 1), "changes", what, seal)
    elif newest.version != rules.version:
        what = f"the rules say that they are version {rules.version}, and the change log ends with {newest.version}."
        yield Mistake(rules.file, rules.lines.get("version", 1), "version", what, seal)


def _french(contest: Contest, languages: tuple[str, ...]) -> Iterator[Mistake]:
    """The charter of the French language: in Québec the French text stands first."""
    if "quebec" not in contest.law or not languages:
        return
    spoken = contest.rules.languages if contest.rules else ()
    own = {language or languages[0] for language in spoken}
    if spoken and not any(language.lower().startswith("fr") for language in own):
        what = "in Québec the rules must be there in French, at least as easy to find as in any other language."
        assert contest.rules is not None
        yield Mistake(contest.rules.file, 1, "", what, "Write them in French too: rules.fr.md, or in the hub's main language.")


def _ways_in(contest: Contest) -> Iterator[Mistake]:
    ways = contest.take_part
    if ways.hashtag and not (ways.form or ways.email or ways.shop):
        what = "people can take part by a hashtag alone, and no search for a hashtag finds everybody who used it."
        remedy = "Give another way besides: `form:`, `email:` or `shop:`."
        yield Mistake(contest.file, contest.line("take_part.hashtag"), "take_part.hashtag", what, remedy)
    for text in ways.requires:
        if _ASKED.search(text) and not _NEGATED.search(text):
            yield _asked(contest, "take_part.requires", text)
    told = [("vote.how", contest.vote.how), ("take_part.shop", ways.shop), ("eligibility", contest.eligibility)]
    for field, texts in (*told, ("", {"": contest.text})):
        for sentence in (one for text in texts.values() for one in _SENTENCE.split(text)):
            if is_condition(sentence):
                yield _asked(contest, field, sentence)
    for name, text in contest.rules.clauses.items() if contest.rules else ():
        for sentence in _SENTENCE.split(text):
            if is_condition(sentence) and contest.rules:
                mistake = _asked(contest, name, sentence)
                yield Mistake(contest.rules.file, contest.rules.lines.get(name, 1), name, mistake.what, mistake.remedy)


def is_condition(sentence: str) -> bool:
    """Whether a sentence makes a like, a follow, a share or a tag the price of taking part; one that denies it does not."""
    return bool(_ASKED.search(sentence) and _CONDITION.search(sentence) and not _NEGATED.search(sentence))


def _asked(contest: Contest, field: str, sentence: str) -> Mistake:
    shown = " ".join(sentence.split())
    what = f"the networks forbid contests that one enters by following, liking, sharing or tagging: '{shown[:80]}'."
    return Mistake(contest.file, contest.line(field) if field else 1, field, what, "Ask for the idea, or the vote, and nothing else.")


def _minors(contest: Contest) -> Iterator[Mistake]:
    for entry in contest.entries:
        if entry.minor and entry.picture and not entry.guardian and not entry.status:
            what = f"the picture of the entry '{entry.id}' comes from a minor, and no guardian has agreed to it."
            remedy = "Take the picture out, or write `yes` into `guardian` when you have the agreement in writing."
            yield Mistake(entry.file, entry.line, "guardian", what, remedy)
    for place, juror in enumerate(contest.jury.members):
        if juror.minor and juror.portrait and not juror.guardian:
            field = f"jury.members.{place}.portrait"
            what = f"{juror.name} is a minor, and no guardian has agreed to the portrait."
            remedy = "Take it out, or add `guardian_consent: true` when you have the agreement in writing."
            yield Mistake(contest.file, contest.line(field), field, what, remedy)


def _outcome(contest: Contest, now: datetime) -> Iterator[Mistake]:
    """Winners that nothing decided, or that something else decided."""
    if contest.outcome is None or not contest.outcome.winners:
        return
    first = contest.outcome.winners[0]
    if contest.result is None:
        if phases.is_over(contest, now) and (contest.ballots or contest.scores):
            what = "winners are named, and no result proves how they were found."
            remedy = f"Run `parvis contest {contest.slug} tally`, and what follows it."
            yield Mistake(contest.outcome.file, first.line, "winners", what, remedy)
        return
    step = contest.result.step(_DECIDES[contest.decision])
    if step is None:
        what = "the votes alone may choose a shortlist, never the winner; the result has no step that decides."
        remedy = f"Run `parvis contest {contest.slug} {_DECIDES[contest.decision]}`."
        yield Mistake(contest.outcome.file, first.line, "winners", what, remedy)
        return
    stays = staying(contest)
    best = {place.id for place in step.order[: len(contest.outcome.winners)]} | {
        place.id for place in step.order if place.place <= len(contest.outcome.winners)
    }
    for winner in contest.outcome.winners:
        if stays.get(winner.entry, winner.entry) not in best and not winner.because:
            what = f"the entry '{winner.entry}' is made though the result puts others before it, and nobody is told why."
            yield Mistake(contest.outcome.file, winner.line, "entry", what, "Mend the entry, or add a line `because: …`.")
