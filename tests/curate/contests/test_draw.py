"""Lots: anybody can draw them again, nobody is favoured, and the seed was promised before."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.curate.contests import draw
from parvis.errors import PolicyError
from parvis.model.contest import Contest, DrawPlan
from parvis.model.contest_result import Seed

Make = Callable[..., Contest]
SEED = Seed(commitment=draw.commitment("a box of nails"), secret="a box of nails", number="04 11 23")


def test_anybody_can_do_it_again_with_a_pocket_tool() -> None:
    done = subprocess.run(["sha256sum"], input=b"a box of nails:04 11 23:12", capture_output=True, check=True)

    assert done.stdout.decode().split()[0] == draw.mark(SEED, "12")


@given(st.lists(st.text(max_size=8)), st.randoms())
def test_the_order_in_which_they_are_given_decides_nothing(ids: list[str], random: object) -> None:
    shuffled = list(ids)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' own Random

    assert draw.order(ids, SEED) == draw.order(shuffled, SEED)
    assert sorted(draw.order(ids, SEED)) == sorted(set(ids))


def test_nobody_is_favoured() -> None:
    first = Counter(draw.order("abcd", Seed(commitment="", secret="s", number=str(number)))[0] for number in range(2000))

    assert all(400 < count < 600 for count in first.values())


def test_a_seed_needs_a_commitment_that_was_published(make_contest: Make) -> None:
    with pytest.raises(PolicyError, match="no commitment was published before the draw"):
        draw.seed(make_contest(), "a box of nails", "04 11 23")


def test_another_secret_is_refused(make_contest: Make) -> None:
    contest = make_contest(draw=DrawPlan(commitment=draw.commitment("a box of nails")))

    with pytest.raises(PolicyError, match="not the one whose SHA-256 was published"):
        draw.seed(contest, "a box of screws", "04 11 23")


def test_the_public_number_is_needed(make_contest: Make) -> None:
    contest = make_contest(draw=DrawPlan(commitment=draw.commitment("a box of nails")))

    with pytest.raises(PolicyError, match="public number is missing"):
        draw.seed(contest, "a box of nails", " ")
    assert draw.seed(contest, "a box of nails", " 04  11 23\n") == SEED
