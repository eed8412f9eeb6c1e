"""Tables as people and Excel save them: any usual encoding, commas, semicolons or tabs, cells with line breaks, quotes left open."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Generator, Iterator, Sequence
from typing import Final

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.model.raw_review import BadRow

#: Bytes of the largest file that is read.
LARGEST: Final = 256 * 1024 * 1024
#: How many quotes may be left open before the rest of a file is given up: each means reading it again from there.
_MOST_OPEN: Final = 20

_DELIMITERS: Final = ",;\t|"
#: Excel's own way of naming it, above the header.
_NAMED: Final = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)
_END: Final = "\x1e end of the table \x1e"


class Row(msgspec.Struct, frozen=True):
    """One row of a table."""

    line: int  #: 1-based line of the file on which it begins
    cells: list[str]


class Table(msgspec.Struct, frozen=True):
    """A file as its header and its rows."""

    header: Row
    lines: list[str]
    start: int  #: lines above the first row
    delimiter: str

    def rows(self) -> Iterator[Row | BadRow]:
        """Each row that is not empty; where a quote is opened and never closed, a bad row, and what stands below it is read anew."""
        return _rows(self.lines, self.start, self.delimiter)


def read(body: bytes, file: str) -> Table:
    """The table in a file's bytes. ContentError where it is empty, too large or no text."""
    text = decoded(body, file)
    lines = list(io.StringIO(text, newline=""))
    start = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines):
        raise ContentError([Mistake(file, 0, "", "this file is empty.", "Export it again.")])
    if named := _NAMED.fullmatch(lines[start].rstrip("\r\n")):
        delimiter, start = named[1], start + 1
    else:
        delimiter = _delimiter(lines[start])
    header = next(_rows(lines, start, delimiter), BadRow(line=start, what="there is nothing below this line."))
    if isinstance(header, BadRow):
        raise ContentError([Mistake(file, header.line, "", header.what, "Export the file again.")])
    return Table(header, lines, start + _height(lines, start, delimiter), delimiter)


def decoded(body: bytes, file: str) -> str:
    """The text of a file: UTF-16 or UTF-8 with a mark, UTF-16 without, UTF-8, else Windows-1252. ContentError where it is too large or no text."""
    if len(body) > LARGEST:
        what = f"this file is larger than {LARGEST // 1024 // 1024} MB."
        raise ContentError([Mistake(file, 0, "", what, "Split it.")])
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, errors="replace")
    if encoding := _utf16(body[:4096]):
        return body.decode(encoding, errors="replace")
    if body.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")):
        raise ContentError([Mistake(file, 0, "", "this is a workbook or an archive, and no text.", "Save it as CSV (UTF-8).")])
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def _utf16(beginning: bytes) -> str:
    """Which half of each pair is empty, where nearly all are: Latin text in UTF-16 without a mark."""
    pairs = len(beginning) // 2
    if pairs < 4:  # noqa: PLR2004 (fewer letters say nothing)
        return ""
    high, low = beginning[1::2].count(0), beginning[0::2].count(0)
    if high > pairs * 0.7 and low < pairs * 0.2:
        return "utf-16-le"
    return "utf-16-be" if low > pairs * 0.7 and high < pairs * 0.2 else ""


def _delimiter(header: str) -> str:
    """The sign that stands most often in the header, outside quotes; of equals the comma."""
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _height(lines: Sequence[str], start: int, delimiter: str) -> int:
    reader = csv.reader(lines[start:], delimiter=delimiter)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            break
    return reader.line_num


def _rows(lines: list[str], start: int, delimiter: str) -> Iterator[Row | BadRow]:
    given_up = 0
    while True:
        opened = yield from _until_open(lines, start, delimiter)
        if opened is None:
            return
        yield BadRow(line=opened + 1, what="a quote is opened here and never closed.")
        start, given_up = opened + 1, given_up + 1
        if given_up == _MOST_OPEN:
            yield BadRow(line=start + 1, what="so many quotes are left open that the rest of the file cannot be read.")
            return


def _until_open(lines: list[str], start: int, delimiter: str) -> Generator[Row, None, int | None]:
    """Rows up to the one in which a quote is left open; ends with the place of that row's line, or with None at the end of the file."""
    reader = csv.reader(_and_end(lines, start), delimiter=delimiter)
    begins = start
    # Python's limit of 128 KB a cell would stop at one long text; what is too long for a review is said where reviews are read.
    before = csv.field_size_limit(sys.maxsize)
    try:
        for cells in reader:
            if cells and _END in cells[-1]:
                return None if cells == [_END] else begins
            if any(cell and not cell.isspace() for cell in cells):
                yield Row(begins + 1, cells)
            begins = start + reader.line_num
    finally:
        csv.field_size_limit(before)
    return None


def _and_end(lines: list[str], start: int) -> Iterator[str]:
    for place in range(start, len(lines)):
        yield lines[place]
    yield _END
