"""PeerTube: lists of the API and feeds to videos; names, instances and pages to questions."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError, SourceError
from parvis.model.exchange import Request, Response, State
from parvis.sources.peertube import Options, read, recognise, requests

Captured = Callable[[str], bytes]
Converse = Callable[[Any, Sequence[Response | SourceError]], tuple[list[Request], State]]
BY_ACCOUNT = Options(account="framasoft", host="framatube.org")
BY_CHANNEL = Options(channel="lqdn_channel@video.lqdn.fr", host="https://framatube.org")
RECORDED = Options(url="content/recorded/peertube.json")


def page(start: int, count: int, total: int, *, new: int) -> Response:
    data = [{"uuid": f"{start + place}"} for place in range(count)]
    body = json.dumps({"total": total, "data": data}).encode()
    return Response(url=f"https://framatube.org/api?start={start}", status=200, body=body, items=count, new=new)


@pytest.mark.parametrize("name", ["framasoft_account_videos_fr.json", "lqdn_channel_videos_fr.json"])
def test_every_captured_video_has_id_page_author_date_still_and_duration(captured: Captured, name: str) -> None:
    found = list(read(captured(f"peertube/{name}"), BY_ACCOUNT))

    assert len(found) == 12
    assert len({post.native for post in found}) == 12
    for post in found:
        assert post.kind == "video"
        assert post.author.name
        assert (post.author.handle or "").startswith("@")
        assert post.published
        assert post.language in {"fr", "zxx", None}
        assert (post.media[0].preview or "").startswith("https://framatube.org/lazy-static/previews/")
        assert (post.media[0].duration or 0) > 0
        assert post.counts.views is not None


def test_a_channels_videos_are_the_channels_and_an_accounts_the_persons(captured: Captured) -> None:
    body = captured("peertube/lqdn_channel_videos_fr.json")

    by_channel, by_account = (next(iter(read(body, options))) for options in (BY_CHANNEL, BY_ACCOUNT))

    assert (by_channel.author.name, by_channel.author.handle) == ("La Quadrature du Net", "@lqdn_channel@video.lqdn.fr")
    assert (by_account.author.name, by_account.author.handle) == ("LQDN", "@lqdn@video.lqdn.fr")


def test_a_recorded_list_tells_which_instance_answered(captured: Captured) -> None:
    first = next(iter(read(captured("peertube/lqdn_channel_videos_fr.json"), RECORDED)))

    assert first.url == "https://video.lqdn.fr/videos/watch/076fdbf7-5a70-4edc-87c6-cead149ed848"
    assert first.base == "https://framatube.org"


def test_the_licence_is_kept_and_an_unknown_one_is_none(captured: Captured) -> None:
    found = list(read(captured("peertube/lqdn_channel_videos_fr.json"), BY_CHANNEL))

    assert found[0].licence == "Attribution - Share Alike"
    assert found[2].licence is None


def test_marks_of_markdown_do_not_show(captured: Captured) -> None:
    first = next(iter(read(captured("peertube/framasoft_account_videos_fr.json"), BY_ACCOUNT)))

    assert "* La Banque du Numérique\n" in (first.text or "")
    assert "**" not in (first.text or "")


def test_the_captured_feed_gives_videos_and_no_torrents(captured: Captured) -> None:
    found = list(read(captured("peertube/framasoft_rss_fr.xml"), RECORDED))

    assert len(found) == 20
    assert found[0].native == "ed5c048d-01f3-4ceb-97db-6e278de512b0"
    assert [one.kind for one in found[0].media] == ["video"]
    assert found[0].media[0].preview == "https://framatube.org/static/thumbnails/ed5c048d-01f3-4ceb-97db-6e278de512b0.jpg"
    assert all("torrent" not in link for post in found for link in (*post.links, *(one.url for one in post.media)))


def test_a_short_id_in_a_feed_is_the_videos_uuid() -> None:
    body = b"<rss version='2.0'><channel><title>C</title><item><title>t</title><link>https://framatube.org/w/4q9kWRjxSY2BAqkKNt3qqZ</link></item></channel></rss>"

    only = next(iter(read(body, RECORDED)))

    assert only.native == "1baa6897-c2ad-4caf-beb4-0c85b8dc8d09"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("lqdn_channel_playlists_fr.json", "lists playlists, not videos"),
        ("video_comment_threads.json", "holds comments, not videos|lists comments, not videos"),
    ],
)
def test_other_lists_are_refused_by_name(captured: Captured, name: str, sentence: str) -> None:
    with pytest.raises(ReadError, match=sentence):
        list(read(captured(f"peertube/{name}"), RECORDED))


def test_another_feed_is_refused_by_name(captured: Captured) -> None:
    with pytest.raises(ReadError, match="not one of PeerTube's"):
        list(read(captured("rss2/macrumors_en.xml"), RECORDED))


def test_a_video_that_is_not_public_is_left_out() -> None:
    video = {"uuid": "1baa6897-c2ad-4caf-beb4-0c85b8dc8d09", "name": "t", "privacy": {"id": 3}}

    assert list(read(json.dumps({"total": 1, "data": [video]}).encode(), RECORDED)) == []


def test_a_channel_is_asked_page_by_page_while_there_is_something_new(converse: Converse) -> None:
    asked, state = converse(requests(BY_CHANNEL, {}), [page(0, 50, 120, new=50), page(50, 50, 120, new=3), page(100, 20, 120, new=0)])

    assert [one.url for one in asked] == [
        f"https://framatube.org/api/v1/video-channels/lqdn_channel@video.lqdn.fr/videos?start={start}&count=50&sort=-publishedAt"
        for start in (0, 50, 100)
    ]
    assert state == {}


def test_an_account_of_the_asked_instance_is_named_without_it(converse: Converse) -> None:
    asked, _ = converse(requests(Options(account="framasoft@framatube.org"), {}), [page(0, 5, 5, new=0)])

    assert asked[0].url == "https://framatube.org/api/v1/accounts/framasoft/videos?start=0&count=50&sort=-publishedAt"


def test_an_address_given_whole_is_asked_once(converse: Converse) -> None:
    asked, _ = converse(requests(RECORDED, {}), [page(0, 5, 500, new=5)])

    assert [one.url for one in asked] == ["content/recorded/peertube.json"]


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("https://tube.example/c/brand/videos", Options(channel="brand", host="https://tube.example")),
        ("https://tube.example/video-channels/brand", Options(channel="brand", host="https://tube.example")),
        ("https://tube.example/c/brand@other.example/videos?sort=x", Options(channel="brand@other.example", host="https://tube.example")),
        ("https://tube.example/a/ada/video-channels", Options(account="ada", host="https://tube.example")),
        ("https://tube.example/a/ada", Options(account="ada", host="https://tube.example")),
        ("https://tube.example/accounts/ada/videos", Options(account="ada", host="https://tube.example")),
        (
            "https://tube.example/feeds/videos.xml?videoChannelName=brand",
            Options(url="https://tube.example/feeds/videos.xml?videoChannelName=brand"),
        ),
        ("https://www.youtube.com/c/brand/videos", None),
        ("https://forum.example/c/support/5", None),
        ("https://shop.example/accounts/login", None),
    ],
)
def test_addresses_that_a_person_pastes(url: str, options: Options | None) -> None:
    assert recognise(url) == options


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "give `channel`, `account` or `url`"),
        ({"channel": "brand"}, "say which instance to ask"),
        ({"account": "a b"}, "is no name of PeerTube"),
    ],
)
def test_a_mistake_in_the_options_is_a_sentence(options: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Options.model_validate(options)
