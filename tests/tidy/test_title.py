"""Titles, given and made."""

from __future__ import annotations

import pytest

from parvis.tidy import title


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Nos <em>macarons</em>", "Nos macarons"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("&lt;b&gt;Gras&lt;/b&gt;", "Gras"),
        ("&amp;lt;b&amp;gt;Gras&amp;lt;/b&amp;gt;", "Gras"),
        ("L&#8217;été", "L\u2019été"),
        ("AT&T &copyright=1", "AT&T &copyright=1"),
        ("List<String> in Java, a < b", "List<String> in Java, a < b"),
        ("I <3 macarons", "I <3 macarons"),
        ("deux\nlignes\t et plus", "deux lignes et plus"),
        ("<script>alert(1)</script>", ""),
        ("\u202eevil\u202c title\x00", "evil title"),
        ("", ""),
    ],
)
def test_given_title_becomes_plain_text(given: str, expected: str) -> None:
    assert title.read(given) == expected


def test_endless_title_is_cut() -> None:
    assert len(title.read("mot " * 1000)) <= 300


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Nos macarons sont de retour ! Venez vite.", "Nos macarons sont de retour !"),
        ("Wow! Look at these macarons. They are blue.", "Wow! Look at these macarons. They are blue."),
        ("\n\n…\nUne ligne qui dit quelque chose\nune autre", "Une ligne qui dit quelque chose"),
        ("https://shop.example/a\nLe lien du jour", "Le lien du jour"),
        ("Nos nouveautés #Framboise #Macaron", "Nos nouveautés"),
        ("#Framboise #Macaron", "#Framboise"),
        ("https://shop.example/a", ""),
        ("", ""),
    ],
)
def test_title_is_made_from_the_first_words_that_say_something(words: str, expected: str) -> None:
    assert title.made(words) == expected


def test_made_title_is_short() -> None:
    assert len(title.made("mot " * 100)) <= 100
