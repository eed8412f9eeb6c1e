"""New entries in content/sources.yaml: what a person wrote stays, byte for byte."""

from __future__ import annotations

import pytest

from parvis.cli.sources_file import with_entries
from parvis.tidy import yaml

NEW = {"name": "blog", "kind": "feed", "url": "https://blog.example/feed.xml"}
LINES = "  - name: blog\n    kind: feed\n    url: https://blog.example/feed.xml\n"


def test_first_source_of_an_empty_file() -> None:
    assert with_entries("", "s.yaml", [NEW]) == "sources:\n" + LINES


def test_file_of_comments_alone_keeps_them() -> None:
    assert with_entries("# ours\n", "s.yaml", [NEW]) == "# ours\nsources:\n" + LINES


def test_list_that_is_still_empty_gets_its_first_entry() -> None:
    assert with_entries("# ours\nsources: # none yet\n# later\n", "s.yaml", [NEW]) == "# ours\nsources: # none yet\n" + LINES + "# later\n"


def test_entry_comes_after_the_last_one_and_before_the_commented_examples() -> None:
    before = "sources:\n  # the first\n  - name: a   # us\n    kind: feed\n    url:   'https://a.example/'\n"
    after = "\n# Others:\n#  - name: b\n"

    assert with_entries(before + after, "s.yaml", [NEW]) == before + "\n" + LINES + after


def test_entries_that_stand_close_together_stay_close() -> None:
    text = "sources:\n  - name: a\n    kind: feed\n    url: https://a.example/\n  - name: b\n    kind: feed\n    url: https://b.example/\n"

    assert with_entries(text, "s.yaml", [NEW]) == text + LINES


def test_list_inside_of_an_entry_is_no_entry() -> None:
    text = "sources:\n  - name: a\n    kind: flickr\n    tagged:\n      - macaron\n"

    assert with_entries(text, "s.yaml", [NEW]) == text + "\n" + LINES


def test_list_without_indentation_and_without_key_keeps_its_form() -> None:
    bare = "- name: a\n  kind: feed\n  url: https://a.example/\n"

    assert with_entries(bare, "s.yaml", [NEW]) == bare + "\n- name: blog\n  kind: feed\n  url: https://blog.example/feed.xml\n"


def test_entry_that_ends_in_a_long_text_is_not_cut() -> None:
    text = "sources:\n  - kind: link\n    name: a\n    text: |\n      one\n\n      # no comment, a line of the text\n      two\n"

    assert with_entries(text, "s.yaml", [NEW]) == text + "\n" + LINES


def test_entries_in_one_line_each_are_understood() -> None:
    text = "sources:\n  - {name: a, kind: feed, url: https://a.example/}\n"

    assert with_entries(text, "s.yaml", [NEW]) == text + "\n" + LINES


@pytest.mark.parametrize("text", ["sources: []\n", "sources: [{name: a, kind: feed, url: 'https://a.example/'}]\n", "[]\n"])
def test_list_in_brackets_is_opened(text: str) -> None:
    value = yaml.load(with_entries(text, "s.yaml", [NEW]), "s.yaml").value
    listed = value["sources"] if isinstance(value, dict) else value

    assert listed[-1] == NEW


def test_values_that_yaml_would_misread_are_quoted() -> None:
    entry = {"name": "m", "kind": "mastodon", "account": "@brand@mastodon.social", "title": "Ada: the baker # 1", "tag": "no"}

    written = with_entries("sources:\n", "s.yaml", [entry])

    assert yaml.load(written, "s.yaml").value == {"sources": [entry]}


def test_several_entries_come_in_their_order() -> None:
    written = with_entries("sources:\n", "s.yaml", [NEW, {**NEW, "name": "other"}])

    assert [entry["name"] for entry in yaml.load(written, "s.yaml").value["sources"]] == ["blog", "other"]
