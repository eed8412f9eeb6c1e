"""More than a run takes, or more than is usual: the rest comes later, a flood waits for approval."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from parvis.model.decision import Decision
from parvis.settings import decide

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

Entry = Callable[..., str]
Document = Callable[..., bytes]
DAY = timedelta(days=1)


def test_items_above_the_limit_come_with_the_next_runs_and_this_is_said(hub: Hub, server: Server, entry: Entry, rss: Document) -> None:
    server.say("/feed.xml", rss(*(entry(day, pubDate=f"{day:02d} May 2026 10:00:00 GMT") for day in range(1, 11))), ETag='"a"')
    hub.source(url=server.url(), limit=4, every=DAY)
    reports = [hub.collect(after=timedelta(minutes=10)) for _ in range(3)]

    assert [report.new for report in reports] == [4, 4, 2]
    assert reports[0].sources[0].warnings == ("6 more items come with the next run (`limit: 4`).",)
    assert len(hub.posts()) == 10
    assert hub.collect(after=timedelta(minutes=10)).sources[0].outcome == "skipped"


def test_the_rest_of_a_first_collection_is_not_held(hub: Hub, server: Server, entry: Entry, rss: Document) -> None:
    items = (
        entry(number, pubDate=f"{1 + number % 28:02d} {('Jan', 'Feb', 'Mar', 'Apr', 'May')[number // 50]} 2026 10:00:00 GMT")
        for number in range(230)
    )
    server.say("/feed.xml", rss(*items))
    hub.source(url=server.url(), limit=110)

    assert [(report.new, report.held) for report in (hub.collect(), hub.collect(), hub.collect())] == [(110, 0), (110, 0), (10, 0)]


def test_a_hundred_new_items_at_once_wait_for_approval(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed("first"))
    hub.source(url=server.url())
    hub.collect()
    server.say("/feed.xml", feed(*range(100)))

    report = hub.collect()

    assert (report.new, report.held) == (100, 100)
    assert "100 new items are held: 100 new items at once." in report.sources[0].warnings[0]
    assert {post.held for post in hub.posts()} == {None, "100 new items at once"}


def test_an_approval_of_the_source_makes_its_new_domain_known(hub: Hub, server: Server, entry: Entry, rss: Document) -> None:
    server.say("/feed.xml", rss(*map(entry, range(5))))
    hub.source(url=server.url())
    hub.collect()
    server.say("/feed.xml", rss(*(entry(number, link=f"https://shop.example/{number}") for number in range(10, 15))))
    first = hub.collect()
    decide(hub.settings.content, Decision(source="brand", do="approve", by="ada", at=hub.now, because="our new shop"))
    server.say("/feed.xml", rss(*(entry(number, link=f"https://shop.example/{number}") for number in range(20, 25))))
    second = hub.collect()

    assert (first.held, second.held, second.new) == (5, 0, 5)
