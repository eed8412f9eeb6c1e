"""Typographic spaces of French, and only of French."""

from __future__ import annotations

import pytest

from parvis.pages.typography import spaced


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Qui vient ?", "Qui vient\u202f?"),
        ("Le vote est ouvert : huit saveurs", "Le vote est ouvert\u00a0: huit saveurs"),
        ("« Bleu », dit-elle", "«\u00a0Bleu\u00a0», dit-elle"),
        ("Non !? Si !!", "Non\u202f!? Si\u202f!!"),
        ("Merci ; à demain", "Merci\u202f; à demain"),
    ],
)
def test_french_signs_stay_with_their_word(typed: str, set_: str) -> None:
    assert spaced(typed, "fr-CA") == set_


@pytest.mark.parametrize("typed", ["ça va :) oui", "voir : https://e.example/?a=1;b", "a ?b"])
def test_smileys_and_addresses_are_left_alone(typed: str) -> None:
    assert spaced(typed, "fr").replace("\u00a0", " ") == typed
    assert "\u202f" not in spaced(typed, "fr")


def test_other_languages_are_left_alone() -> None:
    assert spaced("Who comes ?", "en") == "Who comes ?"
