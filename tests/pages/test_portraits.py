"""Drawn portraits: the same for ever, and as people want to be drawn."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from parvis.model.ambassador import Ambassador, Bust
from parvis.pages.portraits import bust, initials

Make = Callable[..., Ambassador]


def test_a_name_is_always_drawn_in_the_same_way(make_ambassador: Make) -> None:
    one, other = make_ambassador("a", name="Ada Lovelace"), make_ambassador("b", name="ADA LOVELACE", first_name="A")

    assert bust(one) == bust(other)
    assert bust(one).hair_color == "#6f4f2a"


def test_names_lead_to_different_colours(make_ambassador: Make) -> None:
    grounds = {bust(make_ambassador(name=f"Person {number}")).ground for number in range(40)}

    assert len(grounds) > 25


def test_every_colour_is_one(make_ambassador: Make) -> None:
    for number in range(60):
        drawn = bust(make_ambassador(name=f"Person {number}"))
        for color in (drawn.ground, drawn.skin, drawn.hair_color, drawn.clothes):
            assert re.fullmatch(r"#[0-9a-f]{6}", color)
        assert drawn.hair in {"short", "crop", "bob", "curls", "bun"}


def test_people_are_drawn_as_they_want(make_ambassador: Make) -> None:
    wanted = Bust(hair="scarf", hair_color="#112233", skin="#445566", clothes="#778899", ground="#aabbcc", glasses=True, beard=True)
    drawn = bust(make_ambassador(drawn=wanted))

    assert (drawn.hair, drawn.hair_color, drawn.skin, drawn.clothes, drawn.ground) == ("scarf", "#112233", "#445566", "#778899", "#aabbcc")
    assert (drawn.glasses, drawn.beard) == (True, True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Noémie Castilloux", "NC"), ("Phạm Minh Anh", "PA"), ("Ada", "A"), ("“Ada” (Lovelace)", "AL"), ("ليلى الحداد", "لا"), ("…", "")],
)
def test_initials_are_those_of_the_first_and_the_last_word(name: str, expected: str) -> None:
    assert initials(name) == expected
