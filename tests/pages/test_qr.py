"""QR codes: the drawing is the code, module by module."""

from __future__ import annotations

import re

import pytest
import segno

from parvis.pages.qr import QUIET, qr


def modules(path: str) -> set[tuple[int, int]]:
    """The dark modules of a drawing."""
    found = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)
    assert "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in found) == path
    return {(int(x) + step, int(y)) for x, y, width in found for step in range(int(width))}


@pytest.mark.parametrize("address", ["https://h.example/", "https://h.example/évènements/" + "a" * 300])
def test_a_drawing_has_exactly_the_dark_modules(address: str) -> None:
    drawn = qr(address)
    expected = segno.make(address, error="m", micro=False, boost_error=False)
    dark = {(x + QUIET, y + QUIET) for y, row in enumerate(expected.matrix) for x, module in enumerate(row) if module}

    assert modules(drawn.path) == dark
    assert drawn.size == expected.symbol_size(border=QUIET)[0]


def test_around_the_code_it_is_quiet() -> None:
    drawn = qr("https://h.example/")

    assert all(QUIET <= place < drawn.size - QUIET for module in modules(drawn.path) for place in module)


def test_the_corners_are_those_that_readers_look_for() -> None:
    drawn = qr("https://h.example/")
    dark = modules(drawn.path)
    last = drawn.size - QUIET - 7

    for left, top in ((QUIET, QUIET), (last, QUIET), (QUIET, last)):
        ring = {(left + x, top + y) for x in range(7) for y in range(7) if {x, y} & {0, 6}}
        assert ring <= dark
