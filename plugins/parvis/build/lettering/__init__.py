"""Words on pictures: the brand's type, broken into lines that fit, with other fonts for letters that it does not have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from parvis import THEME
from parvis.settings import Settings

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

#: What no font has a letter for: asked for to know what a missing one looks like.
_NOBODYS: Final = "\uffff"
#: Share of a text's letters that must be there, so that it says what it says.
_ENOUGH: Final = 0.7
#: Height of a line, in heights of its letters.
LEADING: Final = 1.14
#: Weights of a variable font.
REGULAR, BOLD = 430, 650
#: Where words may not be parted.
_JOINED: Final = "\u00a0\u202f\u2060"


class Line(NamedTuple):
    """Words that stand beside one another."""

    text: str
    width: float


class Block(NamedTuple):
    """A text that fits."""

    lines: tuple[Line, ...]
    size: int
    weight: int

    @property
    def height(self) -> float:
        """Pixels."""
        return len(self.lines) * self.size * LEADING

    @property
    def width(self) -> float:
        """Pixels of the widest line."""
        return max((line.width for line in self.lines), default=0)


class Lettering:
    """The fonts of a hub, in every size."""

    def __init__(self, settings: Settings) -> None:
        brand = settings.site.brand
        own = [settings.content / font.file for font in (brand.display, brand.text) if font and font.file] if brand else []
        theme = Path(THEME) / "static" / "fonts"
        others = [theme / "fraunces-v38.woff2", Path(__file__).parent / "noto-naskh-arabic.woff2"]
        self.files: Final = tuple(dict.fromkeys([*own, *others]))

    def can_say(self, text: str) -> bool:
        """Whether there are letters for nearly all of a text."""
        letters = [sign for sign in text if sign.isalnum()]
        return bool(letters) and sum(self._speaker(sign) is not None for sign in letters) >= _ENOUGH * len(letters)

    def fit(self, text: str, width: float, height: float, sizes: Iterable[int], *, weight: int = REGULAR) -> Block:
        """The text in the first of the sizes (largest first) in which it fits, else cut in the last one. Lines are of even length."""
        words = self.known(text).split(" ")
        size = 0
        for size in sizes:
            lines = tuple(self._lines(words, width, size, weight))
            if len(lines) * size * LEADING <= height and all(line.width <= width for line in lines):
                return Block(self._evened(words, lines, size, weight), size, weight)
        most = max(1, int(height // (size * LEADING)))
        return Block(tuple(self._cut(tuple(self._lines(words, width, size, weight)), most, width, size, weight)), size, weight)

    def draw(self, pen: ImageDraw, block: Block, place: tuple[float, float], ink: str, *, end: bool = False) -> float:
        """Draw a text from its upper left corner (its upper right one with `end`); where the next thing may stand."""
        left, top = place
        for line in block.lines:
            self._line(pen, line.text, (left - line.width if end else left, top), block.size, block.weight, ink)
            top += block.size * LEADING
        return top

    def centred(self, pen: ImageDraw, text: str, middle: tuple[float, float], size: float, ink: str) -> None:
        """Draw a sign in the middle of something."""
        font = self.font(0, round(size), BOLD)
        pen.text(middle, text, font=font, fill=ink, anchor="mm")

    def known(self, text: str) -> str:
        """The text without the letters that there are none for."""
        said = unicodedata.normalize("NFC", " ".join(text.replace("\u202f", "\u00a0").split(" ")))
        return " ".join("".join(sign for sign in said if sign in _JOINED or sign == " " or self._speaker(sign) is not None).split(" "))

    @lru_cache(maxsize=256)  # noqa: B019 (one of them a build)
    def font(self, which: int, size: int, weight: int) -> FreeTypeFont:
        """One of the fonts."""
        from PIL import ImageFont

        font = ImageFont.truetype(str(self.files[which]), size)
        try:
            axes = [str(axis["name"]) for axis in font.get_variation_axes()]
        except OSError:  # no variable font
            return font
        wanted = {"Optical Size": min(144, size), "Weight": weight}
        found = font.get_variation_axes()
        font.set_variation_by_axes([wanted.get(_plain(name), int(axis["default"] or 0)) for name, axis in zip(axes, found, strict=True)])
        return font

    @cached_property
    def _blanks(self) -> list[bytes]:
        return [bytes(self.font(which, 40, REGULAR).getmask(_NOBODYS)) for which in range(len(self.files))]

    @lru_cache(maxsize=8192)  # noqa: B019
    def _speaker(self, sign: str) -> int | None:
        """The first font that has a letter."""
        if unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"}:
            return None
        for which, blank in enumerate(self._blanks):
            if sign == "\u00a0" or bytes(self.font(which, 40, REGULAR).getmask(sign)) != blank:
                return which
        return None

    def _runs(self, text: str) -> Iterator[tuple[int, str]]:
        """Pieces of a line in one font each, from left to right."""
        base = right_to_left(text)
        for backwards, piece in _directions(text, backwards=base):
            runs = list(self._fonts(piece))
            yield from reversed(runs) if backwards else runs

    def _fonts(self, text: str) -> Iterator[tuple[int, str]]:
        """Pieces in one font each; a space stays with what stands before it."""
        told: list[tuple[int, str]] = []
        for sign in text:
            told.append((told[-1][0] if told and sign in " \u00a0" else self._speaker(sign) or 0, sign))
        return ((which, "".join(sign for _, sign in run)) for which, run in groupby(told, key=lambda one: one[0]))

    def _width(self, text: str, size: int, weight: int) -> float:
        return sum(self.font(which, size, weight).getlength(run) for which, run in self._runs(text))

    def _line(self, pen: ImageDraw, text: str, place: tuple[float, float], size: int, weight: int, ink: str) -> None:
        left, top = place
        for which, run in self._runs(text):
            font = self.font(which, size, weight)
            pen.text((left, top + size), run, font=font, fill=ink, anchor="ls")
            left += font.getlength(run)

    def _lines(self, words: list[str], width: float, size: int, weight: int) -> Iterator[Line]:
        line, wide = "", 0.0
        for word in words:
            longer = f"{line} {word}" if line else word
            if line and (grown := self._width(longer, size, weight)) > width:
                yield Line(line, wide)
                line, wide = word, self._width(word, size, weight)
            else:
                line, wide = longer, grown if line else self._width(longer, size, weight)
        if line:
            yield Line(line, wide)

    def _evened(self, words: list[str], lines: tuple[Line, ...], size: int, weight: int) -> tuple[Line, ...]:
        """In as many lines, but as narrow as they can be."""
        if len(lines) < 2:  # noqa: PLR2004
            return lines
        widest = max(line.width for line in lines)
        for share in (0.7, 0.8, 0.9):
            narrower = tuple(self._lines(words, share * widest, size, weight))
            if len(narrower) == len(lines) and max(line.width for line in narrower) <= widest:
                return narrower
        return lines

    def _cut(self, lines: tuple[Line, ...], most: int, width: float, size: int, weight: int) -> Iterator[Line]:
        for number, line in enumerate(lines[:most], start=1):
            text = line.text
            more = number == most and len(lines) > most
            while text and self._width(f"{text}…" if more else text, size, weight) > width:
                text, more = text[:-1].rstrip(), True
            said = f"{text.rstrip(' ,;:.')}…" if more else text
            yield Line(said, self._width(said, size, weight))


def right_to_left(text: str) -> bool:
    """Whether the first letter of a text belongs to a script that runs from right to left (Unicode, UAX 9, P2)."""
    for sign in text:
        if (way := unicodedata.bidirectional(sign)) in {"L", "R", "AL"}:
            return way != "L"
    return False


def _directions(text: str, *, backwards: bool) -> Iterator[tuple[bool, str]]:
    """Pieces that run one way, from left to right; what has no way of its own goes with its neighbours, else with the whole (UAX 9, N1, N2)."""
    ways = [{"L": False, "EN": False, "R": True, "AL": True}.get(unicodedata.bidirectional(sign)) for sign in text]
    after: list[bool] = []
    following = backwards
    for way in reversed(ways):
        following = following if way is None else way
        after.append(following)
    after.reverse()
    before, told = backwards, []
    for way, following in zip(ways, after, strict=True):
        before = before if way is None else way
        told.append(way if way is not None else before if before == following else backwards)
    pieces = [(way, "".join(sign for _, sign in run)) for way, run in groupby(zip(told, text, strict=True), key=lambda one: one[0])]
    return reversed(pieces) if backwards else iter(pieces)


def _plain(name: str) -> str:
    return name.removeprefix("b'").removesuffix("'")
