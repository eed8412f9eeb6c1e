"""A hub in a scratch folder, and a real server on 127.0.0.1 that answers as each test says and counts what it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest

from parvis.archive import read
from parvis.collect import pipeline
from parvis.collect.limits import Limits
from parvis.model.hub import Site
from parvis.model.post import Post
from parvis.model.report import Report
from parvis.model.source import Source
from parvis.settings import Settings

NOW = datetime(2026, 6, 12, 10, 0, tzinfo=UTC)
LIMITS = Limits(connect_seconds=2, source_seconds=3, parse_seconds=5)


@dataclass
class Reply:
    """What the server says at one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None  #: does it all by itself


@dataclass
class Asked:
    """One request that reached the server."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class _Quiet(ThreadingHTTPServer):
    """Clients that leave early are what is tested, not an error of the server."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class Server:
    """A server whose replies a test sets by path; an ETag is honoured when the reply has one."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: list[Asked] = []
        self._http = _Quiet(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return self._http.server_address[1]

    def url(self, path: str = "/feed.xml", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def say(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> None:
        whole = body.encode() if isinstance(body, str) else body
        self.replies[path] = Reply(whole, status, {name.replace("_", "-"): value for name, value in headers.items()})

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                server.asked.append(Asked(self.command, self.path, headers, body))
                reply = server.replies.get(self.path.partition("?")[0], Reply(status=404))
                if reply.raw is not None:
                    reply.raw(self)
                    return
                etag = reply.headers.get("ETag")
                if etag and headers.get("if-none-match") == etag:
                    reply = Reply(status=304, headers={"ETag": etag})
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            do_POST = do_GET  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def _entry(number: int | str, **parts: str) -> str:
    """One item of an RSS feed."""
    said = {
        "title": f"Item {number}",
        "link": f"https://brand.example/{number}",
        "guid": f"guid-{number}",
        "pubDate": "Mon, 01 Jun 2026 10:00:00 GMT",
        "description": f"The words of item {number}.",
        **parts,
    }
    return "<item>" + "".join(f"<{name}>{text}</{name}>" for name, text in said.items() if text) + "</item>"


def _rss(*items: str) -> bytes:
    """An RSS feed."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Brand</title>{"".join(items)}</channel></rss>'.encode()


def _feed(*numbers: int | str) -> bytes:
    """An RSS feed of items that differ in their numbers."""
    return _rss(*map(_entry, numbers))


@pytest.fixture
def entry() -> Callable[..., str]:
    return _entry


@pytest.fixture
def rss() -> Callable[..., bytes]:
    return _rss


@pytest.fixture
def feed() -> Callable[..., bytes]:
    return _feed


@dataclass
class Hub:
    """A hub whose sources a test sets, collected by the real pipeline."""

    settings: Settings
    now: datetime = NOW
    limits: Limits = LIMITS

    def source(self, name: str = "brand", url: str = "", kind: str = "feed", **more: Any) -> Source:
        options = {"url": url} if url else {}
        source = Source(name=name, kind=kind, options={**options, **more.pop("options", {})}, **more)
        others = tuple(other for other in self.settings.sources if other.name != name)
        self.settings = msgspec.structs.replace(self.settings, sources=(*others, source))
        return source

    def except_hosts(self, *private: str) -> None:
        self.settings = msgspec.structs.replace(self.settings, private_hosts=private)

    def collect(self, *names: str, force: bool = False, after: timedelta | None = None) -> Report:
        self.now += timedelta(hours=2) if after is None else after
        return pipeline.collect(self.settings, self.now, names=names, force=force, limits=self.limits)

    def posts(self, name: str = "brand") -> tuple[Post, ...]:
        return read.posts(self.settings.archive, name)

    def files(self) -> dict[str, bytes]:
        archive = self.settings.archive
        return {path.relative_to(archive).as_posix(): path.read_bytes() for path in sorted(archive.rglob("*")) if path.is_file()}

    def write(self, path: str, body: bytes | str) -> Path:
        file = self.settings.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body.encode() if isinstance(body, str) else body)
        return file


@pytest.fixture
def hub(tmp_path: Path, make_settings: Callable[..., Settings]) -> Hub:
    root = tmp_path / "hub"
    (root / "content").mkdir(parents=True)
    site = Site(name="Brand", url="https://hub.example", language="en", languages=("en",))
    return Hub(make_settings(root, site=site, private_hosts=("127.0.0.0/8",)))
