"""`parvis add`: from a pasted address to an entry of sources.yaml, through the real command and a real server."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from parvis import settings

Run = Callable[..., subprocess.CompletedProcess[str]]

FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A blog</title><id>x:blog</id><updated>2026-01-01T00:00:00Z</updated>
<entry><id>x:1</id><title>One</title><link href="https://blog.example/1"/><updated>2026-01-01T00:00:00Z</updated></entry></feed>"""
PAGES = {
    "/": '<html><head><title>A blog</title><link rel="alternate" type="application/atom+xml" href="/hidden/feed"></head></html>',
    "/hidden/feed": FEED,
    "/plain/": "<html><head><title>No feed here</title></head></html>",
    "/list.opml": '<opml version="2.0"><body><outline type="rss" text="One" xmlUrl="https://one.example/feed.xml"/>'
    '<outline type="rss" text="Two" xmlUrl="https://mastodon.social/@two.rss"/></body></opml>',
}


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, pages: dict[str, str], *arguments: Any) -> None:
        self._pages = pages
        super().__init__(*arguments)

    def do_GET(self) -> None:
        body = self._pages.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html" if b"<html" in body else "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        pass


@pytest.fixture
def web() -> Iterator[str]:
    """Address of a small web."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, PAGES))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def open_hub(hub: Path) -> Path:
    """A hub that may ask 127.0.0.1."""
    with (hub / "pelican.conf.py").open("a") as conf:
        conf.write('PARVIS_PRIVATE_HOSTS = ["127.0.0.0/8"]\n')
    return hub


def test_entry_is_written_and_the_rest_of_the_file_stays(run: Run, hub: Path) -> None:
    before = (hub / "content/sources.yaml").read_text("utf-8")

    done = run("add", "https://mastodon.social/@brand", cwd=hub)

    after = (hub / "content/sources.yaml").read_text("utf-8")
    assert done.returncode == 0, done.stderr
    assert after.replace("\n  - name: brand\n    kind: mastodon\n    account: '@brand@mastodon.social'\n", "", 1) == before
    assert "parvis collect brand" in done.stdout
    assert run("check", cwd=hub).returncode == 0


@pytest.mark.parametrize(
    ("address", "kind", "options"),
    [
        ("https://www.youtube.com/channel/UCuAXFkgsw1L7xaCfnd5JJOw", "youtube", {"channel": "UCuAXFkgsw1L7xaCfnd5JJOw"}),
        (
            "https://www.youtube.com/playlist?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf",
            "youtube",
            {"playlist": "PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf"},
        ),
        ("https://mastodon.social/@brand", "mastodon", {"account": "@brand@mastodon.social"}),
        ("https://bsky.app/profile/brand.example", "bluesky", {"actor": "brand.example"}),
        ("https://www.flickr.com/photos/tags/macaron", "flickr", {"tagged": ["macaron"]}),
        ("https://calendar.example/public.ics", "ical", {"url": "https://calendar.example/public.ics"}),
        ("webcal://calendar.example/public", "ical", {"url": "https://calendar.example/public"}),
    ],
)
def test_address_that_tells_its_network_becomes_a_source_that_can_be_read(
    run: Run, hub: Path, address: str, kind: str, options: dict[str, Any]
) -> None:
    done = run("add", address, cwd=hub)

    source = settings.read(hub).sources[-1]
    assert done.returncode == 0, done.stderr
    assert (source.kind, source.options) == (kind, options)


def test_source_that_is_there_already_is_not_added_again(run: Run, hub: Path) -> None:
    run("add", "https://mastodon.social/@brand", cwd=hub)
    before = (hub / "content/sources.yaml").read_bytes()

    done = run("add", "@brand@mastodon.social", cwd=hub)

    assert done.returncode == 0
    assert "There already: brand" in done.stdout
    assert (hub / "content/sources.yaml").read_bytes() == before


def test_refused_network_ends_with_65_and_writes_nothing(run: Run, hub: Path) -> None:
    before = (hub / "content/sources.yaml").read_bytes()

    done = run("add", "https://www.linkedin.com/company/brand", cwd=hub)

    assert done.returncode == 65
    assert "kind `link`" in done.stderr
    assert (hub / "content/sources.yaml").read_bytes() == before


def test_front_page_of_a_blog_gives_its_feed(run: Run, open_hub: Path, web: str) -> None:
    done = run("add", web, "--name", "blog", cwd=open_hub)

    assert done.returncode == 0, done.stderr
    source = settings.read(open_hub).sources[-1]
    assert (source.name, source.kind, source.options["url"], source.title) == ("blog", "feed", f"{web}/hidden/feed", "A blog")


def test_page_without_a_feed_is_told_and_nothing_written(run: Run, open_hub: Path, web: str) -> None:
    done = run("add", f"{web}/plain/", cwd=open_hub)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(settings.read(open_hub).sources) == 1


def test_list_of_feeds_on_the_web_adds_them_all(run: Run, open_hub: Path, web: str) -> None:
    facts = json.loads(run("add", f"{web}/list.opml", "--json", cwd=open_hub).stdout)

    assert (facts["added"][0]["name"], facts["added"][0]["kind"]) == ("one", "feed")
    assert len(settings.read(open_hub).sources) == 3


def test_list_of_feeds_in_a_file_adds_them_all_once(run: Run, hub: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(PAGES["/list.opml"])

    first = json.loads(run("add", "../mine.opml", "--json", cwd=hub).stdout)
    second = json.loads(run("add", "../mine.opml", "--json", cwd=hub).stdout)

    assert len(first["added"]) == 2
    assert (second["added"], len(second["present"])) == ([], 2)


def test_recorded_file_of_the_hub_becomes_a_source(run: Run, hub: Path) -> None:
    (hub / "content/recorded/agenda.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")

    run("add", "content/recorded/agenda.ics", cwd=hub)

    source = settings.read(hub).sources[-1]
    assert (source.name, source.kind, source.options["url"]) == ("agenda", "ical", "content/recorded/agenda.ics")


def test_file_outside_of_the_hub_is_refused(run: Run, hub: Path, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)

    assert run("add", "../feed.xml", cwd=hub).returncode == 2


def test_taken_name_is_refused(run: Run, hub: Path) -> None:
    done = run("add", "https://mastodon.social/@brand", "--name", "sample", cwd=hub)

    assert done.returncode == 2
    assert "--name" in done.stderr


def test_impossible_name_leaves_the_file_as_it_was(run: Run, hub: Path) -> None:
    before = (hub / "content/sources.yaml").read_bytes()

    done = run("add", "https://mastodon.social/@brand", "--name", "Not A Name", cwd=hub)

    assert done.returncode == 78
    assert (hub / "content/sources.yaml").read_bytes() == before


def test_token_and_doubt_are_told(run: Run, hub: Path) -> None:
    said = run("add", "https://www.tiktok.com/@brand", cwd=hub).stdout

    assert "environment variable" in said
    assert "not proven on a real answer" in said


def test_waiting_for_approval_can_be_asked_for(run: Run, hub: Path) -> None:
    run("add", "https://mastodon.social/tags/macaron", "--publish", "review", cwd=hub)

    assert settings.read(hub).sources[-1].publish == "review"


def test_what_is_not_the_brands_own_is_said_to_be_quoted_until_a_right_is_there(run: Run, hub: Path) -> None:
    fans = run("add", "https://mastodon.social/@fans", cwd=hub)
    own = run("add", "https://mastodon.social/@brand", "--owner", "brand", cwd=hub)
    settled = run("add", "https://mastodon.social/@shop", "--rights", "own", cwd=hub)
    asked = run("add", "https://mastodon.social/@press", "--owner", "brand", "--rights", "ask", cwd=hub)

    sentence = "Until a right is there, its items are quoted in a few words with a link (parvis rights request ITEM)."
    assert f"{sentence} If it is your own, add `owner: brand`." in fans.stdout
    assert [sentence in done.stdout for done in (own, settled, asked)] == [False, False, True]
    assert [(source.owner, source.rights) for source in settings.read(hub).sources[-4:]] == [
        ("community", None),
        ("brand", None),
        ("community", "own"),
        ("brand", "ask"),
    ]


def test_an_owner_that_there_is_not_leaves_the_file_as_it_was(run: Run, hub: Path) -> None:
    before = (hub / "content" / "sources.yaml").read_bytes()
    done = run("add", "https://mastodon.social/@fans", "--owner", "bran", cwd=hub)

    assert done.returncode == 78
    assert "owns no source" in done.stderr
    assert (hub / "content" / "sources.yaml").read_bytes() == before
