"""A network's clock: what it confirms may stay, what it no longer gives is dropped in time, with its pictures."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from PIL import Image

from parvis.archive import retire
from parvis.collect import health

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

DAY = timedelta(days=1)
TERM = 60 * DAY  # of Threads


def jpeg(color: str) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(kept, "JPEG")
    return kept.getvalue()


def threads(server: Server, *numbers: int, text: str = "Words") -> bytes:
    """An answer of Threads with these posts, each with its own picture but for 1 and 2, which share one."""
    posts = [
        {
            "id": str(number),
            "media_type": "IMAGE",
            "media_url": server.url(f"/{max(number, 2)}.jpg"),
            "text": f"{text} {number}",
            "permalink": f"https://www.threads.com/@brand/post/{number}",
            "timestamp": "2026-06-01T10:00:00+0000",
            "username": "brand",
        }
        for number in numbers
    ]
    return json.dumps({"data": posts}).encode()


@pytest.fixture
def asked(hub: Hub, server: Server) -> Hub:
    """A hub that has collected three posts of Threads."""
    for number, color in ((2, "red"), (3, "blue")):
        server.say(f"/{number}.jpg", jpeg(color), Content_Type="image/jpeg")
    server.say("/threads.json", threads(server, 1, 2, 3), ETag='"a"')
    hub.source(kind="threads", url=server.url("/threads.json"), every=DAY)
    hub.collect(after=timedelta(0))
    return hub


def terms(hub: Hub) -> dict[str, timedelta]:
    """How long each post may still be kept."""
    return {post.id.removeprefix("brand:"): post.expires - hub.now for post in hub.posts() if post.expires}


def documents(server: Server) -> list[str]:
    """What was asked for of the posts: `whole`, or `changed?`."""
    return ["changed?" if "if-none-match" in asked.headers else "whole" for asked in server.asked if asked.path == "/threads.json"]


def test_an_answer_that_has_not_changed_sets_the_clocks_anew_once_half_of_them_has_run(asked: Hub, server: Server) -> None:
    asked.collect(after=29 * DAY)
    early = terms(asked)
    report = asked.collect(after=2 * DAY)

    assert set(early.values()) == {TERM - 29 * DAY}
    assert set(terms(asked).values()) == {TERM}
    assert (report.sources[0].outcome, report.sources[0].refreshed, report.dropped) == ("unchanged", 3, 0)
    assert documents(server)[-1] == "changed?"


def test_an_answer_of_the_same_bytes_does_so_too(asked: Hub, server: Server) -> None:
    server.say("/threads.json", threads(server, 1, 2, 3))
    asked.collect(after=31 * DAY)

    assert set(terms(asked).values()) == {TERM}


def test_what_the_source_no_longer_gives_is_dropped_when_its_term_ends(asked: Hub, server: Server) -> None:
    server.say("/threads.json", threads(server, 1, 2))
    asked.collect(after=TERM - timedelta(seconds=1))
    last_day = {post.id: post.text for post in asked.posts()}
    report = asked.collect(after=timedelta(seconds=1))

    assert last_day == {"brand:1": "Words 1", "brand:2": "Words 2", "brand:3": "Words 3"}
    assert report.dropped == 1
    assert report.changed
    assert [(post.id, post.text) for post in asked.posts()] == [("brand:1", "Words 1"), ("brand:2", "Words 2"), ("brand:3", "")]
    (gone,) = (post for post in asked.posts() if post.id == "brand:3")
    assert gone == retire.emptied(gone)
    kept = b"".join(asked.files().values())
    assert b"Words 3" not in kept
    assert b"post/3" not in kept


def test_its_pictures_go_unless_another_item_shows_them(asked: Hub, server: Server) -> None:
    def pictures() -> set[str]:
        return {name for name in asked.files() if name.startswith("media/")}

    before = pictures()
    server.say("/threads.json", threads(server, 1))
    asked.collect(after=TERM)

    shared = next(post.media[0].local for post in asked.posts() if post.id == "brand:1")
    assert len(before) == 2
    assert pictures() == {f"media/{shared}"}


def test_what_was_dropped_is_not_dropped_again_and_costs_nothing(asked: Hub, server: Server) -> None:
    server.say("/threads.json", threads(server, 1), ETag='"b"')
    asked.collect(after=TERM)
    files = asked.files()
    report = asked.collect(after=2 * DAY)

    assert (report.dropped, report.changed, report.sources[0].outcome) == (0, False, "unchanged")
    assert asked.files() == files


def test_what_was_dropped_comes_back_when_the_network_gives_it_again(asked: Hub, server: Server) -> None:
    server.say("/threads.json", threads(server, 1))
    asked.collect(after=TERM)
    server.say("/threads.json", threads(server, 1, 3))
    report = asked.collect(after=2 * DAY)

    back = {post.id: post for post in asked.posts()}["brand:3"]
    assert (report.sources[0].new, report.sources[0].edited) == (0, 1)
    assert (back.text, back.slug, back.expires) == ("Words 3", "words-3", asked.now + TERM)
    assert back.media[0].local


def test_a_source_that_fails_too_long_loses_what_may_no_longer_be_kept(asked: Hub, server: Server) -> None:
    server.say("/threads.json", status=500)
    asked.collect(after=TERM - DAY)
    kept = asked.posts()
    report = asked.collect(after=DAY)

    assert [post.text for post in kept] == ["Words 1", "Words 2", "Words 3"]
    assert report.dropped == 3
    assert {post.text for post in asked.posts()} == {""}


def test_a_source_that_is_no_longer_asked_loses_it_too(asked: Hub) -> None:
    asked.settings = msgspec.structs.replace(asked.settings, sources=())
    report = asked.collect(after=TERM)

    assert (report.dropped, report.sources) == (3, ())


def test_a_source_is_asked_before_its_items_end_whatever_its_every_says(hub: Hub, server: Server) -> None:
    server.say("/threads.json", threads(server, 1), ETag='"a"')
    server.say("/2.jpg", jpeg("red"), Content_Type="image/jpeg")
    hub.source(kind="threads", url=server.url("/threads.json"), every=365 * DAY)
    hub.collect(after=timedelta(0))
    early = hub.collect(after=29 * DAY).sources[0]
    due = hub.collect(after=DAY).sources[0]

    assert (early.outcome, due.outcome) == ("skipped", "unchanged")
    next_try = health.read(hub.settings.state)["brand"].next_try
    assert next_try is not None
    assert next_try <= hub.now + TERM / 2


def test_what_fell_out_of_the_answer_does_not_have_its_source_asked_more_often(asked: Hub, server: Server) -> None:
    server.say("/threads.json", threads(server, 1))
    asked.source(kind="threads", url=server.url("/threads.json"), every=365 * DAY)
    asked.collect(after=59 * DAY)

    assert health.read(asked.settings.state)["brand"].next_try == asked.now + TERM / 2


def test_what_is_confirmed_only_after_its_term_stays(asked: Hub) -> None:
    report = asked.collect(after=TERM + 10 * DAY)

    assert (report.dropped, report.sources[0].refreshed) == (0, 3)
    assert set(terms(asked).values()) == {TERM}


def test_what_was_dropped_while_its_source_failed_is_read_again_though_the_answer_is_the_same(asked: Hub, server: Server) -> None:
    server.say("/threads.json", status=500)
    dropped = asked.collect(after=TERM).dropped
    server.say("/threads.json", threads(server, 1, 2, 3), ETag='"a"')
    asked.collect(after=2 * DAY)

    assert dropped == 3
    assert [post.text for post in asked.posts()] == ["Words 1", "Words 2", "Words 3"]
