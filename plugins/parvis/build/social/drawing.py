"""Drawing a social card with Pillow: one composition for each face, in the brand's colours and type."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

import msgspec

from parvis import THEME
from parvis.build.brand.icons import picture as logo_picture
from parvis.build.lettering import Lettering
from parvis.build.social.sheet import EDGE, FOOT, Sheet
from parvis.pages.palette import palette
from parvis.pages.social import HEIGHT, WIDTH, SocialCard
from parvis.settings import Settings

if TYPE_CHECKING:
    from PIL.Image import Image

#: Pixels between things.
GAP = 28
#: Sizes that are tried for what is read first, second and third.
LOUD, TITLE, SMALL = (136, 120, 104, 92, 80, 70, 62, 54, 48), (72, 64, 56, 50, 44, 40), (32, 30, 28)
NAMES = (232, 208, 176, 148, 124, 104, 88, 72, 60)
#: Bytes: networks and readers both are quicker with a small one.
HEAVIEST: Final = 118_000

_STAR: Final = ((50, 3), (62, 38), (98, 38), (69, 60), (80, 95), (50, 74), (20, 95), (31, 60), (2, 38), (38, 38))


class Studio:
    """Everything that cards are drawn with."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._colors = palette(settings.site.brand).light
        self._letters = Lettering(settings)
        self._lock = Lock()  # a font must not be asked by two threads at once
        self._faces: dict[str, Callable[[Sheet], None]] = {
            "hub": _hub,
            "words": _words,
            "picture": _picture,
            "quote": _quote,
            "person": _person,
            "date": _date,
            "product": _product,
            "contest": _contest,
        }

    def draw(self, card: SocialCard, picture: Path | None) -> bytes:
        """The card as a JPEG. `picture`: the file of its picture, if it is there."""
        from PIL import Image

        shown = None
        if picture is not None:
            try:
                with Image.open(picture, formats=("JPEG", "PNG", "WEBP", "AVIF")) as found:
                    found.draft("RGB", (WIDTH, HEIGHT))
                    shown = found.convert("RGB")
            except (OSError, ValueError, Image.DecompressionBombError):
                shown = None  # told elsewhere: here words stand alone
        with self._lock:
            sheet = Sheet(card, self._settings, self._colors, self._letters, shown)
            self._faces[card.face](sheet)
        return _encoded(sheet.image)


def _hub(sheet: Sheet) -> None:
    sheet.night()
    brand = sheet.settings.site.brand
    if brand and brand.logo:
        sign = logo_picture(sheet.settings.content, brand.logo, 360 if brand.logo.wide else 130)
        sheet.put(sign, EDGE, EDGE - 8)
    block = sheet.letters.fit(sheet.card.title, WIDTH - 2 * EDGE, 270, NAMES)
    tagline = sheet.letters.fit(sheet.card.text, 900, 120, (40, 36, 32)) if sheet.card.text else None
    top = HEIGHT - EDGE - (tagline.height + 18 if tagline else 0) - block.height
    after = sheet.letters.draw(sheet.pen, block, (EDGE, top), sheet.ink)
    if tagline:
        sheet.letters.draw(sheet.pen, tagline, (EDGE, after + 18), sheet.soft)


def _words(sheet: Sheet) -> None:
    top = sheet.head()
    loud = sheet.fit(sheet.card.title, FOOT - top - (GAP if not sheet.card.text else 150), LOUD)
    small = sheet.fit(sheet.card.text, FOOT - GAP - 18 - top - loud.height, SMALL)
    free = FOOT - GAP - 18 - top - loud.height - small.height
    after = sheet.say(sheet.card.title, top + max(0, free / 2), FOOT, (loud.size,), sheet.ink)
    sheet.say(sheet.card.text, after + 18, FOOT - GAP, SMALL, sheet.soft)
    sheet.foot()


def _picture(sheet: Sheet) -> None:
    from PIL import ImageOps

    if sheet.shown is None:
        _words(sheet)
        return
    size = sheet.beside()
    sheet.put(ImageOps.fit(sheet.shown, size), WIDTH - size[0], 0)
    top = sheet.head()
    after = sheet.say(sheet.card.title, top, FOOT - (GAP if not sheet.card.text else 130), (64, *TITLE[2:], 34, 30), sheet.ink)
    sheet.say(sheet.card.text, after + 16, FOOT - GAP, (28, 26), sheet.soft)
    sheet.foot()


def _quote(sheet: Sheet) -> None:
    top = sheet.head()
    if sheet.card.stars:
        for place, star in enumerate(sheet.card.stars):
            sheet.put(_star(star, 52, sheet.colors), sheet.left + place * 60, round(top))
        top += 52 + GAP
    after = sheet.say(_quoted(sheet.card.title, sheet.card.language), top, FOOT - 104, (84, *TITLE, 36, 32), sheet.ink)
    sheet.say(sheet.card.text, after + 16, FOOT - GAP, SMALL, sheet.soft)
    sheet.foot()


def _person(sheet: Sheet) -> None:
    from PIL import Image, ImageOps

    width, height = sheet.beside(504)
    shown = sheet.shown
    if shown is None and sheet.card.bust is not None:
        import resvg_py

        svg = _bust(sheet.settings, sheet.card)
        with Image.open(BytesIO(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))) as drawn:
            shown = drawn.convert("RGB")
    if shown is not None:
        sheet.put(ImageOps.fit(shown, (width, height), centering=(0.5, 0.4)), WIDTH - width, 0)
    else:
        sheet.right = WIDTH - EDGE
    sheet.card = _without_eyebrow(sheet.card)
    top = sheet.head() + 10
    after = sheet.say(sheet.card.title, top, top + 210, NAMES, sheet.ink)
    sheet.say(sheet.card.text, after + 8, FOOT - GAP, (36, 32, 28), sheet.soft)
    sheet.foot()


def _date(sheet: Sheet) -> None:
    width = 420
    sheet.pen.rectangle((0, 0, width, HEIGHT), fill=sheet.wash)
    if sheet.card.day is not None:
        sheet.letters.centred(sheet.pen, str(sheet.card.day.day), (width / 2, HEIGHT / 2 - 40), 270, sheet.ink)
        sheet.letters.centred(sheet.pen, sheet.letters.known(sheet.card.month), (width / 2, HEIGHT / 2 + 150), 76, sheet.accent)
    sheet.left = width + 56
    top = sheet.head()
    after = sheet.say(sheet.card.title, top, FOOT - 130, (84, *TITLE), sheet.ink)
    sheet.say(sheet.card.text, after + 18, FOOT - GAP, SMALL, sheet.soft)
    sheet.foot()


def _product(sheet: Sheet) -> None:
    shell, filling = sheet.card.colors[0]
    width = 540
    sheet.pen.rectangle((WIDTH - width, 0, WIDTH, HEIGHT), fill=sheet.wash)
    drawn = sheet.macaron(450, shell, filling)
    sheet.put(drawn, WIDTH - width + (width - drawn.width) // 2, (HEIGHT - drawn.height) // 2)
    sheet.right = WIDTH - width - 56
    top = sheet.head()
    after = sheet.say(sheet.card.title, top, FOOT - 150, (96, 84, *TITLE), sheet.ink)
    sheet.say(sheet.card.text, after + 16, FOOT - GAP, SMALL, sheet.soft)
    sheet.foot()


def _contest(sheet: Sheet) -> None:
    sheet.night()
    top = sheet.head(pill=True)
    after = sheet.say(sheet.card.title, top, FOOT - 130, LOUD, sheet.ink)
    sheet.say(sheet.card.text, after + 22, FOOT - 50, SMALL, sheet.soft)
    wide = 160
    for place, (shell, filling) in enumerate(sheet.card.colors):
        sheet.put(sheet.macaron(wide, shell, filling), WIDTH - EDGE - (len(sheet.card.colors) - place) * (wide - 12), FOOT - 48)
    sheet.foot()


def _star(star: str, side: int, colors: dict[str, str]) -> Image:
    from PIL import Image, ImageDraw

    large = side * 4
    made = Image.new("RGBA", (large, large), (0, 0, 0, 0))
    pen = ImageDraw.Draw(made)
    points = [(x * large / 100, y * large / 100) for x, y in _STAR]
    pen.polygon(points, fill=colors["line"])
    if star != "empty":
        full = Image.new("RGBA", made.size, (0, 0, 0, 0))
        ImageDraw.Draw(full).polygon(points, fill=colors["accent"])
        share = large if star == "full" else large // 2
        made.paste(full.crop((0, 0, share, large)), (0, 0), full.crop((0, 0, share, large)))
    return made.resize((side, side), Image.Resampling.LANCZOS)


def _quoted(text: str, language: str) -> str:
    return f"«\u00a0{text}\u00a0»" if language.startswith("fr") else f"“{text}”"


def _without_eyebrow(card: SocialCard) -> SocialCard:
    return msgspec.structs.replace(card, eyebrow="", text=" · ".join(said for said in (card.eyebrow, card.text) if said))


def _bust(settings: Settings, card: SocialCard) -> str:
    """The drawn portrait, as pages have it."""
    from parvis.build.environment import environment

    templates = tuple(dict.fromkeys((settings.theme / "templates", Path(THEME) / "templates")))
    made = environment(settings.site, settings.site.language, templates=templates, locale=Path(THEME) / "locale", assets={})
    module = made.get_template("parts/portrait.html").module
    svg = str(module.portrait({"picture": "", "bust": card.bust}))  # type: ignore[attr-defined]
    return svg.strip().replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _encoded(image: Image) -> bytes:
    for quality in (82, 74, 64, 50):
        out = BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= HEAVIEST:
            break
    return out.getvalue()
