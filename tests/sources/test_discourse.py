"""Discourse: topics and posts to items, forums to questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.exchange import Response
from parvis.model.raw_post import RawPost
from parvis.sources.discourse import Options, read, recognise, requests
from parvis.tidy import dates

Captured = Callable[[str], bytes]
FORUM = Options(host="forum.example")


def posts(body: bytes, options: Options = FORUM) -> list[RawPost]:
    return list(read(body, options))


def topic(**changes: Any) -> bytes:
    one = {"id": 7, "title": "T", "slug": "t", "created_at": "2026-01-01T00:00:00Z", **changes}
    return json.dumps({"topic_list": {"topics": [one]}}).encode()


def post(**changes: Any) -> bytes:
    one = {"id": 1, "post_number": 1, "post_type": 1, "username": "ada", "cooked": "<p>x</p>", **changes}
    return json.dumps({"id": 7, "title": "T", "slug": "t", "post_stream": {"posts": [one], "stream": [1]}}).encode()


def answer(document: object, *, new: int = 1) -> Response:
    return Response(url="https://forum.example/x.json", status=200, body=json.dumps(document).encode(), new=new)


def test_captured_topics_have_authors_dates_and_counts(captured: Captured) -> None:
    found = posts(captured("discourse/latest.json"))

    assert [post.title for post in found] == ["Test topic #1", "Test topic #2", "Test topic #3"]
    assert all(dates.read(post.published or "") for post in found)
    assert {post.author.handle for post in found} == {"@test_users"}
    assert found[0].author.avatar == "//www.gravatar.com/avatar/test.png?s=96&r=pg&d=identicon"
    assert found[0].url == "https://forum.example/t/test-topic-1/1"
    assert (found[0].counts.likes, found[0].counts.replies, found[0].counts.views) == (14, 0, 268)
    assert "Try is a sandbox" in (found[0].html or "")


def test_a_captured_topic_gives_its_posts(captured: Captured) -> None:
    found = posts(captured("discourse/topic.json"))

    assert [post.author.name for post in found] == ["Sam Saffron", "Sam Saffron", "Adam Davis", "Stefan Plattner"]
    assert found[0].title == "THIS SITE IS A SANDBOX -- it is reset every day"
    assert found[1].title is None
    assert found[0].updated == "2013-04-30T14:33:37.273-04:00"
    assert found[1].updated is None
    assert found[3].reply_to == found[0].native == "forum.example-post-57-1"
    assert found[3].counts.likes == 5
    assert found[0].links == ("http://meta.discourse.org", "http://www.discourse.org", *found[0].links[2:])
    assert found[2].url == "https://forum.example/t/this-site-is-a-sandbox-it-is-reset-every-day/57/3"


def test_rss_is_read_and_gives_the_same_ids_as_json(captured: Captured) -> None:
    found = posts(captured("discourse/category_28_hebrew.rss"), Options(url="https://forums.pythonic.guru/c/old/week-16/28.rss"))
    [same] = posts(topic(id=9154), Options(host="forums.pythonic.guru"))

    assert len(found) == 25
    assert found[0].native == same.native == "forums.pythonic.guru-topic-9154"
    assert found[0].author.name == "krauskas"
    assert found[0].title == "שימוש בcalendar"
    assert all(dates.read(post.published or "") for post in found)


def test_a_captured_poll_is_read_without_its_voters(captured: Captured) -> None:
    poll = json.loads(captured("polls/discourse_poll_vote.json"))["poll"]

    [found] = posts(post(polls=[poll]))

    assert found.poll is not None
    assert found.poll.options[0] == ("I will attend the Apr 25, 2019 Launchpad meeting.", 2)
    assert len(found.poll.options) == len(poll["options"])
    assert found.poll.voters == 4
    assert "Kim_Miller" not in repr(found)


def test_a_poll_alone_is_no_list_of_topics(captured: Captured) -> None:
    with pytest.raises(ReadError, match="not a list of Discourse topics"):
        posts(captured("polls/discourse_poll_vote.json"))


@pytest.mark.parametrize("changes", [{"visible": False}, {"archetype": "private_message"}, {"id": None}])
def test_a_topic_that_is_not_for_all_is_left_out(changes: dict[str, Any]) -> None:
    assert len(posts(topic())) == 1
    assert posts(topic(**changes)) == []


@pytest.mark.parametrize(
    "changes", [{"hidden": True}, {"user_deleted": True}, {"deleted_at": "2026-01-02"}, {"post_type": 3}, {"post_type": 4}]
)
def test_a_post_that_was_taken_back_or_says_nothing_is_left_out(changes: dict[str, Any]) -> None:
    assert len(posts(post())) == 1
    assert posts(post(**changes)) == []


def test_tags_are_read_as_names_and_as_objects() -> None:
    [old] = posts(topic(tags=["a", "b"]))
    [new] = posts(topic(tags=[{"id": 1, "name": "a"}, {"id": 2, "name": "b"}], image_url="/uploads/x.png"))

    assert old.tags == new.tags == ("a", "b")
    assert (new.media[0].url, new.base) == ("/uploads/x.png", "https://forum.example")


def test_lists_are_asked_by_creation_and_walked_by_page(converse: Any) -> None:
    first = answer({"topic_list": {"topics": [{}], "more_topics_url": "/latest?no_definitions=true&page=1"}})

    asked, _ = converse(requests(FORUM, {}), [first, answer({"topic_list": {"topics": [], "more_topics_url": "/latest?page=2"}})])

    assert asked[0].url == "https://forum.example/latest.json?order=created&ascending=false"
    assert asked[1].url == "https://forum.example/latest.json?order=created&ascending=false&page=1"


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({"category": "help/imprimantes à encre/12"}, "/c/help/imprimantes%20%C3%A0%20encre/12.json"),
        ({"tag": "café"}, "/tag/caf%C3%A9.json"),
    ],
)
def test_a_category_and_a_tag_have_their_own_lists(converse: Any, options: dict[str, Any], path: str) -> None:
    if "category" in options:
        options["category"] = options["category"].replace(" ", "-")
        path = path.replace("%20", "-")

    asked, _ = converse(requests(Options(host="http://127.0.0.1:9", **options), {}), [answer({"topic_list": {"topics": []}})])

    assert asked[0].url.partition("?")[0] == f"http://127.0.0.1:9{path}"


def test_a_long_topic_is_asked_from_its_end(converse: Any) -> None:
    first = answer({"post_stream": {"posts": [], "stream": list(range(61))}})

    asked, _ = converse(requests(Options(host="forum.example", topic=57), {}), [first, answer({}), answer({}, new=0)])

    assert [request.url for request in asked] == [f"https://forum.example/t/57.json{page}" for page in ("", "?page=4", "?page=3")]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://anything.example/c/news/5", {"host": "https://anything.example", "category": "news/5"}),
        ("https://anything.example/c/help/printers/12/l/latest", {"host": "https://anything.example", "category": "help/printers/12"}),
        ("https://forums.pythonic.guru/c/old/week-16/28.rss", {"host": "https://forums.pythonic.guru", "category": "old/week-16/28"}),
        ("https://anything.example/t/welcome/8/3", {"host": "https://anything.example", "topic": 8}),
        ("https://forum.example/latest", {"host": "https://forum.example"}),
        ("https://meta.discourse.org/tag/macaron", {"host": "https://meta.discourse.org", "tag": "macaron"}),
    ],
)
def test_a_pasted_address_is_recognised(url: str, expected: dict[str, object]) -> None:
    found = recognise(url)

    assert found is not None
    assert found.model_dump(exclude_unset=True) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://blog.example/tag/news/",
        "https://blog.example/latest",
        "https://lemmy.world/c/macarons",
        "https://www.youtube.com/c/12/5",
        "http://[",
    ],
)
def test_other_addresses_are_left_to_others(url: str) -> None:
    assert recognise(url) is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "give `host` or `url`"),
        ({"host": "forum.example", "category": "news"}, "with the number"),
        ({"host": "forum.example", "tag": "x", "topic": 5}, "at once"),
        ({"host": "forum.example", "topic": "x"}, "integer"),
    ],
)
def test_a_wrong_option_gets_a_sentence(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Options.model_validate(options)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"errors": ["You are not permitted to view the requested resource."]}', "You are not permitted"),
        (b"<html></html>", "web page"),
        (b"[]", "shape"),
    ],
)
def test_what_is_no_forum_is_said_so(body: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        posts(body)
