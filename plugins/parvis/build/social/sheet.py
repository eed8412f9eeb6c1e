"""The sheet that a social card is drawn on: ground, words in the largest size that fits, signs at the head, the brand at the foot."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from parvis import THEME
from parvis.build.brand.icons import picture as logo_picture
from parvis.build.lettering import BOLD, REGULAR, Block, Lettering, right_to_left
from parvis.pages.social import HEIGHT, WIDTH, SocialCard
from parvis.settings import Settings

if TYPE_CHECKING:
    from PIL.Image import Image

#: Pixels: what stays free at the edges.
EDGE: Final = 72
#: Where the foot begins.
FOOT: Final = HEIGHT - EDGE - 40
#: Width of a picture beside words.
BESIDE: Final = 520

_SYMBOL: Final = re.compile(r'<symbol id="idea" viewBox="([^"]*)">(.*?)</symbol>', re.DOTALL)


class Sheet:
    """A card in the making."""

    def __init__(self, card: SocialCard, settings: Settings, colors: dict[str, str], letters: Lettering, shown: Image | None) -> None:
        from PIL import Image, ImageDraw

        self.card, self.settings, self.colors, self.letters, self.shown = card, settings, colors, letters, shown
        self.image = Image.new("RGB", (WIDTH, HEIGHT), colors["paper"])
        self.pen = ImageDraw.Draw(self.image)
        self.left, self.right = EDGE, WIDTH - EDGE
        self.ink, self.soft, self.accent = colors["ink"], colors["ink-soft"], colors["accent-ink"]
        self.wash, self.on_wash = colors["accent-wash"], colors["ink"]

    def ground(self, color: str) -> None:
        """Paint everything."""
        self.pen.rectangle((0, 0, WIDTH, HEIGHT), fill=color)

    def night(self) -> None:
        """Light words on the brand's dark ground from here on."""
        self.ground(self.colors["night"])
        self.ink, self.soft, self.accent = self.colors["on-night"], self.colors["on-night-soft"], self.colors["night-accent-ink"]
        self.wash, self.on_wash = self.colors["night-wash"], self.colors["on-night"]

    def say(self, text: str, top: float, bottom: float, sizes: tuple[int, ...], color: str, weight: int = REGULAR) -> float:
        """Words between two heights, in the largest size in which they fit; where they end. Nothing where there are no letters for them."""
        if not text or bottom - top < sizes[-1] or not self.letters.can_say(text):
            return top
        block = self.letters.fit(text, self.right - self.left, bottom - top, sizes, weight=weight)
        backwards = right_to_left(text)
        return self.letters.draw(self.pen, block, (self.right if backwards else self.left, top), color, end=backwards)

    def fit(self, text: str, height: float, sizes: tuple[int, ...]) -> Block:
        """Words in the largest size in which they fit."""
        return self.letters.fit(text, self.right - self.left, height, sizes) if text else Block((), 0, REGULAR)

    def head(self, *, pill: bool = False) -> float:
        """What must be known of who speaks, then what this is; where that ends."""
        top = EDGE - 8.0
        for sign in (*((self.card.eyebrow,) if pill and self.card.eyebrow else ()), *self.card.signs):
            top = self._pill(sign, top)
        if not pill and self.card.eyebrow:
            top = self.say(self.card.eyebrow, top, top + 40, (28,), self.accent, BOLD) + 12
        return top + (12 if self.card.signs or pill else 0)

    def foot(self) -> None:
        """Whose page it is: the brand's sign and name."""
        left = self.left
        brand = self.settings.site.brand
        if brand and brand.logo:
            side = 150 if brand.logo.wide else 48
            sign = logo_picture(self.settings.content, brand.logo, side)
            self.image.paste(sign, (left, FOOT + 44 - min(48, sign.height)), sign)
            left += sign.width + 14
        if not (brand and brand.logo and brand.logo.wide):
            block = self.letters.fit(self.card.site, self.right - left, 44, (30, 26), weight=BOLD)
            self.letters.draw(self.pen, block, (left, FOOT + 4), self.ink)

    def beside(self, width: int = BESIDE) -> tuple[int, int]:
        """Room for a picture at the end of the card, for its full height; its size."""
        self.right = WIDTH - width - 56
        return width, HEIGHT

    def put(self, picture: Image, left: int, top: int) -> None:
        """A picture somewhere; a transparent one over what is there."""
        self.image.paste(picture, (left, top), picture if picture.mode == "RGBA" else None)

    def macaron(self, width: int, shell: str, filling: str) -> Image:
        """A macaron in its colours, as pages draw it."""
        import resvg_py
        from PIL import Image

        found = _SYMBOL.search((Path(THEME) / "static" / "icons" / "swatch.svg").read_text("utf-8"))
        assert found is not None, "icons/swatch.svg holds the symbol of an idea"
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{found[1]}" fill="{shell}" color="{filling}">{found[2]}</svg>'
        with Image.open(BytesIO(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))) as drawn:
            return drawn.convert("RGBA")

    def _pill(self, text: str, top: float) -> float:
        block = self.letters.fit(text, self.right - self.left - 40, 36, (26, 24, 22), weight=BOLD)
        high = 46
        self.pen.rounded_rectangle((self.left, top, self.left + block.width + 36, top + high), radius=high // 2, fill=self.wash)
        self.letters.draw(self.pen, block, (self.left + 18, top + (high - block.size * 1.2) / 2 - 1), self.on_wash)
        return top + high + 10
