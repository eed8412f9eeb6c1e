"""What answers on the loopback, well and badly, while a collection is measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@contextmanager
def servers(count: int) -> Iterator[list[str]]:
    """The addresses of as many servers, each on a host of its own: hosts are asked two things at a time."""
    over = Event()
    started = [_Server(f"127.0.1.{number + 1}", over) for number in range(count)]
    for server in started:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield ["{}:{}".format(*server.server_address) for server in started]
    finally:
        over.set()
        for server in started:
            server.shutdown()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, over: Event) -> None:
        super().__init__((host, 0), _Handler)
        self.over = over

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that give up are what is measured."""


class _Handler(BaseHTTPRequestHandler):
    """Answers by the first part of the path: silent, drip, error, html, or a feed of its own for each number."""

    server: _Server

    def do_GET(self) -> None:
        _, kind, number = self.path.split("/")
        if kind == "silent":
            self.server.over.wait()
        elif kind == "drip":
            self._drip()
        elif kind == "error":
            self.send_error(500)
        else:
            self._answer(b"<html>" if kind == "html" else _feed(number))

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.server.over.wait(0.5):
            self.wfile.write(b" ")

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name there)
        """Say nothing."""


def _feed(number: str) -> bytes:
    items = "".join(
        f"<item><title>Item {number}-{place}</title><link>https://s{number}.example/{place}</link><guid>{number}-{place}</guid>"
        f"<pubDate>Mon, 01 Jun 2026 10:{place:02}:00 GMT</pubDate><description>Words of item {place}.</description></item>"
        for place in range(20)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>S</title>{items}</channel></rss>'.encode()
