"""Cards in columns that end at nearly the same height, in the order in which they are read: no script moves them."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from parvis.pages.values import Card, Face, Shape

#: So many columns, where a screen is wide enough; on a narrower one, half of them stand below the others.
COLUMNS = 4

#: What follows is in CSS pixels, as the theme draws a card on a desktop. Only differences count: the theme evens out what is left.
_WIDTH, _GAP, _LINE = 310, 32, 26
#: Height of a picture in its frame, divided by its width; a film has a wider frame.
_FRAMES: Final[dict[Shape, float]] = {"panorama": 0.5, "wide": 0.75, "square": 1, "tall": 1.25, "slim": 4 / 3}
_FILM: Final[dict[Shape, float]] = _FRAMES | {"wide": 9 / 16, "slim": 14 / 9}
#: Around the words, of each face: margins, who said it, and when.
_AROUND: Final[dict[Face, int]] = {
    "picture": 79,
    "video": 83,
    "audio": 150,
    "event": 222,
    "text": 112,
    "loud": 135,
    "quote": 130,
    "bare": 60,
}
#: Characters on a line, and its height: of a title, of a text below it, and of one that stands alone.
_Measure = tuple[int, int]
_BESIDE: Final[tuple[_Measure, ...]] = ((29, 27), (38, _LINE), (38, _LINE))
_SHEET: Final[tuple[_Measure, ...]] = ((23, 27), (31, _LINE), (31, _LINE))
_LARGE: Final[dict[Face, tuple[_Measure, ...]]] = {"loud": ((16, 37),) * 3, "quote": ((19, 36), (32, 23), (20, 30))}


def deal(cards: Iterable[Card]) -> tuple[tuple[Card, ...], ...]:
    """The cards in columns: the tallest first, each below what is lowest so far; then all in their old order again."""
    dealt = tuple(cards)
    tall = [height(card) for card in dealt]
    columns: list[list[int]] = [[] for _ in dealt[:COLUMNS]]
    for place in sorted(range(len(dealt)), key=lambda place: -tall[place]):
        min(columns, key=lambda column: sum(tall[above] for above in column)).append(place)
    return tuple(tuple(dealt[place] for place in column) for column in sorted(sorted(column) for column in columns))


def height(card: Card) -> int:
    """How tall a card is, with the gap below it, in CSS pixels."""
    title, below, alone = _LARGE.get(card.face, _BESIDE if card.face in ("picture", "video") else _SHEET)
    words = _lines(card.title, *title) + _lines(card.text, *(below if card.title else alone))
    signs = _LINE * (card.pinned + bool(card.thanked) + bool(card.disclosure and card.face not in ("picture", "video")))
    choices = 2 * _LINE * len(card.ballot.choices) if card.ballot else 0
    return _AROUND[card.face] + _sight(card) + words + signs + choices + _GAP


def _sight(card: Card) -> int:
    if not card.picture or card.veil or card.face == "bare":
        return 0
    frames = _FILM if card.kind == "video" or card.player else _FRAMES
    return round(_WIDTH * frames[card.picture.shape])


def _lines(words: str, width: int, height: int) -> int:
    return ceil(len(words) / width) * height
