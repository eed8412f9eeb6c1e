"""A hub in three languages, one of them its own: catalogues, addresses, what is not told in a language, and what leads to what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from parvis import pelican_plugin, settings
from parvis.model.build_report import BuildReport

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)


@pytest.fixture
def hub(hub: Path, speak_arabic: Callable[[Path], Path]) -> Path:
    """The small hub, in Arabic too, by a theme of its own that has nothing but those words."""
    speak_arabic(hub / "look")
    conf = hub / "pelican.conf.py"
    told = conf.read_text("utf-8").replace('["fr", "en"]', '["fr", "en", "ar"]')
    conf.write_text(f'{told}\nTHEME = "look"\n', "utf-8")
    return hub


def _read(hub: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((hub / "output" / path / "index.html").read_text("utf-8"))


def _text(page: LexborHTMLParser, selector: str) -> str:
    found = page.css_first(selector)
    assert found is not None
    return found.text()


def _alternates(page: LexborHTMLParser) -> dict[str | None, str | None]:
    return {node.attributes["hreflang"]: node.attributes["href"] for node in page.css("link[hreflang]")}


def test_a_hubs_own_catalogue_makes_a_language_of_the_hub(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()
    wall = _read(hub, "ar/ar-wall")
    html = wall.css("html")[0]

    assert (html.attributes["lang"], html.attributes["dir"]) == ("ar", "rtl")
    assert _text(wall, "h1") == "والل"
    assert _alternates(wall) == {
        "fr": "https://place.example/hub/mur/",
        "en": "https://place.example/hub/en/wall/",
        "ar": "https://place.example/hub/ar/ar-wall/",
        "x-default": "https://place.example/hub/mur/",
    }
    assert _alternates(_read(hub, "mur")) == _alternates(_read(hub, "en/wall")) == _alternates(wall)


def test_word_that_a_catalogue_lacks_is_english(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()

    assert _text(_read(hub, "ar"), ".skip") == "Skip to the content"
    assert "Reading list (OPML)" in _text(_read(hub, "ar"), "footer")


def test_post_that_is_not_told_in_a_language_stands_there_in_the_main_one_and_leads_to_it(
    hub: Path, build: Callable[..., BuildReport]
) -> None:
    build()
    journal = _read(hub, "ar/ar-journal")
    link = next(node for node in journal.css("a") if str(node.attributes.get("href", "")).endswith("/journal/camerise/"))
    around = [node for node in journal.css("[lang]:not(html)") if link in node.css("a")]

    assert link.attributes["href"] == "/hub/journal/camerise/"
    assert link.attributes.get("lang") == "fr" or "fr" in {node.attributes["lang"] for node in around}
    assert set(_alternates(_read(hub, "journal/camerise"))) == {"fr", "en", "x-default"}
    assert not (hub / "output" / "ar" / "ar-journal" / "camerise").exists()


def test_days_and_months_are_said_in_the_language(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()

    assert "مايو" in _text(_read(hub, "ar/ar-wall"), "main")
    assert " mai " in _text(_read(hub, "mur"), "main")


def test_changed_word_of_the_hubs_own_draws_that_languages_pages_anew(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()
    words = hub / "look" / "locale" / "ar" / "LC_MESSAGES" / "parvis.po"
    words.write_text(words.read_text("utf-8").replace("والل", "جدار"), "utf-8")
    report = build()

    assert _text(_read(hub, "ar/ar-wall"), "h1") == "جدار"
    assert "ar/index.html" in report.written
    assert "en/wall/index.html" not in report.written


def test_hub_may_say_some_words_of_our_languages_its_own_way(hub: Path) -> None:
    words = hub / "look" / "locale" / "fr" / "LC_MESSAGES" / "parvis.po"
    words.parent.mkdir(parents=True)
    words.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Wall"\nmsgstr "La place"\n', "utf-8")
    pelican_plugin.build(settings.read(hub), NOW)
    page = _read(hub, "mur")

    assert _text(page, "h1") == "La place"
    assert _text(page, ".skip") != "Skip to the content"
