"""A map without a tracker: where things are in relation to each other, drawn from their coordinates alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import msgspec
from babel.numbers import format_decimal

from parvis.pages import map_names
from parvis.pages.edition import Edition

#: Size of the drawing, and how near to its edge a pin may stand.
WIDTH, HEIGHT, MARGIN = 640, 420, 64

_EARTH: Final = 6_371_000.0  # metres
#: How near to each other two pins may stand upright, and how far they lean else.
_NEAR, _LEAN = 44.0, 24  # of the drawing's width and height; degrees
#: How near to the edge a name may stand, and how high the scale is.
_EDGE, _SCALE = 12.0, 64.0
#: What the drawing shows at least, so that one place alone does not fill the world with itself.
_LEAST: Final = 1_000.0  # metres
_ROUND: Final = (1, 2, 5)


class Spot(msgspec.Struct, frozen=True):
    """Something that stands somewhere."""

    name: str
    url: str  #: of its page
    latitude: float
    longitude: float


class Pin(msgspec.Struct, frozen=True):
    """A spot on the drawing."""

    number: int
    name: str
    url: str
    x: float
    y: float
    marked: bool  #: the one that the page is about
    lean: int  #: degrees to which its head leans away from that of a neighbour, so that both can be read
    named: map_names.Name | None  #: only where no list beside it says the names, and where there is room


class Map(msgspec.Struct, frozen=True):
    """A drawing: pins on a grid, whose lines are as far apart as the scale says."""

    width: int
    height: int
    pins: tuple[Pin, ...]
    columns: tuple[float, ...]  #: x of the grid's lines
    rows: tuple[float, ...]  #: y of the grid's lines
    scale: float  #: length of the scale
    scale_label: str  #: such as `2 km`


def draw(spots: Sequence[Spot], edition: Edition, *, marked: str = "") -> Map | None:
    """The spots on one map, in their order. None where there are none.

    `marked`: address of the one that the page is about: it is shown large, and those around it by their names.
    """
    if not spots:
        return None
    metres = _metres(spots)
    east, north = [x for x, _ in metres], [y for _, y in metres]
    wide, high = max(max(east) - min(east), _LEAST), max(max(north) - min(north), _LEAST * HEIGHT / WIDTH)
    pixel = max(wide / (WIDTH - 2 * MARGIN), high / (HEIGHT - 2 * MARGIN))
    middle_x, middle_y = (max(east) + min(east)) / 2, (max(north) + min(north)) / 2
    step = _round(pixel * WIDTH / 5)
    points = [(round(WIDTH / 2 + (x - middle_x) / pixel, 1), round(HEIGHT / 2 - (y - middle_y) / pixel, 1)) for x, y in metres]
    return Map(
        width=WIDTH,
        height=HEIGHT,
        pins=_pins(spots, points, marked, step / pixel),
        columns=_lines(WIDTH, step / pixel),
        rows=_lines(HEIGHT, step / pixel),
        scale=round(step / pixel, 1),
        scale_label=_length(step, edition),
    )


def street_map(latitude: float, longitude: float) -> str:
    """Where OpenStreetMap shows a place; nothing is loaded from there."""
    return f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}#map=17/{latitude:.5f}/{longitude:.5f}"


def _pins(spots: Sequence[Spot], points: Sequence[tuple[float, float]], marked: str, scale: float) -> tuple[Pin, ...]:
    """The spots where they stand. `scale`: how wide it is; it stands below, at the left."""
    markers = [map_names.Marker(spot.name, *point, spot.url == marked) for spot, point in zip(spots, points, strict=True)]
    frame, taken = (_EDGE, _EDGE, WIDTH - _EDGE, HEIGHT - _EDGE), (0.0, HEIGHT - _SCALE, scale + _SCALE, float(HEIGHT))
    names = map_names.placed(markers, frame, taken) if marked else [None] * len(markers)
    return tuple(
        Pin(number, spot.name, spot.url, *point, spot.url == marked, _lean(point, points), name)
        for number, (spot, point, name) in enumerate(zip(spots, points, names, strict=True), 1)
    )


def _metres(spots: Sequence[Spot]) -> list[tuple[float, float]]:
    """Metres east and north of the first spot, as good as a town or a country needs it; the shorter way around the Earth."""
    first = spots[0]
    narrow = math.cos(math.radians(sum(spot.latitude for spot in spots) / len(spots)))
    degree = math.radians(_EARTH)
    return [
        (((spot.longitude - first.longitude + 180) % 360 - 180) * degree * narrow, (spot.latitude - first.latitude) * degree)
        for spot in spots
    ]


def _lean(point: tuple[float, float], points: Sequence[tuple[float, float]]) -> int:
    """Away from the nearest neighbour, where one stands near."""
    near = [other for other in points if other != point and math.dist(other, point) < _NEAR]
    if not near:
        return 0
    return -_LEAN if min(near, key=lambda other: math.dist(other, point)) > point else _LEAN


def _round(metres: float) -> float:
    """The largest of 1, 2, 5, 10, 20 … metres that is no longer."""
    power = 10.0 ** math.floor(math.log10(metres))
    return max(digit * power for digit in _ROUND if digit * power <= metres)


def _lines(length: int, step: float) -> tuple[float, ...]:
    """Places of lines a step apart, of which one goes through the middle."""
    first = length / 2 % step
    return tuple(round(first + place * step, 1) for place in range(int((length - first) / step) + 1))


def _length(metres: float, edition: Edition) -> str:
    if metres >= 1_000:  # noqa: PLR2004 (of a kilometre)
        return f"{format_decimal(metres / 1_000, locale=edition.locale)} km"
    return f"{format_decimal(metres, locale=edition.locale)} m"
