"""A hub from right to left: mirrored, nothing out of its frame, no fault; and each language's pages know those of the others."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from parvis import pelican_plugin, settings

PAGES = ("", "ar-wall/", "ar-contests/saveurs/", "ar-reviews/", "ar-journal/", "ar-kiosk/", "ar-search/?kind=wall", "embed/reviews/")
Visiting = Callable[..., Any]


@pytest.fixture(scope="module")
def mirrored(branded: Callable[[str], Path], serve: Callable[[Path], str], speak_arabic: Callable[[Path], Path]) -> str:
    """The address of a hub in Arabic, French and English over the posts and the contest of the sample hubs."""
    folder = branded("sober")
    rules = folder / "content" / "contests" / "saveurs" / "rules.md"
    told = rules.read_text("utf-8")
    _, facts, text = told.split("---\n", 2)
    title = next(line for line in facts.splitlines() if line.startswith("title"))
    rules.with_name("rules.fr.md").write_text(f"---\n{title}\nlang: fr\n---\n{text}", "utf-8")
    rules.write_text(told.replace("\nlang: fr\n", "\n"), "utf-8")
    speak_arabic(folder / "look")
    conf = folder / "pelican.conf.py"
    told = conf.read_text("utf-8").replace('["fr", "en"]', '["ar", "fr", "en"]').replace('DEFAULT_LANG = "fr"', 'DEFAULT_LANG = "ar"')
    conf.write_text(f'{told}\nTHEME = "look"\n', "utf-8")
    read = settings.read(folder)
    assert read.now is not None
    pelican_plugin.build(read, read.now)
    return serve(folder / "output")


@pytest.mark.parametrize("width", [390, 1440])
def test_mirrored_pages_have_no_fault_and_stay_in_their_frame(mirrored: str, visit: Visiting, width: int) -> None:
    wrong: dict[str, Any] = {}
    for path in PAGES:
        found = visit(f"{mirrored}/{path}", width=width)
        found.page.wait_for_load_state("networkidle")
        wide = found.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wrong[path] = [*found.violations(), *found.complaints, *([f"{wide} px too wide"] if wide > 0 else [])]

    assert {path: what for path, what in wrong.items() if what} == {}


def test_layout_is_mirrored_and_what_points_turns_round(mirrored: str, visit: Visiting) -> None:
    page = visit(f"{mirrored}/ar-wall/").page
    brand, languages = page.locator(".site-header__brand").bounding_box(), page.locator(".site-header__languages a").last.bounding_box()

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert brand["x"] > 720 > languages["x"]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).textAlign") in {"start", "right"}
    turned = "name => [...document.querySelectorAll('.icon')].filter(i => i.firstElementChild.getAttribute('href').endsWith('#' + name)).map(i => getComputedStyle(i).scale)"
    assert set(page.evaluate(turned, "search")) == {"none"}

    page.goto(f"{mirrored}/ar-reviews/")
    stars = [page.locator(".stars__drawn").first.locator("svg").nth(number).bounding_box()["x"] for number in (0, 4)]
    assert stars[0] > stars[1]


def test_arrows_of_the_screen_follow_the_direction(mirrored: str, visit: Visiting) -> None:
    page = visit(f"{mirrored}/ar-kiosk/").page
    slides = page.locator("[data-slide]")
    assert slides.count() > 1
    page.keyboard.press("ArrowLeft")

    expect(slides.nth(1)).to_have_class(re.compile("slide--here"))


def test_words_in_another_language_say_so(mirrored: str, visit: Visiting) -> None:
    page = visit(f"{mirrored}/ar-wall/").page

    assert page.locator("main [lang]:not([lang=ar])").count() > 0


def _alternates(file: Path) -> dict[str, str]:
    page = LexborHTMLParser(file.read_text("utf-8"))
    return {str(node.attributes["hreflang"]): str(node.attributes["href"]) for node in page.css("head link[hreflang]")}


def test_every_page_of_the_demo_and_its_versions_know_each_other(site: Any, demo: Path) -> None:
    told = {file.relative_to(demo).as_posix().removesuffix("index.html"): _alternates(file) for file in sorted(demo.rglob("*.html"))}
    told = {path: found for path, found in told.items() if found}
    wrong: list[str] = []
    for path, found in told.items():
        versions = {language: unquote(urlsplit(url).path).lstrip("/") for language, url in found.items()}
        own = "en" if path.startswith(("en/", "embed/en/")) else "fr"
        if versions.get(own) != path:
            wrong.append(f"{path} does not name itself")
        if versions.get("x-default") != versions.get("fr", versions.get("en")):
            wrong.append(f"{path}: the version for all others is not the main one")
        wrong += [f"{path} names {version}, which does not name it" for version in versions.values() if told.get(version) != found]

    assert len(told) > 100
    assert wrong == []
