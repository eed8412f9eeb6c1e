"""Threads: the own posts to items."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from parvis.errors import ReadError
from parvis.model.exchange import Response
from parvis.model.raw_post import RawPost
from parvis.sources.threads import Options, read, recognise, requests

Captured = Callable[[str], bytes]


def posts(body: bytes) -> list[RawPost]:
    return list(read(body, Options(url="content/recorded/x.json")))


def test_captured_posts_have_author_date_and_text(captured: Captured) -> None:
    found = posts(captured("instagram/threads_user_posts.json"))

    assert [(post.native, post.text, post.published) for post in found] == [
        ("1002", "Second post", "2024-01-02T12:00:00+0000"),
        ("1001", "First post", "2024-01-01T12:00:00+0000"),
    ]
    assert {post.author.handle for post in found} == {"@threads-user"}
    assert found[0].url == "https://www.threads.net/@threads-user/post/def"
    assert found[0].expires_after == 60 * 86_400


def test_an_album_a_link_and_a_quote_are_kept() -> None:
    album = {
        "data": [{"media_type": "IMAGE", "media_url": "https://c.example/1.jpg", "alt_text": "Macarons"}, {"media_type": "VIDEO"}, "x"]
    }
    one = {"id": "1", "media_type": "CAROUSEL_ALBUM", "children": album, "link_attachment_url": "https://x.example", "topic_tag": "macaron"}

    [post] = posts(json.dumps({"data": [{**one, "quoted_post": {"permalink": "https://www.threads.com/@a/post/b"}}]}).encode())

    assert [(medium.kind, medium.alt) for medium in post.media] == [("image", "Macarons")]
    assert post.links == ("https://x.example", "https://www.threads.com/@a/post/b")
    assert post.tags == ("macaron",)


def test_the_own_posts_are_asked_with_a_token(converse: Any) -> None:
    asked, _ = converse(requests(Options(), {}), [Response(url="x", status=200, body=b'{"data": []}')])

    assert asked[0].url.startswith("https://graph.threads.com/v1.0/me/threads?fields=id%2C")
    assert asked[0].secret is not None
    assert asked[0].secret.env == "THREADS_TOKEN"


@pytest.mark.parametrize(("url", "account"), [("https://www.threads.com/@sucre.bleu", "sucre.bleu"), ("https://www.threads.net/@a/", "a")])
def test_a_pasted_profile_is_recognised(url: str, account: str) -> None:
    found = recognise(url)

    assert found is not None
    assert found.account == account


@pytest.mark.parametrize("url", ["https://www.threads.com/@a/post/b", "https://mastodon.social/@a", "http://["])
def test_other_addresses_are_left_to_others(url: str) -> None:
    assert recognise(url) is None


def test_an_expired_token_is_told_without_the_token() -> None:
    error = {
        "error": {
            "message": "Error validating access token: THAAbc123def456ghi789jkl012 has expired",
            "type": "OAuthException",
            "code": 190,
        }
    }

    with pytest.raises(ReadError, match="Error validating access token") as caught:
        posts(json.dumps(error).encode())

    assert "THAA" not in str(caught.value)
