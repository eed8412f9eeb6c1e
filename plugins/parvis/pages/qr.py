"""QR codes (ISO/IEC 18004) as drawings: an address that a telephone reads from paper."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import msgspec
import segno

#: Empty modules around the code, which readers need to find it.
QUIET = 4


class Qr(msgspec.Struct, frozen=True):
    """A code as a path of an SVG, one unit for a module."""

    size: int  #: width and height, the quiet zone included
    path: str


@lru_cache(maxsize=256)
def qr(address: str) -> Qr:
    """The code of an address. A sixth of it may be dirty or torn (error correction M)."""
    made = segno.make(address, error="m", micro=False, boost_error=False)
    size, _ = made.symbol_size(border=QUIET)
    runs = (_runs(row, number + QUIET) for number, row in enumerate(made.matrix))
    return Qr(size=int(size), path="".join(runs))


def _runs(row: bytearray, y: int) -> str:
    """The dark modules of a line, side by side ones as one rectangle."""
    drawn, x = [], QUIET
    for dark, modules in groupby(row):
        width = len(list(modules))
        if dark:
            drawn.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(drawn)
