"""What is asked of a server, and what becomes of each answer."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]
import msgspec
import pytest

from parvis import __version__
from parvis.collect.limits import Limits

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

Document = Callable[..., bytes]


def test_the_user_agent_tells_name_version_and_the_hubs_address(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1))
    hub.source(url=server.url())
    hub.collect()

    assert server.asked[0].headers["user-agent"] == f"Parvis/{__version__} (+https://hub.example)"


def test_compressed_answers_are_asked_for_and_read(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/gzip", gzip.compress(feed(1)), Content_Encoding="gzip")
    server.say("/br", brotli.compress(feed(2)), Content_Encoding="br")
    hub.source("one", url=server.url("/gzip"))
    hub.source("two", url=server.url("/br"))

    report = hub.collect()

    assert report.new == 2
    assert {"gzip", "br", "zstd"} <= set(server.asked[0].headers["accept-encoding"].split(", "))


def test_zstd_is_read(hub: Hub, server: Server, feed: Document) -> None:
    zstd = pytest.importorskip("backports.zstd", reason="Python 3.14 has its own")
    server.say("/feed.xml", zstd.compress(feed(1)), Content_Encoding="zstd")
    hub.source(url=server.url())

    assert hub.collect().new == 1


@pytest.mark.parametrize("encoding", ["exi", "gzip, gzip"])
def test_an_encoding_that_was_not_asked_for_is_an_error(hub: Hub, server: Server, feed: Document, encoding: str) -> None:
    server.say("/feed.xml", feed(1), Content_Encoding=encoding)
    hub.source(url=server.url())

    assert "not asked for" in hub.collect().sources[0].why


def test_what_cannot_be_decompressed_is_an_error(hub: Hub, server: Server) -> None:
    server.say("/feed.xml", b"this is no gzip at all", Content_Encoding="gzip")
    hub.source(url=server.url())

    assert "damaged" in hub.collect().sources[0].why


def test_a_body_is_counted_after_decompression(hub: Hub, server: Server) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    server.say("/feed.xml", bomb, Content_Encoding="gzip")
    hub.source(url=server.url())
    tracemalloc.start()

    report = hub.collect()

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(bomb) < 1 << 20
    assert "larger than 10 MiB" in report.sources[0].why
    assert most < 40 << 20


def test_an_answer_that_announces_too_much_is_not_read_to_its_end(hub: Hub, server: Server) -> None:
    hub.limits = msgspec.structs.replace(hub.limits, body_bytes=1 << 20)
    server.say("/feed.xml", bytes(3 << 20))
    hub.source(url=server.url())

    assert "larger than 1 MiB" in hub.collect().sources[0].why


def test_five_redirects_are_followed(hub: Hub, server: Server, feed: Document) -> None:
    for number in range(5):
        server.say(f"/{number}", status=(301, 302, 303, 307, 308)[number], Location=f"/{number + 1}")
    server.say("/5", feed(1))
    hub.source(url=server.url("/0"))

    report = hub.collect()

    assert report.new == 1
    assert report.requests == 6


def test_a_sixth_redirect_is_not(hub: Hub, server: Server) -> None:
    server.say("/feed.xml", status=302, Location="/feed.xml")
    hub.source(url=server.url())

    report = hub.collect()

    assert "redirects more than 5 times" in report.sources[0].why
    assert report.requests == 6


@pytest.mark.parametrize("location", ["", "http://[", "mailto:a@b.example"])
def test_a_redirect_to_nowhere_is_an_error(hub: Hub, server: Server, location: str) -> None:
    server.say("/feed.xml", status=302, **({"Location": location} if location else {}))
    hub.source(url=server.url())

    assert hub.collect().sources[0].outcome == "failed"
    assert len(server.asked) == 1


def test_a_consent_page_is_told_as_such(hub: Hub, server: Server) -> None:
    server.say("/feed.xml", status=302, Location="https://consent.brand.example/m?continue=x")
    hub.source(url=server.url())

    assert "consent page" in hub.collect().sources[0].why


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (206, "a part of the document only"),
        (204, "without a document"),
        (403, "403 Forbidden"),
        (500, "a fault of its own"),
        (418, "refused"),
    ],
)
def test_each_status_is_a_sentence(hub: Hub, server: Server, feed: Document, status: int, said: str) -> None:
    server.say("/feed.xml", b"" if status == 204 else feed(1), status=status)
    hub.source(url=server.url())

    report = hub.collect()

    assert said in report.sources[0].why
    assert hub.posts() == ()


def test_a_network_that_says_in_json_why_it_refuses_is_quoted_without_tokens(hub: Hub, server: Server) -> None:
    body = b'{"error": {"message": "Error validating access token EAABsbCS1iHgBAKZCq8lZBx7ZAfZBZC9ZA: it has expired.", "code": 190}}'
    server.say("/feed.xml", body, status=401, Content_Type="application/json; charset=UTF-8")
    hub.source(url=server.url())

    why = hub.collect().sources[0].why

    assert why == (
        "127.0.0.1 refused the request (401 Unauthorized): “Error validating access token […]: it has expired”. "
        "Check the token, and that it has not expired."
    )


@pytest.mark.parametrize("body", [b"", b"{", b'{"error": "' + b"x" * 100_000, b"[" * 10_000, b'"\xff"', b'{"title": "A post"}'])
def test_a_refusal_without_words_is_told_by_its_status(hub: Hub, server: Server, body: bytes) -> None:
    server.say("/feed.xml", body, status=403, Content_Type="application/json")
    hub.source(url=server.url())

    assert hub.collect().sources[0].why.startswith("127.0.0.1 refused the request (403 Forbidden). ")


def test_304_that_nobody_asked_for_is_an_error(hub: Hub, server: Server) -> None:
    server.say("/feed.xml", status=304)
    hub.source(url=server.url())

    assert "without a document (304)" in hub.collect().sources[0].why


def test_an_empty_answer_is_said_so(hub: Hub, server: Server) -> None:
    server.say("/feed.xml", b"")
    hub.source(url=server.url())

    assert "is empty" in hub.collect().sources[0].why


def test_at_most_two_requests_at_a_time_reach_a_host(hub: Hub, server: Server, feed: Document) -> None:
    now, most = [0], [0]

    def slow(handler: BaseHTTPRequestHandler) -> None:
        now[0] += 1
        most[0] = max(most[0], now[0])
        time.sleep(0.05)
        now[0] -= 1
        handler.send_response(500)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    for number in range(8):
        server.say(f"/{number}")
        server.replies[f"/{number}"].raw = slow
        hub.source(f"source-{number}", url=server.url(f"/{number}"))
    hub.collect()

    assert len(server.asked) == 8
    assert most[0] == 2


def test_environment_variables_of_proxies_are_ignored(hub: Hub, server: Server, feed: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.say("/feed.xml", feed(1))
    hub.source(url=server.url())

    assert hub.collect().new == 1


def test_no_cookie_is_ever_sent_back(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1), Set_Cookie="visitor=1")
    hub.source(url=server.url())
    hub.collect()
    hub.collect()

    assert all("cookie" not in asked.headers for asked in server.asked)


def test_the_defaults_are_those_that_are_documented() -> None:
    limits = Limits()

    assert (limits.in_flight, limits.per_host, limits.connect_seconds, limits.source_seconds) == (20, 2, 5.0, 20.0)
    assert (limits.body_bytes, limits.redirects) == (10 * 1024 * 1024, 5)
