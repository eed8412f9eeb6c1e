"""Two brands, one sober and one loud: each is its own, and can be read by day, by night and by those who ask for more contrast."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parvis import pelican_plugin, settings
from parvis.pages.palette import palette

PAGES = ("", "mur/", "concours/saveurs/", "avis/")


class Branded:
    """A brand's site, built and served."""

    def __init__(self, folder: Path, url: str, warnings: tuple[str, ...]) -> None:
        self.settings = settings.read(folder)
        self.output = folder / "output"
        self.url = url
        self.warnings = warnings


@pytest.fixture(scope="module", params=["sober", "loud"])
def brand(request: pytest.FixtureRequest, branded: Callable[[str], Path], serve: Callable[[Path], str]) -> Branded:
    folder = branded(request.param)
    read = settings.read(folder)
    assert read.now is not None
    report = pelican_plugin.build(read, read.now)
    return Branded(folder, serve(folder / "output"), report.warnings)


@pytest.mark.parametrize("mode", ["light", "dark", "more", "dark more"])
def test_everything_can_be_read(brand: Branded, visit: Callable[..., object], mode: str) -> None:
    contrast = "more" if "more" in mode else "no-preference"
    found = {}
    for path in PAGES:
        page = visit(f"{brand.url}/{path}", dark="dark" in mode, contrast=contrast)
        found[path] = [*page.violations(), *page.complaints, *page.foreign(brand.url)]  # type: ignore[attr-defined]

    assert not {path: what for path, what in found.items() if what}


def test_a_page_wears_the_brand(brand: Branded, visit: Callable[..., object]) -> None:
    page = visit(brand.url).page  # type: ignore[attr-defined]
    ask = "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    colors = palette(brand.settings.site.brand).light

    assert {name: page.evaluate(ask, f"--{name}") for name in ("paper", "ink", "accent")} == {
        name: colors[name] for name in ("paper", "ink", "accent")
    }
    assert page.evaluate(ask, "--corner") == brand.settings.site.brand.corner  # type: ignore[union-attr]
    assert brand.settings.site.brand.display.family.split(",")[0] in page.evaluate(  # type: ignore[union-attr]
        "() => getComputedStyle(document.querySelector('h1')).fontFamily"
    )


def test_the_logo_stands_in_the_head_of_a_page(brand: Branded, visit: Callable[..., object]) -> None:
    page = visit(f"{brand.url}/mur/").page  # type: ignore[attr-defined]
    logo = page.locator(".site-header__logo")

    assert logo.evaluate("one => one.complete && one.naturalWidth > 0")
    assert page.locator(".site-header__brand").evaluate("one => one.textContent.trim() || one.querySelector('img').alt") == (
        brand.settings.site.name
    )


def test_an_accent_that_cannot_be_seen_is_told(brand: Branded) -> None:
    assert [warning for warning in brand.warnings if warning.startswith("PARVIS_BRAND: accent #")]


@pytest.mark.parametrize("path", PAGES)
def test_what_the_system_paints_keeps_its_edges_and_its_focus(brand: Branded, visit: Callable[..., object], path: str) -> None:
    page = visit(f"{brand.url}/{path}", forced_colors="active").page  # type: ignore[attr-defined]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focus = "() => { const style = getComputedStyle(document.activeElement); return [style.outlineStyle, parseFloat(style.outlineWidth)] }"

    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(focus) == ["solid", 3]
    assert page.locator(".site-footer").evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"


def test_paper_shows_the_words_and_nothing_to_click(brand: Branded, visit: Callable[..., object]) -> None:
    page = visit(f"{brand.url}/concours/saveurs/").page  # type: ignore[attr-defined]
    page.emulate_media(media="print")
    white = "() => getComputedStyle(document.body).backgroundColor"

    assert page.evaluate(white) == "rgb(255, 255, 255)"
    assert not page.locator(".rooms").first.is_visible()
    assert page.locator("h1").is_visible()
