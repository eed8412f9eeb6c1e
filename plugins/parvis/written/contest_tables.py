"""The tables of a contest: entries.csv, ballots.csv and scores.csv, read with every mistake's line and written as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from parvis.errors import ContentError, Mistake
from parvis.model.contest import Ballot, Entry, Score
from parvis.tidy import links
from parvis.tidy.yaml import did_you_mean
from parvis.written import rows

#: Columns of entries.csv. `id` and `title` must be there; further columns are mistakes: what nobody reads is not kept.
ENTRIES: Final = (
    *("id", "slug", "title", "text", "author", "at", "language", "picture", "picture_alt", "tags", "shell", "filling"),
    *("link", "source", "key", "status", "why", "minor", "guardian"),
)
BALLOTS: Final = ("voter_hash", "choice", "at")
SCORES: Final = ("juror", "entry", "criterion", "score")
#: What stands in `score` when a juror does not judge an entry; `criterion` is empty then.
RECUSED: Final = ("recused", "récusé", "récusée")

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COLOR: Final = re.compile(r"#[0-9a-fA-F]{6}")
#: A salted hash, or one of the numbered votes of a poll that tells no names.
_VOTER: Final = re.compile(r"[0-9a-f]{16,64}|(?:poll|likes)-[0-9a-f]{8}-[0-9]+")
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def entries(data: bytes, file: str) -> tuple[Entry, ...]:
    """The rows of entries.csv. ContentError lists every mistake."""
    found = rows.read(data, file, ENTRIES, ("id", "title"), _entry)
    first: dict[str, Entry] = {}
    doubles = [entry for entry in found if first.setdefault(entry.id, entry) is not entry]
    if doubles:
        remedy = "Give it another one."
        raise ContentError(
            Mistake(file, double.line, "id", f"the id '{double.id}' is already that of line {first[double.id].line}.", remedy)
            for double in doubles
        )
    return found


def ballots(data: bytes, file: str) -> tuple[Ballot, ...]:
    """The rows of ballots.csv. ContentError lists every mistake: nothing but a salted hash may say who voted."""
    return rows.read(data, file, BALLOTS, BALLOTS, _ballot)


def scores(data: bytes, file: str) -> tuple[Score, ...]:
    """The rows of scores.csv. ContentError lists every mistake."""
    return rows.read(data, file, SCORES, SCORES, _score)


def entries_text(found: Iterable[Entry]) -> str:
    """entries.csv, as `entries` reads it; without the entries that have files of their own."""
    cells = ([_cell(entry, column) for column in ENTRIES] for entry in found if not entry.file.endswith(".md"))
    return rows.written(ENTRIES, cells)


def ballots_text(found: Iterable[Ballot]) -> str:
    """ballots.csv, sorted by moment, voter and choice: whoever imports the same ballots in another order gets the same file."""
    ordered = sorted(found, key=lambda ballot: (ballot.at, ballot.voter, ballot.choice))
    return rows.written(BALLOTS, ([ballot.voter, ballot.choice, _iso(ballot.at)] for ballot in ordered))


def scores_text(found: Iterable[Score]) -> str:
    """scores.csv."""
    return rows.written(SCORES, ([score.juror, score.entry, score.criterion, score.points or RECUSED[0]] for score in found))


def _entry(row: rows.Row) -> Entry:
    what = "cannot stand in an address."
    row.need("id", "a number or a short name")
    row.need("title", "the idea's name")
    entry = Entry(
        id=row.fits("id", _ID, what, "Use small letters without accents, digits and single hyphens."),
        slug=row.fits("slug", _ID, what, "Use small letters without accents, digits and single hyphens."),
        title=row.text("title"),
        text=row.paragraph("text"),
        author=row.text("author"),
        at=row.moment("at"),
        language=row.text("language"),
        picture=row.text("picture"),
        picture_alt=row.text("picture_alt"),
        tags=tuple(dict.fromkeys(tag.strip() for tag in row.text("tags").split(";") if tag.strip())),
        shell=row.fits("shell", _COLOR, "is no colour.", "Write it such as #3f7e8d.").lower(),
        filling=row.fits("filling", _COLOR, "is no colour.", "Write it such as #3f7e8d.").lower(),
        link=_link(row),
        source=row.text("source"),
        key=row.text("key"),
        status=_status(row),  # type: ignore[arg-type]  # one of them
        why=row.text("why"),
        minor=row.switch("minor"),
        guardian=row.switch("guardian"),
        file=row.file,
        line=row.line,
    )
    if entry.status and not entry.why:
        row.wrong("why", f"the entry is {entry.status}, and nobody is told why.", "Write the reason: its author may ask.")
    for column in ("title", "text", "author", "key"):
        if _EMAIL.search(row.paragraph(column)):
            row.wrong(column, "an e-mail address stands here, and none may be kept.", "Take it out.")
    return entry


def _link(row: rows.Row) -> str:
    said = row.text("link")
    found = links.absolute(said, None) if said else ""
    if found is None:
        row.wrong("link", f"'{rows.shown(said)}' is no address of a page.", "Write it whole, beginning with https://.")
    return found or ""


def _status(row: rows.Row) -> str:
    said = row.text("status").lower()
    if said not in {"", "hidden", "refused"}:
        row.wrong("status", f"unknown status '{rows.shown(said)}'.", did_you_mean(said, ("hidden", "refused")))
        return ""
    return said


def _ballot(row: rows.Row) -> Ballot:
    voter = row.need("voter_hash", "the salted hash of the voter")
    if voter and not _VOTER.fullmatch(voter):
        remedy = "Import ballots with `parvis contest SLUG import FILE --as KIND --ballots`, which keeps no names."
        row.wrong("voter_hash", "this is no salted hash.", remedy)
    row.need("at", "the moment of the vote")
    return Ballot(voter, row.need("choice", "the id of an entry"), row.moment("at") or datetime.min.replace(tzinfo=UTC), row.line)


def _score(row: rows.Row) -> Score:
    said = row.need("score", "the points, or `recused`").replace(",", ".")
    recused = said.lower() in RECUSED
    if said and not recused and not _is_number(said):
        row.wrong("score", f"'{rows.shown(said)}' is no number.", "Write points such as 7.5, or `recused`.")
        said = "0"
    if not recused:
        row.need("criterion", "what the points are for")
    points = "" if recused else said
    return Score(
        row.need("juror", "who gives the points"), row.need("entry", "the id of an entry"), row.text("criterion"), points, row.line
    )


def _cell(entry: Entry, column: str) -> str:
    value = getattr(entry, column)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, tuple):
        return ";".join(value)
    return _iso(value) if isinstance(value, datetime) else value or ""


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite() and Decimal(text) >= 0
    except InvalidOperation:
        return False
