"""How the pipeline drives kinds that ask several times, page, or keep a pace."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

Document = Callable[..., bytes]
HOUR = timedelta(hours=1)


class Instance:
    """A Mastodon instance with one account, as much of it as is asked."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.numbers: list[int] = []
        self.page = 2
        server.say("/api/v1/accounts/lookup", json.dumps({"id": "7", "acct": "brand"}))
        server.say("/api/v1/accounts/7/statuses")
        server.replies["/api/v1/accounts/7/statuses"].raw = self.statuses

    def status(self, number: int) -> dict[str, Any]:
        return {
            "id": str(number),
            "uri": f"https://m.example/users/brand/statuses/{number}",
            "url": f"https://m.example/@brand/{number}",
            "created_at": f"2026-05-{number:02d}T10:00:00.000Z",
            "content": f"<p>Status number {number} of the brand.</p>",
            "account": {"id": "7", "acct": "brand", "display_name": "Brand", "url": "https://m.example/@brand"},
            "media_attachments": [],
            "tags": [],
        }

    def statuses(self, handler: BaseHTTPRequestHandler) -> None:
        asked = parse_qs(urlsplit(handler.path).query)
        below = int(asked.get("max_id", ["999"])[0])
        shown = [number for number in sorted(self.numbers, reverse=True) if number < below][: self.page]
        body = json.dumps([self.status(number) for number in shown]).encode()
        handler.send_response(200)
        if shown and min(shown) > min(self.numbers):
            handler.send_header("Link", f'<{self.server.url("/api/v1/accounts/7/statuses")}?max_id={min(shown)}>; rel="next"')
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def instance(server: Server, hub: Hub) -> Instance:
    instance = Instance(server)
    hub.source(kind="mastodon", options={"account": "brand", "host": f"http://127.0.0.1:{server.port}"})
    return instance


def test_a_source_pages_on_while_there_is_something_new(hub: Hub, instance: Instance) -> None:
    instance.numbers = list(range(1, 6))
    first = hub.collect()
    instance.numbers = list(range(1, 7))
    second = hub.collect()

    assert (first.new, first.requests, first.parses) == (5, 4, 3)
    assert second.new == 1
    assert second.requests < first.requests


def test_a_look_up_is_remembered(hub: Hub, server: Server, instance: Instance) -> None:
    instance.numbers = [1]
    hub.collect()
    hub.collect()

    assert [path.partition("?")[0] for path in server.paths()].count("/api/v1/accounts/lookup") == 1


def test_what_is_above_the_limit_is_asked_for_in_the_next_run(hub: Hub, server: Server, instance: Instance) -> None:
    instance.numbers = list(range(1, 10))
    hub.source(kind="mastodon", options={"account": "brand", "host": f"http://127.0.0.1:{server.port}"}, limit=4)
    reports = [hub.collect() for _ in range(5)]

    assert [report.new for report in reports] == [4, 4, 1, 0, 0]
    assert len(hub.posts()) == 9
    assert all(post.held is None for post in hub.posts())


def test_a_page_that_fails_costs_only_what_follows_it(hub: Hub, server: Server, instance: Instance) -> None:
    instance.numbers = list(range(1, 6))
    pages = [0]

    def broken(handler: BaseHTTPRequestHandler) -> None:
        pages[0] += 1
        if pages[0] == 2:
            handler.send_response(500)
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        else:
            instance.statuses(handler)

    server.replies["/api/v1/accounts/7/statuses"].raw = broken
    report = hub.collect()

    assert (report.new, report.sources[0].outcome) == (2, "ok")
    assert "What came before that was kept." in report.sources[0].warnings[0]


def test_a_deadline_is_for_all_answers_together(hub: Hub, server: Server, instance: Instance) -> None:
    import time

    instance.numbers = list(range(1, 29))
    hub.limits = msgspec.structs.replace(hub.limits, source_seconds=0.8)

    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.2)
        instance.statuses(handler)

    server.replies["/api/v1/accounts/7/statuses"].raw = slow
    report = hub.collect()

    assert 2 <= report.new < 28
    assert len(server.asked) <= 6


def test_an_answer_that_cannot_be_understood_is_one_line(hub: Hub, server: Server, instance: Instance) -> None:
    server.say("/api/v1/accounts/lookup", "[" * 100_000)

    assert hub.collect().sources[0].outcome == "failed"
    assert instance.numbers == []


def test_of_several_instances_one_may_fail(hub: Hub, server: Server, instance: Instance) -> None:
    server.say("/api/v2/instance", "{}")
    server.say("/api/v1/timelines/tag/macaron", json.dumps([instance.status(3)]))
    homes = [f"http://127.0.0.2:{server.port}", f"http://127.0.0.1:{server.port}"]
    server.replies["/api/v2/instance"].raw = None
    hub.except_hosts("127.0.0.1")
    hub.source(kind="mastodon", options={"tag": "macaron", "hosts": homes})

    report = hub.collect()

    assert (report.new, report.sources[0].outcome) == (1, "ok")
    assert "127.0.0.2 is not a public address" in report.sources[0].warnings[0]


def test_the_pace_of_a_network_is_kept_between_sources_and_runs(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/a.rss", feed(1))
    server.say("/b.rss", feed(2))
    hub.source("a", kind="reddit", url=server.url("/a.rss"), every=timedelta(seconds=1))
    hub.source("b", kind="reddit", url=server.url("/b.rss"), every=timedelta(seconds=1))
    first = hub.collect()
    second = hub.collect(after=timedelta(seconds=30))
    third = hub.collect(after=timedelta(seconds=30))

    assert sorted(source.outcome for source in first.sources) == ["ok", "skipped"]
    assert second.requests == 0
    assert third.requests == 1
    assert sorted(path for path in server.paths()) == ["/a.rss", "/b.rss"]
    assert first.exit_code == second.exit_code == 0


def test_a_page_that_did_not_change_ends_the_paging(hub: Hub, instance: Instance) -> None:
    instance.numbers = list(range(1, 6))
    hub.collect()
    report = hub.collect(after=HOUR)

    assert (report.requests, report.parses, report.sources[0].same_body) == (1, 0, 1)
