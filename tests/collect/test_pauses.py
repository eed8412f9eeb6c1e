"""When a source is asked again: as often as it says, later where a host asks for a pause, and less and less where it fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from parvis.collect import memory
from parvis.model.report import Report

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

Document = Callable[..., bytes]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def outcomes(report: Report) -> dict[str, str]:
    return {source.name: source.outcome for source in report.sources}


def test_every_is_respected(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1))
    hub.source(url=server.url(), every=timedelta(hours=6))
    hub.collect()
    asked = [hub.collect(after=timedelta(minutes=10)).requests for _ in range(3)]

    assert asked == [0, 0, 0]
    assert hub.collect(after=timedelta(hours=6)).requests == 1


def test_a_server_may_ask_for_longer_than_every(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1), Cache_Control="max-age=7200")
    hub.source(url=server.url(), every=timedelta(minutes=10))
    hub.collect()

    assert hub.collect(after=HOUR).sources[0].outcome == "skipped"
    assert hub.collect(after=HOUR).sources[0].outcome == "unchanged"


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_a_pause_gets_it(hub: Hub, server: Server, feed: Document, status: int) -> None:
    server.say("/busy", status=status, Retry_After="7200")
    server.say("/other", feed(1))
    hub.source("busy", url=server.url("/busy"))
    hub.collect()
    hub.source("other", url=server.url("/other"))

    paused = hub.collect(after=HOUR)
    server.say("/busy", feed(2))
    again = hub.collect(after=2 * HOUR)

    assert outcomes(paused) == {"busy": "paused", "other": "paused"}
    assert "127.0.0.1 is left alone until 2026-06-12 14:00 UTC" in paused.sources[0].why
    assert outcomes(again) == {"busy": "ok", "other": "ok"}
    assert server.paths()[0] == "/busy"
    assert len(server.asked) == 3


def test_force_ignores_every_and_pauses(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", status=429)
    hub.source(url=server.url(), every=DAY)
    hub.collect()
    server.say("/feed.xml", feed(1))

    assert hub.collect(after=timedelta(0), force=True).new == 1


def test_a_failed_source_is_tried_in_the_next_run_then_less_and_less(hub: Hub, server: Server) -> None:
    server.say("/feed.xml", status=500)
    hub.source(url=server.url(), every=timedelta(minutes=10))
    asked = [hub.collect(after=timedelta(minutes=10)).requests for _ in range(30)]

    assert asked[:2] == [1, 1]
    assert 4 <= sum(asked) <= 8


def test_three_times_404_pause_a_source_and_delete_nothing(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2))
    hub.source(url=server.url())
    hub.collect()
    before = hub.files()
    del server.replies["/feed.xml"]
    for _ in range(3):
        hub.collect(after=4 * HOUR)
    paused = hub.collect(after=20 * HOUR)

    assert paused.sources[0].outcome == "paused"
    assert "not found (404) 3 times in a row" in paused.sources[0].why
    assert hub.collect(after=5 * HOUR).requests == 1
    assert hub.files() == before


def test_410_pauses_a_source_at_once_and_deletes_nothing(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2))
    hub.source(url=server.url())
    hub.collect()
    before = hub.files()
    server.say("/feed.xml", status=410)
    gone = hub.collect()
    paused = hub.collect(after=20 * DAY)

    assert gone.sources[0].outcome == "failed"
    assert paused.sources[0].outcome == "paused"
    assert "gone for good (410)" in paused.sources[0].why
    assert hub.files() == before


def test_a_retention_clock_that_has_half_run_asks_for_the_whole_answer(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1), ETag='"a"')
    source = hub.source(url=server.url())
    hub.collect()
    remembered = memory.read(hub.settings.state, source)
    memory.write(hub.settings.state, msgspec.structs.replace(remembered, refresh=hub.now + 3 * HOUR))
    reports = [hub.collect(after=2 * HOUR) for _ in range(3)]

    assert ["if-none-match" in asked.headers for asked in server.asked] == [False, True, False, True]
    assert [report.parses for report in reports] == [0, 1, 0]
