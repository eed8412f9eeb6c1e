"""The catalogues: every string of theme and pages has its words in each language that we ship."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import parvis

LANGUAGES = ("fr", "en")
KEYWORDS = {"gettext": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


@pytest.fixture(scope="session")
def said(theme: Path) -> set[tuple[str | None, str]]:
    """(context, msgid) of every string in the templates and in pages/."""
    options = {"**": {"extensions": "jinja2.ext.i18n", "silent": "false"}}
    templates = extract_from_dir(
        theme / "templates", [("**.html", "jinja2"), ("**.xml", "jinja2"), ("**.opml", "jinja2"), ("**.xsl", "jinja2")], options, KEYWORDS
    )
    code = extract_from_dir(Path(parvis.__file__).parent / "pages", [("**.py", "python")], {}, KEYWORDS)
    return {(context, message if isinstance(message, str) else message[0]) for _, _, message, _, context in [*templates, *code]}


@pytest.fixture(params=LANGUAGES)
def catalog(request: pytest.FixtureRequest, theme: Path) -> Catalog:
    return _read(theme, str(request.param))


@pytest.fixture
def french(theme: Path) -> Catalog:
    return _read(theme, "fr")


def _read(theme: Path, language: str) -> Catalog:
    words = (theme / "locale" / language / "LC_MESSAGES" / "parvis.po").read_bytes()
    return read_po(BytesIO(words), locale=language, abort_invalid=True)


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _words(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def test_strings_are_found_in_templates_and_pages(said: set[tuple[str | None, str]]) -> None:
    assert {("address", "wall"), (None, "Skip to the content"), (None, "This page is not here"), (None, "%(shown)s vote")} <= said


def test_no_string_is_missing_and_none_is_left_over(said: set[tuple[str | None, str]], catalog: Catalog) -> None:
    assert {(message.context, _ids(message)[0]) for message in _messages(catalog)} == said


def test_nothing_is_half_translated(catalog: Catalog) -> None:
    assert not [message.id for message in _messages(catalog) if message.fuzzy]


def test_french_says_everything(french: Catalog) -> None:
    assert not [message.id for message in _messages(french) if not all(_words(message))]


def test_translations_keep_the_placeholders(french: Catalog) -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)s", text))

    for message in _messages(french):
        known = set().union(*map(names, _ids(message)))
        assert set().union(*map(names, _words(message))) <= known, message.id
        assert all(names(words) == names(msgid) for words, msgid in zip(_words(message)[-1:], _ids(message)[-1:], strict=True)), message.id


def test_french_sets_its_typographic_spaces(french: Catalog) -> None:
    wrong = re.compile(r"[^\u00a0\u202f][:;!?»](?!//)| (?=%%)|«[^\u00a0\u202f]|'")

    assert not [words for message in _messages(french) for words in _words(message) if wrong.search(words)]


def test_plurals_follow_the_language(french: Catalog) -> None:
    assert (french.num_plurals, french.plural_expr) == (2, "(n > 1)")
