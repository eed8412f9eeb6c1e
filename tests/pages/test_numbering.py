"""Lists that stay: numbered from the oldest, the newest rest in front."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.pages.numbering import sheets

LISTS = st.integers(min_value=0, max_value=400)
SIZES = st.integers(min_value=1, max_value=30)


def _newest_first(count: int) -> list[int]:
    return list(range(count, 0, -1))


def test_empty_list_has_an_empty_front() -> None:
    nothing: list[int] = []
    (front,) = sheets(nothing, 3)

    assert (front.number, front.items, front.older, front.newer) == (0, (), None, None)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_fewer_than_two_sheets_stay_in_front(count: int) -> None:
    (front,) = sheets(_newest_first(count), 3)

    assert front.items == tuple(_newest_first(count))


def test_page_one_holds_the_oldest() -> None:
    found = {sheet.number: sheet.items for sheet in sheets(_newest_first(11), 3)}

    assert found == {0: (11, 10, 9, 8, 7), 2: (6, 5, 4), 1: (3, 2, 1)}


def test_neighbours_lead_to_each_other() -> None:
    ways = {sheet.number: (sheet.newer, sheet.older) for sheet in sheets(_newest_first(12), 3)}

    assert ways == {0: (None, 3), 3: (0, 2), 2: (3, 1), 1: (2, None)}


def test_sheet_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        sheets([1], 0)


@given(LISTS, SIZES)
def test_every_thing_stands_once_and_in_order(count: int, size: int) -> None:
    assert [thing for sheet in sheets(_newest_first(count), size) for thing in sheet.items] == _newest_first(count)


@given(LISTS, SIZES)
def test_front_is_never_short_where_there_is_more(count: int, size: int) -> None:
    front, *numbered = sheets(_newest_first(count), size)

    assert len(front.items) == count if not numbered else size <= len(front.items) < 2 * size
    assert all(len(sheet.items) == size for sheet in numbered)


@given(LISTS, SIZES)
def test_new_thing_changes_no_numbered_sheet(count: int, size: int) -> None:
    before = {sheet.number: sheet.items for sheet in sheets(_newest_first(count), size) if sheet.number}
    after = {sheet.number: sheet.items for sheet in sheets(_newest_first(count + 1), size) if sheet.number}

    assert before.items() <= after.items()
