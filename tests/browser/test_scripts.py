"""What scripts add: players, large pictures, a narrower wall, the screen in the shop; and that nothing of the site needs them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

#: Bytes of compressed script that a page may have; the search and the editors' forms are programs.
MOST = 10 * 1024
PROGRAMS = {"search", "admin"}

Visiting = Callable[..., Any]

_IS_PLAYER = re.compile(r"//www\.youtube-nocookie\.com/embed/")


def _scripts(file: Path, demo: Path) -> int:
    """Compressed bytes of all scripts that a page names."""
    page = LexborHTMLParser(file.read_text("utf-8"))
    named = {urlsplit(node.attributes["src"] or "").path for node in page.css("script[src]")}
    return sum(len(gzip.compress((demo / path.lstrip("/")).read_bytes(), 9)) for path in named)


def _file(path: str, demo: Path) -> Path:
    return demo / (f"{path}index.html" if path.endswith("/") else path).lstrip("/")


def test_scripts_of_every_page_are_small(site: Any, demo: Path) -> None:
    most = {kind: max(_scripts(_file(path, demo), demo) for path in paths[:40]) for kind, paths in site.paths.items()}

    assert most["wall"] > 0
    assert {kind: size for kind, size in most.items() if size > MOST and kind not in PROGRAMS} == {}
    assert len(gzip.compress((demo / "embed/parvis-wall.js").read_bytes(), 9)) < MOST


def test_every_kind_of_page_reads_and_leads_on_without_script(site: Any, visit: Visiting) -> None:
    page = visit(site.url + "/", script=False).page
    for kind, paths in site.paths.items():
        page.goto(site.url + paths[0])

        assert page.locator("main").is_visible(), kind
        assert len(page.locator("main").inner_text()) > 20, kind
        assert page.locator("a[href]").count() > 0, kind
        assert not [node for node in page.locator("main template, main [data-controls]").all() if node.is_visible()], kind
        if kind not in {"kiosk", "event-kiosk", "embed"}:
            assert page.locator("header nav a").first.is_visible(), kind


def _answered(found: Any, site: Any) -> list[str]:
    """What is asked of others from now on; all of it is answered here."""
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<!doctype html><title>player</title>")

    found.page.route(lambda url: not url.startswith(site.url), answer)
    return asked


def test_film_plays_only_after_somebody_has_said_yes(site: Any, visit: Visiting) -> None:
    found = visit(site.first("video"))
    asked, page = _answered(found, site), found.page
    page.locator("[data-player]").first.click()
    panel = page.locator(".player")
    told = panel.locator("p").first.inner_text()

    assert asked == []
    assert "YouTube" in told
    assert "IP" in told
    with page.expect_response(_IS_PLAYER):
        panel.locator("[data-play]").click()
    assert [url.split("?")[0] for url in asked] == ["https://www.youtube-nocookie.com/embed/SucBleuV015"]
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []
    assert found.complaints == []


def test_yes_is_remembered_only_where_that_was_asked_for_and_can_be_taken_back(site: Any, visit: Visiting) -> None:
    found = visit(site.first("video"))
    asked, page = _answered(found, site), found.page
    page.locator("[data-player]").first.click()
    page.locator("[data-always]").check()
    with page.expect_response(_IS_PLAYER):
        page.locator("[data-play]").click()
    page.reload()
    assert page.locator("iframe").count() == 0
    with page.expect_response(_IS_PLAYER):
        page.locator("[data-network=youtube]").first.click()

    assert page.locator("iframe").count() == 1
    page.locator("[data-forget]").click()
    assert page.locator("iframe").count() == 0
    page.locator("[data-network=youtube]").first.click()
    assert page.locator("iframe").count() == 0
    assert page.locator("[data-play]").evaluate("node => node === document.activeElement")
    assert len(asked) == 2
    page.keyboard.press("Escape")
    assert page.locator(".player").count() == 0
    assert page.evaluate("document.activeElement.dataset.player") == "frame"


def test_podcast_plays_as_a_sound_and_not_as_a_frame(site: Any, visit: Visiting) -> None:
    path = next(path for path in site.paths["item"] if "/sucre-lent/" in path)
    found = visit(site.url + path)
    asked, page = _answered(found, site), found.page
    page.locator("[data-player=sound]").first.click()
    with page.expect_request(re.compile(r"//balado\.example/")):
        page.locator("[data-play]").click()

    assert page.locator("audio[controls]").count() == 1
    assert page.locator("iframe").count() == 0
    assert {urlsplit(url).hostname for url in asked} <= {"balado.example"}


def test_poster_leads_to_the_original_without_script(site: Any, visit: Visiting) -> None:
    page = visit(site.first("video"), script=False).page

    assert re.match(r"https://www\.youtube\.com/watch", page.locator("[data-player]").first.get_attribute("href"))


def test_picture_opens_large_by_key_and_the_focus_returns(site: Any, visit: Visiting, demo: Path) -> None:
    path = next(path for path in site.paths["item"] if "data-pictures" in _file(path, demo).read_text("utf-8"))
    found = visit(site.url + path)
    page = found.page
    door = page.locator(".enlarges").first
    door.focus()
    page.keyboard.press("Enter")

    assert page.locator("dialog[open] img").is_visible()
    assert page.locator("dialog [data-alt]").inner_text() == door.locator("img").get_attribute("alt")
    assert found.violations() == []
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(door).to_be_focused()
    assert found.complaints == []


def test_wall_narrows_to_a_source_and_back(site: Any, visit: Visiting) -> None:
    found = visit(site.first("wall"))
    page = found.page
    cards = page.locator(".day .post-card")
    everything = cards.count()
    link = page.locator("[data-filter] a").first
    link.click()
    left = [card for card in cards.all() if card.is_visible()]

    assert 0 < len(left) < everything
    assert all("/mastodon/" in (card.locator(".post-card__link").get_attribute("href") or "") for card in left)
    assert page.url == site.first("wall")
    assert str(len(left)) in page.locator("[data-found]").inner_text()
    assert found.violations() == []
    page.locator("[data-reset]").click()
    assert len([card for card in cards.all() if card.is_visible()]) == everything


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (390, 844)])
def test_screen_shows_one_thing_at_a_time_and_all_of_it(site: Any, visit: Visiting, width: int, height: int) -> None:
    found = visit(site.first("kiosk"))
    page = found.page
    page.set_viewport_size({"width": width, "height": height})
    slides = page.locator("[data-slide]")
    script = "node => [node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight, document.documentElement.scrollWidth - innerWidth]"
    page.keyboard.press("Space")
    for number in range(slides.count()):
        assert [slide.is_visible() for slide in slides.all()].count(True) == 1
        assert slides.nth(number).is_visible()
        assert max(slides.nth(number).evaluate(script)) <= 1, slides.nth(number).get_attribute("class")
        assert slides.nth(number).locator(".slide__code svg").is_visible()
        page.keyboard.press("ArrowRight")

    assert slides.first.is_visible()
    assert found.violations() == []
    assert found.complaints == []


def test_screen_goes_on_by_itself_until_somebody_pauses_it(site: Any, visit: Visiting) -> None:
    page = visit("about:blank").page
    page.clock.install()
    page.goto(site.first("kiosk"))
    first, second = page.locator("[data-slide]").nth(0), page.locator("[data-slide]").nth(1)
    assert first.is_visible()
    page.clock.run_for(30_000)
    assert not first.is_visible()

    page.keyboard.press("Home")
    page.locator("[data-pause]").click()
    shown = [slide.is_visible() for slide in page.locator("[data-slide]").all()]
    page.clock.run_for(120_000)
    assert [slide.is_visible() for slide in page.locator("[data-slide]").all()] == shown
    assert page.locator("[data-pause]").inner_text() == "Reprendre"
    assert second.count() == 1


def test_the_screen_of_every_event_shows_all_of_it(site: Any, visit: Visiting) -> None:
    page = visit("about:blank").page
    page.set_viewport_size({"width": 1280, "height": 720})
    script = "node => [node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight]"
    for path in site.paths["event-kiosk"]:
        page.goto(site.url + path)
        first = page.locator("[data-slide]").first
        assert first.locator(".big-date").is_visible(), path
        assert first.locator(".slide__code").get_attribute("href").endswith(path.rsplit("/", 2)[0] + "/"), path
        assert max(first.evaluate(script)) <= 1, path


def test_screen_is_a_list_without_script(site: Any, visit: Visiting) -> None:
    page = visit(site.first("kiosk"), script=False).page

    assert all(slide.is_visible() for slide in page.locator("[data-slide]").all())
    assert not page.locator("[data-controls]").is_visible()
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
