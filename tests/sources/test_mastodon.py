"""Mastodon, and what speaks like it: statuses to items, accounts and hashtags to questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.errors import FetchError, ReadError
from parvis.model.exchange import Request, Response
from parvis.model.raw_post import RawPost
from parvis.sources.mastodon import Options, read, recognise, requests
from parvis.tidy import dates

Captured = Callable[[str], bytes]
ANY = Options(url="content/recorded/x.json")
BRAND = Options(account="@brand@mastodon.social")
NEW = Response(url="https://x.example", status=200, items=40, new=40)


def posts(body: bytes) -> list[RawPost]:
    return list(read(body, ANY))


def status(**changes: Any) -> bytes:
    """A status with the least that it has."""
    account = {"id": "1", "acct": "ada", "url": "https://toot.example/@ada", "display_name": "Ada"}
    return json.dumps(
        [{"id": "9", "uri": "https://toot.example/users/ada/statuses/9", "account": account, "content": "<p>x</p>", **changes}]
    ).encode()


def answer(document: object = (), *, new: int = 0, link: str = "", url: str = "https://mastodon.social/api") -> Response:
    return Response(url=url, status=200, body=json.dumps(document).encode(), headers={"link": link} if link else {}, new=new)


def test_a_captured_account_gives_all_its_statuses(captured: Captured) -> None:
    found = posts(captured("mastodon-api/account_statuses_20.json"))

    assert len(found) == 20
    assert all(dates.read(post.published or "") for post in found)
    assert {post.author.handle for post in found} == {"@schochastics@fosstodon.org"}
    assert {post.author.name for post in found} == {"David Schoch"}
    assert len({post.native for post in found}) == 20
    assert all((post.url or "").startswith("https://fosstodon.org/@schochastics/") for post in found)
    assert sum(bool(post.media) for post in found) == 7
    assert sum(bool(post.links) for post in found) == 8
    assert sum(medium.alt is not None for post in found for medium in post.media) >= 7


def test_an_account_that_does_not_want_to_be_indexed_has_opted_out(captured: Captured) -> None:
    found = posts(captured("mastodon-api/account_statuses_20.json"))

    assert all(post.author.opted_out for post in found)


@pytest.mark.parametrize(
    ("account", "opted_out"),
    [
        ({}, False),
        ({"noindex": None, "indexable": None}, False),
        ({"noindex": True}, True),
        ({"indexable": False}, True),
        ({"discoverable": False}, False),
    ],
)
def test_only_a_plain_no_is_an_opt_out(account: dict[str, object], *, opted_out: bool) -> None:
    whole = {"id": "1", "acct": "ada", "url": "https://toot.example/@ada", **account}

    [post] = posts(status(account=whole))

    assert post.author.opted_out is opted_out


def test_a_captured_hashtag_timeline_keeps_remote_authors_and_pictures(captured: Captured) -> None:
    found = posts(captured("mastodon-api/tag_timeline_rstats_remote.json"))

    assert len(found) == 5
    assert found[0].author.handle == "@simonpcouch@rstats.me"
    assert found[1].author.handle == "@useR_conf@mastodon.social"
    assert found[0].native == "https://rstats.me/users/simonpcouch/statuses/114870142137562212"
    picture = found[0].media[0]
    assert (picture.kind, picture.width, picture.height) == ("image", 1273, 687)
    assert picture.alt is not None
    assert picture.alt.startswith("A screenshot of a Claude Code terminal.")
    assert "rstats" in found[1].tags


def test_a_quote_loses_its_fallback_and_keeps_its_link(captured: Captured) -> None:
    [post] = posts(captured("mastodon-api/status_with_quote_2025.json"))

    assert "RE:" not in (post.html or "")
    assert "actual reply that quotes" in (post.html or "")
    assert post.links == ("https://bsky.brid.gy/r/https://bsky.app/profile/did:plc:5syfqzormjkutgo5hi2u2gpr/post/3lwlumdwf522i",)


def test_a_sound_has_its_length_and_a_status_for_followers_is_only_a_link(captured: Captured) -> None:
    [post] = posts(captured("mastodon-api/status_with_media.json"))

    assert post.kind == "audio"
    assert post.media[0].duration == pytest.approx(217.73, abs=0.01)
    assert post.media[0].preview == "https://mastodon.social/media_proxy/110447012463944310/small"
    assert post.author.opted_out


def test_a_status_to_single_people_is_never_an_item() -> None:
    assert posts(status(visibility="direct")) == []
    assert len(posts(status(visibility="public"))) == 1


@pytest.mark.parametrize(
    ("file", "author", "repeated"),
    [
        ("status_boosted_2018.json", "Björn Schießle 🌍 🇪🇺", "https://mastodon.social/users/bjoern/statuses/101099270780752936"),
        (
            "status_boost_2026_test_server.json",
            "John Lennon",
            "http://localhost:3000/ap/users/117020565966271181/statuses/117020586019094258",
        ),
    ],
)
def test_a_boost_shows_the_original_and_says_what_it_repeats(captured: Captured, file: str, author: str, repeated: str) -> None:
    [post] = posts(captured(f"mastodon-api/{file}"))

    assert post.repost_of == repeated
    assert post.native != repeated
    assert post.author.name == author
    assert "RT" not in (post.html or "")


def test_a_poll_has_its_votes_in_order(captured: Captured) -> None:
    [post] = posts(captured("polls/mastodon_status_with_poll.json"))

    assert post.poll is not None
    assert post.poll.options == (("real", 8), ("fr fr", 17), ("so true", 14), (":hecker:", 25))
    assert (post.poll.closed, post.poll.voters, post.poll.closes) == (True, 47, "2023-05-29T12:51:38.000Z")
    assert post.updated == "2023-05-28T12:51:38.000Z"


def test_a_captured_poll_is_read_where_it_stands_in_a_status(captured: Captured) -> None:
    poll = json.loads(captured("polls/mastodon_poll.json"))

    [post] = posts(status(poll=poll))

    assert post.poll is not None
    assert [option for option, _ in post.poll.options] == [option["title"] for option in poll["options"]]
    assert sum(votes for _, votes in post.poll.options) == post.poll.voters == 25


def test_a_poll_alone_is_no_status(captured: Captured) -> None:
    with pytest.raises(ReadError, match="not a list of Mastodon statuses"):
        posts(captured("polls/mastodon_poll.json"))


def test_pleroma_and_akkoma_are_read_as_mastodon_is(captured: Captured) -> None:
    [akkoma] = posts(captured("fediverse-other/akkoma_quote_status.json"))
    [pleroma] = posts(captured("fediverse-other/pleroma_status_attachments.json"))

    assert akkoma.author.handle == "@technicat@miraiverse.xyz"
    assert akkoma.links == ("https://universeodon.com/@technicat/112973737736509814",)
    assert pleroma.warning == "Coffee, Star Trek"
    assert pleroma.tags == ("coffee", "love")
    assert [(medium.kind, medium.preview) for medium in pleroma.media] == [("image", None)]


def test_an_outbox_gives_its_public_notes_without_what_is_only_repeated(captured: Captured) -> None:
    found = posts(captured("fediverse-other/pleroma_outbox_activitypub.json"))

    assert len(found) == 7
    assert {post.author.handle for post in found} == {"@kaniini@pleroma.site"}
    assert found[1].reply_to == "https://pony.social/users/cult/statuses/101702157588110475"


def test_a_mobilizon_event_keeps_its_time_and_place(captured: Captured) -> None:
    [post] = posts(captured("fediverse-other/mobilizon_event_activitypub.json"))

    assert post.kind == "event"
    assert post.occasion is not None
    assert (post.occasion.start, post.occasion.place) == ("2022-12-11T19:00:00+00:00", "The Kenn Centre")
    assert post.tags == ("Dance", "Caledonian", "Lesson")


def test_an_animated_picture_is_a_film_and_an_unknown_attachment_a_document() -> None:
    attachments = [
        {
            "type": "gifv",
            "url": "https://f.example/a.mp4",
            "preview_url": "https://f.example/a.png",
            "meta": {"original": {"duration": 2.5, "width": 10}},
        },
        {"type": "unknown", "url": None, "remote_url": "https://f.example/b.bin"},
        {"type": "image", "url": None},
    ]

    [post] = posts(status(media_attachments=attachments))

    assert [(medium.kind, medium.url, medium.preview, medium.duration) for medium in post.media] == [
        ("video", "https://f.example/a.mp4", "https://f.example/a.png", 2.5),
        ("document", "https://f.example/b.bin", None, None),
    ]
    assert post.kind == "video"


def test_an_answer_within_the_own_thread_names_the_status_that_it_answers() -> None:
    [own] = posts(status(in_reply_to_id="8", in_reply_to_account_id="1"))
    [other] = posts(status(in_reply_to_id="8", in_reply_to_account_id="2"))

    assert own.reply_to == "https://toot.example/users/ada/statuses/8"
    assert other.reply_to == "8"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "nothing"),
        (b"<!doctype html><html><body>Log in</body></html>", "web page"),
        (b'{"error": "This method requires an authenticated user"}', "This method requires an authenticated user"),
        (b'[{"id": ', "not a list of Mastodon statuses"),
        (b'"text"', "another shape"),
    ],
)
def test_what_is_no_list_of_statuses_is_said_so(body: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        posts(body)


def test_an_account_is_looked_up_once_then_walked_through(converse: Any) -> None:
    link = '<https://evil.example/api/v1/accounts/7/statuses?max_id=55>; rel="next", <https://mastodon.social/x?min_id=99>; rel="prev"'
    answers = [answer({"id": "7"}), answer([{}], new=40, link=link), answer([], new=0)]

    asked, state = converse(requests(BRAND, {}), answers)

    assert [request.items for request in asked] == [False, True, True]
    assert asked[0].url == "https://mastodon.social/api/v1/accounts/lookup?acct=brand"
    assert asked[1].url == "https://mastodon.social/api/v1/accounts/7/statuses?limit=40&exclude_replies=true&exclude_reblogs=true"
    assert asked[2].url == f"{asked[1].url}&max_id=55"
    assert state["account"] == "7"


def test_a_known_account_is_not_looked_up_again_but_another_one_is(converse: Any) -> None:
    remembered = {"account": "7", "account_of": "brand@mastodon.social at https://mastodon.social"}
    options = Options(account="@BRAND@mastodon.social", replies=True, boosts=True, only_media=True)

    asked, _ = converse(requests(options, remembered), [answer([])])
    other, _ = converse(requests(Options(account="ada", host="https://toot.example:3000"), remembered), [answer({"id": "8"}), answer([])])

    assert [request.url for request in asked] == ["https://mastodon.social/api/v1/accounts/7/statuses?limit=40&only_media=true"]
    assert [request.url.partition("?")[0] for request in other] == [
        "https://toot.example:3000/api/v1/accounts/lookup",
        "https://toot.example:3000/api/v1/accounts/8/statuses",
    ]


def test_a_look_up_that_fails_tells_the_instances_own_words(converse: Any) -> None:
    with pytest.raises(ReadError, match="Record not found"):
        converse(requests(BRAND, {}), [answer({"error": "Record not found"})])


def test_a_hashtag_is_asked_of_each_instance_as_far_as_it_shows_it(converse: Any) -> None:
    feeds = {"configuration": {"timelines_access": {"hashtag_feeds": {"local": "public", "remote": "disabled"}}}}
    options = Options(tag="#crème brûlée", hosts=("a.example", "b.example"))

    asked, state = converse(requests(options, {}), [answer({}), answer([]), answer(feeds), answer([])])

    assert asked[0].url == "https://a.example/api/v2/instance"
    assert asked[1].url == "https://a.example/api/v1/timelines/tag/cr%C3%A8me%20br%C3%BBl%C3%A9e?limit=40"
    assert asked[3].url.endswith("?limit=40&local=true")
    assert state == {}


def test_an_instance_that_shows_hashtags_to_members_alone_is_said_so(converse: Any) -> None:
    feeds = {"configuration": {"timelines_access": {"hashtag_feeds": {"local": "authenticated", "remote": "authenticated"}}}}

    with pytest.raises(ReadError, match=r"a\.example shows hashtags to its members alone"):
        converse(requests(Options(tag="x", hosts=("a.example",)), {}), [answer(feeds)])


def test_one_instance_that_is_down_does_not_stop_the_others(converse: Any) -> None:
    options = Options(tag="x", hosts=("a.example", "b.example"))

    asked, _ = converse(requests(options, {}), [FetchError("down"), answer({}), answer([])])

    assert asked[-1].url.startswith("https://b.example/api/v1/timelines/tag/x")
    with pytest.raises(FetchError, match="down"):
        converse(requests(options, {}), [FetchError("down"), FetchError("down, too")])


def test_an_address_given_whole_is_asked_as_it_stands(converse: Any) -> None:
    asked, state = converse(requests(ANY, {"kept": "x"}), [NEW])

    assert asked == [Request(url="content/recorded/x.json", accept="application/json")]
    assert state == {"kept": "x"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://mastodon.social/@brand", {"account": "@brand@mastodon.social"}),
        ("mastodon.social/@brand/", {"account": "@brand@mastodon.social"}),
        ("https://piaille.fr/@brand/media", {"account": "@brand@piaille.fr"}),
        ("https://mastodon.social/users/brand", {"account": "@brand@mastodon.social"}),
        ("https://mastodon.social/@brand@piaille.fr", {"account": "@brand@piaille.fr"}),
        ("@brand@mastodon.social", {"account": "@brand@mastodon.social"}),
        ("http://127.0.0.1:3000/@brand", {"account": "brand", "host": "http://127.0.0.1:3000"}),
        ("https://mastodon.social/tags/caf%C3%A9", {"tag": "café", "hosts": ("https://mastodon.social",)}),
    ],
)
def test_a_pasted_address_is_recognised(url: str, expected: dict[str, object]) -> None:
    found = recognise(url)

    assert found is not None
    assert {name: value for name, value in found.model_dump().items() if value} == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/@brand",
        "https://www.tiktok.com/@brand",
        "https://www.threads.net/@brand",
        "https://medium.com/@brand",
        "https://blog.example/tags/python/",
        "https://mastodon.social/@brand/110447012773105565",
        "https://mastodon.social/",
        "brand",
        "http://[",
        "ftp://mastodon.social/@brand",
    ],
)
def test_other_addresses_are_left_to_others(url: str) -> None:
    assert recognise(url) is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "give `account`, `tag` or `url`"),
        ({"account": "brand"}, "say where the account lives"),
        ({"account": "brand at mastodon", "host": "a.example"}, "is no account"),
        ({"tag": "x"}, "which instances"),
        ({"account": "@a@b.example", "tag": "x"}, "account"),
        ({"account": "@a@b.example", "hots": ["x"]}, "hots"),
        ({"account": "a", "host": "ftp://b.example"}, "server"),
    ],
)
def test_a_wrong_option_gets_a_sentence(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Options.model_validate(options)
