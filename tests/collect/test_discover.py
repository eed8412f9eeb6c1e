"""The feed behind an address that a person would paste."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from parvis.collect.discover import discover
from parvis.errors import FetchError

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

Document = Callable[..., bytes]

PAGE = "<!doctype html><html><head><title>Sucre &amp; Bleu\n </title>{}</head><body><p>Bonjour</p></body></html>"
CHANNEL = "UC1234567890123456789012"


def test_a_feed_is_found_as_itself(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/blog/feed", feed(1))

    assert discover(server.url("/blog/feed"), hub.settings) == ("feed", {"url": server.url("/blog/feed")}, "Brand")


def test_a_page_tells_its_feed(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/", PAGE.format('<link href="/nouvelles.rss" title="Nouvelles" type="application/rss+xml" rel="alternate">'))
    server.say("/nouvelles.rss", feed(1))

    assert discover(server.url("/"), hub.settings) == ("feed", {"url": server.url("/nouvelles.rss")}, "Sucre & Bleu")


def test_comments_are_the_last_feed_to_be_taken(hub: Hub, server: Server, feed: Document) -> None:
    link = '<link rel="alternate" type="application/atom+xml" href="{}">'
    server.say("/", PAGE.format(link.format("/comments/feed") + link.format("/posts.atom")))
    server.say("/comments/feed", feed(1))
    server.say("/posts.atom", feed(2))

    assert discover(server.url("/"), hub.settings)[1] == {"url": server.url("/posts.atom")}


def test_a_link_to_what_is_no_feed_is_passed_over(hub: Hub, server: Server, feed: Document) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    server.say("/", PAGE.format(link.format("/broken") + link.format("javascript:x") + link.format("/good")))
    server.say("/broken", "<!doctype html><html><body>Not found</body></html>")
    server.say("/good", feed(1))

    assert discover(server.url("/"), hub.settings)[1] == {"url": server.url("/good")}


@pytest.mark.parametrize("place", ["/blog/feed", "/blog/feed.xml", "/atom.xml", "/index.xml", "/feed.json"])
def test_the_usual_places_are_tried(hub: Hub, server: Server, feed: Document, place: str) -> None:
    server.say("/blog/", PAGE.format(""))
    server.say(place, '{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": []}' if place.endswith("json") else feed(1))

    assert discover(server.url("/blog/"), hub.settings)[1] == {"url": server.url(place)}


def test_a_page_without_a_feed_is_told_with_what_to_do(hub: Hub, server: Server) -> None:
    server.say("/", PAGE.format(""))

    with pytest.raises(FetchError, match="Give the address of the feed itself"):
        discover(server.url("/"), hub.settings)


def test_a_page_that_cannot_be_had_is_told_with_its_reason(hub: Hub, server: Server) -> None:
    with pytest.raises(FetchError, match="404 Not Found"):
        discover(server.url("/"), hub.settings)


@pytest.mark.parametrize(
    "link",
    [
        f'<link rel="alternate" type="application/rss+xml" title="RSS" href="https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}">',
        f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
    ],
)
def test_a_youtube_handle_becomes_the_channels_id(hub: Hub, server: Server, link: str) -> None:
    server.say("/@sucrebleu", PAGE.format(link) + "<script>" + "x" * 500_000 + "</script>")

    assert discover(server.url("/@sucrebleu"), hub.settings) == ("youtube", {"channel": CHANNEL}, "Sucre & Bleu")


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name leads to this machine."""
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda _host, port, *_a, **_k: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    )


@pytest.mark.usefixtures("at_home")
def test_a_consent_page_is_told_with_where_the_id_is(hub: Hub, server: Server) -> None:
    server.say("/@sucrebleu", status=302, Location="https://consent.youtube.com/m?continue=https://www.youtube.com/@sucrebleu")

    with pytest.raises(FetchError, match=r"consent page .* “Copy channel ID”"):
        discover(server.url("/@sucrebleu", host="www.youtube.com"), hub.settings)


@pytest.mark.usefixtures("at_home")
def test_a_youtube_page_that_does_not_tell_its_id_is_told_with_where_it_is(hub: Hub, server: Server) -> None:
    server.say("/@sucrebleu", PAGE.format(""))

    with pytest.raises(FetchError, match=r"does not tell the channel's id.*“Copy channel ID”"):
        discover(server.url("/@sucrebleu", host="www.youtube.com"), hub.settings)


def test_a_flickr_page_tells_the_feed_of_its_account(hub: Hub, server: Server) -> None:
    feed = "https://www.flickr.com/services/feeds/photos_public.gne?id=12345678@N00&amp;lang=en-us&amp;format=rss_200"
    server.say("/photos/sucrebleu", PAGE.format(f'<link rel="alternate" type="application/rss+xml" href="{feed}">'))
    kind, options, _title = discover(server.url("/photos/sucrebleu"), hub.settings)

    assert kind == "flickr"
    assert "12345678@N00" in str(options)


def test_private_addresses_are_refused_here_too(hub: Hub, server: Server) -> None:
    hub.except_hosts()

    with pytest.raises(FetchError, match="not a public address"):
        discover(server.url("/"), hub.settings)
    assert server.asked == []


def test_a_page_made_to_do_harm_does_none(hub: Hub, server: Server) -> None:
    server.say("/", PAGE.format("") + "<a>" * 300_000 + "<link " * 100_000)

    with pytest.raises(FetchError, match="no feed"):
        discover(server.url("/"), hub.settings)
