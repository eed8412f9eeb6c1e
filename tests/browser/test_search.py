"""The search as people use it: from the keyboard, by what narrows it, in both languages, and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

Visiting = Callable[..., Any]


def test_slash_word_arrow_and_enter_lead_to_a_page(site: Any, visit: Visiting) -> None:
    page = visit(site.url + "/").page
    page.keyboard.press("/")
    page.wait_for_url("**/recherche/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.insert_text("camerise")  # at once: answers to its beginning would come between
    expect(page.locator(".result").first).to_be_visible()
    expect(page.locator(".result mark").first).to_contain_text(re.compile("camerise", re.IGNORECASE))
    page.keyboard.press("ArrowDown")
    expect(page.locator(".result a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".result a").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    wanted = page.locator(".result a").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")

    assert page.locator("h1").count() == 1


def test_facets_narrow_the_answers_and_stand_in_the_address(site: Any, visit: Visiting) -> None:
    page = visit(f"{site.url}/en/search/?kind=review").page
    expect(page.locator("[data-said]")).to_have_text(re.compile(r"^Found: \d+$"))
    page.locator("[data-facet=rating] summary").click()
    box = page.locator("[name=rating][value='2']")
    count = box.locator("xpath=ancestor::li").locator("[data-count]").inner_text()
    box.check()
    expect(page.locator("[data-said]")).to_have_text(f"Found: {count}")

    assert page.url.endswith("/en/search/?kind=review&rating=2")
    expect(page.locator(".result").first).to_be_visible()
    assert all("2 stars out of 5" in facts for facts in page.locator(".result__facts").all_inner_texts())

    page.reload()
    expect(page.locator("[data-said]")).to_have_text(f"Found: {count}")
    page.locator("[data-reset]").click()
    expect(page.locator("[data-rooms]")).to_be_visible()


def test_answers_say_what_readers_must_know_of_who_speaks(site: Any, visit: Visiting) -> None:
    page = visit(f"{site.url}/recherche/?q=macaron").page
    expect(page.locator(".result").first).to_be_visible()

    assert page.locator(".result .sign").count() > 0


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1440])
def test_search_has_no_fault_at_any_width(site: Any, visit: Visiting, *, width: int, dark: bool) -> None:
    found = visit(f"{site.url}/recherche/?q=camerise", width=width, dark=dark)
    expect(found.page.locator(".result").first).to_be_visible()
    found.page.wait_for_load_state("networkidle")

    assert found.complaints == []
    assert found.violations() == []
    assert found.foreign(site.url) == []
    assert found.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_script_the_page_says_so_and_offers_the_lists(site: Any, visit: Visiting) -> None:
    page = visit(f"{site.url}/en/search/", script=False).page

    assert not page.locator("[data-search]").is_visible()
    assert "JavaScript" in page.locator("main").inner_text()
    assert page.locator("[data-rooms] a").count() > 5


def test_word_that_nothing_has_finds_nothing_and_says_what_to_do(site: Any, visit: Visiting) -> None:
    page = visit(f"{site.url}/en/search/?q=zzzxyqv").page

    expect(page.locator("[data-said]")).to_have_text("Nothing found")
    expect(page.locator("[data-hint]")).to_be_visible()
    assert page.locator(".result").count() == 0


def test_hostile_words_are_only_words(site: Any, visit: Visiting) -> None:
    found = visit(f"{site.url}/recherche/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&kind=%22%3E%3Cb%3E")
    found.page.wait_for_load_state("networkidle")

    assert found.complaints == []
    assert found.page.locator("main img[src=x]").count() == 0
