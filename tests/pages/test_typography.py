"""Typographic spaces of French, and only of French."""

from __future__ import annotations

import pytest

from parvis.pages.typography import spaced, spaced_html


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


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("<p><strong>9 h 40</strong> : elle appelle</p>", "<p><strong>9 h 40</strong>\u00a0: elle appelle</p>"),
        ("<p>Qui vient ?</p>", "<p>Qui vient\u202f?</p>"),
        ("<p>Voir <code>a ; b</code> ; puis « c »</p>", "<p>Voir <code>a ; b</code>\u202f; puis «\u00a0c\u00a0»</p>"),
        ("<pre>x ? y : z</pre>", "<pre>x ? y : z</pre>"),
    ],
)
def test_an_editors_text_keeps_its_signs_between_tags_and_its_code_as_written(typed: str, set_: str) -> None:
    assert spaced_html(typed, "fr") == set_
    assert spaced_html(typed, "en") == typed


def test_other_languages_are_left_alone() -> None:
    assert spaced("Who comes ?", "en") == "Who comes ?"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("4 812 bulletins, 1 234 567 coques", "4\u202f812 bulletins, 1\u202f234\u202f567 coques"),
        ("de 9 h à 15 h, dès 6 h 10", "de 9\u00a0h à 15\u00a0h, dès 6\u00a0h\u00a010"),
        ("14 % de sucre en moins", "14\u00a0% de sucre en moins"),
        ("en 2026 100 boîtes, 3 heures", "en 2026 100 boîtes, 3 heures"),
    ],
)
def test_a_number_stays_whole_and_with_its_unit(typed: str, set_: str) -> None:
    assert spaced(typed, "fr") == set_
