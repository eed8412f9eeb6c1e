"""Tables as spreadsheets write them: each cell checked as it is asked for, every mistake with its line, and no cell that computes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar

from parvis.errors import ContentError, Mistake
from parvis.tidy import text as words
from parvis.tidy.yaml import did_you_mean
from parvis.written.front_matter import decode

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_YES: Final = frozenset({"yes", "true", "1", "oui"})
#: Mistakes of one file that are told; what is wrong in every line need not be said five thousand times.
_MOST_TOLD: Final = 50

Model = TypeVar("Model")


class Row:
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
            self.wrong(column, f"'{shown(said)}' {what}", remedy)
            return ""
        return said

    def moment(self, column: str) -> datetime | None:
        """A moment with its offset, in UTC; None where the cell is empty."""
        said = self.text(column)
        if not said:
            return None
        moment = _moment(said)
        if moment is None:
            self.wrong(column, f"'{shown(said)}' is no moment with a time zone.", "Write it such as 2026-06-03T14:05:09Z.")
        return moment

    def wrong(self, column: str, what: str, remedy: str) -> None:
        """Note a mistake in this row."""
        self._mistakes.append(Mistake(self.file, self.line, column, what, remedy))


def read(data: bytes, file: str, known: Sequence[str], needed: Sequence[str], one: Callable[[Row], Model]) -> tuple[Model, ...]:
    """A model of each row. ContentError lists every mistake."""
    mistakes: list[Mistake] = []
    found = [one(Row(file, line, cells, mistakes)) for line, cells in _rows(decode(data, file), file, known, needed, mistakes)]
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


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table as text, one line a row; a cell that a spreadsheet would compute begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_quoted(cell) for cell in row] for row in rows)
    return out.getvalue()


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


def shown(text: str) -> str:
    """What stands in a cell, as a message quotes it: 40 characters at most."""
    return words.one_line(text, 40)
