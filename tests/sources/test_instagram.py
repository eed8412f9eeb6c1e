"""Instagram: media of the own account to items."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.exchange import Response
from parvis.model.raw_post import RawPost
from parvis.sources.instagram import Options, read, recognise, requests

Captured = Callable[[str], bytes]
OWN = Options(url="content/recorded/x.json", account="sucrebleu")
NEXT = "https://graph.instagram.com/v1/me/media?access_token=IGQVJsecret123&after=QVFI"


def posts(body: bytes, options: Options = OWN) -> list[RawPost]:
    return list(read(body, options))


def page(*, new: int, paging: dict[str, Any] | None = None) -> Response:
    body = json.dumps({"data": [], "paging": paging or {}}).encode()
    return Response(url="https://graph.instagram.com/me/media", status=200, body=body, new=new)


@pytest.mark.parametrize("file", ["user_media_p2", "media_fields"])
def test_captured_media_keep_albums_dates_and_captions(captured: Captured, file: str) -> None:
    found = {post.native: post for post in posts(captured(f"instagram/{file}.json"))}

    assert set(found) == {"17893085207160254", "17896129349106152"}
    single, album = found["17893085207160254"], found["17896129349106152"]
    assert (single.kind, single.text, single.published) == ("photo", "Peach new", "2021-06-09T09:47:29+0000")
    assert single.url == "https://www.instagram.com/p/CP5Rq0bjBzn/"
    assert [medium.kind for medium in album.media] == ["image", "image", "video"]
    assert "225731613" in (album.media[2].preview or "")
    assert (album.author.handle, album.author.url) == ("@sucrebleu", "https://www.instagram.com/sucrebleu/")
    assert album.expires_after == 60 * 86_400


def test_captured_hashtag_results_have_no_author_and_a_day_to_live(captured: Captured) -> None:
    found = posts(captured("instagram/hashtag_top_media_p1.json"))

    assert len(found) == 25
    assert {post.author.name for post in found} == {None}
    assert {post.published for post in found} == {None}
    assert {post.expires_after for post in found} == {86_400}
    assert all(post.text for post in found[:3])


def test_a_page_of_the_website_is_no_answer_of_the_api(captured: Captured) -> None:
    with pytest.raises(ReadError, match="not a list of Instagram media"):
        posts(captured("instagram/web_profile_brand_2017.json"))


def test_an_error_of_the_graph_is_told(captured: Captured) -> None:
    with pytest.raises(ReadError, match=r"the network answered: \(#100\) Object does not exist"):
        posts(captured("error-responses/facebook_graph_error.json"))


def test_a_film_whose_file_is_withheld_leads_to_its_page() -> None:
    film = {"id": "1", "media_type": "VIDEO", "thumbnail_url": "https://c.example/t.jpg", "permalink": "https://www.instagram.com/reel/x/"}

    [post] = posts(json.dumps(film).encode())

    assert post.kind == "video"
    assert (post.media[0].url, post.media[0].preview) == ("https://www.instagram.com/reel/x/", "https://c.example/t.jpg")


def test_pages_follow_by_cursor_and_the_address_with_the_token_is_never_used(converse: Any) -> None:
    first = page(new=1, paging={"cursors": {"after": "QVFI"}, "next": NEXT})
    last = page(new=0, paging={"cursors": {"after": "QVFJ"}})

    asked, state = converse(requests(Options(), {}), [first, last])

    assert asked[0].url.startswith("https://graph.instagram.com/me/media?fields=id%2Ccaption")
    assert asked[1].url == asked[0].url + "&after=QVFI"
    secret = asked[0].secret
    assert secret is not None
    assert (secret.env, secret.place, secret.name, secret.prefix) == ("INSTAGRAM_TOKEN", "query", "access_token", "")
    assert "IGQVJ" not in repr(asked) + repr(state)


@pytest.mark.parametrize(
    "url", ["https://www.instagram.com/sucre.bleu/", "instagram.com/sucre.bleu", "https://instagram.com/sucre.bleu?igsh=abc"]
)
def test_a_pasted_profile_is_recognised(url: str) -> None:
    found = recognise(url)

    assert found is not None
    assert found.account == "sucre.bleu"


@pytest.mark.parametrize(
    "url", ["https://www.instagram.com/p/CP5Rq0bjBzn/", "https://www.instagram.com/explore", "https://insta.example/brand", "http://["]
)
def test_other_addresses_are_left_to_others(url: str) -> None:
    assert recognise(url) is None


def test_a_wrong_account_gets_a_sentence() -> None:
    with pytest.raises(ValidationError, match="such as sucrebleu"):
        Options(account="https://instagram.com/x")
