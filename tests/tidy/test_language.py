"""The language of short posts."""

from __future__ import annotations

import pytest

from parvis.tidy.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nos macarons framboise sont de retour en boutique dès demain", "fr"),
        ("Le concours est terminé, bravo aux gagnants", "fr"),
        ("On vous attend samedi au marché Jean-Talon #Montréal https://shop.example/en/the-market", "fr"),
        ("Our raspberry macarons are back in store tomorrow", "en"),
        ("Happy Mother's Day everyone! @marie@mastodon.example", "en"),
        ("Free shipping this weekend only", "en"),
        ("Vielen Dank an alle für die Unterstützung", "de"),
        ("Der Wettbewerb ist vorbei, Glückwunsch an die Gewinner", "de"),
        ("Gracias a todos por su apoyo", "es"),
        ("Nuestros macarons de frambuesa vuelven mañana a la tienda", "es"),
        ("今日は新しいマカロンを発売しました。ぜひお越しください", "ja"),
    ],
)
def test_language_of_a_short_post_is_found(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Merci !",
        "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        "https://shop.example/une/page/tres/longue",
        "#macaron #framboise #patisserie",
        "a" * 40,
        "1234567890" * 5,
    ],
)
def test_nothing_is_guessed_from_too_little(text: str) -> None:
    assert detect(text) is None
