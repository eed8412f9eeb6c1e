"""Webmentions: replies and mentions to items, after the published format of webmention.io."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.exchange import Response
from parvis.model.raw_post import RawPost
from parvis.sources.webmention import Options, read, recognise, requests

ANY = Options(url="content/recorded/x.json")


def mention(**changes: Any) -> dict[str, Any]:
    return {
        "type": "entry",
        "author": {"type": "card", "name": "Ada", "photo": "https://ada.example/a.jpg", "url": "https://ada.example/"},
        "url": "https://ada.example/notes/1",
        "published": "2026-01-01T10:00:00+00:00",
        "wm-received": "2026-01-02T00:00:00Z",
        "wm-id": 12,
        "wm-source": "https://ada.example/notes/1",
        "wm-target": "https://brand.example/post/",
        "content": {"html": "<p>Lovely</p>", "text": "Lovely"},
        "wm-property": "in-reply-to",
        "wm-private": False,
        **changes,
    }


def posts(*children: object) -> list[RawPost]:
    return list(read(json.dumps({"type": "feed", "name": "Webmentions", "children": children}).encode(), ANY))


def answer(children: list[object], page: int) -> Response:
    url = f"https://webmention.io/api/mentions.jf2?domain=brand.example&per-page=100&page={page}&sort-by=created"
    return Response(url=url, status=200, body=json.dumps({"children": children}).encode(), new=len(children))


def test_a_reply_names_its_author_and_what_it_answers() -> None:
    [post] = posts(mention())

    assert (post.native, post.url, post.html, post.text) == ("12", "https://ada.example/notes/1", "<p>Lovely</p>", None)
    assert (post.author.name, post.author.avatar) == ("Ada", "https://ada.example/a.jpg")
    assert (post.reply_to, post.links) == ("https://brand.example/post/", ("https://brand.example/post/",))


def test_a_mention_answers_nothing_and_may_be_undated() -> None:
    [post] = posts(
        mention(**{"wm-property": "mention-of", "published": None, "content": {"text": "Plain"}, "photo": ["https://ada.example/p.jpg"]})
    )

    assert post.reply_to is None
    assert post.published == "2026-01-02T00:00:00Z"
    assert (post.html, post.text) == (None, "Plain")
    assert [medium.url for medium in post.media] == ["https://ada.example/p.jpg"]


@pytest.mark.parametrize("kind", ["like-of", "repost-of", "bookmark-of", "rsvp", None])
def test_what_says_nothing_is_no_post(kind: str | None) -> None:
    assert posts(mention(**{"wm-property": kind})) == []


def test_a_private_mention_stays_private() -> None:
    assert posts(mention(**{"wm-private": True})) == []


def test_a_site_is_asked_with_its_token_and_walked_by_full_pages(converse: Any) -> None:
    options = Options(domain="brand.example", service="http://127.0.0.1:9")

    asked, _ = converse(requests(options, {}), [answer([{}] * 100, 0), answer([{}], 1)])

    assert [request.url.partition("&page=")[2] for request in asked] == ["0&sort-by=created", "1&sort-by=created"]
    assert asked[0].url.startswith("http://127.0.0.1:9/api/mentions.jf2?domain=brand.example&per-page=100")
    secret = asked[0].secret
    assert secret is not None
    assert (secret.env, secret.place, secret.name, secret.prefix) == ("WEBMENTION_TOKEN", "query", "token", "")


def test_one_page_needs_no_token(converse: Any) -> None:
    asked, _ = converse(requests(Options(target="https://brand.example/post/"), {}), [answer([], 0)])

    assert asked[0].secret is None
    assert "target=https%3A%2F%2Fbrand.example%2Fpost%2F" in asked[0].url


def test_no_address_is_recognised_as_one_to_receive_mentions_for() -> None:
    assert recognise("https://webmention.io/brand.example") is None


@pytest.mark.parametrize(
    ("options", "message"),
    [({}, "give `domain`, `target` or `url`"), ({"domain": "brand.example", "token_env": "s3cr3t-token"}, "never the token itself")],
)
def test_a_wrong_option_gets_a_sentence(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Options.model_validate(options)


def test_an_error_is_told_in_the_services_own_words() -> None:
    with pytest.raises(ReadError, match="The token provided is not valid"):
        list(read(b'{"error": "invalid_token", "error_description": "The token provided is not valid"}', ANY))
