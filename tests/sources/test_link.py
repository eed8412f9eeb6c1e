"""Cards written by hand: nothing is asked, and every mistake in them gets a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from parvis.sources import kind
from parvis.sources.link import Options, items, recognise, requests

CARD = {"url": "https://www.linkedin.com/posts/x", "title": "A word"}


def options(**changes: Any) -> Options:
    return Options.model_validate({"items": [{**CARD, **changes}]})


def test_a_card_says_what_was_written() -> None:
    written = {
        "text": "Bravo",
        "author": "Ada",
        "author_url": "https://ada.example",
        "picture": "https://ada.example/p.jpg",
        "picture_alt": "A cake",
    }

    [post] = items(options(**written, published="2026-03-02", language="fr", tags=["press"]))

    assert (post.native, post.url, post.kind) == (CARD["url"], CARD["url"], "link")
    assert (post.title, post.text, post.author.name, post.author.url) == ("A word", "Bravo", "Ada", "https://ada.example")
    assert [(medium.url, medium.alt) for medium in post.media] == [("https://ada.example/p.jpg", "A cake")]
    assert (post.published, post.language, post.tags) == ("2026-03-02", "fr", ("press",))


@pytest.mark.parametrize(
    ("written", "published"),
    [(date(2026, 3, 2), "2026-03-02"), (datetime(2026, 3, 2, 10, tzinfo=UTC), "2026-03-02T10:00:00+00:00"), (None, None)],
)
def test_a_date_that_yaml_has_read_is_a_date(written: object, published: str | None) -> None:
    [post] = items(options(published=written))

    assert post.published == published


def test_nothing_is_asked(converse: Any) -> None:
    asked: list[object] = list(requests(options(), {"kept": "x"}))

    assert asked == []
    assert hasattr(kind("link"), "items")


def test_cards_keep_their_order() -> None:
    urls = [f"https://x.example/{number}" for number in (3, 1, 2)]

    found = items(Options.model_validate({"items": [{"url": url, "title": "T"} for url in urls]}))

    assert [post.url for post in found] == urls


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "give `items`"),
        ({"url": "https://x.example", "items": [CARD]}, "no `url` of its own"),
        ({"items": [{"title": "T"}]}, r"items\.0\.url"),
        ({"items": [{"url": "javascript:alert(1)", "title": "T"}]}, "no address of the Web"),
        ({"items": [{**CARD, "picture": "data:image/png;base64,x"}]}, "no address of the Web"),
        ({"items": [{**CARD, "published": "soon"}]}, "is no date"),
        ({"items": [{**CARD, "titel": "T"}]}, "titel"),
        ({"items": [{**CARD, "title": ""}]}, "title"),
        ({"items": [CARD, CARD]}, "twice"),
    ],
)
def test_a_wrong_card_gets_a_sentence(given: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Options.model_validate(given)


def test_no_address_is_recognised_because_only_a_person_knows_the_words() -> None:
    assert recognise("https://www.linkedin.com/posts/x") is None
