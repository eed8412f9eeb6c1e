"""Colours: OKLCH to sRGB and back, and how well one can be read on another."""

from __future__ import annotations

import math
import re
from typing import Final, NamedTuple

#: Luminance of black and white that no screen goes below: the constant of WCAG's contrast ratio.
_FLARE: Final = 0.05
#: Steps of a search by halves: finer than the 8 bits of a channel.
_HALVES: Final = 16
#: Less than a channel can show.
_NEAR: Final = 1e-4
_HEX: Final = re.compile(r"#[0-9a-f]{6}", re.ASCII | re.IGNORECASE)

Rgb = tuple[float, float, float]


class Oklch(NamedTuple):
    """A colour by what the eye sees of it."""

    lightness: float  #: 0 black to 1 white
    chroma: float  #: 0 grey to about 0.4
    hue: float  #: degrees, 0 to 360


def is_hex(text: str) -> bool:
    """Whether a text is a colour such as `#3a2018`."""
    return _HEX.fullmatch(text) is not None


def parse(text: str) -> Oklch:
    """The colour that `#rrggbb` names. ValueError when it names none."""
    if not is_hex(text):
        raise ValueError(f"{text!r} is no colour such as #3a2018")
    return _oklch(tuple(_linear(int(text[place : place + 2], 16) / 255) for place in (1, 3, 5)))  # type: ignore[arg-type]


def written(color: Oklch) -> str:
    """`#rrggbb`: the colour with as much of its chroma as a screen can show."""
    red, green, blue = (round(255 * _encoded(part)) for part in _srgb(shown(color)))
    return f"#{red:02x}{green:02x}{blue:02x}"


def shown(color: Oklch) -> Oklch:
    """The colour inside sRGB: lightness and hue are kept, chroma is taken back as far as it must be (CSS Color 4, 13.2)."""
    color = color._replace(lightness=min(1.0, max(0.0, color.lightness)), chroma=max(0.0, color.chroma))
    if _inside(color):
        return color
    inside, outside = 0.0, color.chroma
    for _ in range(_HALVES):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if _inside(color._replace(chroma=middle)) else (inside, middle)
    return color._replace(chroma=inside)


def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    red, green, blue = (_linear(int(color[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + _FLARE) / (dark + _FLARE)


def legible(color: Oklch, grounds: tuple[str, ...], least: float) -> str:
    """The colour, made lighter or darker by as little as it takes to reach a contrast on every ground; hue is kept.

    Where no lightness reaches it on all of them, black or white: whichever does better.
    """
    if _reaches(written(color), grounds, least):
        return written(color)
    found = [end for end in (0.0, 1.0) if _reaches(written(color._replace(lightness=end)), grounds, least)]
    if not found:
        return max(("#000000", "#ffffff"), key=lambda end: min(contrast(end, ground) for ground in grounds))
    return min((_nearest(color, end, grounds, least) for end in found), key=lambda one: abs(parse(one).lightness - color.lightness))


def _nearest(color: Oklch, end: float, grounds: tuple[str, ...], least: float) -> str:
    near, far = color.lightness, end
    for _ in range(_HALVES):
        middle = (near + far) / 2
        near, far = (near, middle) if _reaches(written(color._replace(lightness=middle)), grounds, least) else (middle, far)
    return written(color._replace(lightness=far))


def _reaches(color: str, grounds: tuple[str, ...], least: float) -> bool:
    return all(contrast(color, ground) >= least for ground in grounds)


def _inside(color: Oklch) -> bool:
    return all(-_NEAR <= part <= 1 + _NEAR for part in _srgb(color))


def _srgb(color: Oklch) -> Rgb:
    """Linear light, unbounded. Matrices: Björn Ottosson, Oklab (https://bottosson.github.io/posts/oklab/)."""
    a, b = color.chroma * math.cos(math.radians(color.hue)), color.chroma * math.sin(math.radians(color.hue))
    long = (color.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (color.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (color.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _oklch(rgb: Rgb) -> Oklch:
    red, green, blue = rgb
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _linear(part: float) -> float:
    # The transfer function of sRGB, IEC 61966-2-1.
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004
