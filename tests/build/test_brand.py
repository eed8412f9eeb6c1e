"""What is made of the brand's look: its sheet, its fonts, its logo, and icons from one logo."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from parvis import settings
from parvis.build import brand, inputs
from parvis.model.build_report import BuildReport

SIZES = {"favicon.ico": 32, "apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512, "maskable-512.png": 512}


@pytest.fixture
def dress(hub: Path, wear: Callable[[str, Path], Path]) -> Callable[[str], Path]:
    """Gives the small hub a brand's look."""
    return lambda name: wear(name, hub)


def _opened(file: Path) -> Image.Image:
    with Image.open(file) as found:
        found.load()
        return found.copy()


@pytest.mark.parametrize("name", ["", "sober", "loud"])
def test_every_hub_has_all_icons(hub: Path, dress: Callable[[str], Path], build: Callable[..., BuildReport], name: str) -> None:
    if name:
        dress(name)
    build()
    icons = {file: _opened(hub / "output" / "theme" / "icons" / file) for file in SIZES}

    assert {file: icon.size for file, icon in icons.items()} == {file: (side, side) for file, side in SIZES.items()}
    assert {icons[file].mode for file in ("apple-touch-icon.png", "maskable-512.png")} == {"RGB"}  # what is cut to a shape has no holes
    assert all(len(icon.convert("RGBA").getcolors(1 << 18) or ()) > 2 for icon in icons.values())


def test_the_manifest_names_icons_that_are_there(hub: Path, dress: Callable[[str], Path], build: Callable[..., BuildReport]) -> None:
    dress("loud")
    build()
    manifest = json.loads((hub / "output" / "theme" / "site.webmanifest").read_text("utf-8"))

    assert (manifest["name"], manifest["theme_color"], manifest["lang"]) == ("Popop !", "#ffe94a", "fr")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert all((hub / "output" / "theme" / icon["src"]).is_file() for icon in manifest["icons"])


def test_fonts_go_out_with_their_licence(hub: Path, dress: Callable[[str], Path], build: Callable[..., BuildReport]) -> None:
    dress("loud")
    build()
    theme = hub / "output" / "theme"
    page = (hub / "output" / "index.html").read_text("utf-8")

    assert (theme / "brand" / "fonts" / "OFL.txt").is_file()
    assert '"Bricolage Grotesque in waiting"' in (theme / "css" / "brand.css").read_text("utf-8")
    assert "/theme/brand/fonts/bricolage-grotesque.woff2" in page
    assert "fraunces" not in page


def test_a_hub_without_a_brand_looks_as_the_theme_does(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()

    assert not (hub / "output" / "theme" / "css" / "brand.css").exists()
    assert "brand.css" not in (hub / "output" / "index.html").read_text("utf-8")


def test_a_changed_logo_changes_icons_and_pages(hub: Path, dress: Callable[[str], Path], build: Callable[..., BuildReport]) -> None:
    dress("loud")
    build()
    icon = hub / "output" / "theme" / "icons" / "icon-192.png"
    before = icon.read_bytes()
    logo = hub / "content" / "images" / "logo.png"
    Image.new("RGB", (256, 256), "#008800").save(logo)
    report = build()

    assert icon.read_bytes() != before
    assert "index.html" in report.written
    assert not build().written


def test_another_part_of_the_program_leaves_the_icons_as_pages_name_them(hub: Path, dress: Callable[[str], Path]) -> None:
    dress("loud")
    known = settings.read(hub)
    stamps = inputs.snapshot(known, (), {}, 0)

    def drawn(changed: str) -> dict[str, str]:
        found = brand.assets(known, stamps | {changed: inputs.Stamp(1, 1, "another")} if changed else stamps)
        return {path: asset.digest for path, asset in found.items()}

    assert drawn("parvis/build/search.py") == drawn("")
    assert drawn("parvis/build/brand/icons.py")["icons/icon-192.png"] != drawn("")["icons/icon-192.png"]
