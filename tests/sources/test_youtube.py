"""YouTube: channels, playlists, tabs and handles; the public Atom feed to videos."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.raw_post import RawPost
from parvis.sources.youtube import Options, handle_page, read, recognise

Captured = Callable[[str], bytes]
CHANNEL = "UCskGTioqrMBcw8pd14_334A"
ANY = Options(channel=CHANNEL)
ITEMS = {
    "channel_eleventy.xml": 15,
    "channel_kurzgesagt_user_param.xml": 15,
    "channel_ift_es.xml": 15,
    "channel_google_brand_2016.xml": 15,
    "playlist_claude_product_launches.xml": 2,
    "invidious_playlist.xml": 15,
}


def videos(body: bytes) -> list[RawPost]:
    return list(read(body, ANY))


@pytest.mark.parametrize(("name", "count"), ITEMS.items())
def test_every_captured_video_has_id_page_author_date_still_and_counts(captured: Captured, name: str, count: int) -> None:
    found = videos(captured(f"youtube-atom/{name}"))

    assert len(found) == count
    assert len({post.native for post in found}) == count
    for post in found:
        assert post.kind == "video"
        assert (post.url or "").endswith(post.native or "?")
        assert (post.author.url or "").startswith("https://www.youtube.com/channel/UC")
        assert post.author.name
        assert post.published
        assert post.media[0].preview
        assert (post.media[0].width, post.media[0].height) == (480, 360)
        assert post.counts.views is not None


def test_a_captured_video_reads_as_it_stands_on_its_page(captured: Captured) -> None:
    first = videos(captured("youtube-atom/channel_eleventy.xml"))[0]

    assert first.native == "kNI_LcbvtNk"
    assert first.url == "https://www.youtube.com/watch?v=kNI_LcbvtNk"
    assert first.author.name == "Eleventy"
    assert (first.counts.likes, first.counts.views) == (13, 598)
    assert first.html is None
    assert (first.text or "").count("\n") > 3


def test_shorts_keep_their_own_pages(captured: Captured) -> None:
    found = videos(captured("youtube-atom/channel_kurzgesagt_user_param.xml"))

    assert sum("/shorts/" in (post.url or "") for post in found) == 8


def test_the_stills_address_is_the_same_whichever_host_the_feed_names(captured: Captured) -> None:
    found = videos(captured("youtube-atom/channel_ift_es.xml"))

    assert all((post.media[0].preview or "").startswith("https://i.ytimg.com/vi/") for post in found)


def test_a_proxys_feed_leads_to_youtube_itself(captured: Captured) -> None:
    first = videos(captured("youtube-atom/invidious_playlist.xml"))[0]

    assert first.url == "https://www.youtube.com/watch?v=97L58ya1qu8"
    assert first.media[0].preview == "https://yewtu.be/vi/97L58ya1qu8/hqdefault.jpg"


def test_updated_moves_with_the_counts_and_is_not_kept(captured: Captured) -> None:
    assert all(post.updated is None for post in videos(captured("youtube-atom/channel_eleventy.xml")))


def test_a_truncated_feed_keeps_the_videos_before_the_break(captured: Captured) -> None:
    whole = captured("youtube-atom/channel_eleventy.xml")

    found = videos(whole[: whole.index(b"<yt:videoId>", whole.index(b"-Pl0ibl47Rc") + 400)])

    assert [post.native for post in found][:2] == ["kNI_LcbvtNk", "-Pl0ibl47Rc"]


def test_another_feed_is_refused_by_name(captured: Captured) -> None:
    with pytest.raises(ReadError, match="not one of YouTube's"):
        videos(captured("atom/the_verge.atom"))


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (Options(channel=CHANNEL), f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"),
        (Options(channel=CHANNEL, only="videos"), f"https://www.youtube.com/feeds/videos.xml?playlist_id=UULF{CHANNEL[2:]}"),
        (Options(channel=CHANNEL, only="shorts"), f"https://www.youtube.com/feeds/videos.xml?playlist_id=UUSH{CHANNEL[2:]}"),
        (Options(channel=CHANNEL, only="live"), f"https://www.youtube.com/feeds/videos.xml?playlist_id=UULV{CHANNEL[2:]}"),
        (
            Options(playlist="PLmWCw1CzcFilOIgUYuMIJ2iZMo09Ho0va"),
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PLmWCw1CzcFilOIgUYuMIJ2iZMo09Ho0va",
        ),
        (Options(user="google"), "https://www.youtube.com/feeds/videos.xml?user=google"),
        (Options(channel=CHANNEL, service="http://127.0.0.1:9000/"), f"http://127.0.0.1:9000/feeds/videos.xml?channel_id={CHANNEL}"),
        (Options(url="content/recorded/youtube.xml"), "content/recorded/youtube.xml"),
    ],
)
def test_options_become_the_feeds_address(options: Options, asked: str) -> None:
    assert options.address() == asked


@pytest.mark.parametrize(
    ("url", "options"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", Options(channel=CHANNEL)),
        (f"youtube.com/channel/{CHANNEL}/videos", Options(channel=CHANNEL, only="videos")),
        (f"https://m.youtube.com/channel/{CHANNEL}/shorts?x=1", Options(channel=CHANNEL, only="shorts")),
        (f"https://www.youtube.com/channel/{CHANNEL}/streams", Options(channel=CHANNEL, only="live")),
        ("https://www.youtube.com/playlist?list=PLH3mdhuA3a24", Options(playlist="PLH3mdhuA3a24")),
        (f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}", Options(channel=CHANNEL)),
        ("https://www.youtube.com/feeds/videos.xml?user=google", Options(user="google")),
        ("https://www.youtube.com/@brand", None),
        ("https://www.youtube.com/watch?v=kNI_LcbvtNk", None),
        ("https://youtube.com.evil.example/channel/" + CHANNEL, None),
        ("https://www.youtube.com/channel/UCshort", None),
    ],
)
def test_addresses_that_a_person_pastes(url: str, options: Options | None) -> None:
    assert recognise(url) == options


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.youtube.com/@brand", "https://www.youtube.com/@brand"),
        ("youtube.com/@brand/videos", "https://www.youtube.com/@brand"),
        ("https://m.youtube.com/c/Brand?x=1", "https://www.youtube.com/c/Brand"),
        ("https://www.youtube.com/user/google/about", "https://www.youtube.com/user/google"),
        (f"https://www.youtube.com/channel/{CHANNEL}", None),
        ("https://mastodon.social/@brand", None),
    ],
)
def test_a_handle_names_the_page_that_tells_the_feed(url: str, page: str | None) -> None:
    assert handle_page(url) == page


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "give `channel`, `playlist`, `user` or `url`"),
        ({"channel": CHANNEL, "playlist": "PLH3mdhuA3a24"}, "not `channel` and `playlist` at once"),
        ({"channel": "@brand"}, "UC and 22 characters"),
        ({"playlist": "x"}, "the part after `list=`"),
        ({"user": "google", "only": "shorts"}, "`only` works with `channel`"),
        ({"channel": CHANNEL, "only": "clips"}, "'videos', 'shorts' or 'live'"),
        ({"channel": CHANNEL, "service": "not a server"}, "give the server's address"),
    ],
)
def test_a_mistake_in_the_options_is_a_sentence(options: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Options.model_validate(options)
