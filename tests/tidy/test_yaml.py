"""YAML that people write."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from parvis.errors import ContentError
from parvis.tidy.yaml import dump, load, load_for_editing

SOURCES = """\
# what we collect
sources:
  - name: blog      # ours
    kind: feed
    tags: [un, deux]

  - name: "films"
    kind: youtube
"""


def test_values_are_plain_and_of_yaml_1_2() -> None:
    text = "a: no\nb: yes\nc: true\nd: 1\ne: 1.5\nf: ~\ng: 2026-06-12\nh: 2026-06-12T10:00:00-04:00\ni: 12:30\nj: [1, x]\nk: {l: m}\nn: '7'\n1: z\n"

    value = load(text, "f.yaml").value

    assert value == {
        "a": "no",
        "b": "yes",
        "c": True,
        "d": 1,
        "e": 1.5,
        "f": None,
        "g": date(2026, 6, 12),
        "h": datetime(2026, 6, 12, 14, tzinfo=UTC),
        "i": "12:30",
        "j": [1, "x"],
        "k": {"l": "m"},
        "n": "7",
        "1": "z",
    }
    assert {type(part) for part in value.values()} == {str, bool, int, float, type(None), date, datetime, list, dict}


def test_every_value_has_its_line() -> None:
    document = load(SOURCES, "content/sources.yaml")

    assert document.line(("sources",)) == 2
    assert document.line(("sources", 0)) == 3
    assert document.line(("sources", 0, "tags")) == 5
    assert document.line(("sources", 0, "tags", 1)) == 5
    assert document.line(("sources", 1, "kind")) == 8


def test_path_that_is_not_there_has_the_line_of_what_would_hold_it() -> None:
    document = load(SOURCES, "content/sources.yaml")

    assert document.line(("sources", 1, "every", "x")) == 7
    assert document.line(("nowhere",)) == 2


def test_lines_of_front_matter_count_from_the_top_of_its_file() -> None:
    assert load("title: x\ndate: y\n", "content/posts/a.md", offset=1).line(("date",)) == 3
    with pytest.raises(ContentError, match=r"content/posts/a\.md:3: date: The tag"):
        load("title: x\ndate: !y z\n", "content/posts/a.md", offset=1)


def test_empty_document_is_nothing() -> None:
    assert load("", "f.yaml").value is None
    assert load("# a comment\n", "f.yaml").value is None


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "The key 'a' stands here again; it is on line 1 already."),
        ("a: &x 1\n", 1, "The anchor '&x' is not allowed."),
        ("a: &x {b: 1}\nc: *x\n", 2, "An alias (*) repeats a value."),
        ("- &x a\n- b\n- *x\n", 3, "An alias (*) repeats a value."),
        ("a: *x\n", 1, "An alias (*) names nothing."),
        ("a: !python/object:os.system x\n", 1, "The tag '!python/object:os.system' is not allowed."),
        ("a: !!set {b}\n", 1, "The tag 'set' is not allowed."),
        ("<<: {a: 1}\n", 1, "Merge keys (<<) are not allowed."),
        ("a:\n\tb: 1\n", 2, "A tab stands where spaces must."),
        ("a: b: c\n", 1, "A colon stands where none can."),
        ("a: 'x\n", 1, "A quote is opened and never closed."),
        ("a:\n  - b\n c: d\n", 3, "The indentation does not fit the lines above."),
        ("a: [1, 2\n", 1, "A bracket is opened and never closed"),
        ('a: "\\q"\n', 1, "A backslash stands in double quotes."),
        ("a: 1\n---\nb: 2\n", 2, "A second document begins here (---)."),
        ("a: \x01\n", 1, "A control character stands here."),
        ("a: @ada\n", 1, "A text begins with a character that YAML keeps for itself."),
        ("? [a]\n: b\n", 1, "A key must be a word."),
        ("a: 2026-13-45\n", 1, "'2026-13-45' is no date."),
        ("[" * 5_000, 1, "The lists are nested too deeply to be read."),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line_and_a_remedy(text: str, line: int, what: str) -> None:
    with pytest.raises(ContentError) as caught:
        load(text, "content/sources.yaml")

    found = [mistake for mistake in caught.value.mistakes if what in mistake.what]
    assert [(mistake.file, mistake.line) for mistake in found] == [("content/sources.yaml", line)]
    assert all(mistake.remedy.endswith(".") for mistake in caught.value.mistakes)


def test_all_mistakes_of_a_document_are_told_at_once() -> None:
    with pytest.raises(ContentError) as caught:
        load("a: 1\na: 2\nb: &x 3\nc: !foo 4\nd: {e: 1, e: 2}\n", "f.yaml")

    assert [mistake.line for mistake in caught.value.mistakes] == [2, 3, 4, 5]


def test_bomb_of_aliases_is_refused_in_time() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20))

    with pytest.raises(ContentError, match="alias"):
        load(bomb, "f.yaml")


def test_editing_keeps_comments_order_and_quotes() -> None:
    document = load_for_editing(SOURCES)
    document["sources"].append({"name": "toots", "kind": "mastodon"})

    assert dump(document) == SOURCES + "  - name: toots\n    kind: mastodon\n"
