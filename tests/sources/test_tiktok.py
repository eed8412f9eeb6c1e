"""TikTok: the own videos to items, after the published description of the API."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from parvis.errors import ReadError
from parvis.model.exchange import Response
from parvis.model.raw_post import RawPost
from parvis.sources.tiktok import Options, read, recognise, requests
from parvis.tidy import dates

Captured = Callable[[str], bytes]
GOOD = {"code": "ok", "message": "", "log_id": "202208090000"}


def posts(*videos: object) -> list[RawPost]:
    return list(
        read(json.dumps({"data": {"videos": videos, "cursor": 0, "has_more": False}, "error": GOOD}).encode(), Options(account="brand"))
    )


def page(cursor: int, *, more: bool, new: int) -> Response:
    body = json.dumps({"data": {"videos": [], "cursor": cursor, "has_more": more}, "error": GOOD}).encode()
    return Response(url="https://open.tiktokapis.com/v2/video/list/", status=200, body=body, new=new)


def test_a_video_has_its_author_cover_length_and_counts() -> None:
    one = {
        "id": "738",
        "create_time": 1767225600,
        "share_url": "https://www.tiktok.com/@sucrebleu/video/738?utm_campaign=tt4d",
        "cover_image_url": "https://p16.tiktokcdn.com/x.jpeg",
        "video_description": "Macarons #bleu",
        "title": "Macarons #bleu",
        "duration": 15,
        "width": 540,
        "height": 960,
        "like_count": 3,
        "view_count": 90,
    }

    [post] = posts(one)

    assert (post.native, post.kind, post.url) == ("738", "video", "https://www.tiktok.com/@sucrebleu/video/738")
    assert (post.author.handle, post.title, post.text) == ("@sucrebleu", None, "Macarons #bleu")
    moment = dates.read(post.published or "")
    assert moment is not None
    assert moment.isoformat() == "2026-01-01T00:00:00+00:00"
    medium = post.media[0]
    assert (medium.preview, medium.duration, medium.width, medium.height) == ("https://p16.tiktokcdn.com/x.jpeg", 15, 540, 960)
    assert (post.counts.likes, post.counts.views, post.expires_after) == (3, 90, 30 * 86_400)


def test_a_video_without_a_page_still_has_the_accounts_name() -> None:
    [post] = posts({"id": "1"})

    assert (post.author.handle, post.url, post.media) == ("@brand", None, ())


def test_an_answer_of_the_private_api_is_refused(captured: Captured) -> None:
    with pytest.raises(ReadError, match="not a list of TikTok videos"):
        list(read(captured("tiktok/private_api_post.json"), Options()))


def test_an_error_is_told_in_the_networks_own_words() -> None:
    error = {
        "data": {"videos": []},
        "error": {"code": "access_token_invalid", "message": "The access token is invalid or not found in the request."},
    }

    with pytest.raises(ReadError, match="the network answered: The access token is invalid"):
        list(read(json.dumps(error).encode(), Options()))


def test_the_cursor_goes_in_the_body_of_a_post(converse: Any) -> None:
    asked, _ = converse(requests(Options(), {}), [page(1767225600000, more=True, new=1), page(5, more=False, new=1)])

    assert asked[0].url == asked[1].url
    assert asked[0].url.startswith("https://open.tiktokapis.com/v2/video/list/?fields=id,create_time,")
    assert [json.loads(request.body) for request in asked] == [{"max_count": 20}, {"max_count": 20, "cursor": 1767225600000}]
    secret = asked[0].secret
    assert secret is not None
    assert (secret.env, secret.place, secret.name, secret.prefix) == ("TIKTOK_TOKEN", "header", "Authorization", "Bearer ")


def test_a_pasted_profile_is_recognised_and_a_video_is_not() -> None:
    found = recognise("https://www.tiktok.com/@sucrebleu")

    assert found is not None
    assert found.account == "sucrebleu"
    assert recognise("https://www.tiktok.com/@sucrebleu/video/738") is None
    assert recognise("http://[") is None
