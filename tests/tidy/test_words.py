"""Words as people compare them, and patterns that find all texts that might hold them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.tidy import patterns, words

LETTERS = st.text(
    st.characters(max_codepoint=0x24F, categories=["L", "N"]) | st.sampled_from("éÉœŒæßøłÏ한字はيé抽\ufb01\u017f\u212a\uff8a\uff21"),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Œuvre d’ÉTÉ !", " oeuvre d ete "),
        ("cafe\u0301", " cafe "),
        ("\uff21\uff22\uff23 \ufb01n", " abc fin "),
        ("", " "),
        ("!!!", "  "),
        ("Straße", " strasse "),
        ("한국어", " 한국어 "),
        ("が", " が "),
    ],
)
def test_case_accents_and_punctuation_fold(text: str, folded: str) -> None:
    assert words.folded(text) == folded


@given(LETTERS, st.text(max_size=12), st.text(max_size=12))
def test_a_sieve_lets_no_text_through_that_holds_its_word(word: str, before: str, after: str) -> None:
    needle = words.needle(word)
    text = f"{before} {word} {after}"
    if needle and needle in words.folded(text):
        assert patterns.Patterns([words.sieve([needle])]).within(text) == [0]


@given(LETTERS, LETTERS)
def test_a_sieve_finds_a_word_however_it_is_written(word: str, other: str) -> None:
    needle = words.needle(word)
    for text in (word.upper(), word.lower(), f"({word})", f"{other}-{word}", f"{other} {word}, {other}"):
        if needle and needle in words.folded(text):
            assert patterns.Patterns([words.sieve([needle])]).within(text) == [0]


@pytest.mark.parametrize("text", ["sß", "Sß", "ßs", "sss", "ßß", "assß"])
def test_a_sieve_finds_three_in_a_row_of_which_two_may_be_one_letter(text: str) -> None:
    assert patterns.Patterns([words.sieve([words.needle(text)])]).within(text) == [0]


def test_a_sieve_is_not_in_every_text() -> None:
    sieve = patterns.Patterns([words.sieve([words.needle("giveaway"), words.needle("tirage au sort")])])

    assert not sieve.within("Une œuvre d’été : ❤️ l’artisane sert des kiwis 🎉 à 4 € — « cœur »…")
    assert sieve.within("Un TIRAGE\nau  sort")


@pytest.mark.parametrize("pattern", [r"(\w)\1", "(?<=a)b", "a**", "(a", "[z-a]", "a{1001}", r"\q", "(?:a{1000}){1000}"])
def test_a_pattern_that_the_engine_refuses_says_what_to_do(pattern: str) -> None:
    with pytest.raises(patterns.PatternError) as caught:
        patterns.check(pattern)

    assert caught.value.remedy.endswith(".")


def test_patterns_find_lines_whatever_the_case() -> None:
    found = patterns.Patterns(["^promo", "soir$", "(?-i:ABC)"])

    assert sorted(found.within("bonjour\nPROMO ce soir\nabc")) == [0, 1]
    assert patterns.first("s(o)ir", "CE SOIR") == "SOIR"
    assert patterns.first("x", "y") is None
    assert patterns.Patterns(()).within("x") == []
    assert found.within("\ud800 soir") == [1]
