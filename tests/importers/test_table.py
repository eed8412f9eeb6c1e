"""Tables as people and Excel save them."""

from __future__ import annotations

import pytest

from parvis.errors import ContentError
from parvis.importers import _table
from parvis.importers._table import Row
from parvis.model.raw_review import BadRow

HEADER = "nom,note\n"


def rows(body: bytes) -> list[Row | BadRow]:
    return list(_table.read(body, "export.csv").rows())


def cells(body: bytes) -> list[list[str]]:
    return [row.cells for row in rows(body) if isinstance(row, Row)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_table_is_read_in_every_usual_encoding(encoding: str) -> None:
    body = "nom,avis\nZoë,« très bon »\n".encode(encoding)

    assert cells(body) == [["Zoë", "« très bon »"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_tells_the_delimiter(delimiter: str) -> None:
    body = delimiter.join(["nom", "note", "avis"]) + "\n" + delimiter.join(["Zoë", '"4,5"', '"a;b"']) + "\n"

    assert cells(body.encode()) == [["Zoë", "4,5", "a;b"]]


def test_excel_may_name_its_delimiter_above_the_header() -> None:
    table = _table.read(b"sep=;\nnom;note\nZo\xc3\xab;4,5\n", "export.csv")

    assert table.header.cells == ["nom", "note"]
    assert [row.cells for row in table.rows() if isinstance(row, Row)] == [["Zoë", "4,5"]]


def test_a_tab_may_be_named_above_the_header() -> None:
    assert cells(b"sep=\t\nnom\tnote\nZo\xc3\xab\t5\n") == [["Zoë", "5"]]


def test_commas_inside_a_quoted_header_do_not_count() -> None:
    assert cells(b'"a,b,c,d";note\n1;2\n') == [["1", "2"]]


def test_a_row_is_named_by_the_line_on_which_it_begins() -> None:
    body = b'nom,avis\n1,"one\n\ntwo"\n\n2,b\n'

    assert [(row.line, row.cells) for row in rows(body) if isinstance(row, Row)] == [(2, ["1", "one\n\ntwo"]), (6, ["2", "b"])]


def test_a_header_over_two_lines_moves_the_rows_below_it() -> None:
    assert [row.line for row in rows(b'nom,"avis\nentier"\n1,a\n')] == [3]


def test_doubled_quotes_are_one() -> None:
    assert cells(b'nom,avis\n1,"he said ""hi"""\n') == [["1", 'he said "hi"']]


def test_a_quote_left_open_costs_its_own_line_alone() -> None:
    found = rows(b'nom,avis\n1,"oops\n2,fine\n3,fine\n')

    assert found[0] == BadRow(line=2, what="a quote is opened here and never closed.")
    assert [row.cells for row in found[1:] if isinstance(row, Row)] == [["2", "fine"], ["3", "fine"]]


def test_very_many_open_quotes_end_the_reading() -> None:
    found = rows(b"nom,avis\n" + b'a","""b\n' * 101)

    assert len(found) < 50
    assert isinstance(found[-1], BadRow)
    assert "cannot be read" in found[-1].what


def test_rows_without_a_word_are_no_rows() -> None:
    assert cells(b"nom,note\n\n,,\n  ,\n1,2\n") == [["1", "2"]]


def test_a_last_row_without_a_line_break_counts() -> None:
    assert cells(b"nom,note\n1,2") == [["1", "2"]]


@pytest.mark.parametrize("body", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(body: bytes) -> None:
    with pytest.raises(ContentError, match=r"export\.csv: this file is empty"):
        _table.read(body, "export.csv")


def test_a_workbook_is_no_table() -> None:
    with pytest.raises(ContentError, match="a workbook or an archive"):
        _table.read(b"PK\x03\x04 and so on", "avis.xlsx")


def test_a_cell_longer_than_pythons_limit_is_read() -> None:
    (row,) = cells(b"nom,avis\n1," + b"x" * 200_000 + b"\n")

    assert len(row[1]) == 200_000


def test_lines_end_in_every_way() -> None:
    assert cells(b"nom,note\r\n1,2\r\n") == cells(b"nom,note\r1,2\r") == [["1", "2"]]
