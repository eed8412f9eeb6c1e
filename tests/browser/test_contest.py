"""A contest as a visitor meets it: readable by everybody in each of its faces, and closed at its second though the build is late."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from parvis import settings
from parvis.pelican_plugin import build

Visiting = Callable[..., Any]
OPEN, CLOSES, OVER = datetime(2026, 6, 12, 14, tzinfo=UTC), datetime(2026, 6, 15, 16, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
PAGES = {
    "vote": (
        OPEN,
        ["", "concours/", "concours/saveurs/", "concours/saveurs/idees/", "concours/saveurs/idees/4-pb-j/", "concours/saveurs/reglement/"],
    ),
    "results": (OVER, ["concours/", "concours/saveurs/", "concours/saveurs/resultats/"]),
}


@pytest.fixture(scope="module")
def built(samples: Path, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Callable[..., str]:
    """Address of the small hub's site at a moment; `still`: it stands still there, as a demo does."""
    known: dict[tuple[datetime, bool], str] = {}

    def _built(now: datetime, *, still: bool = True) -> str:
        if (now, still) not in known:
            root = Path(shutil.copytree(samples / "contest" / "hub", tmp_path_factory.mktemp("hub") / "hub"))
            conf = root / "pelican.conf.py"
            lines = [line for line in conf.read_text(encoding="utf-8").splitlines() if not line.startswith(("PARVIS_NOW", "SITEURL"))]
            conf.write_text("\n".join([*lines, f'PARVIS_NOW = "{now.isoformat()}"' if still else "", ""]), encoding="utf-8")
            build(settings.read(root), now)
            known[now, still] = serve(root / "output")
        return known[now, still]

    return _built


@pytest.fixture(
    params=[(face, path) for face, (_, paths) in PAGES.items() for path in paths], ids=lambda one: f"{one[0]}:{one[1] or 'home'}"
)
def address(request: pytest.FixtureRequest, built: Callable[..., str]) -> str:
    face, path = request.param
    return f"{built(PAGES[face][0])}/{path}"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_each_face_can_be_used_by_everybody(visit: Visiting, address: str, dark: bool) -> None:
    found = visit(address, dark=dark)

    assert found.violations() == []
    assert found.complaints == []
    assert found.foreign(address.partition("/concours")[0].rstrip("/")) == []


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_is_wider_than_the_window(visit: Visiting, address: str, width: int) -> None:
    assert visit(address, width=width).page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_call_says_how_long_it_is_open(visit: Visiting, built: Callable[..., str]) -> None:
    page = visit(f"{built(OPEN)}/concours/saveurs/").page

    assert page.locator("[data-left]").inner_text() == "encore 3 jours"
    assert page.locator("[data-act]").get_attribute("href") == "https://forms.example/vote"
    assert page.locator("[data-closed]").is_hidden()


@pytest.mark.parametrize("path", ["", "concours/", "concours/saveurs/", "concours/saveurs/idees/4-pb-j/"])
def test_the_call_is_switched_off_at_the_closing_second(visit: Visiting, built: Callable[..., str], path: str) -> None:
    before = datetime.now(UTC)
    page = visit("about:blank").page
    page.clock.set_fixed_time(before)
    page.goto(f"{built(CLOSES - timedelta(seconds=2))}/{path}")
    action = page.locator("[data-act]")
    assert action.get_attribute("href") is not None

    page.clock.set_fixed_time(before + timedelta(seconds=2))
    page.locator("[data-closed]").wait_for(state="visible")

    assert page.locator("[data-closed]").inner_text() == "Le vote vient de se clore."
    assert action.get_attribute("href") is None
    assert action.get_attribute("aria-disabled") == "true"
    assert page.locator("[data-left]").is_hidden()


@pytest.fixture
def at_clock(browser: Browser, built: Callable[..., str]) -> Iterator[Callable[[datetime], Any]]:
    """The contest's page, built while the vote was open, seen when the visitor's clock shows another moment."""
    contexts = []

    def _at(moment: datetime) -> Any:
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()
        page.clock.install(time=moment)
        page.goto(f"{built(OPEN, still=False)}/concours/saveurs/")
        return page

    yield _at
    for context in contexts:
        context.close()


def test_a_late_build_does_not_keep_the_vote_open(at_clock: Callable[[datetime], Any]) -> None:
    before, after = at_clock(CLOSES - timedelta(minutes=5, seconds=30)), at_clock(CLOSES + timedelta(hours=3))

    assert before.locator("[data-act]").get_attribute("href") == "https://forms.example/vote"
    assert before.locator("[data-left]").inner_text() == "encore 5 minutes"
    assert after.locator("[data-act]").get_attribute("href") is None
    assert after.locator("[data-closed]").is_visible()


def test_without_script_the_closing_moment_stands_there(visit: Visiting, built: Callable[..., str]) -> None:
    page = visit(f"{built(OPEN)}/concours/saveurs/", script=False).page

    assert "15\u00a0juin 2026" in page.locator(".call__text").inner_text()
    assert page.locator("[data-left]").is_hidden()
    assert page.locator("[data-act]").is_visible()


def test_filters_of_the_gallery_are_links(visit: Visiting, built: Callable[..., str]) -> None:
    page = visit(f"{built(OPEN)}/concours/saveurs/idees/", script=False).page
    links = page.locator(".filter-bar a")

    assert links.count() >= 2
    with page.expect_navigation():
        links.nth(1).click()
    assert 0 < page.locator(".entry-card").count() < 8
