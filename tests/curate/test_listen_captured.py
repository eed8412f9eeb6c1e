"""Tone, on what real people really wrote: the captured feeds and reviews."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parvis.curate.listen_tone import heard
from parvis.sources import reddit
from parvis.tidy.text import plain


def captured(shared: Path, name: str) -> Path:
    found = shared / "captured" / name
    if not found.exists():
        pytest.skip(f"../shared is absent: captured/{name} lies there")
    return found


def rated(value: Any) -> Iterator[tuple[str, float]]:
    """Texts with their stars, wherever they stand in a document."""
    if isinstance(value, dict):
        text, stars = value.get("content") or value.get("text"), value.get("im:rating") or value.get("rating")
        text, stars = (one.get("label") if isinstance(one, dict) else one for one in (text, stars))
        if isinstance(text, str) and str(stars).replace(".", "").isdecimal():
            yield text, float(str(stars))
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from rated(inner)


def test_people_who_ask_in_a_title_are_heard_to_ask(shared: Path) -> None:
    body = captured(shared, "reddit/homelab_new.atom").read_bytes()
    posts = list(reddit.read(body, reddit.Options(subreddit="macaronmtl")))
    asking = [post for post in posts if (post.title or "").endswith("?")]

    assert len(asking) > 5
    for post in asking:
        assert "question" in heard(post.title or "", plain(post.html or "")).tones, post.title
    told = next(post for post in posts if (post.html or "").startswith("<p>Hello all, I recently acquired a 40G switch"))
    assert "complaint" not in heard(told.title or "", plain(told.html or "")).tones


def test_words_alone_agree_with_the_stars_far_more_often_than_not(shared: Path) -> None:
    folders = ("reviews-apple", "reviews-yelp", "reviews-google-places")
    found = [
        one for name in folders for path in sorted(captured(shared, name).glob("*.json")) for one in rated(json.loads(path.read_bytes()))
    ]
    right = wrong = 0
    for text, stars in found:
        tones = heard("", text).tones
        right += ("complaint" in tones and stars <= 2) or ("praise" in tones and stars >= 4)
        wrong += ("complaint" in tones and stars >= 4) or ("praise" in tones and stars <= 2)

    assert len(found) > 40
    assert right >= 3 * wrong
    assert right >= 15


def test_with_the_stars_no_bad_review_is_ever_praise(shared: Path) -> None:
    pages = sorted(captured(shared, "reviews-apple").glob("*.json"))
    found = [one for path in pages for one in rated(json.loads(path.read_bytes()))]

    assert any(stars <= 2 for _, stars in found)
    for text, stars in found:
        tones = heard("", text, stars=stars).tones
        assert ("complaint" in tones) or stars > 2
        assert not ("praise" in tones and stars <= 2)
