"""YouTube's Data API: videos and playlist items to items, playlists to questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.exchange import Response
from parvis.model.raw_post import RawPost
from parvis.sources.youtube_api import Options, read, recognise, requests
from parvis.tidy import dates

Captured = Callable[[str], bytes]
ANY = Options(url="content/recorded/x.json")
CHANNEL = "UCuAXFkgsw1L7xaCfnd5JJOw"
DATE = {"date": "Mon, 02 Mar 2026 10:00:00 GMT"}


def posts(body: bytes) -> list[RawPost]:
    return list(read(body, ANY))


def video(**changes: Any) -> bytes:
    snippet = {"title": "T", "publishedAt": "2026-01-01T00:00:00Z", "thumbnails": {"default": {"url": "https://i.ytimg.com/x.jpg"}}}
    return json.dumps({"items": [{"kind": "youtube#video", "id": "dQw4w9WgXcQ", "snippet": snippet, **changes}]}).encode()


def playlist(*ids: str, following: str | None = None) -> Response:
    items = [{"kind": "youtube#playlistItem", "snippet": {"resourceId": {"videoId": one}}} for one in ids]
    body = json.dumps({"items": items, "nextPageToken": following}).encode()
    return Response(url="https://x.example", status=200, body=body, headers=DATE)


def videos(*, new: int) -> Response:
    return Response(url="https://x.example", status=200, body=b"{}", headers=DATE, items=2, new=new)


def test_captured_videos_have_length_counts_and_tags(captured: Captured) -> None:
    found = posts(captured("youtube-api/videos_rick_astley_brand.json"))

    assert len(found) == 5
    first = found[0]
    assert (first.native, first.url, first.kind) == ("JIOPB36ALMM", "https://www.youtube.com/watch?v=JIOPB36ALMM", "video")
    assert (first.author.name, first.author.url) == ("Rick Astley", f"https://www.youtube.com/channel/{CHANNEL}")
    assert first.media[0].duration == 170
    assert (first.media[0].preview, first.media[0].width) == ("https://i.ytimg.com/vi/JIOPB36ALMM/maxresdefault.jpg", 1280)
    assert (first.counts.views, first.counts.likes, first.counts.replies) == (1451084, 85766, 6595)
    assert "rick astley" in first.tags
    assert all(post.expires_after == 30 * 86_400 for post in found)
    assert all(dates.read(post.published or "") for post in found)


@pytest.mark.parametrize(("file", "count"), [("playlistItems_50", 50), ("playlistItems_paged_1", 10), ("videos_chart_paged_1", 5)])
def test_captured_lists_give_every_public_video(captured: Captured, file: str, count: int) -> None:
    document = json.loads(captured(f"youtube-api/{file}.json"))
    found = posts(captured(f"youtube-api/{file}.json"))

    assert len(found) == len(document["items"]) == count
    assert [post.title for post in found] == [item["snippet"]["title"] for item in document["items"]]
    assert all(post.media[0].preview for post in found)


def test_a_smaller_still_serves_where_there_is_no_large_one(captured: Captured) -> None:
    found = posts(captured("youtube-api/playlistItems_50.json"))

    assert found[1].media[0].preview == "https://i.ytimg.com/vi/3KCr7MCnJlw/hqdefault.jpg"


@pytest.mark.parametrize("file", ["channels_info_multiple", "commentThreads_paged_1"])
def test_other_lists_of_the_api_are_refused(captured: Captured, file: str) -> None:
    with pytest.raises(ReadError, match="not a list of YouTube videos"):
        posts(captured(f"youtube-api/{file}.json"))


def test_a_refusal_is_told_in_the_networks_own_words(captured: Captured) -> None:
    with pytest.raises(ReadError, match="the network answered: The requester is not allowed to access the requested subscriptions"):
        posts(captured("error-responses/youtube_api_subscription_403.json"))


@pytest.mark.parametrize("status", [{"madeForKids": True}, {"embeddable": False}])
def test_what_may_not_be_embedded_has_no_player(status: dict[str, Any]) -> None:
    [player] = posts(video(status={"madeForKids": False, "embeddable": True}))
    [picture] = posts(video(status=status))

    assert [medium.kind for medium in player.media] == ["video"]
    assert [medium.kind for medium in picture.media] == ["image"]


def test_private_and_deleted_videos_are_left_out() -> None:
    deleted = {"title": "Deleted video", "thumbnails": {}}

    assert posts(video(status={"privacyStatus": "private"})) == []
    assert posts(video(status={"privacyStatus": "unlisted"})) == []
    assert posts(video(snippet=deleted)) == []


@pytest.mark.parametrize(
    ("text", "length"), [("PT1H2M10S", 3730), ("P1DT1S", 86_401), ("P0D", None), ("PT0S", None), ("long", None), (7, None)]
)
def test_lengths_are_read_in_iso_8601(text: object, length: float | None) -> None:
    [post] = posts(video(contentDetails={"duration": text}))

    assert post.media[0].duration == length


def test_a_creative_commons_licence_is_kept() -> None:
    [post] = posts(video(status={"license": "creativeCommon"}))

    assert post.licence == "https://creativecommons.org/licenses/by/3.0/"


def test_ids_are_looked_up_and_videos_asked_by_them(converse: Any) -> None:
    options = Options(channel=CHANNEL)

    asked, state = converse(
        requests(options, {}), [playlist("a" * 11, "b" * 11, following="CDIQAA"), videos(new=2), playlist("c" * 11), videos(new=0)]
    )

    assert [request.items for request in asked] == [False, True, False, True]
    assert "playlistId=UUuAXFkgsw1L7xaCfnd5JJOw&maxResults=50" in asked[0].url
    assert asked[1].url.startswith(
        "https://www.googleapis.com/youtube/v3/videos?part=snippet%2Cstatus%2CcontentDetails%2Cstatistics&id=aaaaaaaaaaa%2Cbbbbbbbbbbb"
    )
    assert asked[2].url.endswith("&pageToken=CDIQAA")
    assert state["whole"] == "1772445600"


def test_the_key_goes_in_a_header_never_in_an_address(converse: Any) -> None:
    asked, _ = converse(requests(Options(playlist="PLpjK416fmKwQ"), {}), [playlist()])

    secret = asked[0].secret
    assert secret is not None
    assert (secret.env, secret.place, secret.name) == ("YOUTUBE_API_KEY", "header", "X-Goog-Api-Key")
    assert "key=" not in asked[0].url


def test_known_pages_are_walked_again_after_half_of_the_retention(converse: Any) -> None:
    fresh, stale = {"whole": f"{1772445600 - 86_400}"}, {"whole": f"{1772445600 - 16 * 86_400}"}
    first, second = [playlist("a" * 11, following="N"), videos(new=0)], [playlist("b" * 11), videos(new=0)]

    short, _ = converse(requests(Options(channel=CHANNEL), fresh), first)
    whole, state = converse(requests(Options(channel=CHANNEL), stale), first + second)

    assert (len(short), len(whole)) == (2, 4)
    assert state["whole"] == "1772445600"


def test_an_address_given_whole_gets_no_token_unless_one_is_named(converse: Any) -> None:
    def asked(**options: str) -> Any:
        [request], _ = converse(requests(Options.model_validate(options), {}), [videos(new=0)])
        return request

    assert asked(url="https://mirror.example/x.json").secret is None
    assert asked(url="content/recorded/x.json", token_env="MINE").secret is None
    assert asked(url="https://mirror.example/x.json", token_env="MINE").secret.env == "MINE"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "give `channel`, `playlist` or `url`"),
        ({"channel": "@brand"}, "UC and 22 characters"),
        ({"playlist": "x"}, "after `list=`"),
        ({"channel": CHANNEL, "token_env": "AIzaSyD-not-a-name"}, "never the token itself"),
    ],
)
def test_a_wrong_option_gets_a_sentence(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message) as caught:
        Options.model_validate(options)

    assert "AIzaSyD" not in str(caught.value)


def test_addresses_are_left_to_the_kind_without_a_key() -> None:
    assert recognise(f"https://www.youtube.com/channel/{CHANNEL}") is None
