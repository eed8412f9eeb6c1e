"""Every kind of page for everybody: in each dress, by keyboard alone, on small and enlarged windows, and standing still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Visiting = Callable[..., Any]

#: How people ask to see a page, and on what.
DRESSES: dict[str, dict[str, Any]] = {
    "light, a phone": {"width": 390},
    "dark, a phone": {"width": 390, "dark": True},
    "light, a desk": {"width": 1440},
    "dark, a desk": {"width": 1440, "dark": True},
    "more contrast, a phone": {"width": 390, "contrast": "more"},
    "more contrast, dark, a desk": {"width": 1440, "dark": True, "contrast": "more"},
}

#: Kinds of which one page is not like another: contest in each phase, items with and without pictures, how reviews are handled.
MORE = ("/concours/saveurs-2025/", "/concours/saveurs-2026/", "/avis/comment-nous-traitons-les-avis/", "/sources/", "/themes/")

#: How far things may move by themselves while a page loads (https://web.dev/articles/cls has 0.1 as good).
STILL = 0.01

#: What a line more or less may move where the display type comes after what stands in for it: half of what is good.
LATE = 0.05

#: Kinds whose scripts still draw when a page has long been there: they are watched for longer.
DRAWN = {"home", "wall", "contest", "search", "kiosk", "event-kiosk"}

_SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifts += entry.hadRecentInput ? 0 : entry.value }))
    .observe({ type: "layout-shift", buffered: true });
}"""

#: Waits until a reader sees words; the policy allows no waiting by a string that is evaluated.
_PAINTED = """() => new Promise(done => {
  const look = () => performance.getEntriesByName("first-contentful-paint").length ? done() : setTimeout(look, 20);
  look();
})"""


def _pages(site: Any) -> dict[str, str]:
    """A page of each kind, and of some kinds one more."""
    found = {kind: site.first(kind) for kind in site.paths}
    everything = {path for paths in site.paths.values() for path in paths}
    return found | {path: site.url + path for path in MORE if path in everything}


@pytest.mark.parametrize("dress", DRESSES)
def test_every_kind_of_page_can_be_used_by_everybody(site: Any, visit: Visiting, dress: str) -> None:
    found = visit("about:blank", **DRESSES[dress])
    # What a page is made of is the same in every dress: all rules are held against it once.
    only = () if dress == next(iter(DRESSES)) else ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
    violations: dict[str, list[str]] = {}
    for name, url in _pages(site).items():
        found.page.goto(url)
        violations[name] = found.violations(*only)

    assert len(violations) > 35
    assert {name: said for name, said in violations.items() if said} == {}


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_by_itself(site: Any, visit: Visiting, width: int) -> None:
    page = visit("about:blank", width=width).page
    page.add_init_script(f"({_SHIFTS})()")
    # How soon the display type is there is a matter of the machine's load: what its coming moves is counted below.
    page.route("**/*.woff2*", lambda route: route.abort())
    moved: dict[str, float] = {}
    for name, url in (_pages(site) | {"search, asked": site.first("search") + "?q=sucre"}).items():
        page.goto(url)
        page.wait_for_timeout(1500 if name.split(",")[0] in DRAWN else 50)
        moved[name] = page.evaluate("window.shifts")

    assert {name: much for name, much in moved.items() if much >= STILL} == {}


@pytest.mark.parametrize("width", [390, 1440])
def test_next_to_nothing_moves_when_the_font_comes_late(site: Any, visit: Visiting, width: int) -> None:
    page = visit("about:blank", width=width).page
    page.add_init_script(f"({_SHIFTS})()")
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/*.woff2*", hold)
    moved: dict[str, float] = {}
    for name, url in _pages(site).items():
        held.clear()
        page.goto(url, wait_until="commit")
        page.evaluate(_PAINTED)
        assert held, name
        for route in held:
            route.continue_()
        page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 100)))")
        moved[name] = page.evaluate("window.shifts")

    assert {name: much for name, much in moved.items() if much >= LATE} == {}


@pytest.mark.parametrize("width", [320, 720], ids=["a small phone, or 400 %", "200 % on a desk"])
def test_enlarged_page_loses_nothing(site: Any, visit: Visiting, width: int) -> None:
    page = visit("about:blank", width=width).page
    wide: dict[str, list[str]] = {}
    for name, url in _pages(site).items():
        page.goto(url)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            script = "width => [...document.querySelectorAll('body *')].filter(node => node.getBoundingClientRect().right > width + 1).slice(0, 3).map(node => node.outerHTML.slice(0, 120))"
            wide[name] = page.evaluate(script, width)

    assert wide == {}


def test_targets_are_large_enough_for_a_finger(site: Any, visit: Visiting) -> None:
    """24 px, as WCAG 2.5.8 has it; a link within a sentence may be as high as its line."""
    script = """() => [...document.querySelectorAll("header a, nav a, main a, footer a, summary, button")]
      .filter(node => node.checkVisibility() && !node.closest("p, li p, .body, .article__body, dd, figcaption, caption, td, .unseen, .skip"))
      .map(node => [node, node.getBoundingClientRect()])
      .filter(([, box]) => box.width && Math.max(box.height, box.width) && (box.height < 23.5 || box.width < 20))
      .filter(([node]) => !["inline"].includes(getComputedStyle(node).display))
      .map(([node, box]) => `${node.outerHTML.slice(0, 100)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
    page = visit("about:blank", width=390).page
    small: dict[str, list[str]] = {}
    for name, url in _pages(site).items():
        page.goto(url)
        small[name] = page.evaluate(script)[:3]

    assert {name: said for name, said in small.items() if said} == {}


def test_focus_goes_as_the_eye_does_and_is_seen(site: Any, visit: Visiting) -> None:
    page = visit(site.first("wall"), width=1440).page
    script = """() => { const node = document.activeElement;
      // A card's link is as large as the card: its outline is that of what it spreads over it.
      const style = [null, "::after"].map(part => getComputedStyle(node, part)).find(one => one.outlineStyle !== "none")
        ?? getComputedStyle(node);
      return [node.className, node.getAttribute("href") || "", style.outlineStyle, parseFloat(style.outlineWidth)] }"""
    page.keyboard.press("Tab")
    steps = [page.evaluate(script)]
    for _ in range(60):
        page.keyboard.press("Tab")
        steps.append(page.evaluate(script))
    links = page.locator("main a").evaluate_all("nodes => nodes.map(node => node.getAttribute('href'))")

    assert steps[0][0] == "skip"
    assert [step for step in steps if step[2] == "none" or step[3] < 2] == []
    inside = [href for name, href, *_ in steps[1:] if href in links]
    assert inside[:20] == links[: len(inside[:20])]


def test_wall_is_read_down_its_columns_as_it_is_written(site: Any, visit: Visiting) -> None:
    page = visit(site.first("wall"), width=1440).page
    script = (
        "nodes => nodes.map(node => { const box = node.getClientRects()[0]; return [Math.round(box.left), Math.round(box.top + scrollY)] })"
    )
    places = page.locator(".day .post-card").evaluate_all(script)

    assert len({left for left, _ in places}) > 2
    assert places == sorted(places)


def test_menu_opens_and_closes_by_key(site: Any, visit: Visiting) -> None:
    page = visit(site.url + "/", width=390).page
    page.locator(".rooms__more summary").focus()
    page.keyboard.press("Enter")
    first = page.locator(".rooms__more > ul a").first

    assert first.is_visible()
    page.keyboard.press("Tab")
    assert first.evaluate("node => node === document.activeElement")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert not first.is_visible()


def test_skip_link_shows_itself_and_leads_past_the_rooms(site: Any, visit: Visiting) -> None:
    page = visit(site.first("wall")).page
    page.keyboard.press("Tab")
    box = page.locator(".skip").bounding_box()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert box["y"] >= 0
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_drawn_figure_has_its_numbers_in_a_table(site: Any, visit: Visiting) -> None:
    page = visit(site.first("results")).page
    drawn = page.locator("svg[role=img], .podium, .bars")

    assert page.locator("main table").count() >= 2
    for figure in drawn.all():
        assert figure.evaluate("node => node.closest('section, article').querySelector('table') !== null")


def test_forced_colours_leave_stars_bars_and_the_foot_to_be_seen(site: Any, visit: Visiting) -> None:
    page = visit(site.first("reviews"), forced_colors="active", width=390).page
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    script = "node => getComputedStyle(node).color"

    assert page.locator(".stars__drawn").first.evaluate(script) != canvas
    assert page.locator(".site-footer a").first.evaluate(script) != canvas
    assert page.locator(".site-footer").evaluate("node => getComputedStyle(node).backgroundColor") == canvas
