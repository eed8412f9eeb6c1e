"""A pasted address belongs to one network: no two kinds claim the same one."""

from __future__ import annotations

import pytest

from parvis import sources

ADDRESSES = {
    "https://mastodon.social/@brand": "mastodon",
    "https://mastodon.social/tags/macaron": "mastodon",
    "https://bsky.app/profile/brand.example": "bluesky",
    "https://bsky.app/profile/brand.example/lists/3abc": "bluesky",
    "https://forum.example/c/news/5": "discourse",
    "https://forum.example/latest": "discourse",
    "https://forum.example/t/welcome/8": "discourse",
    "https://lemmy.world/c/macarons": "lemmy",
    "https://tube.example/c/brand/videos": "peertube",
    "https://tube.example/a/brand": "peertube",
    "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC": "oembed",
    "https://vimeo.com/76979871": "oembed",
    "https://vimeo.com/brand": "vimeo",
    "https://www.flickr.com/photos/ada/2341623661/": "oembed",
    "https://www.tiktok.com/@user/video/6718335390845095173": "oembed",
    "https://www.tiktok.com/@user": "tiktok",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ": "oembed",
    "https://www.youtube.com/channel/UCuAXFkgsw1L7xaCfnd5JJOw": "youtube",
    "https://www.instagram.com/brand/": "instagram",
    "https://www.facebook.com/brand": "facebook",
    "https://www.threads.com/@brand": "threads",
    "https://x.com/brand": "x",
    "https://twitter.com/brand": "x",
    "https://www.reddit.com/r/macarons": "reddit",
    "https://brand.tumblr.com/": "tumblr",
    "https://mastodon.social/@brand.rss": "feed",
}


@pytest.mark.parametrize(("url", "expected"), ADDRESSES.items())
def test_an_address_is_recognised_by_one_kind_alone(url: str, expected: str) -> None:
    found = [name for name in sources.kinds() if sources.kind(name).recognise(url) is not None]

    assert found == [expected]


@pytest.mark.parametrize(
    "url", ["", " ", "http://[", "https://", "mailto:a@b.example", "javascript:alert(1)", "https://\x00/", "\ud800", "/@brand", "//x/@y"]
)
def test_no_kind_stumbles_over_what_is_no_address(url: str) -> None:
    assert [name for name in sources.kinds() if sources.kind(name).recognise(url) is not None] == []


@pytest.mark.parametrize("name", sources.kinds())
def test_a_kind_says_its_grade_and_whether_it_is_proven(name: str) -> None:
    module = sources.kind(name)

    assert module.GRADE in {"A", "B", "C"}
    assert module.PROVEN or "not proven on a real answer" in (module.__doc__ or "").lower()
