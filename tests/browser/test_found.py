"""How the demo is found and followed: site map, canonical addresses, languages and cards agree; every feed is what it says."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

HOME = "https://sucrebleu.example"
ATOM = "{http://www.w3.org/2005/Atom}"


class Found:
    """What a page's head says."""

    def __init__(self, page: LexborHTMLParser) -> None:
        def said(selector: str, name: str) -> list[str]:
            return [node.attributes.get(name) or "" for node in page.css(selector)]

        self.canonical = said('link[rel="canonical"]', "href")
        self.hidden = "noindex" in said('meta[name="robots"]', "content")
        self.languages = dict(zip(said("link[hreflang]", "hreflang"), said("link[hreflang]", "href"), strict=True))
        self.description = said('meta[name="description"]', "content")
        self.feeds = said('link[type="application/atom+xml"]', "href")
        self.links = set(said("body a[href]", "href"))
        self.shared = dict(zip(said('meta[property^="og:"]', "property"), said('meta[property^="og:"]', "content"), strict=True))


@pytest.fixture(scope="module")
def heads(demo: Path) -> dict[str, Found]:
    """Every page of the demo by its address."""
    files = {file.relative_to(demo).as_posix(): file for file in sorted(demo.rglob("*.html"))}
    return {f"{HOME}/{path.removesuffix('index.html')}": Found(LexborHTMLParser(file.read_text("utf-8"))) for path, file in files.items()}


def test_the_site_map_lists_what_may_be_found_and_nothing_else(demo: Path, heads: dict[str, Found]) -> None:
    listed = re.findall(r"<loc>([^<]+)</loc>", (demo / "sitemap.xml").read_text("utf-8"))
    own = {url for url, head in heads.items() if not head.hidden and head.canonical == [url]}

    assert len(listed) == len(set(listed))
    assert set(listed) == own
    assert len(own) > 500


def test_every_page_has_one_address_or_is_not_to_be_found(heads: dict[str, Found]) -> None:
    assert not [url for url, head in heads.items() if len(head.canonical) != (0 if head.hidden else 1)]
    assert not [url for url, head in heads.items() for led in head.canonical if led.startswith(HOME) and led not in heads]


def test_languages_name_each_other_and_no_page_that_is_hidden(heads: dict[str, Found]) -> None:
    for url, head in heads.items():
        if not head.languages:
            continue
        assert not head.hidden, url
        assert url in head.languages.values(), url
        assert head.languages["x-default"] in head.languages.values(), url
        for other in head.languages.values():
            assert heads[other].languages == head.languages, (url, other)


def test_every_page_has_a_sentence_and_a_picture_with_words(demo: Path, heads: dict[str, Found]) -> None:
    missing = defaultdict(list)
    for url, head in heads.items():
        if not all(head.description) or len(head.description) != 1:
            missing["description"].append(url)
        for name in ("og:title", "og:description", "og:image:alt", "og:site_name", "og:locale", "og:type"):
            if not head.shared.get(name):
                missing[name].append(url)
        if not (demo / head.shared["og:image"].removeprefix(f"{HOME}/")).is_file():
            missing["og:image"].append(url)

    assert dict(missing) == {}


def test_every_feed_is_named_and_linked_by_the_page_it_is_about(demo: Path, heads: dict[str, Found]) -> None:
    for feed in demo.rglob("feed.xml"):
        path = "/" + feed.relative_to(demo).as_posix()
        head = heads[f"{HOME}{path.removesuffix('feed.xml')}"]

        assert path in head.feeds
        assert path in head.links
        assert not [named for named in head.feeds if not (demo / urlsplit(named).path.lstrip("/")).is_file()]


def test_every_feed_comes_back_as_it_was_meant(demo: Path) -> None:
    feeds = sorted(demo.rglob("feed.xml"))
    for feed in feeds:
        told = json.loads(feed.with_suffix(".json").read_text("utf-8"))
        found = feedparser.parse(feed.read_bytes(), sanitize_html=False, resolve_relative_uris=False)

        assert not found.bozo, (feed, found.get("bozo_exception"))
        assert [entry.id for entry in found.entries] == [item["id"] for item in told["items"]], feed
        assert [entry.title for entry in found.entries] == [item["title"].strip() for item in told["items"]], feed
        assert len({entry.id for entry in found.entries}) == len(found.entries), feed
        assert not [item["id"] for item in told["items"] if not (item.get("content_html") or item.get("content_text"))], feed
    assert len(feeds) > 90


def test_every_entry_has_what_the_standard_demands(demo: Path) -> None:
    for feed in demo.rglob("feed.xml"):
        root = ET.fromstring(feed.read_bytes())
        for element in (root, *root.findall(f"{ATOM}entry")):
            alternates = [link.attrib for link in element.findall(f"{ATOM}link") if link.attrib["rel"] == "alternate"]

            assert [len(element.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1], feed
            assert element.findtext(f"{ATOM}title"), feed
            assert len(alternates) == 1, feed
        assert root.findtext(f"{ATOM}author/{ATOM}name"), feed
