"""The names on a map: each beside its pin, where it hides neither another pin nor another name, nor seems to be another's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from parvis.tidy import text

#: A letter's width and a line's height on a phone, where they are largest, in the drawing's own measure.
_LETTER, _LINE = 13.5, 24.0
_LONGEST: Final = 28  # letters
#: How far a name stands from the middle of its dot, and from that of the head of the pin that is shown large.
_BESIDE, _BELOW = 18.0, 28.0
_HEAD, _HEAD_BESIDE, _TIP, _ABOVE = 38.0, 30.0, 20.0, 78.0


class Name(msgspec.Struct, frozen=True):
    """A pin's name and where it stands: `x` is its beginning, its middle or its end, as `anchor` says, `y` its middle."""

    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]


class Marker(msgspec.Struct, frozen=True):
    """What is to be named: a dot, or a pin with a head where it is `large`."""

    name: str
    x: float
    y: float
    large: bool


Box = tuple[float, float, float, float]  # left, top, right, bottom


def placed(markers: Sequence[Marker], frame: Box, taken: Box) -> tuple[Name | None, ...]:
    """Their names, in their order, the large one's found first; None where there is no room. `taken`: where none may stand."""
    pins = [_of_marker(marker) for marker in markers]
    boxes = [taken, *pins]
    found: dict[int, Name] = {}
    for number, marker in sorted(enumerate(markers), key=lambda one: not one[1].large):
        tried = ((name, _of_name(name)) for name in _around(marker))
        good = (one for one in tried if _fits(one[1], frame, boxes) and _nearest(one[1], pins) == pins[number])
        if chosen := next(good, None):
            found[number] = chosen[0]
            boxes.append(chosen[1])
    return tuple(found.get(number) for number in range(len(markers)))


def _around(marker: Marker) -> Iterator[Name]:
    """Where its name may stand, the best first."""
    said, x, y = text.one_line(marker.name, _LONGEST), marker.x, marker.y
    side, height = (_HEAD_BESIDE, y - _HEAD) if marker.large else (_BESIDE, y)
    yield Name(said, round(x + side, 1), round(height, 1), "start")
    yield Name(said, round(x - side, 1), round(height, 1), "end")
    for height in (y - _ABOVE, y + _TIP) if marker.large else (y + _BELOW, y - _BELOW):
        yield Name(said, x, round(height, 1), "middle")
        yield Name(said, round(x + _BELOW, 1), round(height, 1), "end")
        yield Name(said, round(x - _BELOW, 1), round(height, 1), "start")


def _of_marker(marker: Marker) -> Box:
    wide, high, low = (22.0, 64.0, 0.0) if marker.large else (10.0, 10.0, 10.0)
    return marker.x - wide, marker.y - high, marker.x + wide, marker.y + low


def _of_name(name: Name) -> Box:
    wide = len(name.text) * _LETTER
    left = name.x - {"start": 0.0, "middle": wide / 2, "end": wide}[name.anchor]
    return left, name.y - _LINE / 2, left + wide, name.y + _LINE / 2


def _nearest(box: Box, pins: Sequence[Box]) -> Box:
    """The pin that readers take for what is named."""
    return min(pins, key=lambda pin: math.hypot(*(max(pin[side] - box[side + 2], box[side] - pin[side + 2], 0.0) for side in (0, 1))))


def _fits(box: Box, frame: Box, others: Sequence[Box]) -> bool:
    within = frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]
    return within and not any(box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in others)
