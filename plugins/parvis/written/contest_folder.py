"""What lies in a contest's folder beside its Markdown: tables, merges, decisions on strange ballots, the result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.model.contest import Contest, Entry, Merge, SetAside
from parvis.model.contest_result import InputFile, Result
from parvis.tidy import yaml
from parvis.written import contest_tables
from parvis.written.articles import Reader
from parvis.written.facts import Facts, of_front
from parvis.written.front_matter import FrontMatter, decode

ENTRIES: Final = "entries.csv"
BALLOTS: Final = "ballots.csv"
SCORES: Final = "scores.csv"
MERGES: Final = "merges.yaml"
ANOMALIES: Final = "anomalies.yaml"
RESULT: Final = "result.json"
#: What a result is computed from, beside the entries with files of their own.
INPUTS: Final = ("contest.md", ENTRIES, MERGES, BALLOTS, ANOMALIES, SCORES)

Model = TypeVar("Model")


def complete(contests: Iterable[Contest], content: Path, reader: Reader) -> tuple[Contest, ...]:
    """The contests with all that lies in their folders below `content`. ContentError lists every mistake of every file."""
    mistakes: list[Mistake] = []
    found = [_complete(contest, content, reader, mistakes) for contest in contests]
    if mistakes:
        raise ContentError(mistakes)
    return tuple(found)


def _complete(contest: Contest, content: Path, reader: Reader, mistakes: list[Mistake]) -> Contest:
    folder = _Folder(content.parent / contest.folder, contest.folder, mistakes)
    entries = (*folder.read(ENTRIES, contest_tables.entries), *contest.entries)
    complete = msgspec.structs.replace(
        contest,
        entries=entries,
        merges=folder.read(MERGES, partial(_listed, one=_merge, reader=reader)),
        ballots=folder.read(BALLOTS, contest_tables.ballots),
        strange=folder.read(ANOMALIES, partial(_listed, one=_anomaly, reader=reader)),
        scores=folder.read(SCORES, contest_tables.scores),
        rules=contest.rules and msgspec.structs.replace(contest.rules, languages=folder.languages("rules")),
        files=tuple(folder.inputs(contest.entries)),
        result=next(iter(folder.read(RESULT, _result)), None),
        result_text=folder.text(RESULT),
    )
    mistakes += _unknown(complete)
    mistakes += _missing_pictures(complete, content)
    return complete


class _Folder:
    """The files of one contest, read once each."""

    def __init__(self, path: Path, name: str, mistakes: list[Mistake]) -> None:
        self._path = path
        self._name = name
        self._mistakes = mistakes

    def read(self, file: str, how: Callable[[bytes, str], tuple[Model, ...]]) -> tuple[Model, ...]:
        """What is in a file; nothing where there is none, or where it is wrong."""
        path = self._path / file
        if not path.is_file():
            return ()
        try:
            return how(path.read_bytes(), f"{self._name}/{file}")
        except ContentError as error:
            self._mistakes += error.mistakes
            return ()

    def text(self, file: str) -> str:
        """A file's text; empty where there is none."""
        path = self._path / file
        return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""

    def languages(self, stem: str) -> tuple[str, ...]:
        """The languages that a paper is written in, by the names of its files; empty for the main one."""
        return tuple(sorted(path.stem.removeprefix(stem).lstrip(".") for path in self._path.glob(f"{stem}*.md")))

    def inputs(self, own: Iterable[Entry]) -> Iterator[InputFile]:
        """The files that results are computed from, as they lie there now."""
        names = [f"entries/{entry.file.rpartition('/')[2]}" for entry in own]
        for name in (*INPUTS, *sorted(names)):
            if (self._path / name).is_file():
                yield input_file(name, (self._path / name).read_bytes())


def input_file(name: str, data: bytes) -> InputFile:
    """A file's digests."""
    lines = data.splitlines(keepends=True)
    prints = "".join(sha256(line).hexdigest()[:4] for line in lines)
    return InputFile(file=name, sha256=sha256(data).hexdigest(), lines=len(lines), prints=prints)


def _merge(facts: Facts, line: int) -> Merge:
    merge = Merge(
        ids=facts.texts("ids", need="[12, 47]"),
        accept=facts.switch("accept"),
        title=facts.text("title"),
        because=facts.text("because"),
        line=line,
    )
    if len(merge.ids) == 1:
        facts.wrong("ids", "one entry cannot be merged.", "Name two or more, the one that stays first.")
    return merge


def _anomaly(facts: Facts, line: int) -> SetAside:
    nothing = datetime.min.replace(tzinfo=UTC)
    strange = SetAside(
        kind=facts.choice("kind", ("burst", "same_voter", "same_time"), "burst"),
        voters=facts.texts("voters", need="[…]"),
        since=facts.moment("since", need="2026-06-03T02:00:00Z") or nothing,
        until=facts.moment("until", need="2026-06-03T02:10:00Z") or nothing,
        choice=facts.text("choice"),
        set_aside=facts.switch("set_aside"),
        because=facts.text("because"),
        line=line,
    )
    facts.raw("ballots"), facts.raw("what")  # told to the editor, and computed anew whenever it is needed
    if strange.set_aside and not strange.because:
        facts.wrong("because", "ballots are set aside, and nobody is told why.", "Add `because: …`: the results page says it.")
    return strange


def _listed(data: bytes, file: str, one: Callable[[Facts, int], Model], reader: Reader) -> tuple[Model, ...]:
    """The models of a YAML list. ContentError lists every mistake."""
    document = yaml.load(decode(data, file), file)
    name = Path(file).stem
    lines = {".".join((name, *map(str, path))): line for path, line in document.lines.items()}
    mistakes: list[Mistake] = []
    facts = of_front(FrontMatter(file, {name: document.value}, lines, "", 1), reader, mistakes)
    found = []
    for place, entry in enumerate(facts.groups(name)):
        found.append(one(entry, document.line((place,))))
        entry.done()
    if mistakes:
        raise ContentError(mistakes)
    return tuple(found)


def _result(data: bytes, file: str) -> tuple[Result, ...]:
    try:
        return (msgspec.json.decode(data, type=Result),)
    except msgspec.DecodeError as error:
        what = f"this is no result: {error}."
        raise ContentError([Mistake(file, 0, "", what, "Take the file away and run `parvis contest SLUG tally` again.")]) from error


def _unknown(contest: Contest) -> Iterator[Mistake]:
    """Ids of entries, jurors and criteria that the contest does not have."""
    ids = {entry.id for entry in contest.entries}
    folder = contest.folder
    for merge in contest.merges:
        for id_ in merge.ids:
            if id_ not in ids:
                yield Mistake(f"{folder}/{MERGES}", merge.line, "ids", *_no_entry(id_))
    for ballot in contest.ballots:
        if ballot.choice not in ids:
            yield Mistake(f"{folder}/{BALLOTS}", ballot.line, "choice", *_no_entry(ballot.choice))
    for id_ in contest.vote.options:
        if id_ not in ids:
            yield Mistake(contest.file, contest.line("vote.options"), "vote.options", *_no_entry(id_))
    for winner in contest.outcome.winners if contest.outcome else ():
        if winner.entry not in ids:
            yield Mistake(contest.outcome.file if contest.outcome else "", winner.line, "entry", *_no_entry(winner.entry))
    yield from _unknown_scores(contest, ids)


def _unknown_scores(contest: Contest, ids: set[str]) -> Iterator[Mistake]:
    jurors = {juror.id for juror in contest.jury.members}
    criteria = {criterion.id for criterion in contest.jury.criteria}
    file = f"{contest.folder}/{SCORES}"
    seen: dict[tuple[str, str, str], int] = {}
    for score in contest.scores:
        if score.entry not in ids:
            yield Mistake(file, score.line, "entry", *_no_entry(score.entry))
        if score.juror not in jurors:
            yield Mistake(
                file, score.line, "juror", f"nobody in the jury is called '{score.juror}'.", yaml.did_you_mean(score.juror, tuple(jurors))
            )
        if not score.recused and score.criterion not in criteria:
            what = f"there is no criterion '{score.criterion}'."
            yield Mistake(file, score.line, "criterion", what, yaml.did_you_mean(score.criterion, tuple(sorted(criteria))))
        if not score.recused and float(score.points) > contest.jury.best:
            what = f"{score.points} is more than the best that can be given, {contest.jury.best}."
            yield Mistake(file, score.line, "score", what, "Mend it, or write `best:` below `jury:`.")
        first = seen.setdefault((score.juror, score.entry, score.criterion), score.line)
        if first != score.line:
            what = f"these points stand on line {first} already."
            yield Mistake(file, score.line, "score", what, "Keep one of the two lines.")


def _no_entry(id_: str) -> tuple[str, str]:
    return f"there is no entry '{id_}'.", "Mend it, or add the entry to entries.csv."


def _missing_pictures(contest: Contest, content: Path) -> Iterator[Mistake]:
    for entry in contest.entries:
        if entry.picture and not (content / entry.picture).is_file():
            what = f"there is no file '{entry.picture}' below content/."
            yield Mistake(entry.file, entry.line, "picture", what, "Put the picture there, or mend its name.")
    for place, juror in enumerate(contest.jury.members):
        if juror.portrait and not (content / juror.portrait).is_file():
            what = f"there is no file '{juror.portrait}' below content/."
            field = f"jury.members.{place}.portrait"
            yield Mistake(contest.file, contest.line(field), field, what, "Put the picture there, or mend its name.")
