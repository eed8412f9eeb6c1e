"""Whatever is broken in an answer, reading it raises ReadError or gives items whose fields have the types they say."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis import sources
from parvis.errors import ReadError
from parvis.model.raw_post import RawPost

ANSWERS = {
    "mastodon": (
        *(
            "mastodon-api/account_statuses_20",
            "mastodon-api/status_with_quote_2025",
            "mastodon-api/status_boosted_2018",
            "mastodon-api/status_with_media",
        ),
        *("polls/mastodon_status_with_poll", "fediverse-other/akkoma_quote_status", "fediverse-other/pleroma_status_attachments"),
        *(
            "fediverse-other/pleroma_outbox_activitypub",
            "fediverse-other/mobilizon_event_activitypub",
            "mastodon-api/tag_timeline_rstats_remote",
        ),
    ),
    "bluesky": ("bluesky/author_feed_50", "bluesky/quotes", "bluesky/thread_embed_media", "bluesky/post_thread"),
    "discourse": ("discourse/latest", "discourse/topic"),
    "lemmy": ("fediverse-other/lemmy_page_activitypub", "fediverse-other/nodebb_page_activitypub"),
    "youtube_api": ("youtube-api/videos_rick_astley_brand", "youtube-api/playlistItems_paged_1"),
    "instagram": ("instagram/user_media_p2", "instagram/media_fields", "instagram/hashtag_top_media_p1"),
    "threads": ("instagram/threads_user_posts",),
    "facebook": (
        "facebook-graph/page_feed_p1",
        "facebook-graph/multi_posts",
        "facebook-graph/page_posts_2016",
        "facebook-graph/events_info",
    ),
    "x": ("x-twitter/v2_search_recent", "x-twitter/v2_timeline_tweets"),
}
#: What these kinds may be given in place of an answer of their own: nothing captured has their form.
INVENTED: dict[str, Any] = {
    "tiktok": {
        "data": {
            "videos": [
                {"id": "1", "share_url": "https://www.tiktok.com/@a/video/1", "duration": 3, "cover_image_url": "https://c.example/x"}
            ]
        }
    },
    "webmention": {
        "children": [
            {"wm-id": 1, "wm-property": "in-reply-to", "content": {"html": "x"}, "author": {"name": "a"}, "photo": ["https://x.example"]}
        ]
    },
    "lemmy": {
        "posts": [
            {
                "post": {"ap_id": "https://x.example/1", "url": "https://x.example/a.png"},
                "creator": {"name": "a"},
                "counts": {"comments": 1},
            }
        ]
    },
    "oembed": {
        "type": "video",
        "title": "T",
        "thumbnail_url": "https://x.example/a.png",
        "thumbnail_width": 3,
        "duration": 2,
        "author_name": "a",
    },
    "x": {"data": [{"id": "1", "attachments": {"media_keys": ["m"], "poll_ids": ["p"]}, "note_tweet": {"text": "a https://t.co/b"}}]}
    | {
        "includes": {
            "media": [{"media_key": "m", "type": "video", "variants": [{"url": "https://x.example", "bit_rate": 1}]}],
            "polls": [{"id": "p", "options": [{}]}],
        }
    },
}
STRANGE = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        -1,
        7,
        1e300,
        2.5,
        10**40,
        "",
        " ",
        "x",
        "\x00\ud800",
        "http://[",
        [],
        [None],
        ["x", 7],
        {},
        {"id": None},
        {"": ""},
    ]
)
CHANGES = st.lists(st.tuples(st.integers(0, 10**9), st.one_of(st.just(...), STRANGE)), min_size=1, max_size=6)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a document: a container, and the key or index in it."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [place for key in keys for place in ((value, key), *places(value[key]))]


def shortened(value: Any) -> Any:
    """At most three of each list, so that changes hit what matters."""
    if isinstance(value, dict):
        return {key: shortened(inner) for key, inner in value.items()}
    return [shortened(inner) for inner in value[:3]] if isinstance(value, list) else value


def broken(document: Any, changes: list[tuple[int, Any]]) -> bytes:
    document = deepcopy(document)
    for number, value in changes:
        found = places(document)
        if not found:
            break
        container, key = found[number % len(found)]
        if value is ...:
            del container[key]
        else:
            container[key] = deepcopy(value)
    return json.dumps(document).encode()


def read(kind: str, body: bytes) -> list[RawPost]:
    """The items of an answer; none where a ReadError says why. Whatever else is raised is a fault."""
    given: dict[str, Any] = {"urls": ["https://vimeo.com/1"]} if kind == "oembed" else {"url": "content/recorded/x.json"}
    options = sources.options_of(kind, given)
    try:
        return list(sources.read(kind, body, options))
    except ReadError as error:
        assert len(str(error)) > 10  # noqa: PT017 (any number of examples raises it)
        return []


def as_the_model_says(posts: list[RawPost]) -> list[RawPost]:
    """The same items, if every field has the type that it says; else ValidationError names the field."""
    return msgspec.convert(msgspec.to_builtins(posts), list[RawPost], strict=True)


@pytest.mark.parametrize(("kind", "file"), [(kind, file) for kind, files in ANSWERS.items() for file in files])
def test_a_captured_answer_may_be_broken_anywhere(captured: Callable[[str], bytes], kind: str, file: str) -> None:
    document = shortened(json.loads(captured(f"{file}.json")))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(changes=CHANGES)
    def check(changes: list[tuple[int, Any]]) -> None:
        found = read(kind, broken(document, changes))
        assert as_the_model_says(found) == found

    assert read(kind, json.dumps(document).encode())
    check()


@pytest.mark.parametrize("kind", INVENTED)
def test_an_answer_after_the_published_format_gives_one_item(kind: str) -> None:
    assert len(read(kind, json.dumps(INVENTED[kind]).encode())) == 1


@pytest.mark.parametrize("kind", INVENTED)
@settings(max_examples=150, deadline=None, database=None)
@given(changes=CHANGES)
def test_an_answer_after_the_published_format_may_be_broken_anywhere(kind: str, changes: list[tuple[int, Any]]) -> None:
    found = read(kind, broken(INVENTED[kind], changes))

    assert as_the_model_says(found) == found


@pytest.mark.parametrize("kind", [*ANSWERS, "tiktok", "webmention", "oembed"])
@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"{}", b"7", b'"x"', b"{", b"[[[[", b"\xff\xfe", b"\x00" * 9, b"<", b"<html>", b'{"data": 7}', b'{"items": {}}'],
)
def test_what_is_no_answer_at_all_is_a_read_error(kind: str, body: bytes) -> None:
    options = sources.options_of(kind, {"url": "content/recorded/x.json"})

    with pytest.raises(ReadError, match=r"\w+ \w+"):
        list(sources.read(kind, body, options))


@pytest.mark.parametrize("kind", [*ANSWERS, "tiktok", "webmention", "oembed"])
def test_an_empty_list_is_a_read_error_or_no_items(kind: str) -> None:
    assert read(kind, b"[]") == []


@given(body=st.binary(max_size=200))
@settings(max_examples=50, deadline=None, database=None)
@pytest.mark.parametrize("kind", ["mastodon", "x", "discourse"])
def test_any_bytes_are_a_read_error_or_no_items(kind: str, body: bytes) -> None:
    assert read(kind, body) == []
