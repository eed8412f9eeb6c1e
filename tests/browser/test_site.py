"""The demo as a visitor meets it: readable by everybody, quiet, and asking nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

#: Kinds of pages that a visitor meets first.
KINDS = ("home", "wall", "item", "video", "source", "tag", "journal", "post", "page", "error")

Visiting = Callable[..., Any]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_page_can_be_used_by_everybody(site: Any, visit: Visiting, kind: str, dark: bool) -> None:
    found = visit(site.first(kind), dark=dark)

    assert found.violations() == []


def test_page_is_quiet_and_asks_nobody_else(site: Any, visit: Visiting, kind: str) -> None:
    found = visit(site.first(kind))
    found.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    found.page.wait_for_load_state("networkidle")

    assert found.complaints == []
    assert found.foreign(site.url) == []


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_is_wider_than_the_window(site: Any, visit: Visiting, kind: str, width: int) -> None:
    found = visit(site.first(kind), width=width)

    assert found.page.evaluate("document.documentElement.scrollWidth") <= width


def test_page_reads_without_script(site: Any, visit: Visiting, kind: str) -> None:
    found = visit(site.first(kind), script=False)

    assert found.page.locator("h1").first.inner_text().strip()
    assert found.page.locator("main").is_visible()


def test_pictures_have_arrived(site: Any, visit: Visiting, kind: str) -> None:
    found = visit(site.first(kind))
    found.page.evaluate("document.querySelectorAll('img').forEach(img => { img.loading = 'eager' })")
    found.page.wait_for_load_state("networkidle")
    script = "[...document.images].filter(img => !img.complete || !img.naturalWidth).map(img => img.currentSrc || img.src)"

    assert found.page.evaluate(script) == []


def test_visitor_gets_from_home_to_an_item_and_its_original(site: Any, visit: Visiting) -> None:
    page = visit(site.url + "/").page
    with page.expect_navigation():
        page.locator(f'a[href="{site.paths["wall"][0]}"]').first.click()
    inside = set(site.paths["item"])
    addresses = page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    target = next(address for address in addresses if address in inside)
    page.goto(site.url + target)

    assert page.locator('main a[href^="http"]').count() > 0


def test_keyboard_reaches_the_content_first(site: Any, visit: Visiting) -> None:
    page = visit(site.url + "/").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.closest('main') !== null || location.hash !== ''")


def test_every_listed_page_exists(site: Any) -> None:
    files = [f"{path}index.html" if path.endswith("/") else path for paths in site.paths.values() for path in paths]

    assert len(files) > 250
    assert [file for file in files if not (site.folder / file.lstrip("/")).is_file()] == []


def test_no_link_of_the_sites_own_is_dead(site: Any) -> None:
    home = "https://sucrebleu.example"
    pages = {file: LexborHTMLParser(file.read_text("utf-8")) for file in sorted(site.folder.rglob("*.html"))}
    anchors = {file: {node.attributes.get("id") for node in page.css("[id]")} for file, page in pages.items()}
    dead = []
    for file, page in pages.items():
        here = f"{home}/{file.relative_to(site.folder).as_posix().removesuffix('index.html')}"
        for node in page.css("[href], [src]"):
            said = node.attributes.get("href") or node.attributes.get("src") or ""
            link = urlsplit(urljoin(here, said))
            # What a feed says with a whole address, of wherever, is the feed's own; the site links itself by paths.
            if f"{link.scheme}://{link.netloc}" != home or ("://" in said and node.attributes.get("rel") != "alternate"):
                continue
            target = site.folder / unquote(link.path).lstrip("/")
            target = target / "index.html" if link.path.endswith("/") else target
            if not target.is_file() or (link.fragment and target in anchors and link.fragment not in anchors[target]):
                dead.append(f"{here}: {link.geturl()}")

    assert len(pages) > 250
    assert dead == []


@pytest.mark.parametrize(("english", "mark"), [(False, "«"), (True, "“")], ids=["French", "English"])
def test_words_of_an_unknown_language_are_quoted_as_the_page_quotes(site: Any, visit: Visiting, english: bool, mark: str) -> None:
    script = "nodes => [...new Set(nodes.map(node => getComputedStyle(node, '::before').content))]"
    path = next(path for path in site.paths["reviews"] if path.startswith("/en/") is english and _unknown(site, path))
    page = visit(site.url + path).page

    assert page.locator('.review__text[lang=""]').evaluate_all(script) == [f'"{mark}"']


def _unknown(site: Any, path: str) -> bool:
    return 'class="review__text" lang=""' in (site.folder / path.lstrip("/") / "index.html").read_text("utf-8")
