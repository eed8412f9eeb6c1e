"""When a source is asked, and when it is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.collect import schedule
from parvis.collect.hosts import GivenUpError, Hosts, Pace, PacedError, PausedError
from parvis.collect.limits import Limits
from parvis.model.report import Health
from parvis.model.source import Source

NOW = datetime(2026, 6, 12, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("said", "pause"),
    [
        ("3600", HOUR),
        ("Fri, 12 Jun 2026 12:00:00 GMT", 2 * HOUR),
        ("Friday, 12-Jun-26 12:00:00 GMT", 2 * HOUR),
        ("Fri Jun 12 12:00:00 2026", 2 * HOUR),
        ("0", timedelta(minutes=15)),
        ("1", timedelta(minutes=15)),
        ("-5", timedelta(minutes=15)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", timedelta(minutes=15)),
        ("soon", timedelta(minutes=15)),
        ("", timedelta(minutes=15)),
        (None, timedelta(minutes=15)),
        ("12.5", timedelta(minutes=15)),
        ("99999999", timedelta(hours=24)),
        ("9" * 400, timedelta(hours=24)),
        ("Fri, 12 Jun 2099 12:00:00 GMT", timedelta(hours=24)),
        ("²", timedelta(minutes=15)),
        ("Fri, 12 Jun 99999 12:00:00 GMT", timedelta(minutes=15)),
    ],
)
def test_retry_after_is_understood_in_all_its_forms(said: str | None, pause: timedelta) -> None:
    assert schedule.pause_asked_for(said, NOW) == pause


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({}, timedelta(0)),
        ({"cache-control": "public, max-age=3600"}, HOUR),
        ({"cache-control": "Max-Age=3600", "age": "600"}, timedelta(minutes=50)),
        ({"cache-control": "max-age=3600", "age": "7200"}, timedelta(0)),
        ({"cache-control": "no-cache, max-age=3600"}, timedelta(0)),
        ({"cache-control": "no-store"}, timedelta(0)),
        ({"cache-control": 'max-age="600"'}, timedelta(minutes=10)),
        ({"cache-control": "max-age=31536000"}, timedelta(hours=24)),
        ({"cache-control": "max-age=a while"}, timedelta(0)),
        ({"cache-control": "max-age=" + "9" * 500}, timedelta(hours=24)),
    ],
)
def test_cache_control_tells_for_how_long_an_answer_holds(headers: dict[str, str], fresh: timedelta) -> None:
    assert schedule.max_age(headers) == fresh


def test_the_first_failure_is_tried_again_in_the_next_run() -> None:
    assert schedule.back_off("brand", 1, HOUR) == timedelta(0)


def test_each_further_failure_waits_twice_as_long_up_to_a_day() -> None:
    waits = [schedule.back_off("brand", failures, HOUR) / HOUR for failures in range(2, 30)]

    assert all(0.8 * expected <= wait <= 1.2 * expected for wait, expected in zip(waits, (1, 2, 4, 8, 16), strict=False))
    assert all(0.8 * 24 <= wait <= 1.2 * 24 for wait in waits[5:])


def test_the_jitter_is_always_the_same_for_a_name_and_differs_between_names() -> None:
    waits = {name: schedule.back_off(name, 3, HOUR) for name in ("one", "two", "three")}

    assert waits == {name: schedule.back_off(name, 3, HOUR) for name in waits}
    assert len(set(waits.values())) == 3


def test_a_clock_that_starts_a_few_seconds_early_leaves_no_source_out() -> None:
    health = Health(source="brand", next_try=NOW)

    assert schedule.is_due(health, timedelta(minutes=10), NOW - timedelta(seconds=20))
    assert not schedule.is_due(health, timedelta(minutes=10), NOW - timedelta(seconds=40))
    assert not schedule.is_due(Health(source="brand", next_try=NOW, failures=3), timedelta(minutes=10), NOW - timedelta(seconds=20))


def test_who_fails_is_asked_last_and_hosts_take_turns() -> None:
    sources = [
        Source(name=name, kind="feed", options={"url": f"https://{host}/{name}"}) for name, host in zip("abcde", "xxxyz", strict=True)
    ]
    healths = {"a": Health(source="a", failures=2)}

    assert [source.name for source in schedule.order(sources, healths)] == ["b", "d", "e", "c", "a"]


def test_who_has_waited_longest_is_asked_first() -> None:
    sources = [Source(name=name, kind="reddit") for name in "ab"]
    healths = {"a": Health(source="a", last_attempt=NOW), "b": Health(source="b", last_attempt=NOW - HOUR)}

    assert [source.name for source in schedule.order(sources, healths)] == ["b", "a"]


@pytest.mark.parametrize(
    ("url", "path"), [("content/recorded/a.xml", True), ("https://a.example/", False), ("//a.example/", False), ("file:///etc", False)]
)
def test_what_has_no_scheme_is_a_path_in_the_hub(url: str, path: bool) -> None:
    assert schedule.is_path(url) is path


def test_a_paused_host_is_left_alone_in_later_runs_too() -> None:
    hosts = Hosts({}, NOW, Limits())
    until = hosts.pause("a.example", HOUR, "it answered 429")

    with pytest.raises(PausedError, match=r"a\.example is left alone until 2026-06-12 11:00 UTC: it answered 429"):
        Hosts(hosts.paces(), NOW + HOUR / 2, Limits()).admit("a.example")
    Hosts(hosts.paces(), NOW + HOUR, Limits()).admit("a.example")
    Hosts(hosts.paces(), NOW, Limits(), force=True).admit("a.example")
    assert until == NOW + HOUR


def test_a_pause_is_never_shortened() -> None:
    hosts = Hosts({}, NOW, Limits())
    hosts.pause("a.example", 5 * HOUR, "first")

    assert hosts.pause("a.example", HOUR, "second") == NOW + 5 * HOUR


def test_pauses_that_are_over_are_forgotten() -> None:
    later = Hosts({"a.example": Pace(until=NOW, why="it answered 429")}, NOW + HOUR, Limits())

    assert later.paces() == {}


def test_a_paced_host_is_asked_once_in_its_interval_even_when_forced() -> None:
    hosts = Hosts({}, NOW, Limits(), force=True)
    hosts.keep_pace("reddit.example", 60)

    with pytest.raises(PacedError, match="once in 60 seconds"):
        hosts.keep_pace("reddit.example", 60)
    with pytest.raises(PacedError):
        Hosts(hosts.paces(), NOW + timedelta(seconds=59), Limits()).keep_pace("reddit.example", 60)
    later = Hosts(hosts.paces(), NOW + timedelta(seconds=60), Limits())
    later.keep_pace("reddit.example", 60)
    assert later.paces()["reddit.example"].asked == NOW + timedelta(seconds=60)


def test_a_clock_that_was_turned_back_locks_no_host_out() -> None:
    stored = {"reddit.example": Pace(asked=NOW + timedelta(days=400), pace=60)}

    hosts = Hosts(stored, NOW, Limits())
    hosts.keep_pace("reddit.example", 60)

    assert hosts.paces() == {"reddit.example": Pace(asked=NOW, pace=60)}


def test_a_host_that_lets_everybody_wait_is_given_up_for_the_run() -> None:
    hosts = Hosts({}, NOW, Limits(host_timeouts=2))
    for _ in range(2):
        hosts.admit("slow.example")
        hosts.timed_out("slow.example")

    with pytest.raises(GivenUpError, match="asked again in the next run"):
        hosts.admit("slow.example")
    Hosts(hosts.paces(), NOW, Limits()).admit("slow.example")
