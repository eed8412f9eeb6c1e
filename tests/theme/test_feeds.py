"""The feeds, drawn: well-formed whatever the posts say, and with everything that RFC 4287 demands."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest

from parvis.model.hub import Hub
from parvis.model.post import Post
from parvis.model.source import Source

Draw = Callable[[Hub], dict[str, str]]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="session")
def feeds(drawn: dict[str, str]) -> dict[str, ET.Element]:
    return {path: ET.fromstring(text.encode()) for path, text in drawn.items() if path.endswith("feed.xml")}


def test_every_feed_is_well_formed(feeds: dict[str, ET.Element]) -> None:
    assert {"feed.xml", "sources/blog/feed.xml", "themes/ete/feed.xml"} <= set(feeds)
    assert all(feed.tag == f"{ATOM}feed" for feed in feeds.values())


def test_every_feed_has_what_the_standard_demands(feeds: dict[str, ET.Element]) -> None:
    for path, feed in feeds.items():
        for element in [feed, *feed.findall(f"{ATOM}entry")]:
            for name in ("id", "title", "updated"):
                found = element.findall(f"{ATOM}{name}")
                assert len(found) == 1, (path, name)
                assert found[0].text, (path, name)
            assert element.find(f"{ATOM}link[@rel='alternate']") is not None, path
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Sucre Bleu", path


def test_every_feed_says_where_it_lies(feeds: dict[str, ET.Element]) -> None:
    for path, feed in feeds.items():
        link = feed.find(f"{ATOM}link[@rel='self']")
        assert link is not None
        assert link.attrib["href"] == f"https://sucre.example/{path}"


def test_ids_of_a_feed_stand_once(feeds: dict[str, ET.Element]) -> None:
    ids = [entry.findtext(f"{ATOM}id") for entry in feeds["feed.xml"].findall(f"{ATOM}entry")]

    assert len(ids) == 16
    assert len(set(ids)) == 16


def test_every_feed_is_read_back_as_it_was_meant(drawn: dict[str, str]) -> None:
    for path, text in drawn.items():
        if path.endswith("feed.xml"):
            told = json.loads(drawn[path.replace(".xml", ".json")])
            found = feedparser.parse(text.encode(), sanitize_html=False, resolve_relative_uris=False)

            assert not found.bozo, (path, found.get("bozo_exception"))
            assert found.version == "atom10"
            assert [entry.id for entry in found.entries] == [item["id"] for item in told["items"]], path
            assert [entry.title for entry in found.entries] == [item["title"].strip() for item in told["items"]], path
            assert [entry.link for entry in found.entries] == [item["url"] for item in told["items"]], path


def test_every_json_feed_has_what_version_1_1_demands(drawn: dict[str, str]) -> None:
    feeds = {path: json.loads(text) for path, text in drawn.items() if path.endswith("feed.json")}

    assert "sources/blog/feed.json" in feeds
    for path, feed in feeds.items():
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["feed_url"] == f"https://sucre.example/{path}"
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["id"]
            assert ("content_html" in item) != ("content_text" in item), path
            assert datetime.fromisoformat(item["date_published"]).tzinfo is not None


def test_every_feed_names_what_makes_it_readable(drawn: dict[str, str]) -> None:
    assert '<?xml-stylesheet type="text/xsl" href="/feed.xsl"?>' in drawn["feed.xml"]
    assert '<?xml-stylesheet type="text/xsl" href="/en/feed.xsl"?>' in drawn["en/feed.xml"]
    assert 'type="text/css" href="/theme/css/feed.css' in drawn["feed.xml"]
    assert ET.fromstring(drawn["en/feed.xsl"].encode()).tag == "{http://www.w3.org/1999/XSL/Transform}stylesheet"
    assert "This is a feed" in drawn["en/feed.xsl"]


def test_own_html_is_quoted_and_cleaned(draw: Draw, make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    own = (Source(name="blog", kind="feed", owner="brand"),)
    drawn = draw(make_hub([make_post(html="<p onclick='x'>Bleu &amp; <script>alert(1)</script><b>bon</b></p>")], sources=own))
    content = ET.fromstring(drawn["feed.xml"].encode()).find(f"{ATOM}entry/{ATOM}content")

    assert content is not None
    assert (content.attrib["type"], content.text) == ("html", "<p>Bleu &amp; <b>bon</b></p>")
    assert "<p>Bleu &amp; <b>bon</b></p>" in drawn["feed.json"]


def test_list_of_sources_is_well_formed(draw: Draw, make_hub: Callable[..., Hub]) -> None:
    hostile = Source(name="blog", kind="feed", title='"><script>', options={"url": "https://b.example/?a=1&b=2"})
    (outline,) = ET.fromstring(draw(make_hub(sources=(hostile,)))["sources.opml"].encode()).iter("outline")

    assert (outline.attrib["text"], outline.attrib["xmlUrl"]) == ('"><script>', "https://b.example/?a=1&b=2")
