"""The files that the brand's look names: a logo, fonts and their licences, all below the content's folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from parvis.errors import Mistake
from parvis.model.brand import Brand, Font, Logo
from parvis.settings.brand_values import BrandValues, FontValues
from parvis.settings.pelican_conf import Conf
from parvis.tidy import drawing

SETTING: Final = "PARVIS_BRAND"
#: Bytes of a logo, and of a font: each stands on every page.
LOGO, FONT = 256_000, 256_000
#: The least height or width of a logo of pixels: a screen asks for icons of this size.
PIXELS: Final = 192

_ROOT: Final = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_BOX: Final = re.compile(r"""\bviewBox\s*=\s*["']\s*\S+\s+\S+\s+([\d.]+)\s+([\d.]+)\s*["']""")
_SIDE: Final = r"""\b{}\s*=\s*["']([\d.]+)(?:px)?["']"""
#: What a drawing never needs and a program does, or what it would load from elsewhere.
_ACTIVE: Final = re.compile(
    r"""<script|<foreignObject|<!DOCTYPE|<!ENTITY|\son[a-z]+\s*=|javascript:|href\s*=\s*["'](?!#|data:image/)|url\(\s*["']?(?!#)""",
    re.IGNORECASE,
)


class _WrongError(ValueError):
    """What is wrong with a file, and what to do."""


def read(conf: Conf, given: BrandValues | None, content: Path) -> tuple[Brand | None, list[Mistake]]:
    """The brand, with all mistakes of what it names."""
    if given is None:
        return None, []
    mistakes: list[Mistake] = []
    logo = None
    try:
        logo = _logo(content, given.logo) if given.logo else None
    except _WrongError as error:
        mistakes.append(_mistake(conf, "logo", error))
    for name, font in (("display", given.display), ("text", given.text)):
        mistakes += [_mistake(conf, f"{name}.{field}", error) for field, error in _font_mistakes(content, font)]
    brand = Brand(
        ink=given.ink or "",
        paper=given.paper or "",
        accent=given.accent or "",
        display=_font(given.display),
        text=_font(given.text),
        corner=given.corner or "",
        logo=logo,
    )
    return brand, mistakes


def _mistake(conf: Conf, field: str, error: _WrongError) -> Mistake:
    what, remedy = error.args
    return Mistake(conf.file, conf.line((SETTING, *field.split("."))), f"{SETTING}.{field}", what, remedy)


def _font(given: FontValues | None) -> Font | None:
    return Font(family=given.family, file=given.file or "", licence=given.licence or "", weight=given.weight) if given else None


def _font_mistakes(content: Path, font: FontValues | None) -> Iterator[tuple[str, _WrongError]]:
    if font is None or not font.file:
        return
    try:
        if _file(content, font.file, FONT)[:4] != b"wOF2":
            yield (
                "file",
                _WrongError(f"{font.file!r} is no WOFF2 font.", "Have it converted: all browsers read WOFF2, and it is the smallest."),
            )
    except _WrongError as error:
        yield "file", error
    try:
        _file(content, font.licence or "", FONT)
    except _WrongError as error:
        yield "licence", error


def _file(content: Path, name: str, most: int) -> bytes:
    path = (content / name).resolve()
    if not path.is_relative_to(content.resolve()) or not path.is_file():
        raise _WrongError(f"there is no file {name!r} in {content.name}/.", f"Put it there, or write its path below {content.name}/.")
    if path.stat().st_size > most:
        raise _WrongError(f"{name!r} has more than {most // 1000} KB.", "Make it smaller: it stands on every page.")
    return path.read_bytes()


def _logo(content: Path, name: str) -> Logo:
    data = _file(content, name, LOGO)
    width, height = _drawing(name, data) if name.lower().endswith(".svg") else _pixels(name, data)
    return Logo(file=name, width=width, height=height)


def _drawing(name: str, data: bytes) -> tuple[int, int]:
    text = data.decode("utf-8", "replace")
    root = _ROOT.search(text)
    if root is None:
        raise _WrongError(f"{name!r} is no SVG drawing.", "Export it as SVG, or name a PNG.")
    loads = _ACTIVE.search(text)
    if active := drawing.program(data) or (loads[0].strip() if loads else ""):
        what = f"{name!r} holds {active!r}: a logo is a drawing, not a program, and loads nothing."
        raise _WrongError(what, "Export it anew as plain SVG, with words as paths.")
    box = _BOX.search(root[0])
    sides = [box[1], box[2]] if box else [found[1] for side in ("width", "height") if (found := re.search(_SIDE.format(side), root[0]))]
    if len(sides) != 2 or not all(float(side) > 0 for side in sides):  # noqa: PLR2004
        raise _WrongError(f"{name!r} does not say its size.", "Give its <svg> a viewBox.")
    width, height = map(float, sides)
    return max(1, round(width)), max(1, round(height))


def _pixels(name: str, data: bytes) -> tuple[int, int]:
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "WEBP", "JPEG")) as image:
            size = image.size
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise _WrongError(f"{name!r} is no picture that can be read.", "Name an SVG, PNG, WebP or JPEG file.") from error
    if max(size) < PIXELS:
        raise _WrongError(
            f"{name!r} has only {size[0]} by {size[1]} pixels.", f"Name one of at least {PIXELS} on its longer side, or an SVG."
        )
    return size
