"""Tables of a contest: what is written is read again as it was, in one order, and no spreadsheet computes it."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.model.contest import Ballot, Entry, Score
from parvis.written import contest_tables


def test_points_may_have_a_decimal_comma_and_recusals_be_french() -> None:
    text = "juror;entry;criterion;score\nmaude;1;gout;8,5\nmaude;2;;récusée\n"

    assert contest_tables.scores(text.encode(), "scores.csv") == (Score("maude", "1", "gout", "8.5", 2), Score("maude", "2", "", "", 3))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=40).map(
    lambda text: " ".join(text.split())
)
ENTRIES = st.lists(
    st.builds(
        Entry,
        id=st.integers(1, 10**6).map(str),
        title=TEXTS.filter(lambda text: bool(text) and "@" not in text),
        text=TEXTS.filter(lambda text: "@" not in text),
        author=TEXTS.filter(lambda text: "@" not in text),
        at=st.none()
        | st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0, tzinfo=UTC)),  # noqa: DTZ001
        language=st.sampled_from(["", "fr", "en"]),
        tags=st.lists(st.sampled_from(["fruit", "noix"]), unique=True, max_size=2).map(tuple),
        minor=st.booleans(),
        guardian=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda entry: entry.id,
)


@given(ENTRIES)
def test_entries_are_read_as_they_were_written(entries: list[Entry]) -> None:
    read = contest_tables.entries(contest_tables.entries_text(entries).encode(), "entries.csv")

    assert [_said(entry) for entry in read] == [_said(entry) for entry in entries]


def _said(entry: Entry) -> Any:
    return msgspec.structs.replace(entry, file="", line=0)


@pytest.mark.parametrize("cell", ["=1+1", "+33 1", "-5", "@ada", "'quoted'", "'=1"])
def test_a_cell_that_a_spreadsheet_would_compute_stays_text(cell: str) -> None:
    text = contest_tables.entries_text([Entry(id="1", title=cell)])

    assert not text.splitlines()[1].split(",")[2].lstrip('"').startswith(("=", "+", "-", "@"))
    assert contest_tables.entries(text.encode(), "entries.csv")[0].title == cell


@given(st.permutations([Ballot(f"{number:032x}", str(number % 3), datetime(2026, 6, 1, number % 4, tzinfo=UTC)) for number in range(8)]))
def test_ballots_are_written_in_one_order(ballots: list[Ballot]) -> None:
    text = contest_tables.ballots_text(ballots)

    assert text == contest_tables.ballots_text(sorted(ballots, key=repr))
    assert text.splitlines()[0] == "voter_hash,choice,at"
    assert len(contest_tables.ballots(text.encode(), "ballots.csv")) == 8
