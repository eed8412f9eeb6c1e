"""Dates in the forms that feeds use."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.tidy.dates import day_or_moment, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # RFC 822 and what is made of it
        ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21"),
        ("Sat, 07 Sep 2002 00:00:01 +0200", "2002-09-06T22:00:01"),
        ("7 Sep 2002 00:00 +0200", "2002-09-06T22:00:00"),
        ("Sat,7 Sep 02 00:00:01 EST", "2002-09-07T05:00:01"),
        ("Mon, 4 Jul 2022 10:00:00 CEST", "2022-07-04T08:00:00"),
        ("Mon, 4 Jul 2022 10:00:00 GMT+2", "2022-07-04T08:00:00"),
        ("Mon, 4 Jul 2022 10:00:00 UTC-03:30", "2022-07-04T13:30:00"),
        ("Mon, 4 Jul 2022 10:00:00 +0200 (CEST (summer))", "2022-07-04T08:00:00"),
        ("Monday, 4 July 2022 10:00:00 PDT", "2022-07-04T17:00:00"),
        ("Mon, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59"),
        ("Mon, 4 Jul 2022 24:00:00 GMT", "2022-07-05T00:00:00"),
        ("03 Apr 02 1500 GMT", "2002-04-03T15:00:00"),
        ("4 Jul 1999", "1999-07-04T00:00:00"),
        ("4 Jul 98 10:00 GMT", "1998-07-04T10:00:00"),
        # ISO 8601 and what is made of it
        ("2022-09-03T09:37:11Z", "2022-09-03T09:37:11"),
        ("2022-09-03T09:37:11.999+00:00", "2022-09-03T09:37:11"),
        ("2022-09-03 09:37:11+03:00", "2022-09-03T06:37:11"),
        ("2022-09-03T09:37:11+0300", "2022-09-03T06:37:11"),
        ("2022-09-03T09:37:11-05", "2022-09-03T14:37:11"),
        ("2022-09-03t09:37z", "2022-09-03T09:37:00"),
        ("2015-10-15 01:46:00 GMT", "2015-10-15T01:46:00"),
        ("2015-10-15 01:46:00 UTC", "2015-10-15T01:46:00"),
        ("2015-10-15 01:46 PM", "2015-10-15T13:46:00"),
        ("2022/9/3 9:37", "2022-09-03T09:37:00"),
        ("2022-09-03", "2022-09-03T00:00:00"),
        ("2022-09", "2022-09-01T00:00:00"),
        ("2022", "2022-01-01T00:00:00"),
        ("20220903", "2022-09-03T00:00:00"),
        ("20220903T093711Z", "2022-09-03T09:37:11"),
        ("20220903093711", "2022-09-03T09:37:11"),
        ("20021231T19:20:30.45+01:00", "2002-12-31T18:20:30"),
        ("2002-12-31T192030+01:00", "2002-12-31T18:20:30"),
        # Unix time
        ("1662197831", "2022-09-03T09:37:11"),
        ("1662197831000", "2022-09-03T09:37:11"),
        ("1662197831.25", "2022-09-03T09:37:11"),
        # words
        ("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21"),
        ("Thu Jan  1 19:48:21 EST 2004", "2004-01-02T00:48:21"),
        ("January 1, 2004 7:48 PM", "2004-01-01T19:48:00"),
        ("Jan 1st, 2004 12:05 a.m.", "2004-01-01T00:05:00"),
        ("2004 May 28 10:00 GMT", "2004-05-28T10:00:00"),
        ("1er février 2021 à 19h48", "2021-02-01T19:48:00"),
        ("vendredi 12 août 2022 à 9 h 05", "2022-08-12T09:05:00"),
        ("mer, 16 nov 2022 00:38:15 +0100", "2022-11-15T23:38:15"),
        ("Di, 5 März 2019 08:00:00 +0100", "2019-03-05T07:00:00"),
        ("15 de enero de 2020 10:30", "2020-01-15T10:30:00"),
        ("Seg, 24 Set 2018 19:18:49 -0300", "2018-09-24T22:18:49"),
        ("12 dicembre 2020", "2020-12-12T00:00:00"),
        ("3 maart 2021 11:00", "2021-03-03T11:00:00"),
        # numbers
        ("25/12/2020 08:30", "2020-12-25T08:30:00"),
        ("12/25/2020 8:30 AM", "2020-12-25T08:30:00"),
        ("05.02.2025", "2025-02-05T00:00:00"),
        ("  2022-09-03 \n", "2022-09-03T00:00:00"),
    ],
)
def test_date_is_read(text: str, expected: str) -> None:
    assert read(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "yesterday at noon",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "Thu, 04 Jul 1776 18:30:02 GMT",
        "2201-01-01",
        "9999-12-31T23:59:59Z",
        "2022-13-01",
        "2022-02-30",
        "2003-07-01T25:51:30Z",
        "03/09/2022",
        "12",
        "99999999999999999999999",
        "2022-09-03T09:37:11+99:99",
        "May the force be with you",
        "x" * 10_000,
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read(text) is None


def test_date_without_zone_is_in_the_zone_given() -> None:
    montreal = ZoneInfo("America/Montreal")

    assert read("2022-07-04 10:00", montreal) == datetime(2022, 7, 4, 14, tzinfo=UTC)
    assert read("2022-01-04 10:00", montreal) == datetime(2022, 1, 4, 15, tzinfo=UTC)
    assert read("2022-07-04 10:00Z", montreal) == datetime(2022, 7, 4, 10, tzinfo=UTC)
    assert read("2022-07-04 10:00 XYZ", montreal) == datetime(2022, 7, 4, 14, tzinfo=UTC)


def test_moment_is_in_utc_and_has_no_fractions() -> None:
    moment = read("2022-09-03T09:37:11.999+03:00")

    assert moment is not None
    assert moment.tzinfo is UTC
    assert moment.microsecond == 0


PIECES = [
    "Jan",
    "2004",
    "12",
    "19:48",
    "EST",
    "+0100",
    "-",
    "/",
    "T",
    " ",
    ":",
    "0",
    "31",
    "99",
    "pm",
    "1er",
    "février",
    "24:00",
    "Z",
    ".",
    "(",
    ")",
    ",",
    "٣",
    "²",
    "99999",
]


@settings(max_examples=500, deadline=None, database=None)
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=10).map("".join)))
def test_no_text_makes_it_raise(text: str) -> None:
    moment = read(text)

    assert moment is None or 1970 <= moment.year <= 2200


@settings(max_examples=200, deadline=None, database=None)
@given(st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001 (bounds are naive)
def test_every_moment_is_read_back_from_iso_8601(moment: datetime, minutes: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))

    assert read(aware.isoformat()) == aware
    assert read(aware.strftime("%d %b %Y %H:%M:%S %z")) == aware


def test_bare_date_is_a_day() -> None:
    assert day_or_moment("2026-06-12") == date(2026, 6, 12)
    assert not isinstance(day_or_moment("2026-06-12"), datetime)
    assert day_or_moment("20260612") == date(2026, 6, 12)


def test_date_with_a_clock_is_a_moment() -> None:
    assert day_or_moment("2026-06-12T10:00:00-04:00") == datetime(2026, 6, 12, 14, tzinfo=UTC)
    assert day_or_moment("2026-06-12T10:00:00", ZoneInfo("Europe/Paris")) == datetime(2026, 6, 12, 8, tzinfo=UTC)
    assert day_or_moment("whenever") is None
