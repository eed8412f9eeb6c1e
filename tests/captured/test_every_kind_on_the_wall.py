"""One hub with a source of every kind: an item of each stands on the wall with its author, date, picture and link."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from parvis import sources
from parvis.archive import read
from parvis.model.raw_post import RawPost
from parvis.model.source import Source
from parvis.tidy.post import tidy

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
ENVIRONMENT = {**os.environ, "PYTHONWARNINGS": ""}


def document(kind: str) -> Path:
    """The first sample document of a kind."""
    beside = (".expected.json", ".options.json")
    return next(file for file in sorted((SAMPLES / kind).iterdir()) if not file.name.endswith(beside))


def options(kind: str, file: Path) -> dict[str, Any]:
    """The options of its sample, with the document's path for an address."""
    beside = file.with_name(f"{file.name.partition('.')[0]}.options.json")
    given: dict[str, Any] = json.loads(beside.read_text("utf-8")) if beside.is_file() else {}
    if kind == "link":
        return given
    kept = {name: value for name, value in given.items() if name in ("host", "service") and kind in ("discourse", "peertube")}
    return {**kept, "url": f"content/recorded/{kind}/{file.name}"}


def pictures(raws: list[RawPost]) -> set[str]:
    """Addresses of all pictures and posters."""
    source = Source(name="any", kind="feed")
    found = (media for raw in raws for media in tidy(raw, source, "https://samples.example/", NOW).media)
    return {url for media in found if (url := media.preview or (media.url if media.kind == "image" else None))}


def drawn(name: str) -> bytes:
    """A picture, another one for each name: posts that share one are taken for the same."""
    file = BytesIO()
    Image.new("RGB", (320, 240), f"#{sha256(name.encode()).hexdigest()[:6]}").save(file, "PNG")
    return file.getvalue()


class _Pictures(BaseHTTPRequestHandler):
    """Answers every request with the picture."""

    def do_GET(self) -> None:
        body = drawn(self.path)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the parameter's name is http.server's)
        pass


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """Address of a real server of pictures, for cards written by hand: they come from no document that pictures could lie beside."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pictures)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def hub(served: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hub, collected and built, with a drawn picture in every place where a sample names one."""
    folder = tmp_path_factory.mktemp("every-kind")
    entries = []
    for kind in sources.kinds():
        file = document(kind)
        given = options(kind, file)
        place = folder / "content" / "recorded" / kind
        place.mkdir(parents=True)
        (place / file.name).write_bytes(file.read_bytes())
        for url in pictures(list(sources.kind(kind).read(file.read_bytes(), sources.options_of(kind, given)))):
            parts = urlsplit(url)
            copy = place / "media" / (parts.hostname or "") / unquote(parts.path).lstrip("/")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(drawn(url))
        for item in given.get("items", ()):
            if "picture" in item:
                item["picture"] = f"{served}{urlsplit(item['picture']).path}"
        entries.append({"name": kind.replace("_", "-"), "kind": kind, "owner": "brand", "rights": "own", **given})
    (folder / "content" / "sources.yaml").write_text(json.dumps({"sources": entries}), "utf-8")
    (folder / "pelican.conf.py").write_text(
        'PLUGINS = ["parvis"]\nSITENAME = "Every kind"\nSITEURL = "https://hub.example"\nPATH = "content"\nPARVIS_PRIVATE_HOSTS = ["127.0.0.1"]\n'
    )
    for verb in ("collect", "build"):
        code = "import sys; from parvis.cli import main; sys.exit(main())"
        done = subprocess.run(
            [sys.executable, "-c", code, verb, "--now", NOW.isoformat()],
            cwd=folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "not copied" not in done.stdout
    return folder


@pytest.mark.parametrize("kind", sources.kinds())
def test_an_item_of_every_kind_stands_on_the_wall(kind: str, hub: Path) -> None:
    posts = read.posts(hub / "content" / "archive", kind.replace("_", "-"))
    pictured = [post for post in posts if any(media.local for media in post.media)]
    page = LexborHTMLParser((hub / "output" / "sources" / kind.replace("_", "-") / "index.html").read_text("utf-8"))
    raws = list(sources.kind(kind).read(document(kind).read_bytes(), sources.options_of(kind, options(kind, document(kind)))))
    linked = {link.attributes.get("href") or "" for link in page.css("main a[href]")}

    assert posts
    assert page.css("main time[datetime]")
    assert any(post.author.name and post.author.name in page.text() for post in posts) or not any(raw.author.name for raw in raws)
    assert any(f"-{post.id8}/" in url for post in posts for url in linked)
    if pictures(raws):
        shown = {picture.attributes.get("src") or "" for picture in page.css("main img[src]")}
        assert pictured
        assert any(media.local and media.local in src for post in pictured for media in post.media for src in shown)


@pytest.mark.parametrize("kind", sources.kinds())
def test_an_item_of_every_kind_leads_to_its_original(kind: str, hub: Path) -> None:
    posts = [post for post in read.posts(hub / "content" / "archive", kind.replace("_", "-")) if post.url]
    permalinks = {post.id8: post.url for post in posts}
    pages = list((hub / "output" / "wall" / kind.replace("_", "-")).glob("*/index.html"))
    found = {page.parent.name.rpartition("-")[2]: links(page) for page in pages}
    missing = {url for id8, url in permalinks.items() if url not in found[id8]}

    assert found.keys() >= permalinks.keys()
    # Some kinds' samples hold the same post: it is one card, and its page links to each place where it stands.
    assert not missing or missing <= set().union(*map(links, (hub / "output" / "wall").glob("*/*/index.html")))


def links(page: Path) -> set[str | None]:
    """Where the links of a page lead."""
    return {link.attributes.get("href") for link in LexborHTMLParser(page.read_text("utf-8")).css("main a[href]")}
