"""Maps: pins where they belong, however near, far or few."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parvis.model.hub import Hub
from parvis.pages.edition import main_edition
from parvis.pages.map_names import Marker, Name, placed
from parvis.pages.maps import HEIGHT, MARGIN, WIDTH, Map, Spot, draw, street_map


@pytest.fixture
def drawn(make_hub: Callable[..., Hub]) -> Callable[..., Map]:
    def make(*points: tuple[float, float], marked: str = "") -> Map:
        found = draw(
            [Spot(str(number), f"lieux/{number}/", *point) for number, point in enumerate(points)], main_edition(make_hub()), marked=marked
        )
        assert found is not None
        return found

    return make


def test_nothing_is_drawn_of_nothing(make_hub: Callable[..., Hub]) -> None:
    assert draw([], main_edition(make_hub())) is None


def test_one_place_stands_in_the_middle(drawn: Callable[..., Map]) -> None:
    found = drawn((45.5, -73.6))

    assert [(pin.x, pin.y, pin.number) for pin in found.pins] == [(WIDTH / 2, HEIGHT / 2, 1)]
    assert found.scale_label == "200 m"


def test_north_is_above_and_east_is_right(drawn: Callable[..., Map]) -> None:
    south_west, north_east = drawn((45.50, -73.60), (45.55, -73.50)).pins

    assert south_west.x < north_east.x
    assert south_west.y > north_east.y


@pytest.mark.parametrize(
    "points",
    [
        ((45.50, -73.60), (45.55, -73.50), (45.6, -73.7)),
        ((45.5, -73.6), (48.8, 2.3)),
        ((0.0, 0.0), (0.0, 0.0001)),
        ((80.0, 10.0), (-80.0, -10.0)),
    ],
)
def test_every_pin_stands_within_the_margin(drawn: Callable[..., Map], points: tuple[tuple[float, float], ...]) -> None:
    for pin in drawn(*points).pins:
        assert MARGIN - 0.1 <= pin.x <= WIDTH - MARGIN + 0.1
        assert MARGIN - 0.1 <= pin.y <= HEIGHT - MARGIN + 0.1


def test_pins_that_would_hide_each_other_lean_apart(drawn: Callable[..., Map]) -> None:
    left, right, alone = drawn((45.5416, -73.5900), (45.5416, -73.5893), (45.5363, -73.6149)).pins

    assert left.lean < 0 == alone.lean < right.lean


def test_the_short_way_around_the_earth_is_taken(drawn: Callable[..., Map]) -> None:
    west, east = drawn((0.0, 179.9), (0.0, -179.9)).pins

    assert west.x < east.x
    assert drawn((0.0, 179.9), (0.0, -179.9)).scale_label == "5 km"


def test_the_grid_is_as_wide_as_the_scale_says(drawn: Callable[..., Map]) -> None:
    found = drawn((45.50, -73.60), (45.55, -73.50))

    assert found.columns[1] - found.columns[0] == pytest.approx(found.scale, abs=0.15)
    assert all(0 <= x <= WIDTH for x in found.columns)
    assert all(0 <= y <= HEIGHT for y in found.rows)


def test_one_of_them_is_marked(drawn: Callable[..., Map]) -> None:
    assert [pin.marked for pin in drawn((45.5, -73.6), (45.6, -73.6), marked="lieux/1/").pins] == [False, True]


def test_names_stand_where_no_list_says_them(drawn: Callable[..., Map]) -> None:
    points = ((45.50, -73.60), (45.55, -73.50))

    assert [pin.named for pin in drawn(*points).pins] == [None, None]
    assert [pin.named.text for pin in drawn(*points, marked="lieux/1/").pins if pin.named] == ["0", "1"]


def test_no_name_hides_a_pin_or_another_name_or_leaves_the_drawing(make_hub: Callable[..., Hub]) -> None:
    # Two close together at the edge, two far away.
    points = ((45.5416, -73.5900), (45.5418, -73.5904), (45.5380, -73.6060), (45.5363, -73.6149))
    spots = [Spot(f"La place du marché {number}", f"lieux/{number}/", *point) for number, point in enumerate(points)]
    found = draw(spots, main_edition(make_hub()), marked="lieux/0/")
    assert found is not None
    names = [pin.named for pin in found.pins if pin.named]

    assert len(names) == len(points)
    boxes = [_box(name) for name in names]
    assert all(box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT for box in boxes)
    assert not [(one, other) for one in boxes for other in boxes if one < other and _meet(one, other)]
    assert not [(pin.name, box) for pin in found.pins for box in boxes if box[0] < pin.x < box[2] and box[1] < pin.y < box[3]]


def test_no_name_seems_to_be_a_neighbours() -> None:
    frame, scale = (0.0, 0.0, 640.0, 420.0), (0.0, 360.0, 100.0, 420.0)
    shop, lane = placed([Marker("La boutique", 576, 208, large=True), Marker("La ruelle", 560, 196, large=False)], frame, scale)
    assert shop is not None
    assert lane is not None

    assert shop.y < 144  # above the head of its pin: beside it is the other's dot
    assert (lane.x, lane.y, lane.anchor) == (542, 196, "end")


def _box(name: Name) -> tuple[float, float, float, float]:
    wide = 12.0 * len(name.text)
    left = name.x - {"start": 0.0, "middle": wide / 2, "end": wide}[name.anchor]
    return left, name.y - 11, left + wide, name.y + 11


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_a_crowd_of_places_shows_only_those_whose_names_can_be_read(make_hub: Callable[..., Hub]) -> None:
    spots = [Spot(f"Un comptoir parmi tous {number}", f"lieux/{number}/", 45.54 + number / 1e5, -73.59) for number in range(40)]
    found = draw(spots, main_edition(make_hub()), marked="lieux/0/")
    assert found is not None

    assert found.pins[0].named is not None
    assert 1 < sum(pin.named is not None for pin in found.pins) < len(spots)


def test_the_way_is_found_elsewhere_and_nothing_is_loaded_from_there() -> None:
    assert street_map(45.5247, -73.5954) == "https://www.openstreetmap.org/?mlat=45.52470&mlon=-73.59540#map=17/45.52470/-73.59540"
