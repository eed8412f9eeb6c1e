"""Which moment a command works at, and how moments and durations are written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.errors import UsageError
from parvis.settings import moment, moments

CLOCK = datetime(2026, 1, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
FIXED = datetime(2026, 6, 12, tzinfo=UTC)


def clock() -> datetime:
    return CLOCK


def test_the_option_wins_then_the_environment_then_the_setting_then_the_clock() -> None:
    environment = {"PARVIS_NOW": "2026-03-03T00:00Z"}

    assert moment("2026-04-04T00:00Z", environment, FIXED, clock) == datetime(2026, 4, 4, tzinfo=UTC)
    assert moment(None, environment, FIXED, clock) == datetime(2026, 3, 3, tzinfo=UTC)
    assert moment(None, {"PARVIS_NOW": ""}, FIXED, clock) == FIXED
    assert moment(None, {}, None, clock) == datetime(2026, 1, 1, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["2026-06-12T10:00-04:00", "2026-06-12T10:00", "2026-06-12 10:00:00", " 20260612T100000 ", "2026-06-12T14:00Z"]
)
def test_a_moment_without_an_offset_is_the_hubs(text: str) -> None:
    assert moment(text, {}, None, clock, ZoneInfo("America/Toronto")) == datetime(2026, 6, 12, 14, tzinfo=UTC)


def test_a_day_is_its_first_moment() -> None:
    assert moment("2026-06-12", {}, None, clock, ZoneInfo("America/Toronto")) == datetime(2026, 6, 12, 4, tzinfo=UTC)


@pytest.mark.parametrize("text", ["tomorrow", "12/06/2026", "2026-13-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_no_moment_is_said_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"^--now: .* is no moment\. Write one such as 2026-06-12T10:00-04:00\.$"):
        moment(text, {}, None, clock)
    with pytest.raises(UsageError, match=r"^PARVIS_NOW in the environment: "):
        moment(None, {"PARVIS_NOW": text}, None, clock)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("10m", timedelta(minutes=10)),
        ("6h", timedelta(hours=6)),
        ("1d", timedelta(days=1)),
        ("2w", timedelta(days=14)),
        ("2y", timedelta(days=730)),
        (" 3 d ", timedelta(days=3)),
    ],
)
def test_a_duration_is_a_number_and_a_letter(text: str, length: timedelta) -> None:
    assert moments.duration(text) == length


@pytest.mark.parametrize("text", ["", "0s", "10", "-1d", "1.5h", "1 month", "1M", "٣d", 10, None, True, ["1d"]])
def test_anything_else_is_no_duration(text: object) -> None:
    with pytest.raises(ValueError, match="is no length of time"):
        moments.duration(text)


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_a_sentence(text: str) -> None:
    found: object = None
    try:
        found = moments.parse(text, UTC)
    except ValueError as error:
        found = str(error)

    assert isinstance(found, datetime) or str(found).endswith(f"Write one such as {moments.EXAMPLE}.")
