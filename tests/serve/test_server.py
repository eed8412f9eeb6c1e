"""The local server as a browser sees it, over a real socket."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from parvis.errors import ContentError, Mistake, UsageError
from parvis.serve.reload import EVENTS_PATH, SCRIPT_PATH
from parvis.serve.server import LocalServer, Site

HOME = "<!DOCTYPE html><html><body><h1>Home</h1></body></html>"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LocalServer]:
    output = tmp_path / "output"
    (output / "mur").mkdir(parents=True)
    (output / "index.html").write_text(HOME)
    (output / "mur/index.html").write_text(HOME)
    (output / "site.css").write_text("body {}")
    (output / "404.html").write_text("<html><body>Page introuvable</body></html>")
    server = LocalServer(Site(output), 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.site.pulse.close()
    server.shutdown()
    server.server_close()
    thread.join()


def ask(server: LocalServer, target: str, method: str = "GET", host: str | None = None) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request(method, target, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def test_page_is_served_with_the_reloading_script(server: LocalServer) -> None:
    answer, body = ask(server, "/")

    assert answer.status == 200
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert f'<script src="{SCRIPT_PATH}"' in body
    assert body.endswith("</body></html>")


def test_page_on_the_disk_has_no_script(server: LocalServer) -> None:
    ask(server, "/")

    assert (server.site.output / "index.html").read_text() == HOME


def test_other_files_are_served_as_they_are(server: LocalServer) -> None:
    answer, body = ask(server, "/site.css")

    assert (answer.status, body) == (200, "body {}")


@pytest.mark.parametrize("target", ["/", "/site.css", "/absent", SCRIPT_PATH])
def test_nothing_is_kept_in_a_cache(server: LocalServer, target: str) -> None:
    assert ask(server, target)[0].getheader("Cache-Control") == "no-store"


def test_missing_page_is_answered_with_the_sites_own(server: LocalServer) -> None:
    answer, body = ask(server, "/absent/")

    assert answer.status == 404
    assert "Page introuvable" in body


def test_missing_page_is_answered_where_the_site_has_none_of_its_own(server: LocalServer) -> None:
    (server.site.output / "404.html").unlink()

    answer, body = ask(server, "/absent/")

    assert (answer.status, "404" in body) == (404, True)


def test_head_has_the_length_and_no_body(server: LocalServer) -> None:
    answer, body = ask(server, "/site.css", "HEAD")

    assert (answer.status, answer.getheader("Content-Length"), body) == (200, "7", "")


def test_other_methods_are_not_known(server: LocalServer) -> None:
    assert ask(server, "/", "POST")[0].status == 501


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::1", "192.168.1.4:8000"])
def test_foreign_name_that_points_here_reads_nothing(server: LocalServer, host: str) -> None:
    answer, body = ask(server, "/", host=host)

    assert answer.status == 421
    assert "Home" not in body


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:80"])
def test_loopback_names_are_answered(server: LocalServer, host: str) -> None:
    assert ask(server, "/", host=host)[0].status == 200


def test_broken_content_shows_what_is_wrong_on_every_page_and_goes_when_mended(server: LocalServer) -> None:
    server.site.broken = ContentError(
        [Mistake("content/posts/a.md", 3, "date", "<b>'soon'</b> is no date.", "Write one such as 2026-06-12.")]
    )

    answer, body = ask(server, "/mur/")

    assert answer.status == 500
    assert "content/posts/a.md:3" in body
    assert "&lt;b&gt;" in body
    assert "Write one such as 2026-06-12." in body
    assert SCRIPT_PATH in body
    assert ask(server, "/site.css")[0].status == 200

    server.site.show(server.site.output, "")
    assert "Home" in ask(server, "/mur/")[1]


def test_site_with_a_path_in_its_address_is_served_there(server: LocalServer) -> None:
    server.site.show(server.site.output, "https://brand.example/hub")

    assert server.url.endswith("/hub/")
    assert ask(server, "/hub/mur/")[0].status == 200
    moved, _ = ask(server, "/")
    assert (moved.status, moved.getheader("Location")) == (301, "/hub/")


def test_browser_hears_of_a_rebuild(server: LocalServer) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as browser:
        browser.sendall(f"GET {EVENTS_PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        first = server.site.pulse.version
        heard = _read_until(browser, f"data: {first}\n\n")
        server.site.pulse.beat()
        heard += _read_until(browser, f"data: {server.site.pulse.version}\n\n")

    assert "Content-Type: text/event-stream" in heard
    assert server.site.pulse.version != first


def _read_until(browser: socket.socket, text: str) -> str:
    heard = ""
    while text not in heard:
        more = browser.recv(4096).decode()
        assert more, f"the stream ended before {text!r}: {heard!r}"
        heard += more
    return heard


def test_page_shows_the_version_that_the_stream_tells(server: LocalServer) -> None:
    before = server.site.pulse.version
    assert f'data-version="{before}"' in ask(server, "/")[1]

    server.site.pulse.beat()

    assert f'data-version="{before}"' not in ask(server, "/")[1]


def test_request_during_a_rebuild_waits_for_the_file(server: LocalServer) -> None:
    server.site.settled.clear()

    def finish() -> None:
        time.sleep(0.2)
        (server.site.output / "new.css").write_text("new")
        server.site.settled.set()

    builder = threading.Thread(target=finish)
    builder.start()
    answer, body = ask(server, "/new.css")
    builder.join()

    assert (answer.status, body) == (200, "new")


def test_taken_port_is_told_with_another_one_to_try(server: LocalServer) -> None:
    with pytest.raises(UsageError, match=f"--port {server.server_port + 1}"):
        LocalServer(Site(server.site.output), server.server_port)


def test_server_listens_on_the_loopback_address_alone(server: LocalServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
