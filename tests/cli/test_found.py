"""Which source an address means, and what it is called."""

from __future__ import annotations

from typing import Any

import pytest

from parvis.cli.found import Found, name_for, page, recognised, refuse, same
from parvis.errors import PolicyError

PASTED: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv", "youtube", {"channel": "UCabcdefghijklmnopqrstuv"}, "youtube"),
    (
        "https://www.youtube.com/playlist?list=PLabcdefghijklmnop1234567890",
        "youtube",
        {"playlist": "PLabcdefghijklmnop1234567890"},
        "youtube",
    ),
    ("https://mastodon.social/@brand", "mastodon", {"account": "@brand@mastodon.social"}, "brand"),
    ("@brand@mastodon.social", "mastodon", {"account": "@brand@mastodon.social"}, "brand"),
    ("https://mastodon.social/tags/macaron", "mastodon", {"tag": "macaron", "hosts": ["https://mastodon.social"]}, "macaron"),
    ("https://bsky.app/profile/brand.example", "bluesky", {"actor": "brand.example"}, "brand-example"),
    ("https://blog.example/feed.xml", "feed", {"url": "https://blog.example/feed.xml"}, "blog"),
    ("https://www.brand.co.uk/rss", "feed", {"url": "https://www.brand.co.uk/rss"}, "brand"),
    ("https://shop.example/agenda.ics", "ical", {"url": "https://shop.example/agenda.ics"}, "shop"),
    ("https://www.reddit.com/r/macarons", "reddit", {"subreddit": "macarons"}, "macarons"),
    ("https://framatube.org/c/brand/videos", "peertube", {"channel": "brand", "host": "https://framatube.org"}, "brand"),
    ("https://www.tiktok.com/@brand", "tiktok", {"account": "brand"}, "brand"),
)


@pytest.mark.parametrize(("address", "kind", "options", "name"), PASTED)
def test_address_tells_its_network_and_gets_a_name(address: str, kind: str, options: dict[str, Any], name: str) -> None:
    found = recognised(address)

    assert found is not None
    assert (found.kind, found.options) == (kind, options)
    assert name_for(found, set()) == name


@pytest.mark.parametrize("address", ["https://blog.example", "blog.example", "https://www.youtube.com/@brand", "https://medium.com/@brand"])
def test_page_made_for_people_must_be_looked_at(address: str) -> None:
    assert recognised(address) is None
    assert page(address).startswith("https://")


@pytest.mark.parametrize(
    "address",
    ["https://www.linkedin.com/company/brand", "https://t.me/s/brand", "https://www.tripadvisor.com/x", "https://maps.google.com/?cid=1"],
)
def test_network_that_nobody_may_collect_from_is_refused_with_a_lawful_way(address: str) -> None:
    with pytest.raises(PolicyError) as refused:
        refuse(address)

    assert refused.value.exitcode == 65
    assert refused.value.mistakes[0].remedy


def test_taken_name_gets_the_kind_and_then_a_number() -> None:
    found = Found(kind="youtube_api", options={"channel": "brand"})

    assert name_for(found, {"brand"}) == "brand-youtube-api"
    assert name_for(found, {"brand", "brand-youtube-api"}) == "brand-2"


@pytest.mark.parametrize("reserved", ["media", "reviews-shop"])
def test_name_of_the_archives_own_folders_is_never_given(reserved: str) -> None:
    assert name_for(Found(kind="tumblr", options={"blog": reserved}), set()) != reserved


def test_name_is_one_that_the_settings_take() -> None:
    found = Found(kind="feed", options={"url": "x"}, title="  Éclairs & Cie — le «blogue» " * 9, address="https://192.0.2.1/feed")

    name = name_for(found, set())

    assert name.isascii()
    assert len(name) <= 63
    assert name.startswith("eclairs")


def test_same_feed_is_known_again_whatever_its_spelling() -> None:
    one = Found(kind="feed", options={"url": "https://Blog.example/feed.xml?utm_source=x"})

    assert same(one, Found(kind="feed", options={"url": "https://blog.example/feed.xml"}))
    assert not same(one, Found(kind="feed", options={"url": "https://blog.example/other.xml"}))
    assert not same(one, Found(kind="ical", options={"url": "https://blog.example/feed.xml"}))


def test_same_account_is_known_again() -> None:
    one = Found(kind="mastodon", options={"account": "@brand@mastodon.social"})

    assert same(one, Found(kind="mastodon", options={"account": "@brand@mastodon.social"}))
    assert not same(one, Found(kind="mastodon", options={"account": "@other@mastodon.social"}))
