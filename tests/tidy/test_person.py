"""Names: as little of them as a page needs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parvis.tidy import person


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ghislaine Paradis", "Ghislaine P."),
        ("PARADIS, Ghislaine", "Ghislaine P."),
        ("Jean-Pierre Dupont", "Jean-Pierre D."),
        ("Lucas Vieira de Oliveira", "Lucas O."),
        ("Mme Ghislaine Paradis", "Ghislaine P."),
        ("Mme Paradis", "Mme P."),
        ("ghislaine", "ghislaine"),
        ("Boris J.", "Boris J."),
        ("ليلى الحداد", "ليلى ا."),  # noqa: RUF001 (Arabic)
        ("jan@example.com", ""),
        ("Jan Kowalski (jan@example.com)", "Jan K."),
        ("Jan <jan@example.com>", "Jan"),
        ("Anonymous", ""),
        ("Client anonyme", ""),
        ("", ""),
    ],
)
def test_a_name_becomes_first_name_and_initial(name: str, expected: str) -> None:
    assert person.short(name) == expected


@given(some.text(max_size=40))
def test_shortening_twice_changes_nothing(name: str) -> None:
    assert person.short(person.short(name)) == person.short(name)


def test_a_whole_name_keeps_its_words_and_loses_its_address() -> None:
    assert person.whole("Jan  Kowalski jan@example.com") == "Jan Kowalski"


def test_addresses_in_a_text_are_taken_out() -> None:
    assert person.without_email("Write me: jan.k+1@mail.example.com, or @jan.") == "Write me: [e-mail], or @jan."
