"""Connections that break, drip or speak another language: each has its sentence, and costs no more than the source's time."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

Document = Callable[..., bytes]


def test_a_refusal_that_trickles_is_told_by_its_status_and_its_pause_is_kept(hub: Hub, server: Server) -> None:
    server.say("/feed.xml")

    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(429)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        _drip(handler)

    server.replies["/feed.xml"].raw = trickle
    hub.limits = msgspec.structs.replace(hub.limits, source_seconds=10)
    hub.source(url=server.url())

    assert "429 Too Many Requests" in hub.collect().sources[0].why
    assert hub.collect(after=timedelta(minutes=5)).sources[0].outcome == "paused"


def test_a_short_body_is_said_so_and_deletes_nothing(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1, 2))
    hub.source(url=server.url())
    hub.collect()
    before = hub.files()

    def short(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(feed(3))
        handler.close_connection = True

    server.replies["/feed.xml"].raw = short
    report = hub.collect()

    assert "shorter" in report.sources[0].why
    assert hub.files() == before


def test_a_reset_connection_is_tried_once_more(hub: Hub, server: Server, feed: Document) -> None:
    server.say("/feed.xml", feed(1))

    def reset_once(handler: BaseHTTPRequestHandler) -> None:
        server.replies["/feed.xml"].raw = None
        _reset(handler)

    server.replies["/feed.xml"].raw = reset_once
    hub.source(url=server.url())

    report = hub.collect()

    assert report.new == 1
    assert report.requests == 2


def test_two_resets_are_a_failure(hub: Hub, server: Server) -> None:
    server.say("/feed.xml")
    server.replies["/feed.xml"].raw = _reset
    hub.source(url=server.url())

    report = hub.collect()

    assert "dropped the connection" in report.sources[0].why
    assert report.requests == 2


def _reset(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def _drip(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(200):
        try:
            handler.wfile.write(b" ")
        except OSError:
            return
        time.sleep(0.05)


def test_a_drip_does_not_extend_the_deadline(hub: Hub, server: Server) -> None:
    hub.limits = msgspec.structs.replace(hub.limits, source_seconds=0.5)
    server.say("/feed.xml")

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        _drip(handler)

    server.replies["/feed.xml"].raw = drip
    hub.source(url=server.url())

    report = hub.collect()

    assert "had not answered whole when the source's 0.5 s were over" in report.sources[0].why
    assert report.requests == 1


def test_what_does_not_speak_http_is_an_error(hub: Hub, server: Server) -> None:
    server.say("/feed.xml")

    def speak_ssh(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")
        handler.close_connection = True

    server.replies["/feed.xml"].raw = speak_ssh
    hub.source(url=server.url())

    assert "does not speak HTTP" in hub.collect().sources[0].why


def test_a_closed_port_is_an_error(hub: Hub, server: Server) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    hub.source(url=f"http://127.0.0.1:{port}/feed.xml")

    assert "accepts no connection" in hub.collect().sources[0].why


def test_tls_is_always_verified(hub: Hub, server: Server) -> None:
    hub.source(url=server.url().replace("http:", "https:"))

    assert "is not safe" in hub.collect().sources[0].why
