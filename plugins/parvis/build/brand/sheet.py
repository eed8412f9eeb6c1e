"""The brand's style sheet: the theme's tokens in the brand's colours, type and corners."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from parvis.model.brand import Brand, Font
from parvis.pages.palette import Scheme, palette

#: What is measured to give a fallback the brand's own width: the letters of French and English as often as they come.
_SAMPLE: Final = (
    "Les gens d’ici ont des idées de saveurs : elles valent mieux que les nôtres, et nous les faisons. The square of those who taste"
)
#: Its width in Liberation Sans, which has Arial's, in ems.
_ARIAL: Final = 55.625

_SANS: Final = '"Liberation Sans", arial, sans-serif'


def sheet(brand: Brand, content: Path) -> bytes:
    """The style sheet, for theme/css/. `content`: folder that the fonts lie in."""
    return "\n".join([*_faces(brand, content), *_tokens(brand)]).encode()


def _faces(brand: Brand, content: Path) -> Iterator[str]:
    for font in {font.file: font for font in (brand.display, brand.text) if font and font.file}.values():
        yield (
            f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-display:swap;'
            f'src:url("../brand/{font.file}") format("woff2")}}'
        )
        yield _waiting(font, content)


def _waiting(font: Font, content: Path) -> str:
    """Arial in the font's proportions, so that a page does not jump when the font arrives."""
    from PIL import ImageFont

    ems = 1000
    measured = ImageFont.truetype(str(content / font.file), ems)
    size = measured.getlength(_SAMPLE) / ems / _ARIAL
    above, below = (part / ems / size for part in measured.getmetrics())
    return (
        f'@font-face{{font-family:"{font.family} in waiting";src:local("Arial"),local("Liberation Sans");size-adjust:{size:.1%};'
        f"ascent-override:{above:.1%};descent-override:{below:.1%};line-gap-override:0%}}"
    )


def _tokens(brand: Brand) -> Iterator[str]:
    sizes = ("display", "display-large", "display-huge")
    types = [*(line for size in sizes for line in _type(size, brand.display)), *_type("text", brand.text)]
    own = [*types, *([f"--corner:{brand.corner}"] if brand.corner else [])]
    if not brand.ink:
        yield _rule(own)
        return
    found = palette(brand)
    yield _rule([*_colors(found.light), f"--lift:0 0.75rem 2rem -0.75rem {brand.ink}38", *own])
    dark = [*_colors(found.dark), f"--lift:0 0.75rem 2rem -0.75rem {found.dark['night']}b3"]
    yield f"@media (prefers-color-scheme:dark){{{_rule(dark)}}}"
    yield f"@media (prefers-contrast:more){{{_rule(_colors(found.light_more))}}}"
    yield f"@media (prefers-contrast:more) and (prefers-color-scheme:dark){{{_rule(_colors(found.dark_more))}}}"


def _type(name: str, font: Font | None) -> list[str]:
    if font is None:
        return []
    return [f'--{name}:"{font.family}","{font.family} in waiting",{_SANS}' if font.file else f"--{name}:{font.family}"]


def _colors(scheme: Scheme) -> list[str]:
    return [f"--{name}:{color}" for name, color in scheme.items()]


def _rule(declared: list[str]) -> str:
    return f":root{{{';'.join(declared)}}}" if declared else ""
