"""The colours of an idea's swatch."""

from __future__ import annotations

import pytest

from parvis.model.contest import Entry
from parvis.pages.contest.colors import colors


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sapin et chocolat", ("#5c8768", "#6b432f")),
        ("Citron", ("#f2d95a", "#fbf3e2")),
        ("Noix de macadamia", None),
        ("La surprise du chef", None),
    ],
)
def test_a_swatch_has_the_colours_of_what_it_is_made_of(title: str, expected: tuple[str, str] | None) -> None:
    found = colors(Entry(id="1", title=title))

    assert found == (expected or found)
    assert found == colors(Entry(id="2", title=title))
    assert all(len(color) == 7 for color in found)


def test_colours_that_somebody_chose_win() -> None:
    assert colors(Entry(id="1", title="Citron", shell="#000000")) == ("#000000", "#fbf3e2")
    assert colors(Entry(id="1", title="Citron", shell="#000000", filling="#ffffff")) == ("#000000", "#ffffff")
