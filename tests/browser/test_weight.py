"""What a first visit loads: little enough for a phone on a slow network."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def weight() -> ModuleType:
    """The script that writes docs/weight.md."""
    spec = importlib.util.spec_from_file_location("weight", ROOT / "scripts" / "weight.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_kind_of_page_is_too_heavy(weight: ModuleType, demo: Path) -> None:
    found = {one.kind: one for one in weight.weigh(demo)}

    assert {"home", "wall", "contest", "reviews", "ambassador", "post", "kiosk"} <= set(found)
    assert {kind: one.whole for kind, one in found.items() if one.whole > weight.MOST} == {}
    assert all(one.html and one.css for one in found.values())


def test_scripts_only_enhance(weight: ModuleType, demo: Path) -> None:
    heavy = {one.kind: one.js for one in weight.weigh(demo) if one.js > 10_000}

    assert set(heavy) <= {"search"}


def test_one_font_file_is_enough(weight: ModuleType, demo: Path, serve: Callable[[Path], str], browser: Browser) -> None:
    url = serve(demo)
    asked: list[str] = []
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "font" else None)
    fonts: dict[str, set[str]] = {}
    for one in weight.weigh(demo):
        asked.clear()
        page.goto(f"{url}/{one.path}", wait_until="load")
        page.evaluate("document.fonts.ready")
        fonts[one.kind] = set(asked)
    page.close()

    assert {kind: found for kind, found in fonts.items() if len(found) > weight.FONTS} == {}
