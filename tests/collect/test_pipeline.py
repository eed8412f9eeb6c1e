"""What a run keeps, says and remembers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from parvis.archive.lock import locked
from parvis.collect import health, pipeline
from parvis.errors import ArchiveError, LockedError, UsageError
from parvis.model.report import Report, SourceReport

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

Entry = Callable[..., str]
Document = Callable[..., bytes]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def outcomes(report: Report) -> dict[str, str]:
    return {source.name: source.outcome for source in report.sources}


def test_one_failure_is_one_line_and_the_others_go_on(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/good", feed(1))
    hub.source("bad", url=server.url("/bad"))
    hub.source("good", url=server.url("/good"))

    report = hub.collect()

    assert outcomes(report) == {"bad": "failed", "good": "ok"}
    assert report.sources[0].why == "127.0.0.1 refused the request (404 Not Found). Check the address; what was collected stays."
    assert report.exit_code == 0


def test_the_run_ends_with_75_when_every_source_failed(hub: Hub, server: Server) -> None:
    hub.source("one", url=server.url("/one"))
    hub.source("two", url=server.url("/two"))

    assert hub.collect().exit_code == 75


def test_the_run_ends_with_1_when_a_source_that_must_not_fail_did(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/good", feed(1))
    hub.source("good", url=server.url("/good"))
    hub.source("bad", url=server.url("/bad"), on_failure="error")

    assert hub.collect().exit_code == 1


def test_sources_that_are_not_due_are_no_failure(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/good", feed(1))
    hub.source("good", url=server.url("/good"), every=DAY)
    hub.source("bad", url=server.url("/bad"))
    hub.collect()

    report = hub.collect(after=HOUR)

    assert outcomes(report) == {"good": "skipped", "bad": "failed"}
    assert report.exit_code == 0


def test_only_the_named_sources_are_asked(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/one", feed(1))
    server.say("/two", feed(2))
    hub.source("one", url=server.url("/one"))
    hub.source("two", url=server.url("/two"))

    report = hub.collect("two")

    assert outcomes(report) == {"two": "ok"}
    assert server.paths() == ["/two"]


def test_an_unknown_name_is_answered_with_the_nearest(hub: Hub) -> None:
    hub.source("journal", url="content/feed.xml")

    with pytest.raises(UsageError, match=r"no source is called 'jurnal'\. Did you mean 'journal'\?"):
        hub.collect("jurnal")


def test_two_collectors_never_work_at_once(hub: Hub) -> None:
    holder = f"import sys, time, pathlib\nfrom parvis.archive.lock import locked\nwith locked(pathlib.Path({str(hub.settings.state)!r})):\n print('held', flush=True)\n sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()

        with pytest.raises(LockedError):
            hub.collect()
        process.communicate()
    with locked(hub.settings.state):
        pass


def test_every_source_is_reported_when_it_is_done(hub: Hub, server: Server, feed: Document) -> None:
    told: list[SourceReport] = []
    server.say("/one", feed(1))
    hub.source("one", url=server.url("/one"))
    hub.source("two", url=server.url("/two"))
    report = pipeline.collect(hub.settings, hub.now, progress=told.append)

    assert sorted(told, key=lambda source: source.name) == list(report.sources)


def test_a_permanent_redirect_is_reported_after_three_runs(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", status=301, Location="/new.xml")
    server.say("/new.xml", feed(1), ETag='"a"')
    hub.source(url=server.url())
    warnings = [hub.collect().sources[0].warnings for _ in range(4)]

    assert warnings[:2] == [(), ()]
    assert warnings[2] == warnings[3] == (f"moved permanently to {server.url('/new.xml')}: update sources.yaml",)
    assert health.read(hub.settings.state)["brand"].warnings == ()  # its address is known: nobody needs to hear it twice


def test_a_temporary_redirect_is_not(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", status=302, Location="/step")
    server.say("/step", status=301, Location="/new.xml")
    server.say("/new.xml", feed(1))
    hub.source(url=server.url())

    assert [hub.collect().sources[0].warnings for _ in range(4)][-1] == ()


@pytest.mark.parametrize(
    "body", [b"<!doctype html><html><head><title>Sign in</title></head><body><form></form></body></html>", b"no feed at all"]
)
def test_something_else_than_a_feed_is_said_so_and_deletes_nothing(hub: Hub, server: Server, feed: Document, body: bytes) -> None:
    server.say("/feed.xml", feed(1, 2))
    hub.source(url=server.url())
    hub.collect()
    before = hub.files()
    server.say("/feed.xml", body)

    report = hub.collect()

    assert report.sources[0].outcome == "failed"
    assert "feed" in report.sources[0].why
    assert hub.files() == before


def test_no_items_where_there_were_some_is_said_so_and_deletes_nothing(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2))
    hub.source(url=server.url())
    hub.collect()
    before = hub.files()
    server.say("/feed.xml", feed())

    report = hub.collect()

    assert report.sources[0].warnings == ("the answer holds no items where there were 2; what was collected stays.",)
    assert hub.files() == before


def test_a_shorter_answer_deletes_nothing(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2, 3))
    hub.source(url=server.url())
    hub.collect()
    before = hub.files()
    server.say("/feed.xml", feed(3))

    assert not hub.collect().changed
    assert hub.files() == before


def test_a_file_of_the_hub_is_read_like_an_answer(hub: Hub, feed: Document) -> None:
    hub.write("content/recorded/feed.xml", feed(1, 2))
    hub.source(url="content/recorded/feed.xml", every=DAY)
    first = hub.collect()
    second = hub.collect(after=timedelta(0))
    hub.write("content/recorded/feed.xml", feed(1, 2, 3))
    third = hub.collect(after=timedelta(0))

    assert (first.new, first.requests) == (2, 0)
    assert (second.parses, second.sources[0].same_body) == (0, 1)
    assert third.new == 1


@pytest.mark.parametrize(
    "path", ["../outside.xml", "/etc/passwd", "content/link.xml", "content", "content/missing.xml", "content/" + "x" * 300]
)
def test_a_file_outside_of_the_hub_is_never_read(hub: Hub, feed: Document, path: str) -> None:
    hub.write("../outside.xml", feed(1))
    (hub.settings.content / "link.xml").symlink_to(hub.settings.root.parent / "outside.xml")
    hub.source(url=path)

    report = hub.collect()

    assert report.sources[0].outcome == "failed"
    assert hub.posts() == ()


def test_items_written_by_hand_ask_nobody_and_are_read_once(hub: Hub) -> None:
    card = {"url": "https://www.linkedin.com/posts/1", "title": "A word on our new shop", "published": "2026-03-02"}
    hub.source("press", kind="link", options={"items": [card]})
    first = hub.collect()
    second = hub.collect(after=timedelta(0))

    assert (first.new, first.requests) == (1, 0)
    assert (second.parses, second.files_written) == (0, 0)
    assert hub.posts("press")[0].title == "A word on our new shop"


def test_undated_items_keep_the_moment_they_were_first_seen(hub: Hub, server: Server, entry: Entry, rss: Document) -> None:
    server.say("/feed.xml", rss(entry(1, pubDate="")))
    hub.source(url=server.url())
    hub.collect()
    seen = hub.now
    server.say("/feed.xml", rss(entry(2), entry(1, pubDate="")))
    hub.collect()
    server.say("/feed.xml", rss(entry(1, pubDate="", title="Edited")))
    hub.collect()

    (post,) = [post for post in hub.posts() if post.id == "brand:guid-1"]
    assert (post.published, post.collected, post.title) == (seen, seen, "Edited")


def test_a_position_in_the_feed_is_no_edit(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2, 3))
    hub.source(url=server.url())
    hub.collect()
    server.say("/feed.xml", feed(3, 1, 2))

    report = hub.collect()

    assert (report.parses, report.files_written, report.changed) == (1, 0, False)


def test_a_record_of_a_newer_version_is_neither_dropped_nor_reported(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1))
    hub.source(url=server.url())
    hub.collect()
    (path,) = hub.settings.archive.rglob("*.jsonl")
    path.write_bytes(path.read_bytes().replace(b'{"v":1,', b'{"v":99,'))
    before = hub.files()

    report = hub.collect(force=True)

    assert (report.new, report.changed) == (0, False)
    assert hub.files() == before


def test_an_archive_that_cannot_be_read_stops_the_run(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1))
    hub.source(url=server.url())
    hub.collect()
    (path,) = hub.settings.archive.rglob("*.jsonl")
    path.write_bytes(b"this is no record\n")

    with pytest.raises(ArchiveError, match="--repair"):
        hub.collect()


def test_health_remembers_how_a_source_has_fared(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2))
    hub.source(url=server.url(), every=HOUR)
    hub.collect()
    worked = hub.now
    good = health.read(hub.settings.state)["brand"]
    server.say("/feed.xml", status=500)
    hub.collect()
    bad = health.read(hub.settings.state)["brand"]

    assert (good.last_success, good.items, good.error, good.next_try) == (worked, 2, "", worked + HOUR)
    assert (bad.last_attempt, bad.last_success, bad.items, bad.failures) == (hub.now, worked, 2, 1)
    assert bad.error == "127.0.0.1 has a fault of its own (500 Internal Server Error). It is asked again."


def test_a_damaged_memory_is_as_good_as_none(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1))
    hub.source(url=server.url())
    hub.collect()
    for path in hub.settings.state.rglob("*.json"):
        path.write_bytes(b"{")

    assert hub.collect(after=timedelta(0)).sources[0].outcome == "ok"


def test_a_moment_of_the_run_is_all_that_it_knows_of_time(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1))
    hub.source(url=server.url())
    hub.now = datetime(2031, 1, 1, tzinfo=UTC)
    hub.collect(after=timedelta(0))

    assert hub.posts()[0].collected == datetime(2031, 1, 1, tzinfo=UTC)
