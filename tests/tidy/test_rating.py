"""Ratings in every form in which tools and people write them."""

from __future__ import annotations

import re

import pytest

from parvis.tidy import rating


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4", 4.0),
        ("4.5", 4.5),
        ("4,5", 4.5),
        (" 5/5 ", 5.0),
        ("8/10", 4.0),
        ("4 sur 5", 4.0),
        ("4 out of 5", 4.0),
        ("4 étoiles", 4.0),
        ("1 star", 1.0),
        ("★★★★", 4.0),
        ("★★★★☆", 4.0),
        ("⭐⭐⭐", 3.0),
        ("4.9999999", 5.0),
        ("0/10", 1.0),
    ],
)
def test_a_rating_is_read(text: str, expected: float) -> None:
    assert rating.read(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("neuf", "'neuf' is no number."),
        ("NaN", "'NaN' is no number."),
        ("inf", "'inf' is no number."),
        ("1e400", "'1e400' is no number."),
        ("", "is missing."),
        ("6", "'6' is not between 1 and 5."),
        ("0", "'0' is not between 1 and 5."),
        ("-1", "'-1' is not between 1 and 5."),
        ("★★★★★★", "'★★★★★★' is not between 1 and 5."),
        ("11/10", "'11/10' is no rating on a scale up to 10."),
        ("4/0", "'4/0' is no rating on a scale up to 0."),
    ],
)
def test_what_is_no_rating_gets_its_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        rating.read(text)


def test_another_scale_is_brought_to_five() -> None:
    assert [rating.read(text, "10") for text in ("10", "9", "1")] == [5.0, 4.5, 1.0]


def test_a_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(ValueError, match="…' is no number") as caught:
        rating.read("x" * 10_000)

    assert len(str(caught.value)) < 100
