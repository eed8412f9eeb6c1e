"""The shelf of read texts: parsed once, and anew where what they hang on has changed."""

from __future__ import annotations

from pathlib import Path

from parvis.build import shelf
from parvis.build.shelf import Shelf

MARKDOWN = {"extensions": ["markdown.extensions.meta", "markdown.extensions.extra"], "output_format": "html5"}


def test_text_is_parsed_once_and_then_known(tmp_path: Path) -> None:
    first = Shelf(tmp_path, MARKDOWN)

    assert first.html("A *b*") == first.html("A *b*") == "<p>A <em>b</em></p>"
    assert first.parses == 1

    first.keep()
    second = Shelf(tmp_path, MARKDOWN)

    assert second.html("A *b*") == "<p>A <em>b</em></p>"
    assert second.parses == 0


def test_the_way_back_from_a_footnote_is_called_so_in_the_language_of_the_text(tmp_path: Path) -> None:
    kept, text = Shelf(tmp_path, MARKDOWN), "A[^1]\n\n[^1]: B"

    assert 'title="Revenir à l’appel de la note 1"' in kept.html(text, "fr-CA")
    assert 'title="Back to the place of note 1"' in kept.html(text, "en")


def test_other_markdown_settings_parse_again(tmp_path: Path) -> None:
    first = Shelf(tmp_path, MARKDOWN)
    first.html("a")
    first.keep()
    second = Shelf(tmp_path, {**MARKDOWN, "extensions": []})
    second.html("a")

    assert second.parses == 1


def test_what_is_no_longer_used_is_forgotten(tmp_path: Path) -> None:
    first = Shelf(tmp_path, MARKDOWN)
    first.html("a")
    first.keep()
    second = Shelf(tmp_path, MARKDOWN)
    second.html("b")
    second.keep()
    third = Shelf(tmp_path, MARKDOWN)
    third.html("a")

    assert third.parses == 1


def test_first_line_that_looks_like_a_header_stays_in_the_text(tmp_path: Path) -> None:
    assert Shelf(tmp_path, MARKDOWN).html("Note: ceci reste.") == "<p>Note: ceci reste.</p>"


def test_one_text_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    texts = Shelf(tmp_path, MARKDOWN)
    texts.html("A[^1]\n\n[^1]: note\n\n[link]: https://a.example")

    assert texts.html("B [link]") == "<p>B [link]</p>"


def test_empty_text_is_not_parsed(tmp_path: Path) -> None:
    texts = Shelf(tmp_path, MARKDOWN)

    assert (texts.html(" \n"), texts.parses) == ("", 0)


def test_broken_shelf_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / shelf.NAME).write_text("{")

    assert Shelf(tmp_path, MARKDOWN).files == {}


def test_extensions_that_are_configured_count_as_pelicans_reader_counts_them(tmp_path: Path) -> None:
    from pelican.settings import DEFAULT_CONFIG

    text = "## Organisateur {#organiser}\n\n| Dose |\n|---|\n| 2 g |\n"
    shown = Shelf(tmp_path, DEFAULT_CONFIG["MARKDOWN"]).html(text)

    assert '<h2 id="organiser">Organisateur</h2>' in shown
    assert "<table>" in shown
    assert Shelf(tmp_path, DEFAULT_CONFIG["MARKDOWN"]).html("Note: a text") == "<p>Note: a text</p>"
