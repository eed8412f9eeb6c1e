"""Feeds: stable ids, others' posts abridged, nothing private in the list of sources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import pytest

from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.page import Body, Page
from parvis.model.post import Author, Post
from parvis.model.source import Source
from parvis.pages.public_feeds import public_address

PageAt = Callable[[Hub, str], Page]
OWN = (Source(name="blog", kind="feed", title="Our blog", owner="brand"),)


def test_post_of_others_is_abridged(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    (entry,) = page_at(make_hub([make_post(text="word " * 200)]), "feed.xml").values["entries"]

    assert entry.body is None
    assert entry.summary.endswith("…")
    assert len(entry.summary) <= 280
    assert entry.via == "https://blog.example/0"


def test_own_post_stands_whole(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    (entry,) = page_at(make_hub([make_post()], sources=OWN), "feed.xml").values["entries"]

    assert entry.body == Body("<p>Some words about macarons.</p>", "https://blog.example/0")


def test_journal_and_wall_stand_in_one_row(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], make_article: Callable[..., Article], page_at: PageAt
) -> None:
    between = make_article(published=datetime(2026, 6, 12, 14, 30, tzinfo=UTC))
    entries = page_at(make_hub([make_post(1), make_post(2)], articles=(between,)), "feed.xml").values["entries"]

    assert [entry.title for entry in entries] == ["Post 1", "Bonjour", "Post 2"]


def test_ids_are_the_addresses_that_stay(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    post = make_post()
    (entry,) = page_at(make_hub([post]), "feed.xml").values["entries"]

    assert entry.id == entry.url == f"https://sucre.example/mur/blog/post-0-{post.id8}/"


def test_ids_are_names_where_the_site_has_no_address(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    hub = make_hub([make_post(1), make_post(2)], url="")
    feed = page_at(hub, "feed.xml").values
    ids = [feed["id"], *(entry.id for entry in feed["entries"])]

    assert all(name.startswith("urn:uuid:") for name in ids)
    assert len(set(ids)) == 3
    assert ids[1:] == [entry.id for entry in page_at(hub, "feed.xml").values["entries"]]


def test_feed_is_as_old_as_its_newest_change(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    edited = datetime(2026, 6, 20, tzinfo=UTC)
    hub = make_hub([make_post(1), make_post(2, updated=edited)])

    assert page_at(hub, "feed.xml").values["updated"] == edited
    assert page_at(make_hub(), "feed.xml").values["updated"] == datetime(1970, 1, 1, tzinfo=UTC)


def test_feeds_say_nothing_of_an_author_who_opted_out(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt
) -> None:
    hub = make_hub([make_post(author=Author(name="Ada", opted_out=True), tags=("secret",))], sources=OWN)
    told = b"".join(msgspec.json.encode(page_at(hub, path).values) for path in ("feed.xml", "feed.json", "api/wall/latest.json"))

    assert not any(word in told for word in (b"Ada", b"macarons", b"secret", b"Post 0"))


def test_feeds_say_nothing_of_what_is_veiled(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    hub = make_hub([make_post(warning="A burn")], sources=OWN)
    told = b"".join(msgspec.json.encode(page_at(hub, path).values) for path in ("feed.xml", "feed.json", "api/wall/latest.json"))

    assert b"A burn" in told
    assert b"macarons" not in told


def test_json_feed_has_what_version_1_1_demands(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    feed = page_at(make_hub([make_post()]), "feed.json").values
    (item,) = feed["items"]

    assert (feed["version"], feed["title"], feed["feed_url"]) == (
        "https://jsonfeed.org/version/1.1",
        "Sucre Bleu",
        "https://sucre.example/feed.json",
    )
    assert (item["id"], item["content_text"], item["external_url"]) == (item["url"], "Some words about macarons.", "https://blog.example/0")
    assert item["date_published"] == "2026-06-12T16:00:00+00:00"


def test_each_source_and_each_topic_has_its_feed(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    hub = make_hub([make_post(1, tags=("bleu",)), make_post(2)])

    assert [entry.title for entry in page_at(hub, "themes/bleu/feed.xml").values["entries"]] == ["Post 1"]
    assert [entry.title for entry in page_at(hub, "sources/blog/feed.xml").values["entries"]] == ["Post 1", "Post 2"]


def test_page_of_a_source_names_the_feed_of_it(make_hub: Callable[..., Hub], page_at: PageAt) -> None:
    feeds = page_at(make_hub(), "en/sources/blog/index.html").values["feeds"]

    assert [feed.url for feed in feeds] == ["en/feed.xml", "sources/blog/feed.xml"]


def test_list_of_sources_names_public_feeds(make_hub: Callable[..., Hub], page_at: PageAt) -> None:
    assert page_at(make_hub(), "sources.opml").values["sources"] == ({"title": "The blog", "feed": "https://blog.example/feed.xml"},)


@pytest.mark.parametrize(
    "url",
    [
        "content/recorded/blog.xml",
        "https://ada:secret@blog.example/feed.xml",
        "https://blog.example/feed.xml?access_token=1",
        "https://blog.example/feed.xml?API-Key=1",
        "http://127.0.0.1:8000/feed.xml",
        "http://10.0.0.3/feed.xml",
        "http://intranet/feed.xml",
        "http://nas.local/feed.xml",
    ],
)
def test_list_of_sources_tells_no_secret_and_no_private_place(url: str) -> None:
    assert public_address(Source(name="blog", kind="feed", options={"url": url})) == ""


def test_list_of_sources_knows_no_feed_of_an_interface() -> None:
    assert public_address(Source(name="us", kind="instagram", options={"url": "https://graph.example/me"})) == ""


def test_data_of_the_wall_is_numbered_like_its_pages(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    hub = make_hub([make_post(number) for number in range(9)])
    latest, oldest = page_at(hub, "api/wall/latest.json").values, page_at(hub, "api/wall/1.json").values

    assert (latest["older"], latest["newer"]) == ("https://sucre.example/api/wall/2.json", None)
    assert [item["id"] for item in oldest["items"]] == ["blog:6", "blog:7", "blog:8"]


def test_data_of_an_item_names_both_addresses(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    (item,) = page_at(make_hub([make_post()]), "api/wall/latest.json").values["items"]

    assert item["url"].startswith("https://sucre.example/mur/blog/post-0-")
    assert (item["original"], item["author"]) == ("https://blog.example/0", {"name": "Ada", "handle": None, "url": None})
