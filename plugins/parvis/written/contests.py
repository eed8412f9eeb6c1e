"""Contests: content/contests/SLUG/contest.md with its rules, its outcome and the entries that have a Markdown file of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar, get_args

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.model.article import Article
from parvis.model.contest import Contest, Decision, Entry
from parvis.model.nouns import Nouns
from parvis.written import contest_folder, contest_papers, contest_parts
from parvis.written.articles import Reader, Written, gather
from parvis.written.facts import Facts, each, shared

KINDS: Final = ("contest", "rules", "outcome", "entry")

Model = TypeVar("Model")


def read(documents: Iterable[Written], reader: Reader) -> tuple[Contest, ...]:
    """The contests by slug, without what lies beside their Markdown files: see `complete`. ContentError lists every mistake."""
    of_kind: dict[str, list[Written]] = {kind: [] for kind in KINDS}
    for written in documents:
        if written.kind == "contest" or not written.draft:
            of_kind[written.kind].append(written)
    made = _Made(reader)
    contests = made.each(of_kind["contest"], lambda written, facts: _contest(written, facts, reader))
    rules = dict(zip(_owners(of_kind["rules"]), made.each(of_kind["rules"], contest_papers.rules), strict=False))
    outcomes = dict(zip(_owners(of_kind["outcome"]), made.each(of_kind["outcome"], contest_papers.outcome), strict=False))
    entries: dict[str, list[Entry]] = {}
    for owner, entry in zip([one.owner for one in of_kind["entry"]], made.each(of_kind["entry"], contest_papers.entry), strict=False):
        entries.setdefault(owner, []).append(entry)
    made.mistakes += _lost([*of_kind["rules"], *of_kind["outcome"]], _owners(of_kind["contest"]))
    if made.mistakes:
        raise ContentError(made.mistakes)
    return tuple(
        msgspec.structs.replace(
            contest,
            rules=rules.get(contest.slug),
            outcome=outcomes.get(contest.slug),
            entries=tuple(entries.get(contest.slug, ())),
        )
        for contest in sorted(contests, key=lambda contest: contest.slug)
    )


def complete(contests: Iterable[Contest], content: Path, reader: Reader) -> tuple[Contest, ...]:
    """The contests with everything that lies in their folders. ContentError lists every mistake of every file."""
    return contest_folder.complete(contests, content, reader)


def find(content: Path, reader: Reader, slug: str) -> Contest | None:
    """One contest with everything in its folder; None where there is none of this name. ContentError lists what is wrong in that folder."""
    folder = f"{content.name}/contests/{slug}/"
    written, mistakes = gather(content, reader)
    main = reader.languages[0] if reader.languages else ""
    documents = [one for one in written if one.file.startswith(folder) and one.kind in KINDS and one.language in {"", main}]
    own = [mistake for mistake in mistakes if mistake.file.startswith(folder)]
    if own:
        raise ContentError(own)
    return next(iter(complete(read(documents, reader), content, reader)), None)


def refer(nouns: Nouns) -> Iterator[Mistake]:
    """Products that a winner names and that nobody has written of."""
    known = {product.slug for product in nouns.products}
    for contest in nouns.contests:
        for winner in contest.outcome.winners if contest.outcome else ():
            if winner.product and winner.product not in known:
                what = f"there is no product '{winner.product}'."
                remedy = f"Write content/products/{winner.product}.md, or take this line out."
                assert contest.outcome is not None
                yield Mistake(contest.outcome.file, winner.line, "product", what, remedy)


def tell(contests: Iterable[Contest], told: Callable[..., tuple[Article, ...]]) -> tuple[Contest, ...]:
    """The contests with their words, those of their rules, their outcome and their entries."""
    return tuple(_told(contest, told) for contest in contests)


def _told(contest: Contest, told: Callable[..., tuple[Article, ...]]) -> Contest:
    rules, outcome, slug = contest.rules, contest.outcome, contest.slug
    articles = told("contest", slug)
    return msgspec.structs.replace(
        contest,
        told=articles,
        rules=rules and msgspec.structs.replace(rules, told=told("rules", slug)),
        outcome=outcome and msgspec.structs.replace(outcome, told=told("outcome", slug)),
        entries=tuple(
            msgspec.structs.replace(entry, told=told("entry", entry.id, slug)) if entry.file.endswith(".md") else entry
            for entry in contest.entries
        ),
        picture=(articles[0].picture or "") if articles else "",
        picture_alt=articles[0].picture_alt if articles else "",
    )


class _Made:
    """Models of several kinds of files, with the mistakes of all."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.mistakes: list[Mistake] = []

    def each(self, documents: Iterable[Written], one: Callable[[Written, Facts], Model]) -> tuple[Model, ...]:
        try:
            return each(documents, self.reader, one)
        except ContentError as error:
            self.mistakes += error.mistakes
            return ()


def _owners(documents: Iterable[Written]) -> list[str]:
    return [written.slug for written in documents]


def _lost(documents: Iterable[Written], contests: Iterable[str]) -> Iterator[Mistake]:
    known = set(contests)
    for written in documents:
        if written.slug not in known:
            yield Mistake(written.file, 1, "", "there is no contest.md beside this file.", "Write it first.")


def _contest(written: Written, facts: Facts, reader: Reader) -> Contest:
    zone = contest_parts.zone(facts, reader)
    contest = Contest(
        **shared(written),
        folder=written.file.rpartition("/")[0],
        text=written.text,
        timezone=zone.key,
        phases=contest_parts.phases(facts.group("phases", need="{ideas: 2026-04-07 09:00, vote: 2026-06-01 09:00, …}"), zone),
        organiser=contest_parts.organiser(facts.group("organiser")),
        law=tuple(contest_parts.laws(facts)),
        prizes=tuple(contest_parts.prize(one) for one in facts.groups("prizes")),
        eligibility=facts.told("eligibility"),
        minimum_age=facts.whole("minimum_age", most=120),
        take_part=contest_parts.take_part(facts.group("take_part")),
        vote=contest_parts.vote(facts.group("vote")),
        shortlist=contest_parts.shortlist(facts.group("shortlist")),
        jury=contest_parts.jury(facts.group("jury")),
        decision=facts.choice("decision", get_args(Decision), "jury"),  # type: ignore[arg-type]  # one of them
        draw=contest_parts.draw(facts.group("draw")),
        complaints=facts.whole("complaints") or 0,
    )
    if contest.decision == "jury" and not contest.jury.criteria:
        facts.wrong(
            "jury", "the jury decides, and it has no criteria.", "Write them below `jury:` as `criteria: [{name: Taste, weight: 3}]`."
        )
    return contest
