"""Colours: to and fro without loss, measured as WCAG measures them, moved by lightness alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.tidy.color import Oklch, contrast, legible, parse, shown, written

colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colors)
def test_a_color_comes_back_as_it_was(color: str) -> None:
    assert written(parse(color)) == color


@pytest.mark.parametrize(
    ("color", "lightness", "chroma", "hue"),
    [
        ("#ff0000", 0.628, 0.2577, 29.23),
        ("#00ff00", 0.8664, 0.2948, 142.5),
        ("#0000ff", 0.452, 0.3132, 264.05),
        ("#ffffff", 1.0, 0.0, None),
    ],
)
def test_known_colors_are_where_the_specification_has_them(color: str, lightness: float, chroma: float, hue: float | None) -> None:
    found = parse(color)

    assert found.lightness == pytest.approx(lightness, abs=1e-3)
    assert found.chroma == pytest.approx(chroma, abs=1e-3)
    assert hue is None or found.hue == pytest.approx(hue, abs=0.1)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_a_color_outside_the_screen_loses_chroma_and_keeps_lightness_and_hue() -> None:
    found = shown(Oklch(0.7, 0.5, 150))

    assert found.chroma < 0.3
    assert (found.lightness, found.hue) == (0.7, 150)


@given(colors, colors)
def test_a_color_is_made_legible_on_any_ground(color: str, ground: str) -> None:
    assert contrast(legible(parse(color), (ground,), 4.5), ground) >= 4.5


@given(colors)
def test_a_color_that_can_be_read_stays_as_it_is(color: str) -> None:
    if contrast(color, "#ffffff") >= 4.5:
        assert legible(parse(color), ("#ffffff",), 4.5) == color


def test_what_is_no_color_is_refused() -> None:
    for text in ("", "red", "#fff", "#12345g", "#1234567"):
        with pytest.raises(ValueError, match="no colour"):
            parse(text)
