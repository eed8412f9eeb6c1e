"""What is made of the brand's look: a style sheet over the theme's tokens, its fonts, its logo, and a set of icons.

All of it stands among the theme's own files, so that templates link to it as to those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from parvis.build.assets import THEME, Asset, Made
from parvis.build.brand import icons, sheet
from parvis.build.inputs import Stamp
from parvis.model.brand import Brand, Font
from parvis.model.hub import Site
from parvis.settings import Settings
from parvis.tidy import digests

#: Where its files lie, below theme/.
FOLDER = "brand"
#: What draws them. Every page names them with a digest of it: of the whole program, each new Parvis would publish all pages again.
_DRAWN_BY: Final = ("parvis/build/brand/", "parvis/build/lettering/", "parvis/pages/palette.py", "parvis/tidy/color.py")


def assets(settings: Settings, stamps: Mapping[str, Stamp]) -> dict[str, Asset]:
    """The brand's files by their path below theme/, as pages name them. Nothing is drawn before somebody reads it."""
    return dict(sorted({**_sheet(settings, stamps), **_files(settings, stamps), **_icons(settings, stamps)}.items()))


def paths(site: Site) -> tuple[str, ...]:
    """What `assets` makes of it, by path."""
    brand = site.brand
    own = ["css/brand.css", *(f"{FOLDER}/{name}" for name in _named(brand))] if brand else []
    return (*own, *(icon.path for icon in icons.SET), icons.MANIFEST)


def _sheet(settings: Settings, stamps: Mapping[str, Stamp]) -> dict[str, Asset]:
    if settings.site.brand is None:
        return {}
    make = partial(sheet.sheet, settings.site.brand, settings.content)
    fonts = [
        stamp.digest for name, stamp in sorted(stamps.items()) if name in {f"content/{font.file}" for font in _fonts(settings.site.brand)}
    ]
    return {"css/brand.css": _made("css/brand.css", ["sheet", settings.site.brand, fonts, *_drawn_by(stamps)], make)}


def _drawn_by(stamps: Mapping[str, Stamp]) -> list[Any]:
    own = [(name, stamp.digest) for name, stamp in sorted(stamps.items()) if name.startswith(_DRAWN_BY)]
    return [own, version("pillow"), version("resvg-py")]


def _files(settings: Settings, stamps: Mapping[str, Stamp]) -> dict[str, Asset]:
    return {
        f"{FOLDER}/{name}": Asset(
            f"{THEME}/{FOLDER}/{name}", settings.content / name, stamps[f"content/{name}"].digest, "a file of the brand"
        )
        for name in _named(settings.site.brand)
        if f"content/{name}" in stamps
    }


def _named(brand: Brand | None) -> Iterator[str]:
    """The files that go out as they are."""
    if brand is not None:
        fonts = [name for font in _fonts(brand) for name in (font.file, font.licence)]
        yield from dict.fromkeys([*([brand.logo.file] if brand.logo else []), *fonts])


def _fonts(brand: Brand) -> Iterator[Font]:
    return (font for font in (brand.display, brand.text) if font and font.file)


def _icons(settings: Settings, stamps: Mapping[str, Stamp]) -> dict[str, Asset]:
    brand = settings.site.brand
    logo = stamps.get(f"content/{brand.logo.file}") if brand and brand.logo else None
    told = [settings.site.name, brand, logo.digest if logo else "", *_drawn_by(stamps)]
    found = {}
    for icon in icons.SET:
        found[icon.path] = _made(icon.path, [*told, icon.path], partial(icons.draw, icon, settings))
    manifest = icons.manifest(settings.site)
    found[icons.MANIFEST] = _made(icons.MANIFEST, [digests.of_bytes(manifest)], lambda: manifest)
    return found


def _made(path: str, told: list[object], make: Callable[[], bytes]) -> Asset:
    return Made(f"{THEME}/{path}", Path(), digests.of_values(told), "a file of the brand", make)
