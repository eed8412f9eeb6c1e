"""Pictures that are none: served by a real server, refused one by one, and told; their cards have words alone."""

from __future__ import annotations

import io
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image
from tests.build.conftest import NOW, tree

from parvis import settings
from parvis.archive import read
from parvis.collect import pipeline
from parvis.model.build_report import BuildReport
from parvis.model.report import Report

_MIB = 1024 * 1024


def bomb() -> bytes:
    """40,000 by 40,000 pixels, each a bit, in some two hundred kilobytes: decoded as colours it takes 4.8 GB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    rows = b"".join([*(packer.compress(bytes(5001 * 100)) for _ in range(400)), packer.flush()])
    header = struct.pack(">IIBBBBB", 40_000, 40_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(size: tuple[int, int] = (400, 300)) -> bytes:
    taken = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(taken, "JPEG")
    return taken.getvalue()


def moving() -> bytes:
    frames = [Image.new("RGB", (60, 40), color) for color in ("red", "green", "blue")]
    taken = io.BytesIO()
    frames[0].save(taken, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return taken.getvalue()


def both() -> bytes:
    """A GIF to a picture's reader, and a programme to a script's: its width opens a comment that ends after the picture."""
    taken = io.BytesIO()
    Image.new("P", (0x2A2F, 1)).save(taken, "GIF")
    return taken.getvalue() + b"*/=1;alert(1)//"


#: By path: what is served, and what the report says of it. None: two hundred megabytes that never end.
BAD: dict[str, tuple[bytes | None, str]] = {
    "/bomb.png": (bomb(), "it has more than 50 million pixels"),
    "/truncated.jpg": (jpeg()[:700], "it is damaged"),
    "/both.gif": (both(), "a GIF and a programme at once"),
    "/page.jpg": (b"<!doctype html><html><script>alert(1)</script>", "it is a document (SVG or HTML)"),
    "/endless.jpg": (None, "larger than 12 MiB"),
    "/drawn.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "it is a document (SVG or HTML)"),
}
GOOD = {"/good.jpg": jpeg(), "/moving.gif": moving()}


def _handler(feed: Callable[[], bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = feed() if self.path == "/feed.xml" else GOOD.get(self.path) or BAD[self.path][0]
            self.send_response(200)
            self.send_header("Content-Type", "image/jpeg" if self.path != "/feed.xml" else "application/rss+xml")
            self.send_header("Content-Length", str(200 * _MIB if body is None else len(body)))
            self.end_headers()
            with suppress(OSError):  # whoever asks leaves early
                for part in [body] if body is not None else [jpeg(), *[bytes(_MIB)] * 200]:
                    self.wfile.write(part)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
            pass

    return Handler


class _Patient(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    """A server of a feed whose items show these pictures, one each; its address."""

    def feed() -> bytes:
        paths = [*BAD, *GOOD]
        items = "".join(
            f"<item><title>With {path[1:-4]}</title><link>https://brand.example{path}</link><guid>{path}</guid>"
            f"<pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate><description>Words beside {path[1:-4]}. &lt;img alt=&quot;A thing&quot;"
            f" src=&quot;http://127.0.0.1:{http.server_port}{path}&quot;&gt;</description></item>"
            for path in paths
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Brand</title>{items}</channel></rss>'.encode()

    http = _Patient(("127.0.0.1", 0), _handler(feed))
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture
def collected(hub: Path, server: str) -> Report:
    """The report of a run that has collected the feed into the small hub."""
    with (hub / "content/sources.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - {{name: bad, kind: feed, url: '{server}/feed.xml', title: Bad, owner: brand}}\n")
    with (hub / "pelican.conf.py").open("a", encoding="utf-8") as file:
        file.write('\nPARVIS_PRIVATE_HOSTS = ["127.0.0.0/8"]\n')
    return pipeline.collect(settings.read(hub), NOW, names=("bad",))


def test_every_bad_picture_has_its_line_and_its_card_has_words_alone(
    hub: Path, collected: Report, build: Callable[..., BuildReport]
) -> None:
    told = collected.sources[0].warnings
    build()
    made = tree(hub / "output")
    wall = "".join(data.decode() for file, data in made.items() if file.startswith("sources/bad/"))

    assert collected.sources[0].outcome == "ok"
    for path, (_body, why) in BAD.items():
        name = path[1:-4]
        page = next(data.decode() for file, data in made.items() if file.startswith(f"mur/bad/with-{name}-"))
        card = next(part for part in wall.split("<article") if f"With {name}" in part)
        assert [line for line in told if why in line and "not copied: " in line], (path, told)
        assert f"Words beside {name}." in page
        own = page.partition("<main")[2].partition('<section class="earlier"')[0]
        for html in (card.partition("</article")[0], own):
            assert "<img" not in html, path
    assert not [path for path, data in made.items() if b"alert(1)" in data]


def test_good_picture_beside_them_is_shown_and_an_animation_says_that_it_stands_still(
    hub: Path, collected: Report, build: Callable[..., BuildReport]
) -> None:
    build()
    made = tree(hub / "output")
    good, still = (next(made[file].decode() for file in made if file.startswith(f"mur/bad/with-{name}-")) for name in ("good", "moving"))
    media = {post.title: post.media[0] for post in read.posts(hub / "content/archive", "bad")}

    assert collected.pictures == 2
    assert 'alt="A thing" width="400" height="300"' in good
    assert "bouge" not in good
    assert (media["With moving"].moves, media["With good"].moves) == (True, False)
    assert "Ici, cette image est fixe\u202f; l’original bouge\u00a0:" in still
    assert f'href="{media["With moving"].url}"' in still
    assert "Image fixe d’une animation" in "".join(data.decode() for file, data in made.items() if file.startswith("sources/bad/"))
