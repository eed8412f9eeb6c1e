"""The icons of a hub from one logo: for tabs, for home screens, and the manifest that names them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from parvis.build.lettering import Lettering
from parvis.model.brand import Logo
from parvis.model.hub import Site
from parvis.pages.palette import palette
from parvis.settings import Settings

if TYPE_CHECKING:
    from PIL.Image import Image

MANIFEST: Final = "site.webmanifest"


class Icon(msgspec.Struct, frozen=True):
    """One picture of the set."""

    path: str  #: below theme/
    side: int  #: pixels
    share: float  #: how much of it the sign may fill
    ground: bool  #: on the brand's paper: systems that cut icons to shape show what lies behind as black


#: Android cuts a maskable icon to a circle of four fifths; its sign must stay inside (W3C, Web Application Manifest, `purpose`).
SET: Final = (
    Icon("icons/favicon.ico", 32, 1.0, ground=False),
    Icon("icons/apple-touch-icon.png", 180, 0.72, ground=True),
    Icon("icons/icon-192.png", 192, 0.94, ground=False),
    Icon("icons/icon-512.png", 512, 0.94, ground=False),
    Icon("icons/maskable-512.png", 512, 0.56, ground=True),
)


def draw(icon: Icon, settings: Settings) -> bytes:
    """The file of an icon: the logo where there is one that is no long name, else the name's first letter."""
    from PIL import Image

    brand = settings.site.brand
    colors = palette(brand).light
    ground = colors["paper"] if icon.ground else None
    logo = brand.logo if brand else None
    if logo and not logo.wide:
        sign = picture(settings.content, logo, round(icon.side * icon.share))
    else:
        share = icon.share if icon.ground else 1.0
        sign = _letter(settings, round(icon.side * share), colors["night"], colors["on-night"])
    made = Image.new("RGBA", (icon.side, icon.side), ground or (0, 0, 0, 0))
    made.alpha_composite(sign, ((icon.side - sign.width) // 2, (icon.side - sign.height) // 2))
    return _file(made, icon)


def picture(content: Path, logo: Logo, side: int) -> Image:
    """The logo inside a square of so many pixels, RGBA."""
    from PIL import Image

    data = (content / logo.file).read_bytes()
    width, height = (max(1, round(side * part / max(logo.width, logo.height))) for part in (logo.width, logo.height))
    if logo.file.lower().endswith(".svg"):
        import resvg_py

        data = resvg_py.svg_to_bytes(svg_string=data.decode(), width=width, height=height, skip_system_fonts=True)
    with Image.open(BytesIO(data)) as found:
        return found.convert("RGBA").resize((width, height), Image.Resampling.LANCZOS)


def manifest(site: Site) -> bytes:
    """site.webmanifest (W3C, Web Application Manifest). Addresses are relative to it, wherever the site stands."""
    light = palette(site.brand).light
    listed = [("icons/icon-192.png", 192, "any"), ("icons/icon-512.png", 512, "any"), ("icons/maskable-512.png", 512, "maskable")]
    told = {
        "name": site.name,
        "short_name": site.name,
        "lang": site.language,
        "start_url": "../",
        "scope": "../",
        "display": "browser",
        "background_color": light["paper"],
        "theme_color": light["paper"],
        "icons": [{"src": path, "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose} for path, side, purpose in listed],
    }
    if site.tagline:
        told["description"] = site.tagline.get(site.language, next(iter(site.tagline.values())))
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _letter(settings: Settings, side: int, ground: str, ink: str) -> Image:
    """The name's first letter on a square with round corners. Drawn large and made small, so that edges are smooth."""
    from PIL import Image, ImageDraw

    large = side * 4
    made = Image.new("RGBA", (large, large), (0, 0, 0, 0))
    pen = ImageDraw.Draw(made)
    pen.rounded_rectangle((0, 0, large - 1, large - 1), radius=large // 4, fill=ground)
    letter = next((sign for sign in settings.site.name if sign.isalnum()), "·").upper()
    Lettering(settings).centred(pen, letter, (large / 2, large / 2), large * 0.66, ink)
    return made.resize((side, side), Image.Resampling.LANCZOS)


def _file(made: Image, icon: Icon) -> bytes:
    out = BytesIO()
    if icon.path.endswith(".ico"):
        made.save(out, "ICO", sizes=[(16, 16), (32, 32)])
    else:
        (made.convert("RGB") if icon.ground else made).save(out, "PNG", optimize=True)
    return out.getvalue()
