"""Lemmy: posts of a community to items; the API's answers after its published schema, ActivityPub's as captured."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.exchange import Response
from parvis.model.raw_post import RawPost
from parvis.sources.lemmy import Options, read, recognise, requests

Captured = Callable[[str], bytes]
ANY = Options(url="content/recorded/x.json")


def posts(body: bytes) -> list[RawPost]:
    return list(read(body, ANY))


def listing(**changes: Any) -> bytes:
    post = {"id": 1, "name": "Macarons", "ap_id": "https://lemmy.world/post/1", "published": "2026-01-01T00:00:00Z", **changes}
    creator = {"name": "ada", "display_name": "Ada", "actor_id": "https://lemmy.world/u/ada"}
    return json.dumps({"posts": [{"post": post, "creator": creator, "counts": {"upvotes": 5, "comments": 2}}]}).encode()


def answer(document: object, *, new: int = 1) -> Response:
    return Response(url="https://lemmy.world/api", status=200, body=json.dumps(document).encode(), new=new)


def test_a_captured_page_of_lemmy_is_read(captured: Captured) -> None:
    [post] = posts(captured("fediverse-other/lemmy_page_activitypub.json"))

    assert (post.native, post.title, post.language) == ("https://enterprise.lemmy.ml/post/55143", "Post title", "fr")
    assert post.author.handle == "@picard@enterprise.lemmy.ml"
    assert [medium.url for medium in post.media] == ["https://enterprise.lemmy.ml/pictrs/image/eOtYb9iEiB.png"]
    assert post.html == "<p>This is a post in the /c/tenforward community</p>"


def test_a_captured_article_of_nodebb_is_read(captured: Captured) -> None:
    [post] = posts(captured("fediverse-other/nodebb_page_activitypub.json"))

    assert post.title == "Welcome to your NodeBB!"
    assert post.published == "2025-10-07T15:22:42.176Z"
    assert post.warning is None


def test_a_post_has_its_author_counts_link_and_picture() -> None:
    [link] = posts(listing(url="https://blog.example/x", body="**Bold** words", thumbnail_url="https://lemmy.world/t.webp"))
    [picture] = posts(listing(url="https://lemmy.world/pictrs/image/x.webp", alt_text="Macarons", nsfw=True))

    assert (link.author.handle, link.author.name, link.counts.likes, link.counts.replies) == ("@ada@lemmy.world", "Ada", 5, 2)
    assert (link.links, link.text, link.html) == (("https://blog.example/x",), "**Bold** words", None)
    assert [medium.url for medium in link.media] == ["https://lemmy.world/t.webp"]
    assert [(medium.url, medium.alt) for medium in picture.media] == [("https://lemmy.world/pictrs/image/x.webp", "Macarons")]
    assert picture.links == ()
    assert picture.sensitive


@pytest.mark.parametrize("changes", [{"deleted": True}, {"removed": True}, {"ap_id": None}])
def test_what_was_taken_back_is_left_out(changes: dict[str, Any]) -> None:
    assert posts(listing(**changes)) == []


def test_rss_of_a_community_is_read_too() -> None:
    feed = (
        b'<rss version="2.0"><channel><title>c</title><item><title>T</title><guid>https://lemmy.world/post/1</guid></item></channel></rss>'
    )

    [post] = posts(feed)

    assert (post.title, post.native) == ("T", "https://lemmy.world/post/1")


def test_a_community_is_walked_by_its_cursor(converse: Any) -> None:
    page = answer({"posts": [{}], "next_page": "P123"})

    asked, _ = converse(requests(Options(community="macarons@lemmy.world"), {}), [page, answer({"posts": []})])

    assert asked[0].url == "https://lemmy.world/api/v3/post/list?community_name=macarons&sort=New&type_=All&limit=50"
    assert asked[1].url == asked[0].url + "&page_cursor=P123"


def test_another_instance_may_be_asked(converse: Any) -> None:
    options = Options(community="macarons@lemmy.world", host="https://lemmy.ml")

    asked, _ = converse(requests(options, {}), [answer({"posts": []})])

    assert asked[0].url.startswith("https://lemmy.ml/api/v3/post/list?community_name=macarons%40lemmy.world&")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://lemmy.world/c/macarons", {"community": "macarons", "host": "https://lemmy.world"}),
        ("https://lemmy.ml/c/macarons@lemmy.world", {"community": "macarons@lemmy.world", "host": "https://lemmy.ml"}),
        ("!macarons@lemmy.world", {"community": "macarons@lemmy.world"}),
    ],
)
def test_a_pasted_address_is_recognised(url: str, expected: dict[str, str]) -> None:
    found = recognise(url)

    assert found is not None
    assert found.model_dump(exclude_unset=True) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://forum.example/c/news/5",
        "https://tube.example/c/brand/videos",
        "https://www.youtube.com/c/Brand",
        "https://peertube.example/c/brand",
        "http://[",
    ],
)
def test_other_addresses_are_left_to_others(url: str) -> None:
    assert recognise(url) is None


@pytest.mark.parametrize(
    ("options", "message"),
    [({}, "give `community` or `url`"), ({"community": "macarons"}, "where the community lives"), ({"community": "a b"}, "no community")],
)
def test_a_wrong_option_gets_a_sentence(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Options.model_validate(options)


def test_what_is_no_community_is_said_so() -> None:
    with pytest.raises(ReadError, match="the network answered: couldnt_find_community"):
        posts(b'{"error": "couldnt_find_community"}')
