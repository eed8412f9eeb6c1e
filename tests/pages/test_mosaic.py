"""Columns of cards: they end together, and are read in the order in which they stand in the page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest

from parvis.model.hub import Hub
from parvis.model.post import Media, Post
from parvis.pages.cards import cards
from parvis.pages.edition import Edition
from parvis.pages.mosaic import deal, height
from parvis.pages.values import Card

Make = Callable[..., Any]
SQUARE = Media(kind="image", url="https://cdn.example/1.jpg", local="ab/c.webp", width=800, height=800)


@pytest.fixture
def eight(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> tuple[Card, ...]:
    """Cards as they come: the tall ones first, the small ones last."""
    posts = [make_post(number, media=(SQUARE,) if number < 4 else (), text=f"{number} " * 30) for number in range(8)]
    hub = make_hub(posts)
    return cards(hub.items, Edition(hub, "fr"))


def _ends(columns: tuple[tuple[Card, ...], ...]) -> list[int]:
    return [sum(height(card) for card in column) for column in columns]


def test_a_tall_card_stands_above_a_small_one(eight: tuple[Card, ...]) -> None:
    columns = deal(eight)

    assert [[bool(card.picture) for card in column] for column in columns] == [[True, False]] * 4
    assert [column[0].name for column in columns] == [card.name for card in eight[:4]]


def test_columns_that_are_dealt_end_at_nearly_the_same_height(eight: tuple[Card, ...]) -> None:
    ends = _ends(deal(eight))

    assert max(ends) - min(ends) < min(height(card) for card in eight) / 4


def test_no_card_is_lost_and_none_comes_twice(eight: tuple[Card, ...]) -> None:
    for count in range(len(eight) + 1):
        assert sorted(card.name for card in chain.from_iterable(deal(eight[:count]))) == sorted(card.name for card in eight[:count])


def test_a_handful_has_no_empty_column(eight: tuple[Card, ...]) -> None:
    assert [len(column) for column in deal(eight[:3])] == [1, 1, 1]
