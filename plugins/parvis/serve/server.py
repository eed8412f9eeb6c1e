"""The server itself: answers loopback names alone, GET and HEAD alone, and keeps nothing in any cache."""

from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from parvis.errors import UsageError
from parvis.serve.error_page import Spoken, error_page
from parvis.serve.files import Found, Missing, Moved, find
from parvis.serve.reload import EVENTS_PATH, SCRIPT, SCRIPT_PATH, Pulse, with_script

ADDRESS = "127.0.0.1"
_HTML = "text/html; charset=utf-8"
#: Seconds after which a silent stream of events says that it lives, so that browsers and proxies keep it.
_HEARTBEAT = 15.0
#: Seconds that a request waits for a rebuild to end before a file counts as absent.
_PATIENCE = 10.0


class Site:
    """What is served at the moment: the one thing that the watching and the answering threads share."""

    def __init__(self, output: Path, spoken: Spoken = str, language: str = "en") -> None:
        """Serve `output` at the root until the settings say more; `spoken` says our own lines in `language`."""
        self.spoken, self.language = spoken, language
        self.output = output
        self.base = ""
        self.broken: Exception | None = None
        self.pulse = Pulse()
        self.settled = threading.Event()
        self.settled.set()

    def show(self, output: Path, site_url: str) -> None:
        """Serve a site that was built well, under the path of its address."""
        self.output, self.base, self.broken = output, urlsplit(site_url).path.rstrip("/"), None

    def find(self, target: str) -> Found | Moved | Missing:
        """What `target` gets; while a rebuild swaps the folders, nothing counts as absent."""
        found = find(self.output, self.base, target)
        if isinstance(found, Missing) and not self.settled.is_set():
            self.settled.wait(_PATIENCE)
            found = find(self.output, self.base, target)
        return found


class LocalServer(ThreadingHTTPServer):
    """A server on the loopback address that knows its site."""

    daemon_threads = True

    def __init__(self, site: Site, port: int) -> None:
        """Listen on `port` (0: any free one). UsageError when it is taken."""
        self.site = site
        try:
            super().__init__((ADDRESS, port), Handler)
        except OSError as error:
            raise UsageError(f"Port {port} cannot be used: {error.strerror}. Give another one: parvis serve --port {port + 1}") from error

    @property
    def url(self) -> str:
        """Where the home page is."""
        return f"http://{ADDRESS}:{self.server_port}{self.site.base}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is no error; others are told by the base class."""
        import sys

        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: LocalServer
    protocol_version = "HTTP/1.1"
    server_version = "parvis"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """A file of the site, the script, or the stream of events."""
        if not _is_loopback(self.headers.get("Host", "")):
            # A name that somebody else lets point here (DNS rebinding) must not read the drafts of a hub.
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"This server answers for 127.0.0.1 and localhost alone.\n", "text/plain")
            return
        path = self.path.partition("?")[0]
        if path == SCRIPT_PATH:
            self._send(HTTPStatus.OK, SCRIPT.encode(), "text/javascript; charset=utf-8")
        elif path == EVENTS_PATH:
            self._stream()
        else:
            self._site(self.server.site.find(self.path))

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _site(self, found: Found | Moved | Missing) -> None:
        site = self.server.site
        if isinstance(found, Moved):
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", "text/plain", location=found.location)
        elif site.broken is not None and (isinstance(found, Missing) or found.type == _HTML):
            self._send_html(HTTPStatus.INTERNAL_SERVER_ERROR, error_page(site.broken, site.spoken, site.language).encode())
        elif isinstance(found, Missing):
            self._send_html(HTTPStatus.NOT_FOUND, self._not_found())
        elif found.type == _HTML:
            self._send_html(HTTPStatus.OK, found.file.read_bytes())
        else:
            self._send(HTTPStatus.OK, found.file.read_bytes(), found.type)

    def _not_found(self) -> bytes:
        own = self.server.site.output / "404.html"
        if own.is_file():
            return own.read_bytes()
        return b'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>404</title></head><body><h1>404</h1></body></html>'

    def _send_html(self, status: HTTPStatus, html: bytes) -> None:
        self._send(status, with_script(html, self.server.site.pulse.version), _HTML)

    def _send(self, status: HTTPStatus, body: bytes, content_type: str, *, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _stream(self) -> None:
        pulse = self.server.site.pulse
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        sent = ""
        while not pulse.closed:
            version = pulse.wait(sent, _HEARTBEAT)
            self.wfile.write(b": still here\n\n" if version == sent else f"retry: 500\ndata: {version}\n\n".encode())
            self.wfile.flush()
            sent = version

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        """Nothing: a line for each picture would hide the lines about rebuilds."""


def _is_loopback(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return name in {"127.0.0.1", "localhost", "::1"}
