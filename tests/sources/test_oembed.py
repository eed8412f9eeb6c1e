"""oEmbed: single works to cards, after the specification's examples."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from parvis import sources
from parvis.errors import FetchError, ReadError
from parvis.model.exchange import Response
from parvis.sources.oembed import Options, read, read_asked, recognise, requests

FILM, DECK = "https://vimeo.com/76979871", "https://www.slideshare.net/ada/macarons-2026"
TIKTOK = "https://www.tiktok.com/@scout/video/6718335390845095173"
GOOD = Response(url="https://x.example", status=200, new=1)


def card(**changes: Any) -> bytes:
    return json.dumps(
        {"version": "1.0", "type": "video", "title": "Macarons", "author_name": "Ada", "author_url": "https://vimeo.com/ada", **changes}
    ).encode()


def test_a_film_becomes_a_card_without_its_player() -> None:
    body = card(
        thumbnail_url="https://i.vimeocdn.com/x.jpg", thumbnail_width=640, thumbnail_height=360, duration=62, html="<iframe src=x></iframe>"
    )

    [post] = read(body, Options(urls=(FILM,)))

    assert (post.native, post.url, post.kind, post.title) == (FILM, FILM, "video", "Macarons")
    assert (post.author.name, post.html) == ("Ada", None)
    medium = post.media[0]
    assert (medium.kind, medium.url, medium.preview) == ("video", FILM, "https://i.vimeocdn.com/x.jpg")
    assert (medium.width, medium.height, medium.duration) == (640, 360, 62)


@pytest.mark.parametrize(
    ("url", "kind", "kinds"),
    [
        (DECK, "link", ["image"]),
        ("https://soundcloud.com/ada/song", "audio", ["audio"]),
        ("https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk", "audio", ["audio"]),
        ("https://www.flickr.com/photos/ada/2341623661/", "photo", ["image"]),
    ],
)
def test_a_card_has_the_kind_of_its_network(url: str, kind: str, kinds: list[str]) -> None:
    answer = (
        card(type="rich", thumbnail_url="https://i.example/x.jpg") if kind != "photo" else card(type="photo", url="https://i.example/x.jpg")
    )

    [post] = read(answer, Options(urls=(url,)))

    assert post.kind == kind
    assert [medium.kind for medium in post.media] == kinds


def test_each_answer_belongs_to_the_address_that_was_asked(converse: Any) -> None:
    options = Options(urls=(FILM, DECK))

    asked, _ = converse(requests(options, {}), [GOOD, GOOD])
    found = [next(iter(sources.read("oembed", card(), options, request.url))).url for request in asked]

    assert [request.url.partition("?")[0] for request in asked] == [
        "https://vimeo.com/api/oembed.json",
        "https://www.slideshare.net/api/oembed/2",
    ]
    assert asked[1].url.endswith("?format=json&url=https%3A%2F%2Fwww.slideshare.net%2Fada%2Fmacarons-2026")
    assert found == [FILM, DECK]


def test_an_address_that_nobody_asked_for_is_not_believed() -> None:
    [post] = read_asked(card(), Options(urls=(FILM,)), "https://vimeo.com/api/oembed.json?url=https%3A%2F%2Fevil.example%2F")

    assert post.url == FILM


@pytest.mark.parametrize(
    ("answer", "page"),
    [
        (card(html=f'<blockquote cite="{TIKTOK}"></blockquote>'), TIKTOK),
        (
            card(html='<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?feature=oembed"></iframe>'),
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (card(provider_name="Vimeo", video_id=76979871), FILM),
        (
            card(type="photo", url="https://i.example/x.jpg", web_page="https://www.flickr.com/photos/a/1/"),
            "https://www.flickr.com/photos/a/1/",
        ),
    ],
)
def test_a_recorded_answer_may_tell_its_page_itself(answer: bytes, page: str) -> None:
    [post] = read(answer, Options(url="content/recorded/card.json"))

    assert post.url == page


def test_a_card_of_nobody_knows_what_is_said_so() -> None:
    with pytest.raises(ReadError, match="which work"):
        list(read(card(), Options(url="content/recorded/card.json")))


def test_a_card_without_author_or_picture_is_still_a_card() -> None:
    [post] = read(b'{"type": "rich", "version": "1.0"}', Options(urls=(DECK,)))

    assert (post.author.name, post.media, post.title) == (None, (), None)


def test_one_work_that_was_taken_down_does_not_stop_the_others(converse: Any) -> None:
    asked, _ = converse(requests(Options(urls=(FILM, DECK)), {}), [FetchError("404"), GOOD])

    assert len(asked) == 2
    with pytest.raises(FetchError, match="404"):
        converse(requests(Options(urls=(FILM,)), {}), [FetchError("404")])


@pytest.mark.parametrize(
    "url",
    [
        DECK,
        FILM,
        TIKTOK,
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://soundcloud.com/forss/flickermood",
        "https://open.spotify.com/intl-fr/track/4uLU6hMCjMI75M1A2tKUQC",
        "https://www.mixcloud.com/spartacus/party-time/",
    ],
)
def test_the_address_of_a_single_work_is_recognised(url: str) -> None:
    found = recognise(url)

    assert found is not None
    assert found.urls == (url,)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.tiktok.com/@brand",
        "https://vimeo.com/brand",
        "https://www.youtube.com/@sucrebleu",
        "https://www.youtube.com/sucrebleuxx",
        "https://www.youtube.com/watch?list=PL1",
        "https://soundcloud.com/forss",
        "https://soundcloud.com/forss/tracks",
        "https://www.flickr.com/photos/ada/",
        "https://www.instagram.com/p/abc/",
        "http://[",
    ],
)
def test_other_addresses_are_left_to_others(url: str) -> None:
    assert recognise(url) is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "give `urls`"),
        ({"urls": ["https://www.instagram.com/p/abc/"]}, "neither author nor picture"),
        ({"urls": ["https://www.linkedin.com/posts/x"]}, "LinkedIn lets nobody"),
        ({"urls": ["https://blog.example/x"]}, "no oEmbed is known"),
        ({"urls": ["vimeo.com/1"]}, "is no address"),
        ({"url": "x.json", "urls": [FILM, DECK]}, "one answer"),
    ],
)
def test_a_wrong_option_gets_a_sentence(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Options.model_validate(options)


def test_another_networks_endpoint_may_be_given(converse: Any) -> None:
    options = Options(urls=("https://blog.example/x",), endpoint="http://127.0.0.1:9/oembed")

    asked, _ = converse(requests(options, {}), [GOOD])

    assert asked[0].url == "http://127.0.0.1:9/oembed?format=json&url=https%3A%2F%2Fblog.example%2Fx"
