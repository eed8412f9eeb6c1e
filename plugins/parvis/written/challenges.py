"""Challenges: content/challenges/NAME.md, and beside it NAME.csv with how far those have come who agreed to be shown."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.model.challenge import Challenge, Milestone, Progress
from parvis.tidy import person
from parvis.written.articles import Reader, Written
from parvis.written.facts import Facts, each, shared
from parvis.written.front_matter import decode

KINDS: Final = ("challenge",)
#: Header of NAME.csv, which `parvis import` writes.
COLUMNS: Final = ("name", "amount", "last")


def read(documents: Iterable[Written], reader: Reader) -> tuple[Challenge, ...]:
    """The challenges by slug. ContentError lists every mistake of every file."""
    return tuple(sorted(each(documents, reader, _challenge), key=lambda challenge: challenge.slug))


def complete(challenges: Iterable[Challenge], content: Path, reader: Reader) -> tuple[Challenge, ...]:
    """The challenges with the progress that lies beside them. ContentError lists every mistake of every file."""
    del reader
    mistakes: list[Mistake] = []
    completed = []
    for challenge in challenges:
        file = beside(challenge.slug)
        name = f"{content.name}/{file}"
        try:
            found = progress(decode((content / file).read_bytes(), name), name)
        except FileNotFoundError:
            found = ()
        except ContentError as error:
            mistakes += error.mistakes
            continue
        completed.append(msgspec.structs.replace(challenge, progress=found))
    if mistakes:
        raise ContentError(mistakes)
    return tuple(completed)


def beside(slug: str) -> str:
    """Where a challenge's progress lies, below content/."""
    return f"challenges/{slug}.csv"


def progress(text: str, file: str) -> tuple[Progress, ...]:
    """Who has come how far, the farthest first. ContentError lists each row that is wrong, and names that tell too much."""
    rows = csv.reader(text.splitlines())
    if tuple(next(rows, ())) != COLUMNS:
        remedy = "`parvis import FILE --as progress --challenge NAME` writes this file."
        raise ContentError([Mistake(file, 1, "", f"the first line must be `{','.join(COLUMNS)}`.", remedy)])
    found, mistakes = [], []
    for row in rows:
        if not row:
            continue
        one = _row(row)
        if isinstance(one, str):
            mistakes.append(Mistake(file, rows.line_num, "", one, "Mend the line, or import the export again."))
        else:
            found.append(one)
    if mistakes:
        raise ContentError(mistakes)
    return tuple(sorted(found, key=lambda one: (-one.amount, one.last or date.max, one.name)))


def _row(row: list[str]) -> Progress | str:
    """A row, or what is wrong with it."""
    if len(row) != len(COLUMNS):
        return f"this row has {len(row)} columns of {len(COLUMNS)}."
    name, amount, last = row
    if not name or person.short(name) != name:
        return f"the name must be a first name and an initial, such as '{person.short(name) or 'Nora B.'}'."
    try:
        found = Progress(name=name, amount=float(amount), last=date.fromisoformat(last) if last else None)
    except ValueError:
        return "the amount must be a number and the day such as 2026-06-12."
    return found if 0 <= found.amount < float("inf") else "the amount must not be negative."


def _challenge(written: Written, facts: Facts) -> Challenge:
    challenge = Challenge(
        **shared(written),
        unit=facts.told("unit", need="macarons tasted"),
        goal=facts.number("goal", least=0, most=10**12),
        together=facts.switch("together"),
        starts=facts.moment("from"),
        ends=facts.moment("until"),
        join=facts.told("join"),
        link=facts.link("link"),
        milestones=tuple(sorted((_milestone(one) for one in facts.groups("milestones")), key=lambda one: one.at)),
    )
    if challenge.starts and challenge.ends and challenge.ends <= challenge.starts:
        facts.wrong("until", "the challenge ends before it begins.", "Write the later moment here.")
    if challenge.together and challenge.goal is None:
        facts.wrong("goal", "a goal that is reached together must be said.", "Add a line such as `goal: 1000`.")
    if not challenge.join and not challenge.link:
        facts.wrong("join", "nobody is told how to take part.", "Add a line `join: …`, or `link: https://…`.")
    return challenge


def _milestone(facts: Facts) -> Milestone:
    milestone = Milestone(
        at=facts.number("at", least=0, most=10**12, need="10") or 0, name=facts.told("name", need="Ten"), reward=facts.told("reward")
    )
    facts.done()
    return milestone
