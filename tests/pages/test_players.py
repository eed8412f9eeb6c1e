"""Players: their addresses are made from known patterns; whatever a feed says, no other host gets into a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.model.post import Author, Media, Post
from parvis.model.source import Source
from parvis.pages.players import HOSTS, Player, home, origins, player

VIDEO = "0123456789a"
UUID = "11cdbe75-8b2a-93db-6a00-586a277d0ed9"


def _source(kind: str, **options: Any) -> Source:
    return Source(name="blog", kind=kind, options=options)


def _film(make_post: Callable[..., Post], network: str, url: str, **fields: Any) -> Post:
    return make_post(network=network, kind="video", url=url, media=(Media(kind="video", url=url),), **fields)


@pytest.mark.parametrize(
    ("network", "url", "address"),
    [
        ("youtube", f"https://www.youtube.com/watch?v={VIDEO}", f"https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1&rel=0"),
        (
            "youtube_api",
            f"https://www.youtube.com/watch?list=PLx&v={VIDEO}&t=3",
            f"https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1&rel=0",
        ),
        ("youtube", f"https://www.youtube.com/shorts/{VIDEO}", f"https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1&rel=0"),
        ("youtube", f"https://youtu.be/{VIDEO}?si=abc", f"https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1&rel=0"),
        ("vimeo", "https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"),
        ("vimeo", "https://vimeo.com/76979871/8272103f6e", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1&h=8272103f6e"),
        (
            "tiktok",
            "https://www.tiktok.com/@brand.x/video/7301234567890123456",
            "https://www.tiktok.com/player/v1/7301234567890123456?autoplay=1&rel=0",
        ),
    ],
)
def test_player_of_a_network_is_made_from_the_address_of_its_page(
    make_post: Callable[..., Post], network: str, url: str, address: str
) -> None:
    found = player(_film(make_post, network, url), _source(network))

    assert found is not None
    assert found.address == address
    assert found.address.startswith(f"{found.origin}/")
    assert found.origin in HOSTS.values()


@pytest.mark.parametrize(
    ("network", "url"),
    [
        ("youtube", f"https://evil.example/watch?v={VIDEO}"),
        ("youtube", f"https://www.youtube.com.evil.example/watch?v={VIDEO}"),
        ("youtube", f"https://www.youtube.com/watch?v={VIDEO}longer"),
        ("youtube", "javascript:alert(1)"),
        ("vimeo", "https://vimeo.com/brand"),
        ("tiktok", "https://www.tiktok.com/@brand/video/7301<script>"),
        ("peertube", f"https://evil.example/w/{UUID}"),
        ("peertube", f"https://tube.example@evil.example/w/{UUID}"),
        ("mastodon", f"https://www.youtube.com/watch?v={VIDEO}"),
        ("feed", f"https://www.youtube-nocookie.com/embed/{VIDEO}"),
    ],
)
def test_address_that_is_not_known_has_no_player(make_post: Callable[..., Post], network: str, url: str) -> None:
    assert player(_film(make_post, network, url), _source(network, host="tube.example")) is None


@given(st.text(max_size=80))
def test_no_address_leads_to_another_host(make_post: Callable[..., Post], url: str) -> None:
    for network in (*HOSTS, "peertube"):
        for said in (url, f"https://www.youtube.com/watch?v={url}", f"https://vimeo.com/{url}", f"https://tube.example/w/{url}"):
            found = player(_film(make_post, network, said), _source(network, host="tube.example"))
            assert found is None or found.address.startswith(tuple(f"{host}/" for host in (*HOSTS.values(), "https://tube.example")))


def test_peertube_plays_on_the_instance_that_the_source_names(make_post: Callable[..., Post]) -> None:
    post = _film(make_post, "peertube", f"https://tube.example/videos/watch/{UUID}")
    found = player(post, _source("peertube", host="tube.example", url="content/recorded/x.json"))

    assert found is not None
    assert (found.origin, found.address) == (
        "https://tube.example",
        f"https://tube.example/videos/embed/{UUID}?autoplay=1&peertubeLink=0&p2p=0",
    )
    assert player(post, _source("peertube", url="content/recorded/x.json")) is None
    assert player(post, None) is None


@pytest.mark.parametrize(
    ("options", "origin"),
    [
        ({"host": "tube.example"}, "https://tube.example"),
        ({"host": "https://tube.example/"}, "https://tube.example"),
        ({"channel": "tarek@tube.example"}, "https://tube.example"),
        ({"url": "https://tube.example/feeds/videos.json?x=1"}, "https://tube.example"),
        ({"url": "http://tube.example/feeds"}, ""),
        ({"host": "tube.example; script-src *"}, ""),
        ({}, ""),
    ],
)
def test_instance_is_an_https_origin_or_nothing(options: dict[str, str], origin: str) -> None:
    assert home(_source("peertube", **options)) == origin


def test_podcast_plays_its_own_file(make_post: Callable[..., Post]) -> None:
    sound = Media(kind="audio", url="https://cdn.example/a/1.mp3")
    found = player(make_post(kind="audio", media=(sound,)), _source("feed"))

    assert found == Player("sound", "cdn.example", "https://cdn.example", "https://cdn.example/a/1.mp3")
    for url in (
        "http://cdn.example/1.mp3",
        "https://cdn.example/1.html",
        "https://cdn.example:x/1.mp3",
        "https://a b/1.mp3",
        "https://*.example/1.mp3",
    ):
        assert player(make_post(kind="audio", media=(Media(kind="audio", url=url),)), _source("feed")) is None


def test_quotation_and_somebody_who_is_not_shown_play_nothing(make_post: Callable[..., Post]) -> None:
    url = f"https://youtu.be/{VIDEO}"

    assert player(make_post(network="youtube", kind="video", url=url, media=()), _source("youtube")) is None
    assert player(_film(make_post, "youtube", url, author=Author(opted_out=True)), _source("youtube")) is None


def test_origins_are_found_wherever_they_stand_in_the_values() -> None:
    one, two = Player("frame", "vimeo", "https://b.example", ""), Player("sound", "x", "https://a.example", "")

    assert origins({"cards": ({"player": one},), "days": [two, one], "title": "x"}) == (("https://b.example",), ("https://a.example",))
