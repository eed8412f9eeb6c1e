"""What a picture is offered as: its widths, its formats, and their names, which follow from its bytes and from how they are encoded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

import msgspec

#: Pixels. A phone's column at one to three pixels a point, a card on a desk, a picture across a page.
WIDTHS: Final = (320, 480, 720, 960, 1280)
#: Pixels of the longest side; a larger picture is shown no sharper.
LARGEST: Final = 1600
#: The last step is left as it is where the picture is hardly wider: a few more pixels are not worth a file.
_HARDLY: Final = 0.86
#: Browsers that know neither AVIF nor WebP are old: two widths will do.
PLAIN: Final = 720

Format = Literal["avif", "webp", "jpg", "png"]
#: From the smallest file to the one that everybody reads.
TYPES: Final[dict[Format, str]] = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


class Made(msgspec.Struct, frozen=True, array_like=True):
    """What became of a picture's bytes: which widths there are of each format, or why there are none."""

    width: int = 0  #: pixels, upright
    height: int = 0
    color: str = ""  #: dominant, `#rrggbb`; empty where something is transparent, which would show it for good
    formats: tuple[tuple[Format, tuple[int, ...]], ...] = ()  #: in the order in which they are offered, widths ascending
    refused: str = ""  #: a sentence

    def files(self) -> Iterator[tuple[Format, int]]:
        """Format and width of each file."""
        return ((kind, width) for kind, widths in self.formats for width in widths)


class Offer(msgspec.Struct, frozen=True):
    """One `<source>`: a format and its widths."""

    type: str  #: media type
    files: tuple[tuple[str, int], ...]  #: path below output/, width in pixels


class Rendition(msgspec.Struct, frozen=True):
    """A picture as a template draws it."""

    src: str  #: below output/: what every browser, feed and card can show
    width: int
    height: int
    color: str
    offers: tuple[Offer, ...]  #: better ones first
    plain: tuple[tuple[str, int], ...]  #: widths of the format that everybody reads


def widths(width: int) -> tuple[int, ...]:
    """The widths that a picture is made in, ascending: never wider than it is."""
    steps = [step for step in WIDTHS if step <= width]
    return tuple(steps) if steps and steps[-1] >= width * _HARDLY else (*steps, width)


def plain_widths(width: int) -> tuple[int, ...]:
    """The same for the format that everybody reads."""
    return (PLAIN, width) if width * _HARDLY > PLAIN else (width,)


def name(key: str, kind: Format, width: int) -> str:
    """Path of a file below output/. `key`: digest of the picture's bytes and of how they are encoded."""
    return f"media/{key[:2]}/{key[2:22]}-{width}.{kind}"


def rendition(key: str, made: Made, src: str = "") -> Rendition:
    """A picture's offers. `src`: path of a copy that everybody reads, where there is one beside them."""
    offers = tuple(
        Offer(TYPES[kind], tuple((name(key, kind, width), width) for width in found))
        for kind, found in made.formats
        if kind in {"avif", "webp"}
    )
    plain = tuple((name(key, kind, width), width) for kind, found in made.formats if kind in {"jpg", "png"} for width in found)
    whole = ((src, made.width),) if src else ()
    return Rendition(src or plain[-1][0], made.width, made.height, made.color, offers, (*plain, *whole))
