"""Facebook: posts and events of the own page to items."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.exchange import Response
from parvis.model.raw_post import RawPost
from parvis.sources.facebook import Options, read, recognise, requests
from parvis.tidy import dates

Captured = Callable[[str], bytes]
OWN = Options(url="content/recorded/x.json", page="FacebookforDevelopers")


def posts(body: bytes) -> list[RawPost]:
    return list(read(body, OWN))


def test_a_captured_feed_keeps_pictures_links_and_counts(captured: Captured) -> None:
    found = posts(captured("facebook-graph/page_feed_p1.json"))

    assert len(found) == 5
    assert all(dates.read(post.published or "") for post in found)
    assert {(post.author.name, post.author.url) for post in found} == {("FacebookforDevelopers", "https://www.facebook.com/19292868552")}
    assert found[0].url == "https://www.facebook.com/19292868552/posts/10158349356748553/"
    assert (found[0].media[0].kind, found[0].media[0].width, found[0].media[0].height) == ("image", 720, 720)
    assert (found[0].counts.likes, found[0].counts.replies, found[0].counts.reposts) == (125, 13, 10)
    assert found[0].links == ()
    assert found[1].links[0].startswith("https://engineering.fb.com/2021/05/20/networking-traffic/peering-automation/")
    assert found[0].mentions == ("Ninja Van Singapore", "Messenger")
    assert {post.expires_after for post in found} == {60 * 86_400}
    assert {post.updated for post in found} == {None}


def test_posts_keyed_by_their_ids_are_read_without_a_word_of_their_commenters(captured: Captured) -> None:
    found = posts(captured("facebook-graph/multi_posts.json"))

    assert [post.native for post in found] == ["19292868552_10158347294088553", "19292868552_10158345715593553"]
    assert found[0].counts.replies == 12
    assert "Vivian Smith" not in repr(found)
    assert "Inbox me" not in repr(found)


def test_old_posts_have_their_author_and_page(captured: Captured) -> None:
    found = posts(captured("facebook-graph/page_posts_2016.json"))

    assert len(found) == 21
    assert {post.author.name for post in found} == {"Python Developers"}
    assert found[0].url == "https://www.facebook.com/547581871944926/posts/866239453412498"
    assert found[7].links == ("https://docs.python.org/2/library/pdb.html",)
    assert sum(bool(post.media) for post in found) == 2
    assert all(dates.read(post.published or "") for post in found)


def test_no_address_of_a_token_leaves_a_captured_answer(captured: Captured) -> None:
    for file in ("page_feed_p1", "page_posts_2016", "multi_posts"):
        assert "access_token" not in repr(posts(captured(f"facebook-graph/{file}.json")))


def test_captured_events_keep_time_and_place(captured: Captured) -> None:
    found = posts(captured("facebook-graph/events_info.json"))

    assert [post.title for post in found] == ["Python Go Go Go", "AAAAAA"]
    assert {post.kind for post in found} == {"event"}
    occasion = found[0].occasion
    assert occasion is not None
    assert (occasion.start, occasion.place, occasion.recurring) == ("2021-07-23T21:00:00+0800", "Washington Place Dasmarinas - CVRI", True)
    assert occasion.latitude == pytest.approx(14.2746, abs=0.001)
    assert found[1].url == "https://www.facebook.com/events/512411373205445"


def test_an_error_of_the_graph_is_told(captured: Captured) -> None:
    with pytest.raises(ReadError, match=r"the network answered: \(#100\) Object does not exist"):
        posts(captured("error-responses/facebook_graph_error.json"))


@pytest.mark.parametrize("changes", [{"is_hidden": True}, {"is_published": False}])
def test_a_post_that_is_not_public_is_left_out(changes: dict[str, Any]) -> None:
    one = {"id": "1_2", "created_time": "2026-01-01T00:00:00+0000", "message": "x"}

    assert len(posts(json.dumps({"data": [one]}).encode())) == 1
    assert posts(json.dumps({"data": [{**one, **changes}]}).encode()) == []


def test_albums_films_and_shimmed_links_are_unwrapped() -> None:
    inner = [{"media": {"image": {"src": f"https://c.example/{number}.jpg"}}, "media_type": "photo"} for number in (1, 2)]
    film = {
        "media_type": "video_inline",
        "url": "https://www.facebook.com/x/videos/1",
        "media": {"image": {"src": "https://c.example/v.jpg"}},
    }
    link = {"media_type": "link", "url": "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2Fa&h=AT0"}
    attachments = {"data": [{"media_type": "album", "subattachments": {"data": inner}}, film, link]}

    [post] = posts(json.dumps({"id": "1_2", "created_time": "2026-01-01T00:00:00+0000", "attachments": attachments}).encode())

    assert [(medium.kind, medium.url) for medium in post.media] == [
        ("image", "https://c.example/1.jpg"),
        ("image", "https://c.example/2.jpg"),
        ("video", "https://www.facebook.com/x/videos/1"),
    ]
    assert "https://x.example/a" in post.links


def test_a_page_is_asked_with_its_token(converse: Any) -> None:
    asked, _ = converse(requests(Options(page="sucrebleu"), {}), [Response(url="x", status=200, body=b'{"data": []}')])

    assert asked[0].url.startswith("https://graph.facebook.com/v25.0/sucrebleu/posts?fields=")
    assert asked[0].secret is not None
    assert asked[0].secret.env == "FACEBOOK_TOKEN"


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.facebook.com/sucrebleu/", "sucrebleu"),
        ("https://www.facebook.com/pages/Sucre-Bleu/1042", "1042"),
        ("fb.com/sucrebleu", "sucrebleu"),
    ],
)
def test_a_pasted_page_is_recognised(url: str, page: str) -> None:
    found = recognise(url)

    assert found is not None
    assert found.page == page


@pytest.mark.parametrize(
    "url", ["https://www.facebook.com/groups/1", "https://www.facebook.com/watch", "https://www.facebook.com/profile.php?id=1", "http://["]
)
def test_other_addresses_are_left_to_others(url: str) -> None:
    assert recognise(url) is None


def test_a_wrong_page_gets_a_sentence() -> None:
    with pytest.raises(ValidationError, match="as in its address"):
        Options(page="https://facebook.com/x")
