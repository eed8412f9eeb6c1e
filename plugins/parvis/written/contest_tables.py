"""The tables of a contest: entries.csv, ballots.csv and scores.csv, read with every mistake's line and written as they are read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Final, TypeVar

from parvis.errors import ContentError, Mistake
from parvis.model.contest import Ballot, Entry, Score
from parvis.tidy import links
from parvis.tidy import text as words
from parvis.tidy.yaml import did_you_mean
from parvis.written.front_matter import decode

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
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_YES: Final = frozenset({"yes", "true", "1", "oui"})
#: Mistakes of one file that are told; what is wrong in every line need not be said five thousand times.
_MOST_TOLD: Final = 50

Model = TypeVar("Model")


class _Row:
    """One row, each cell checked as it is asked for."""

    def __init__(self, file: str, line: int, cells: Mapping[str, str], mistakes: list[Mistake]) -> None:
        self.file, self.line = file, line
        self._cells = cells
        self._mistakes = mistakes

    def text(self, column: str) -> str:
        """A cell on one line, without what keeps a spreadsheet from taking it for a formula."""
        return words.one_line(_unquoted(self._cells.get(column, "")))

    def paragraph(self, column: str) -> str:
        """A cell with its line breaks."""
        return words.lines(_unquoted(self._cells.get(column, "")))

    def switch(self, column: str) -> bool:
        """Whether a cell says yes."""
        return self.text(column).lower() in _YES

    def need(self, column: str, example: str) -> str:
        """A cell that must not be empty."""
        said = self.text(column)
        if not said:
            self.wrong(column, "this cell is empty.", f"Write {example} into it.")
        return said

    def fits(self, column: str, pattern: re.Pattern[str], what: str, remedy: str) -> str:
        """A cell that is empty or fits a pattern."""
        said = self.text(column)
        if said and not pattern.fullmatch(said):
            self.wrong(column, f"'{_shown(said)}' {what}", remedy)
            return ""
        return said

    def moment(self, column: str) -> datetime | None:
        """A moment with its offset, in UTC; None where the cell is empty."""
        said = self.text(column)
        if not said:
            return None
        moment = _moment(said)
        if moment is None:
            self.wrong(column, f"'{_shown(said)}' is no moment with a time zone.", "Write it such as 2026-06-03T14:05:09Z.")
        return moment

    def wrong(self, column: str, what: str, remedy: str) -> None:
        """Note a mistake in this row."""
        self._mistakes.append(Mistake(self.file, self.line, column, what, remedy))


def entries(data: bytes, file: str) -> tuple[Entry, ...]:
    """The rows of entries.csv. ContentError lists every mistake."""
    found = _read(data, file, ENTRIES, ("id", "title"), _entry)
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
    return _read(data, file, BALLOTS, BALLOTS, _ballot)


def scores(data: bytes, file: str) -> tuple[Score, ...]:
    """The rows of scores.csv. ContentError lists every mistake."""
    return _read(data, file, SCORES, SCORES, _score)


def entries_text(found: Iterable[Entry]) -> str:
    """entries.csv, as `entries` reads it; without the entries that have files of their own."""
    rows = ([_cell(entry, column) for column in ENTRIES] for entry in found if not entry.file.endswith(".md"))
    return _text(ENTRIES, rows)


def ballots_text(found: Iterable[Ballot]) -> str:
    """ballots.csv, sorted by moment, voter and choice: whoever imports the same ballots in another order gets the same file."""
    ordered = sorted(found, key=lambda ballot: (ballot.at, ballot.voter, ballot.choice))
    return _text(BALLOTS, ([ballot.voter, ballot.choice, _iso(ballot.at)] for ballot in ordered))


def scores_text(found: Iterable[Score]) -> str:
    """scores.csv."""
    return _text(SCORES, ([score.juror, score.entry, score.criterion, score.points or RECUSED[0]] for score in found))


def _entry(row: _Row) -> Entry:
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


def _link(row: _Row) -> str:
    said = row.text("link")
    found = links.absolute(said, None) if said else ""
    if found is None:
        row.wrong("link", f"'{_shown(said)}' is no address of a page.", "Write it whole, beginning with https://.")
    return found or ""


def _status(row: _Row) -> str:
    said = row.text("status").lower()
    if said not in {"", "hidden", "refused"}:
        row.wrong("status", f"unknown status '{_shown(said)}'.", did_you_mean(said, ("hidden", "refused")))
        return ""
    return said


def _ballot(row: _Row) -> Ballot:
    voter = row.need("voter_hash", "the salted hash of the voter")
    if voter and not _VOTER.fullmatch(voter):
        remedy = "Import ballots with `parvis contest SLUG import FILE --as KIND --ballots`, which keeps no names."
        row.wrong("voter_hash", "this is no salted hash.", remedy)
    row.need("at", "the moment of the vote")
    return Ballot(voter, row.need("choice", "the id of an entry"), row.moment("at") or datetime.min.replace(tzinfo=UTC), row.line)


def _score(row: _Row) -> Score:
    said = row.need("score", "the points, or `recused`").replace(",", ".")
    recused = said.lower() in RECUSED
    if said and not recused and not _is_number(said):
        row.wrong("score", f"'{_shown(said)}' is no number.", "Write points such as 7.5, or `recused`.")
        said = "0"
    if not recused:
        row.need("criterion", "what the points are for")
    points = "" if recused else said
    return Score(
        row.need("juror", "who gives the points"), row.need("entry", "the id of an entry"), row.text("criterion"), points, row.line
    )


def _read(data: bytes, file: str, known: Sequence[str], needed: Sequence[str], one: Callable[[_Row], Model]) -> tuple[Model, ...]:
    """A model of each row. ContentError lists every mistake."""
    mistakes: list[Mistake] = []
    found = [one(_Row(file, line, cells, mistakes)) for line, cells in _rows(decode(data, file), file, known, needed, mistakes)]
    if mistakes:
        more = len(mistakes) - _MOST_TOLD
        told = mistakes[:_MOST_TOLD]
        if more > 0:
            told.append(
                Mistake(file, mistakes[_MOST_TOLD].line, "", f"there are {more} more mistakes from here on.", "Mend the others first.")
            )
        raise ContentError(told)
    return tuple(found)


def _rows(
    text: str, file: str, known: Sequence[str], needed: Sequence[str], mistakes: list[Mistake]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Line and cells of each row that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    header: list[str] = []
    begins = 1
    try:
        for cells in reader:
            if not header:
                header = [cell.strip().lower() for cell in cells]
                mistakes += _header_mistakes(header, file, known, needed)
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(header):
                    what = f"this row has {len(cells)} cells, and the header {len(header)}."
                    mistakes.append(Mistake(file, begins, "", what, "Put a cell with commas in quotes."))
                yield begins, dict(zip(header, cells, strict=False))
            begins = reader.line_num + 1
    except csv.Error as error:
        what = f"this row cannot be read: {error}."
        mistakes.append(Mistake(file, begins, "", what, "Close the quote, or double it where it is part of the text."))


def _delimiter(text: str) -> str:
    """What a spreadsheet has put between the cells: some write semicolons or tabs where the comma is for decimals."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _header_mistakes(header: Sequence[str], file: str, known: Sequence[str], needed: Sequence[str]) -> Iterator[Mistake]:
    for column in header:
        if column not in known:
            yield Mistake(file, 1, column, f"unknown column '{column}'.", did_you_mean(column, known))
    for column in needed:
        if column not in header:
            yield Mistake(file, 1, column, f"the column '{column}' is missing.", f"The columns are: {', '.join(known)}.")


def _text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_quoted(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(entry: Entry, column: str) -> str:
    value = getattr(entry, column)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, tuple):
        return ";".join(value)
    return _iso(value) if isinstance(value, datetime) else value or ""


def _quoted(cell: str) -> str:
    """A cell that a spreadsheet shows and does not compute."""
    return f"'{cell}" if cell.startswith(_FORMULA) or (cell.startswith("'") and cell[1:].startswith(("'", *_FORMULA))) else cell


def _unquoted(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(("'", *_FORMULA)) else cell


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC).replace(microsecond=0) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite() and Decimal(text) >= 0
    except InvalidOperation:
        return False


def _shown(text: str) -> str:
    return words.one_line(text, 40)
