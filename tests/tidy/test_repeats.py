"""Rules of repeated events: one form, the local clock, and a sentence for what is none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.tidy import repeats

MONTREAL = ZoneInfo("America/Montreal")
SUNDAY = datetime(2026, 3, 1, 15, tzinfo=UTC)  # 10:00 in Montréal, a week before the clocks change


def test_a_rule_keeps_the_clock_of_its_zone_when_summer_begins() -> None:
    rule = repeats.rule("FREQ=WEEKLY;COUNT=3", SUNDAY, MONTREAL)
    hours = [when.astimezone(MONTREAL).hour for when in repeats.follow(rule, SUNDAY, MONTREAL) if isinstance(when, datetime)]

    assert hours == [10, 10, 10]
    assert [when.hour for when in repeats.follow(rule, SUNDAY, MONTREAL) if isinstance(when, datetime)] == [15, 14, 14]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("rrule:freq=monthly;byday=1su", "FREQ=MONTHLY;BYDAY=1SU"),
        ("FREQ=WEEKLY; UNTIL=2026-03-15", "FREQ=WEEKLY;UNTIL=20260316T035959Z"),
        ("UNTIL=20260315T140000Z;FREQ=WEEKLY;", "FREQ=WEEKLY;UNTIL=20260315T140000Z"),
        ("FREQ=YEARLY;INTERVAL=2;WKST=MO", "FREQ=YEARLY;INTERVAL=2;WKST=MO"),
    ],
)
def test_a_rule_has_one_form(said: str, kept: str) -> None:
    assert repeats.rule(said, SUNDAY, MONTREAL) == kept


def test_the_last_day_is_included() -> None:
    rule = repeats.rule("FREQ=WEEKLY;UNTIL=2026-03-15", SUNDAY, MONTREAL)

    assert [repeats.local_day(when, MONTREAL).day for when in repeats.follow(rule, SUNDAY, MONTREAL)] == [1, 8, 15]


def test_whole_days_stay_whole_days() -> None:
    start = date(2026, 1, 31)
    rule = repeats.rule("FREQ=MONTHLY;COUNT=3", start, MONTREAL)

    assert list(repeats.follow(rule, start, MONTREAL)) == [date(2026, 1, 31), date(2026, 3, 31), date(2026, 5, 31)]
    assert repeats.rule("FREQ=DAILY;UNTIL=2026-02-02", start, MONTREAL) == "FREQ=DAILY;UNTIL=20260202"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("every Sunday", "'EVERYSUNDAY' is no part of a rule"),
        ("FREQ=HOURLY", "'FREQ=HOURLY' is no part of a rule"),
        ("FREQ=WEEKLY;INTERVAL=0", "'INTERVAL=0' is no part"),
        ("FREQ=WEEKLY;FREQ=DAILY", "'FREQ=DAILY' is no part"),
        ("INTERVAL=2", "does not say how often"),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20261231", "a COUNT or an UNTIL, not both"),
        ("FREQ=WEEKLY;BYDAY=MO", "does not give the day of `start`, 2026-03-01: its first one is 2026-03-02"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "no month of this rule has such a day"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY has no sense with FREQ=WEEKLY"),
        ("FREQ=DAILY;BYDAY=5MO", "a numbered day in BYDAY has no sense with FREQ=DAILY"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=5", "gives no date at all"),
        ("FREQ=WEEKLY;UNTIL=20250101", "gives no date at all"),
        ("FREQ=WEEKLY;UNTIL=20269999", "in UNTIL is no day"),
    ],
)
def test_what_is_no_rule_gets_a_sentence(said: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        repeats.rule(said, SUNDAY, MONTREAL)


RULES = st.builds(
    lambda frequency, interval, end: f"FREQ={frequency};INTERVAL={interval}{end}",
    st.sampled_from(repeats.FREQUENCIES),
    st.integers(1, 12),
    st.sampled_from(["", ";COUNT=7", ";UNTIL=20301231"]),
)


@given(rule=RULES, minutes=st.integers(0, 9 * 365 * 24 * 60))
def test_every_rule_begins_with_its_start_and_only_goes_on(rule: str, minutes: int) -> None:
    begin = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    begin = begin.astimezone(MONTREAL).replace(fold=0).astimezone(UTC)  # of the hour that comes twice, the first
    found = list(islice(repeats.follow(repeats.rule(rule, begin, MONTREAL), begin, MONTREAL), 20))

    assert found[0] == begin
    assert all(one < other for one, other in pairwise(found))
