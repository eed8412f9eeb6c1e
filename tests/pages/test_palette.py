"""The palette: whatever three colours a brand has, everything can be read, and it is told what was changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from parvis.model.brand import Brand
from parvis.pages.palette import SIGN, SIGN_MORE, SIGNS, TEXT, TEXT_MORE, TEXTS, palette
from parvis.tidy.color import contrast, parse

colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@hypothesis_settings(max_examples=150)
@given(colors, colors, colors)
def test_everything_can_be_read_in_any_three_colors(ink: str, paper: str, accent: str) -> None:
    found = palette(Brand(ink=ink, paper=paper, accent=accent))

    for scheme, text, sign in (
        (found.light, TEXT, SIGN),
        (found.dark, TEXT, SIGN),
        (found.light_more, TEXT_MORE, SIGN_MORE),
        (found.dark_more, TEXT_MORE, SIGN_MORE),
    ):
        pairs = [(name, ground, text) for name, grounds in TEXTS for ground in grounds]
        pairs += [(name, ground, sign) for name, grounds in SIGNS for ground in grounds]
        assert not [(name, ground) for name, ground, least in pairs if contrast(scheme[name], scheme[ground]) < least]


def test_a_brand_that_can_be_read_is_left_alone() -> None:
    found = palette(Brand(ink="#361c12", paper="#faf4eb", accent="#5b81d5"))

    assert (found.light["ink"], found.light["paper"], found.light["accent"]) == ("#361c12", "#faf4eb", "#5b81d5")
    assert not found.changes


def test_an_accent_that_cannot_be_seen_keeps_its_hue_and_is_told() -> None:
    found = palette(Brand(ink="#1a1a1a", paper="#ffffff", accent="#ffe14d"))

    assert [change.name for change in found.changes] == ["accent"]
    assert found.changes[0].after == found.light["accent"]
    assert parse(found.light["accent"]).hue == pytest.approx(parse("#ffe14d").hue, abs=3)
    assert str(found.changes[0]).startswith(f"PARVIS_BRAND: accent #ffe14d is used as {found.light['accent']}: its contrast is 1.")


def test_paper_without_room_for_words_is_made_lighter() -> None:
    found = palette(Brand(ink="#000000", paper="#c4a484", accent="#7a3b00"))

    assert "paper" in [change.name for change in found.changes]
    assert parse(found.light["paper"]).lightness > parse("#c4a484").lightness


def test_a_dark_brand_is_dark_by_day_too() -> None:
    found = palette(Brand(ink="#f5f5f5", paper="#111318", accent="#ff5a36"))

    assert found.light["paper"] == "#111318"
    assert found.dark == found.light


def test_a_hub_without_colors_has_those_of_the_theme() -> None:
    assert palette(None) == palette(Brand(corner="0"))
