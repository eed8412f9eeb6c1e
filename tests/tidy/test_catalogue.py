"""The theme's catalogue: read from its .po file, by language."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from parvis.tidy import catalogue

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
WALL = 'msgid "Wall"\nmsgstr "Mur"\n'


def _written(folder: Path, language: str, words: str) -> Path:
    file = folder / language / "LC_MESSAGES" / "parvis.po"
    file.parent.mkdir(parents=True)
    file.write_text(HEAD + words, encoding="utf-8")
    return file


def test_words_come_from_the_language_file(tmp_path: Path) -> None:
    _written(tmp_path, "fr", WALL)

    assert catalogue.load(tmp_path, "fr").gettext("Wall") == "Mur"


def test_regional_language_falls_back_on_its_language(tmp_path: Path) -> None:
    _written(tmp_path, "fr", WALL)

    assert catalogue.load(tmp_path, "fr-CA").gettext("Wall") == "Mur"


def test_regional_catalogue_wins_over_the_language(tmp_path: Path) -> None:
    _written(tmp_path, "fr", WALL)
    _written(tmp_path, "fr_CA", 'msgid "Wall"\nmsgstr "Babillard"\n')

    assert catalogue.load(tmp_path, "fr-CA").gettext("Wall") == "Babillard"


def test_language_without_catalogue_keeps_the_english_words(tmp_path: Path) -> None:
    assert catalogue.load(tmp_path, "tlh").gettext("Wall") == "Wall"
    assert catalogue.load(tmp_path, "tlh").pgettext("address", "wall") == "wall"


def test_empty_translation_keeps_the_english_words(tmp_path: Path) -> None:
    _written(tmp_path, "en", 'msgid "Wall"\nmsgstr ""\n')

    assert catalogue.load(tmp_path, "en").gettext("Wall") == "Wall"


def test_context_separates_words_of_addresses_from_words_on_pages(tmp_path: Path) -> None:
    _written(tmp_path, "fr", WALL + '\nmsgctxt "address"\nmsgid "Wall"\nmsgstr "mur"\n')
    words = catalogue.load(tmp_path, "fr")

    assert words.pgettext("address", "Wall") == "mur"
    assert words.gettext("Wall") == "Mur"


def test_plural_follows_the_language_rule(tmp_path: Path) -> None:
    _written(tmp_path, "fr", 'msgid "one post"\nmsgid_plural "posts"\nmsgstr[0] "publication"\nmsgstr[1] "publications"\n')
    words = catalogue.load(tmp_path, "fr")

    assert [words.ngettext("one post", "posts", count) for count in (0, 1, 2)] == ["publication", "publication", "publications"]


def test_edited_file_is_read_again(tmp_path: Path) -> None:
    file = _written(tmp_path, "fr", WALL)
    before = catalogue.load(tmp_path, "fr").gettext("Wall")
    file.write_text(HEAD + 'msgid "Wall"\nmsgstr "Babillard"\n', encoding="utf-8")

    assert (before, catalogue.load(tmp_path, "fr").gettext("Wall")) == ("Mur", "Babillard")


def test_broken_file_is_an_error_and_not_english(tmp_path: Path) -> None:
    _written(tmp_path, "fr", "nonsense\n")

    with pytest.raises(PoFileError):
        catalogue.load(tmp_path, "fr")
