"""Front matter: YAML or Pelican's headers, read alike."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from parvis.errors import ContentError
from parvis.written.front_matter import decode, split


def test_yaml_gives_dates_lists_and_nested_values() -> None:
    text = "---\ntitle: 'Ada: the baker'\ndate: 2026-06-12\nat: 2026-06-12T10:00:00\ntags: [a, b]\nseries:\n  name: x\n  on: [1, 2]\n---\nText\n"
    front = split(text, "content/posts/a.md")

    assert front.values == {
        "title": "Ada: the baker",
        "date": date(2026, 6, 12),
        "at": datetime(2026, 6, 12, 10),  # noqa: DTZ001 (as written: without a zone)
        "tags": ["a", "b"],
        "series": {"name": "x", "on": [1, 2]},
    }
    assert (front.text, front.text_line) == ("Text\n", 10)
    assert (front.line("series"), front.line("nowhere")) == (6, 1)


def test_pelicans_headers_give_texts() -> None:
    front = split("Title: Ada: the baker\nDate: 2026-06-12 10:00\nSummary: one\n    two\nTags: a, b\n\nNote: text\n", "a.md")

    assert front.values == {"title": "Ada: the baker", "date": "2026-06-12 10:00", "summary": "one\ntwo", "tags": "a, b"}
    assert front.text == "\nNote: text\n"
    assert front.line("tags") == 5


def test_headers_that_may_be_repeated_become_lists() -> None:
    front = split("Title: A\nTags: a\nTags: b\nAuthors: Ada\n    Grace\n\nx", "a.md")

    assert (front.values["tags"], front.values["authors"]) == (["a", "b"], ["Ada", "Grace"])


def test_names_of_fields_are_one_whatever_their_case_and_alias() -> None:
    front = split("---\nTitle: A\nLanguage: en\nupdated: 2026-06-12\nimage: a.png\nalt: A\n---\n", "a.md")

    assert set(front.values) == {"title", "lang", "modified", "picture", "picture_alt"}


@pytest.mark.parametrize("text", ["Just a text.\n\nMore.", "", "\n\n", "# Heading\n"])
def test_file_without_fields_is_all_text(text: str) -> None:
    assert (split(text, "a.md").values, split(text, "a.md").text) == ({}, text)


def test_byte_order_mark_and_line_ends_of_windows_are_no_part_of_the_text() -> None:
    front = split(decode(b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nx\r\n", "a.md"), "a.md")

    assert (front.values, front.text) == ({"title": "A"}, "x\n")


def test_empty_lines_above_the_fields_do_no_harm() -> None:
    assert split("\n\n---\ntitle: A\n---\nx", "a.md").line("title") == 4


def test_three_dots_close_the_fields_too() -> None:
    assert split("---\ntitle: A\n...\nx", "a.md").text == "x"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\ntitle: A\n\nText\n",
            "a.md:1: the front matter is opened here and never closed. Put a line of three hyphens below its last field.",
        ),
        ("---\n- a\n- b\n---\n", "a.md:2: the front matter is no list of fields. Write each as `field: value`."),
        (
            "Title: A\nno header here\n\nx",
            "a.md:2: this line is no `Key: value` header. Leave an empty line between the headers and the text.",
        ),
        ("Title: A\nTitle: B\n\nx", "a.md:2: title: this field stands on line 1 already. Keep one of them."),
        ("---\nlang: fr\nlanguage: fr\n---\n", "a.md:3: lang: this field stands on line 2 already. Keep one of them."),
    ],
)
def test_what_is_wrong_with_the_fields_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ContentError) as raised:
        split(text, "a.md")

    assert str(raised.value) == message


def test_yaml_mistakes_have_the_line_of_the_file() -> None:
    with pytest.raises(ContentError, match=r"a\.md:4: .*stands here again; it is on line 3 already"):
        split("---\ntitle: A\ntags: a\ntags: b\n---\n", "a.md")


def test_file_that_is_not_utf8_is_refused_with_its_line() -> None:
    with pytest.raises(ContentError, match=r"a\.md:2: the file is not UTF-8\. Save it as UTF-8"):
        decode(b"Title: A\nSummary: caf\xe9\n", "a.md")
