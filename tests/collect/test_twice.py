"""Collecting again changes nothing that has not changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

Entry = Callable[..., str]
Document = Callable[..., bytes]


def test_the_first_run_keeps_every_item(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2, 3))
    hub.source(url=server.url())

    report = hub.collect()

    assert report.new == 3
    assert report.changed
    assert [post.id for post in hub.posts()] == ["brand:guid-1", "brand:guid-2", "brand:guid-3"]
    assert hub.posts()[0].url == "https://brand.example/1"


def test_an_answer_304_is_not_parsed(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2), ETag='"a"')
    hub.source(url=server.url())
    hub.collect()
    before = hub.files()

    report = hub.collect()

    assert (report.requests, report.not_modified, report.parses, report.files_written) == (1, 1, 0, 0)
    assert report.sources[0].outcome == "unchanged"
    assert not report.changed
    assert hub.files() == before


def test_an_equal_body_is_not_parsed(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2))
    hub.source(url=server.url())
    hub.collect()

    report = hub.collect()

    assert (report.sources[0].same_body, report.parses, report.files_written) == (1, 0, 0)


def test_last_modified_is_sent_back(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1), Last_Modified="Mon, 01 Jun 2026 10:00:00 GMT")
    hub.source(url=server.url())
    hub.collect()
    hub.collect()

    assert server.asked[1].headers["if-modified-since"] == "Mon, 01 Jun 2026 10:00:00 GMT"


def test_nothing_committed_changes_when_the_state_is_lost(hub: Hub, server: Server, entry: Entry, rss: Document) -> None:
    server.say("/feed.xml", rss(entry(1), entry(2, pubDate=""), entry(3, guid=""), entry(4, guid="", link="")), ETag='"a"')
    hub.source(url=server.url())
    hub.collect()
    before = hub.files()
    shutil.rmtree(hub.settings.state)

    report = hub.collect()

    assert report.parses == 1
    assert not report.changed
    assert hub.files() == before


def test_an_edited_item_changes_one_record(hub: Hub, server: Server, entry: Entry, rss: Document) -> None:
    server.say("/feed.xml", rss(entry(1), entry(2)))
    hub.source(url=server.url())
    hub.collect()
    server.say("/feed.xml", rss(entry(1), entry(2, title="A better title")))
    before = {post.id: post for post in hub.posts()}

    report = hub.collect()

    after = {post.id: post for post in hub.posts()}
    assert (report.edited, report.new, report.files_written) == (1, 0, 1)
    assert after["brand:guid-1"] == before["brand:guid-1"]
    assert after["brand:guid-2"].title == "A better title"
    assert after["brand:guid-2"].slug == before["brand:guid-2"].slug
    assert after["brand:guid-2"].collected == before["brand:guid-2"].collected


def test_the_whole_answer_is_asked_for_again_after_a_week(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1), ETag='"a"')
    hub.source(url=server.url())
    hub.collect()
    hub.collect(after=timedelta(days=6))
    hub.collect(after=timedelta(days=2))

    assert ["if-none-match" in asked.headers for asked in server.asked] == [False, True, False]


def test_force_asks_for_all_of_it_and_reads_it_again(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1), ETag='"a"')
    hub.source(url=server.url())
    hub.collect()

    report = hub.collect(force=True, after=timedelta(0))

    assert "if-none-match" not in server.asked[1].headers
    assert (report.parses, report.files_written) == (1, 0)


def test_validators_are_kept_only_after_a_good_parse(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", "<html><body>Maintenance</body></html>", ETag='"a"')
    hub.source(url=server.url())
    hub.collect()
    server.say("/feed.xml", feed(1), ETag='"a"')

    report = hub.collect()

    assert "if-none-match" not in server.asked[1].headers
    assert report.new == 1


def test_validators_of_other_posts_are_worth_nothing(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2), ETag='"a"')
    hub.source(url=server.url())
    hub.collect()
    shutil.rmtree(hub.settings.archive)

    report = hub.collect()

    assert report.new == 2


def test_another_option_is_another_source(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1), ETag='"a"')
    server.say("/other.xml", feed(1, 2), ETag='"a"')
    hub.source(url=server.url())
    hub.collect()
    hub.source(url=server.url("/other.xml"))

    report = hub.collect(after=timedelta(0))

    assert report.new == 1
