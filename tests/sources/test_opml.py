"""Reading lists: feeds in folders, and what is made to hurt."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.sources.opml import PROVEN, Options, feeds, read, recognise

ANY = Options(url="https://c.example/list.opml")


def opml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>T</title></head><body>{body}</body></opml>'.encode()


def test_each_feed_is_listed_once_with_its_title() -> None:
    body = opml(
        '<outline text="Folder"><outline text="A" xmlUrl="https://a.example/feed"/></outline>'
        '<outline text="B" title="The B" xmlUrl="feed:https://b.example/feed"/><outline text="A again" xmlUrl="https://a.example/feed"/>'
    )

    assert feeds(body) == [("A", "https://a.example/feed"), ("The B", "https://b.example/feed")]


def test_a_folder_is_a_tag_of_what_lies_in_it() -> None:
    body = opml(
        '<outline text="Food"><outline text="Sweet"><outline text="A" xmlUrl="https://a.example/f"/></outline></outline><outline text="B" xmlUrl="https://b.example/f"/>'
    )

    assert [post.tags for post in read(body, ANY)] == [("Food", "Sweet"), ()]


def test_upper_and_lower_case_do_not_matter() -> None:
    assert feeds(b'<OPML><BODY><Outline TEXT="A" XMLURL="https://a.example/f"/></BODY></OPML>') == [("A", "https://a.example/f")]


def test_an_unsafe_address_is_none() -> None:
    assert feeds(opml('<outline text="A" xmlUrl="javascript:alert(1)"/><outline text="B" xmlUrl="file:///etc/passwd"/>')) == []


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;"/></body></opml>',
        b'<?xml version="1.0"?><!DOCTYPE opml SYSTEM "http://evil.example/x.dtd"><opml/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE o [<!ENTITY a "a">]><opml/>'.encode("utf-16"),
    ],
)
def test_a_list_that_declares_entities_is_refused(body: bytes) -> None:
    with pytest.raises(ReadError, match="bombs are made of them"):
        feeds(body)


def test_a_list_that_is_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(ReadError, match="deep"):
        feeds(opml('<outline text="x">' * 5_000))


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"<rss version='2.0'/>", b"plain", b'{"a": 1}'])
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(ReadError):
        feeds(body)


def test_a_truncated_list_keeps_the_feeds_before_the_break() -> None:
    body = opml('<outline text="A" xmlUrl="https://a.example/f"/><outline text="B" xmlUrl="https://b.example/f"/>')

    assert feeds(body[: body.index(b'text="B"') + 5]) == [("A", "https://a.example/f")]


def test_it_says_that_it_is_not_proven() -> None:
    assert PROVEN is False


@pytest.mark.parametrize(
    ("url", "known"),
    [("https://c.example/list.opml", True), ("https://c.example/blogroll/opml/", True), ("https://c.example/opmlist", False)],
)
def test_addresses_of_lists_are_recognised(url: str, known: bool) -> None:
    assert recognise(url) == (Options(url=url) if known else None)


def test_a_list_needs_an_address() -> None:
    with pytest.raises(ValidationError, match="give `url`"):
        Options()
