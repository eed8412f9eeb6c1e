"""The feeds, drawn: well-formed whatever the posts say, and with everything that RFC 4287 demands."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from parvis.model.hub import Hub
from parvis.model.post import Post
from parvis.model.source import Source

Draw = Callable[[Hub], dict[str, str]]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="session")
def feeds(drawn: dict[str, str]) -> dict[str, ET.Element]:
    return {path: ET.fromstring(text.encode()) for path, text in drawn.items() if path.endswith(".xml")}


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

    assert len(ids) == 15
    assert len(set(ids)) == 15


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
