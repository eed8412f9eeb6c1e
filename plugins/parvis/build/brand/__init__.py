"""What is made of the brand's look: a style sheet over the theme's tokens, its fonts, its logo, and a set of icons.

All of it stands among the theme's own files, so that templates link to it as to those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from parvis.build import inputs
from parvis.build.assets import THEME, Asset, Made
from parvis.build.brand import icons, sheet
from parvis.build.inputs import Stamp
from parvis.model.brand import Font
from parvis.settings import Settings
from parvis.tidy import digests

#: Where its files lie, below theme/.
FOLDER = "brand"


def assets(settings: Settings, stamps: Mapping[str, Stamp]) -> dict[str, Asset]:
    """The brand's files by their path below theme/, as pages name them. Nothing is drawn before somebody reads it."""
    return dict(sorted({**_sheet(settings, stamps), **_files(settings, stamps), **_icons(settings, stamps)}.items()))


def _sheet(settings: Settings, stamps: Mapping[str, Stamp]) -> dict[str, Asset]:
    if settings.site.brand is None:
        return {}
    make = partial(sheet.sheet, settings.site.brand, settings.content)
    fonts = [stamp.digest for name, stamp in sorted(stamps.items()) if name in {f"content/{font.file}" for font in _fonts(settings)}]
    return {"css/brand.css": _made("css/brand.css", ["sheet", settings.site.brand, fonts, inputs.code(stamps)], make)}


def _files(settings: Settings, stamps: Mapping[str, Stamp]) -> dict[str, Asset]:
    brand = settings.site.brand
    logo = [brand.logo.file] if brand and brand.logo else []
    names = [*logo, *(name for font in _fonts(settings) for name in (font.file, font.licence))]
    return {
        f"{FOLDER}/{name}": Asset(
            f"{THEME}/{FOLDER}/{name}", settings.content / name, stamps[f"content/{name}"].digest, "a file of the brand"
        )
        for name in dict.fromkeys(names)
        if f"content/{name}" in stamps
    }


def _fonts(settings: Settings) -> Iterator[Font]:
    brand = settings.site.brand
    return (font for font in (brand.display, brand.text) if font and font.file) if brand else iter(())


def _icons(settings: Settings, stamps: Mapping[str, Stamp]) -> dict[str, Asset]:
    brand = settings.site.brand
    logo = stamps.get(f"content/{brand.logo.file}") if brand and brand.logo else None
    told = [settings.site.name, brand, logo.digest if logo else "", inputs.code(stamps)]
    found = {}
    for icon in icons.SET:
        found[icon.path] = _made(icon.path, [*told, icon.path], partial(icons.draw, icon, settings))
    manifest = icons.manifest(settings.site)
    found[icons.MANIFEST] = _made(icons.MANIFEST, [digests.of_bytes(manifest)], lambda: manifest)
    return found


def _made(path: str, told: list[object], make: Callable[[], bytes]) -> Asset:
    return Made(f"{THEME}/{path}", Path(), digests.of_values(told), "a file of the brand", make)
