"""Bluesky: posts to items, byte offsets to links, accounts, lists and custom feeds to questions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.exchange import Response
from parvis.model.raw_post import RawPost
from parvis.sources.bluesky import Options, read, recognise, requests
from parvis.tidy import dates
from parvis.tidy.text import plain

Captured = Callable[[str], bytes]
ANY = Options(url="content/recorded/x.json")
DID = "did:plc:z72i7hdynmk6r22z27h6tvur"


def posts(body: bytes, options: Options = ANY) -> list[RawPost]:
    return list(read(body, options))


def feed(text: str = "x", *, post: dict[str, Any] | None = None, author: dict[str, Any] | None = None, **record: Any) -> bytes:
    """A feed of one post."""
    whole = {
        "uri": f"at://{DID}/app.bsky.feed.post/3abc",
        "author": {"did": DID, "handle": "ada.example", **(author or {})},
        "record": {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-01-01T00:00:00Z", **record},
        **(post or {}),
    }
    return json.dumps({"feed": [{"post": whole}]}).encode()


def facet(text: str, part: str, kind: str, **feature: str) -> dict[str, Any]:
    start = len(text[: text.index(part)].encode())
    return {
        "index": {"byteStart": start, "byteEnd": start + len(part.encode())},
        "features": [{"$type": f"app.bsky.richtext.facet#{kind}", **feature}],
    }


def answer(document: object, *, new: int = 0) -> Response:
    return Response(url="https://public.api.bsky.app/xrpc/x", status=200, body=json.dumps(document).encode(), new=new)


def test_a_captured_author_feed_gives_all_its_posts_and_reposts(captured: Captured) -> None:
    found = posts(captured("bluesky/author_feed_50.json"))

    assert len(found) == 50
    assert sum(post.repost_of is not None for post in found) == 7
    assert len({post.native for post in found}) == 50
    assert all(dates.read(post.published or "") for post in found)
    assert Counter(post.author.handle for post in found)["chriskenny.bsky.social"] == 43
    assert all((post.author.url or "").startswith("https://bsky.app/profile/did:plc:") for post in found)
    assert all((post.url or "").startswith("https://bsky.app/profile/did:plc:") and "/post/" in (post.url or "") for post in found)


def test_no_byte_offset_of_the_captured_feed_goes_wrong(captured: Captured) -> None:
    document = json.loads(captured("bluesky/author_feed_50.json"))
    found = posts(captured("bluesky/author_feed_50.json"))

    marked = 0
    for entry, post in zip(document["feed"], found, strict=True):
        record = entry["post"]["record"]
        whole = record["text"].encode()
        if not record.get("facets"):
            assert post.text == record["text"].strip()
            continue
        assert " ".join(plain(post.html or "").split()) == " ".join(record["text"].split())
        for one in record["facets"]:
            label = whole[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode()
            assert f">{label}</a>" in (post.html or "")
            marked += 1
    assert marked == 63


def test_reposts_stay_away_where_they_are_not_wanted(captured: Captured) -> None:
    found = posts(captured("bluesky/author_feed_50.json"), Options(url="x", reposts=False))

    assert len(found) == 43
    assert all(post.repost_of is None for post in found)


def test_the_captured_feeds_keep_pictures_cards_quotes_and_answers(captured: Captured) -> None:
    found = posts(captured("bluesky/author_feed_50.json"))
    team = posts(captured("bluesky/feed_bsky_team_brand.json"))

    assert sum(len(post.media) for post in found) == 34  # 20 pictures, 14 cards
    assert all(medium.kind == "image" for post in found for medium in post.media)
    assert any(post.reply_to for post in found)
    assert any("bsky.app/profile" in link for post in found for link in post.links)
    assert len(team) == 7
    assert (team[0].media[0].width, team[0].media[0].height, team[0].media[0].alt) == (
        2000,
        1272,
        "Bluesky profile with “live now” indicator",
    )
    assert team[2].links == ("https://docs.bsky.app/blog/account-management",)
    assert team[0].counts.likes == 2900


def test_a_film_has_its_still_its_size_and_its_words() -> None:
    film = {
        "$type": "app.bsky.embed.video#view",
        "playlist": "https://video.bsky.app/watch/x/playlist.m3u8",
        "thumbnail": "https://video.bsky.app/watch/x/thumbnail.jpg",
        "alt": "Macarons",
        "aspectRatio": {"width": 9, "height": 16},
    }

    [alone] = posts(feed(post={"embed": film}))
    [beside] = posts(feed(post={"embed": {"$type": "app.bsky.embed.recordWithMedia#view", "media": film, "record": {}}}))

    assert alone.kind == "video"
    assert alone.media == beside.media
    medium = alone.media[0]
    assert (medium.kind, medium.url, medium.preview) == ("video", film["playlist"], film["thumbnail"])
    assert (medium.width, medium.height, medium.alt) == (9, 16, "Macarons")


def test_threads_and_lists_of_posts_are_read_too(captured: Captured) -> None:
    [thread] = posts(captured("bluesky/post_thread.json"))
    [media] = posts(captured("bluesky/thread_embed_media.json"))
    quotes = posts(captured("bluesky/quotes.json"))

    assert '<a href="http://localview.net">localview.net</a>' in (thread.html or "")
    assert len(media.media) == 1
    assert media.links == ("https://bsky.app/profile/did:plc:kvwvcn5iqfooopmyzvb4qzba/post/3kahesw26il2z",)
    assert [post.author.handle for post in quotes] == ["randvegan.bsky.social", "chriskenny.bsky.social"]
    assert "https://bsky.app/profile/did:plc:5c2r73erhng4bszmxlfdtscf/post/3lc5c5qv72r2w" in quotes[0].links


def test_links_mentions_and_tags_become_html_and_the_rest_is_escaped() -> None:
    text = "🥐 <b>café</b> @ada at x.example #crème & more"
    facets = [
        facet(text, "#crème", "tag", tag="crème"),
        facet(text, "@ada", "mention", did=DID),
        facet(text, "x.example", "link", uri='https://x.example/?a="b"&c'),
    ]

    [post] = posts(feed(text, facets=facets))

    assert post.html == (
        f'<p>🥐 &lt;b&gt;café&lt;/b&gt; <a href="https://bsky.app/profile/{DID}">@ada</a> at '
        '<a href="https://x.example/?a=&quot;b&quot;&amp;c">x.example</a> '
        '<a href="https://bsky.app/hashtag/cr%C3%A8me">#crème</a> &amp; more</p>'
    )
    assert post.tags == ("crème",)
    assert post.mentions == ("@ada",)
    assert post.text is None


@pytest.mark.parametrize(
    "index", [{"byteStart": 3, "byteEnd": 2}, {"byteStart": 0, "byteEnd": 99}, {"byteStart": -1, "byteEnd": 2}, {}, None, "x"]
)
def test_a_facet_outside_of_the_text_is_left_out(index: object) -> None:
    one = {"index": index, "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://x.example"}]}

    [post] = posts(feed("abc", facets=[one]))

    assert post.html == "<p>abc</p>"


def test_line_breaks_stay() -> None:
    text = "one #x\ntwo\n\n\nthree"

    [post] = posts(feed(text, facets=[facet(text, "#x", "tag", tag="x")]))

    assert post.html == '<p>one <a href="https://bsky.app/hashtag/x">#x</a><br>two</p><p>three</p>'


@pytest.mark.parametrize(
    ("labels", "opted_out"),
    [
        ([{"src": DID, "val": "!no-unauthenticated"}], True),
        ([{"src": DID, "val": "!no-unauthenticated", "neg": True}], False),
        ([{"src": "did:plc:somebodyelse", "val": "!no-unauthenticated"}], False),
        ([{"src": DID, "val": "bot"}], False),
        (None, False),
    ],
)
def test_only_the_authors_own_label_is_an_opt_out(labels: object, *, opted_out: bool) -> None:
    [post] = posts(feed(author={"labels": labels}))

    assert post.author.opted_out is opted_out


@pytest.mark.parametrize(
    ("post", "record", "sensitive"),
    [
        ({"labels": [{"val": "porn"}]}, {}, True),
        ({}, {"labels": {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "graphic-media"}]}}, True),
        ({"labels": [{"val": "porn", "neg": True}]}, {}, False),
        ({"labels": [{"val": "spam"}]}, {}, False),
    ],
)
def test_a_label_of_the_post_makes_it_sensitive(post: dict[str, Any], record: dict[str, Any], *, sensitive: bool) -> None:
    [found] = posts(feed(post=post, **record))

    assert found.sensitive is sensitive


def test_deleted_and_blocked_posts_are_left_out() -> None:
    gone = [{"post": {"uri": "at://x", "notFound": True}}, {"post": {"uri": "at://y", "blocked": True, "author": {"did": DID}}}, {}, None]

    assert posts(json.dumps({"feed": gone}).encode()) == []


def test_an_error_is_told_in_the_networks_own_words() -> None:
    with pytest.raises(ReadError, match="the network answered: Profile not found"):
        posts(b'{"error": "InvalidRequest", "message": "Profile not found"}')


def test_an_account_is_walked_by_its_cursor(converse: Any) -> None:
    first, second = answer({"feed": [{}], "cursor": "2026-01-01T00:00:00Z"}, new=3), answer({"feed": [], "cursor": "again"}, new=0)

    asked, _ = converse(requests(Options(actor="@Brand.example"), {}), [first, second])

    assert asked[0].url == (
        "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=brand.example&limit=100&filter=posts_and_author_threads"
    )
    assert asked[1].url == asked[0].url + "&cursor=2026-01-01T00%3A00%3A00Z"


def test_a_handle_in_a_feed_is_resolved_once(converse: Any) -> None:
    options = Options(feed="at://bsky.app/app.bsky.feed.generator/bsky-team")

    asked, state = converse(requests(options, {}), [answer({"did": DID}), answer({"feed": []})])
    again, _ = converse(requests(options, state), [answer({"feed": []})])

    assert asked[0].url == "https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle?handle=bsky.app"
    assert not asked[0].items
    assert f"getFeed?feed=at%3A%2F%2F{DID.replace(':', '%3A')}%2Fapp.bsky.feed.generator%2Fbsky-team" in asked[1].url
    assert [request.url for request in again] == [asked[1].url]


def test_a_list_is_asked_of_the_service_that_is_given(converse: Any) -> None:
    options = Options(list=f"at://{DID}/app.bsky.graph.list/3abc", service="http://127.0.0.1:8080")

    asked, _ = converse(requests(options, {}), [answer({"feed": []})])

    assert asked[0].url.startswith("http://127.0.0.1:8080/xrpc/app.bsky.feed.getListFeed?list=at%3A%2F%2F")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://bsky.app/profile/Brand.example", {"actor": "brand.example"}),
        ("bsky.app/profile/brand.bsky.social/", {"actor": "brand.bsky.social"}),
        (f"https://bsky.app/profile/{DID}", {"actor": DID}),
        ("https://bsky.app/profile/bsky.app/feed/bsky-team", {"feed": "at://bsky.app/app.bsky.feed.generator/bsky-team"}),
        (f"https://bsky.app/profile/{DID}/lists/3abc", {"list": f"at://{DID}/app.bsky.graph.list/3abc"}),
    ],
)
def test_a_pasted_address_is_recognised(url: str, expected: dict[str, str]) -> None:
    found = recognise(url)

    assert found is not None
    assert found.model_dump(exclude_unset=True) == expected


@pytest.mark.parametrize(
    "url", ["https://bsky.app/", "https://bsky.app/profile/ada.example/post/3abc", "https://x.example/profile/a.example", "http://["]
)
def test_other_addresses_are_left_to_others(url: str) -> None:
    assert recognise(url) is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "give `actor`, `list`, `feed` or `url`"),
        ({"actor": "no handle"}, "is no account"),
        ({"feed": f"at://{DID}/app.bsky.graph.list/3abc"}, "is no feed"),
        ({"list": "https://bsky.app/profile/x/lists/3"}, "is no list"),
    ],
)
def test_a_wrong_option_gets_a_sentence(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Options.model_validate(options)
