"""Sentences said again in another language: what is ours is translated, what people have written stays."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from parvis.tidy import phrases
from parvis.tidy.phrases import Phrases

FRENCH = Phrases(
    {
        "there is no source '{0}'.": "il n’y a pas de source « {0} ».",
        "Did you mean '{0}'?": "Vouliez-vous dire « {0} » ?",
        "{0} has {1} left, {2} gone.": "partis : {2} ; restants : {1} ({0}).",
        "{0} new": "{0} nouveaux",
        "{0} new sources": "{0} nouvelles sources",
        "it waits: {0}": "il attend : {0}",
        "nothing new": "rien de neuf",
        "because": "parce que",
        "Close it.": "Fermez-le.",
    }
)


def test_line_of_several_sentences_is_said_sentence_by_sentence() -> None:
    said = FRENCH.line("content/a.yaml:3: source: there is no source 'blgo'. Did you mean 'blog'?")

    assert said == "content/a.yaml:3: source\N{NO-BREAK SPACE}: il n’y a pas de source « blgo ». Vouliez-vous dire « blog » ?"


def test_parts_may_change_places() -> None:
    assert FRENCH.line("blog has 3 left, 4 gone.") == "partis : 4 ; restants : 3 (blog)."


def test_part_that_is_a_sentence_of_ours_is_said_too() -> None:
    assert FRENCH.line("It waits: nothing new") == "Il attend : rien de neuf"


def test_longest_sentence_wins() -> None:
    assert FRENCH.line("2 new sources") == "2 nouvelles sources"


def test_short_words_of_anybody_stay() -> None:
    assert FRENCH.line("blog: 2 new") == "blog\N{NO-BREAK SPACE}: 2 nouveaux"
    assert FRENCH.line("Something new") == "Something new"
    assert FRENCH.line("I came because of it") == "I came because of it"


def test_label_keeps_its_column() -> None:
    assert FRENCH.line("because      Close it.") == "parce que    Fermez-le."


def test_unknown_line_stays_to_the_letter() -> None:
    assert FRENCH.line("  Une ligne « d’ailleurs » : 3 %, {0} \t") == "  Une ligne « d’ailleurs » : 3 %, {0} \t"


@given(st.text(max_size=200))
def test_nothing_that_is_said_breaks_it(text: str) -> None:
    assert FRENCH.line(text) == FRENCH.line(text)
    assert FRENCH.line("x" * 5000 + text) == "x" * 5000 + text


def test_catalogue_is_read_with_its_escapes_and_long_entries(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text(
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n#: a.py\nmsgid "say \\"a\\\\b\\""\nmsgstr ""\n"dites "\n"« a\\\\b »"\n\nmsgid "empty"\nmsgstr ""\n',
        encoding="utf-8",
    )

    assert phrases.read(file) == {'say "a\\b"': "dites « a\\b »"}
