"""Structured data that no text in it can break out of."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markupsafe import Markup

from parvis.tidy import json_ld


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!-- <script>", "]]>", "a & b", "\u2028\u2029", "é « 日本 »"])
def test_nothing_ends_the_element(text: str) -> None:
    shown = json_ld.script({"name": text})

    assert isinstance(shown, Markup)
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(shown)
    assert json.loads(shown) == {"name": text}


@given(
    some.recursive(
        some.text() | some.integers(min_value=-(2**53), max_value=2**53) | some.none(), lambda inner: some.lists(inner, max_size=3)
    )
)
def test_the_values_stay_what_they_are(value: object) -> None:
    assert json.loads(json_ld.script({"name": value})) == {"name": value}


def test_the_picture_of_the_page_stands_for_what_has_none_and_is_shown_with_one() -> None:
    page = "https://hub.example/page.png"

    assert json.loads(json_ld.script({"@type": "Event"}, page))["image"] == page
    assert json.loads(json_ld.script({"@type": "Event", "image": "own.png"}, page))["image"] == "own.png"
    assert "image" not in json.loads(json_ld.script({"@type": "Person"}, page))
    assert "image" not in json.loads(json_ld.script({"@type": "Event"}))


def test_keys_are_escaped_as_well() -> None:
    assert "</script" not in json_ld.script({"</script>": 1})
