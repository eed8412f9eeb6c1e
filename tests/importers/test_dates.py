"""Dates of exports whose order of day and month only the whole file can tell."""

from __future__ import annotations

import pytest

from parvis.importers import _dates


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["03/09/2022", "31/12/2022"], "day"),
        (["03/09/2022", "12/31/2022"], "month"),
        (["03/09/2022", "04/05/2022"], ""),
        (["31/12/2022", "12/31/2022"], ""),
        (["2022-09-03", "", "yesterday"], ""),
    ],
)
def test_one_date_tells_the_order_of_all(cells: list[str], expected: str) -> None:
    assert _dates.order(cells) == expected


@pytest.mark.parametrize(
    ("cell", "first", "form", "expected"),
    [
        ("03/09/2022", "day", "", "2022-09-03"),
        ("03/09/22 14:05", "month", "", "2022-03-09 14:05"),
        ("03/09/2022", "", "", "03/09/2022"),
        ("03/09/2022", "", "%d/%m/%Y", "2022-09-03T00:00:00"),
        ("hier", "day", "%d/%m/%Y", "hier"),
        ("25 janv. 2025", "day", "", "25 janv. 2025"),
    ],
)
def test_a_date_is_written_in_the_order_that_nobody_mistakes(cell: str, first: _dates.Order, form: str, expected: str) -> None:
    assert _dates.iso(cell, first, form) == expected
