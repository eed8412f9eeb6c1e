"""The hub on the brand's own shop: another origin, with a strict policy of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

HOME = "https://sucrebleu.example"
#: What a shop says of its own pages; it allows the hub as docs/embed.md tells.
POLICY = "default-src 'none'; script-src {hub}; connect-src {hub}; img-src {hub}; frame-src {hub}; require-trusted-types-for 'script'"

Visiting = Callable[..., Any]


class _Hub(SimpleHTTPRequestHandler):
    """The demo as a host serves it: with the header that lets other sites fetch, and its own address where the demo names its."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        file = Path(self.directory) / path.lstrip("/")
        if not path.startswith("/api/") or not file.is_file():
            super().do_GET()
            return
        here = f"http://{self.headers['Host']}"
        body = self.changed(file.read_text("utf-8").replace(HOME, here)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def changed(self, text: str) -> str:
        """What the data say."""
        return text

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        pass


class _Hostile(_Hub):
    """A hub whose words want to be more than words."""

    def changed(self, text: str) -> str:
        return text.replace("Trois jours", "<img src=x onerror=alert(1)><script>alert(1)</script>").replace(
            '"original": "https', '"original": "javascript:alert(1)//'
        )


class _Shop(BaseHTTPRequestHandler):
    """One page of a shop."""

    def __init__(self, hub: str, body: str, *given: Any) -> None:
        self.hub, self.body = hub, body
        super().__init__(*given)

    def do_GET(self) -> None:
        page = f'<!doctype html><html lang="fr"><title>Boutique</title><script src="{self.hub}/embed/parvis-wall.js" defer></script><main><h1>Boutique</h1>{self.body}</main>'
        self.send_response(200 if self.path == "/" else 204)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY.format(hub=self.hub))
        self.end_headers()
        if self.path == "/":
            self.wfile.write(page.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        pass


class _Server(ThreadingHTTPServer):
    """Browsers that leave a page before all of it has come are no error."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@pytest.fixture
def start() -> Iterator[Callable[[Any], str]]:
    """Serves by a handler on a port of its own: `start(handler)` gives the address."""
    servers: list[ThreadingHTTPServer] = []

    def _start(handler: Any) -> str:
        server = _Server(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield _start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def shop(demo: Path, start: Callable[[Any], str], visit: Visiting) -> Callable[..., tuple[Any, str]]:
    """Opens a shop's page with a body in which `{hub}` is the hub's address: what was found, and that address."""

    def _shop(body: str, handler: type[_Hub] = _Hub) -> tuple[Any, str]:
        hub = start(partial(handler, directory=str(demo)))
        found = visit(start(partial(_Shop, hub, body.replace("{hub}", hub))), dark=False)
        return found, hub

    return _shop


def _drawn(found: Any, number: int = 0) -> Any:
    """The part as it stands in the page, once it is drawn."""
    part = found.page.locator("parvis-wall").nth(number).locator("section")
    part.wait_for()
    return part


def test_wall_stands_on_the_shop(shop: Any) -> None:
    found, hub = shop('<parvis-wall count="4"></parvis-wall>')
    part = _drawn(found)
    links = part.locator("a").evaluate_all("links => links.map(link => [link.protocol, link.rel, link.target])")

    assert part.locator("article").count() == 4
    assert part.locator("h2").inner_text() == "Le mur"
    assert all(link == ["http:" if link[0] == "http:" else "https:", "noopener nofollow ugc external", "_blank"] for link in links)
    assert part.locator("img").first.evaluate("image => image.src").startswith(f"{hub}/media/")
    assert found.complaints == []
    assert [url for url in found.requests if not url.startswith(("http://127.0.0.1:", hub))] == []


def test_labels_stand_on_the_cards(shop: Any) -> None:
    found, _ = shop('<parvis-wall count="24"></parvis-wall>')
    part = _drawn(found)

    assert "Cadeau" in part.locator(".sign").all_inner_texts()


def test_reviews_say_the_average_of_all_and_that_they_are_a_selection(shop: Any) -> None:
    found, _ = shop('<parvis-wall kind="reviews" count="3" lang="en"></parvis-wall>')
    said = _drawn(found).inner_text()

    assert "average of the 240 published reviews" in said
    assert "A selection: the newest 3 of 240 reviews" in said
    assert "How we handle reviews" in said
    assert found.violations() == []


def test_reviews_of_a_product_and_a_topic_of_the_wall(shop: Any) -> None:
    found, _ = shop(
        '<parvis-wall kind="reviews" product="bleuet-citron" lang="fr"></parvis-wall><parvis-wall tag="atelier" lang="fr"></parvis-wall>'
    )

    assert "Bleuet et citron" in _drawn(found).locator("h2").inner_text()
    assert _drawn(found, 1).locator("h2").inner_text() == "atelier"
    assert found.complaints == []


def test_contest_leads_to_its_vote_and_no_longer_once_it_is_closed(shop: Any) -> None:
    found, _ = shop('<parvis-wall kind="contest" lang="fr"></parvis-wall>')
    part = _drawn(found)
    assert part.locator(".deed").count() > 0

    class Late(_Hub):
        def changed(self, text: str) -> str:
            return text.replace('"now": "2026-06-12', '"now": "2026-06-30')

    late, _ = shop('<parvis-wall kind="contest" lang="fr"></parvis-wall>', Late)
    assert _drawn(late).locator(".deed").count() == 0


def test_words_stay_words_whatever_is_in_them(shop: Any) -> None:
    found, _ = shop('<parvis-wall lang="fr"></parvis-wall>', _Hostile)
    part = _drawn(found)

    assert "<img src=x onerror=alert(1)>" in part.inner_text()
    assert part.locator("script, [onerror]").count() == 0
    assert part.locator("a").evaluate_all("links => links.filter(link => !/^https?:$/.test(link.protocol)).length") == 0
    assert found.complaints == []


def test_link_between_the_tags_stays_where_the_hub_is_away(shop: Any) -> None:
    found, _ = shop('<parvis-wall src="{hub}/no/such.json"><a href="{hub}/">Sucre Bleu</a></parvis-wall>')
    found.page.wait_for_timeout(500)

    assert found.page.locator("parvis-wall a").is_visible()


@pytest.mark.parametrize("path", ["wall/", "reviews/", "contest/saveurs-2026/", "en/reviews/"])
def test_frame_needs_no_script(shop: Any, path: str) -> None:
    found, hub = shop(f'<iframe src="{{hub}}/embed/{path}" title="Sucre Bleu" width="900" height="700"></iframe>')
    frame = found.page.frame(url=f"{hub}/embed/{path}")

    assert frame is not None
    assert len(frame.locator("main").inner_text()) > 100
    assert frame.locator("footer a").first.get_attribute("href")
    assert found.complaints == []
    assert [url for url in found.requests if not url.startswith("http://127.0.0.1:")] == []
