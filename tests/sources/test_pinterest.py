"""Pinterest: RSS and lists of the API to pins; people and boards to addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.sources.pinterest import PROVEN, Options, read, recognise

Captured = Callable[[str], bytes]
ANY = Options(user="brand")


@pytest.mark.parametrize("name", ["board_pins.json", "me_pins_extra_fields.json"])
def test_every_captured_pin_has_id_and_page(captured: Captured, name: str) -> None:
    found = list(read(captured(f"pinterest/{name}"), ANY))

    assert len(found) == 4
    assert all(post.url == f"https://www.pinterest.com/pin/{post.native}/" and post.kind == "photo" for post in found)


def test_a_captured_pin_keeps_its_words_or_its_largest_picture(captured: Captured) -> None:
    words = next(iter(read(captured("pinterest/board_pins.json"), ANY)))
    picture = next(iter(read(captured("pinterest/me_pins_extra_fields.json"), ANY)))

    assert (words.text or "").startswith("Blessed are the curious")
    assert (picture.media[0].width, picture.media[0].height) == (1000, 661)


def test_a_person_is_named_by_the_title_of_their_feed() -> None:
    body = b"<rss version='2.0'><channel><title>Sucre Bleu</title><link>https://www.pinterest.com/sucrebleu/</link><item><title>t</title><link>https://www.pinterest.com/pin/12345/</link></item></channel></rss>"

    only = next(iter(read(body, Options(url="https://www.pinterest.com/sucrebleu/feed.rss"))))

    assert (only.author.name, only.author.handle, only.author.url) == ("Sucre Bleu", "sucrebleu", "https://www.pinterest.com/sucrebleu/")


def test_json_without_pins_is_refused() -> None:
    with pytest.raises(ReadError):
        list(read(b'{"status": "failure", "code": 3, "message": "Authentication failed."}', ANY))


def test_it_says_that_it_is_not_proven() -> None:
    assert PROVEN is False


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (Options(user="brand"), "https://www.pinterest.com/brand/feed.rss"),
        (Options(user="brand", board="couleurs"), "https://www.pinterest.com/brand/couleurs.rss"),
        (Options(user="brand", service="http://127.0.0.1:9000"), "http://127.0.0.1:9000/brand/feed.rss"),
    ],
)
def test_options_become_the_feeds_address(options: Options, asked: str) -> None:
    assert options.address() == asked


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("https://www.pinterest.com/brand/couleurs/", Options(user="brand", board="couleurs")),
        ("https://fr.pinterest.com/brand/", Options(user="brand")),
        ("https://www.pinterest.ca/brand/_created/", Options(user="brand")),
        ("pinterest.co.uk/brand/couleurs", Options(user="brand", board="couleurs")),
        ("https://www.pinterest.com/brand/feed.rss", Options(user="brand")),
        ("https://www.pinterest.com/pin/503066220854919493/", None),
        ("https://www.pinterest.com/search/pins/?q=x", None),
        ("https://pinterest.example/brand/", None),
    ],
)
def test_addresses_that_a_person_pastes(url: str, options: Options | None) -> None:
    assert recognise(url) == options


@pytest.mark.parametrize("options", [{}, {"board": "x"}, {"board": "x", "url": "https://x.example/"}])
def test_a_mistake_in_the_options_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)
