"""Pages that are JSON: one order, clean bodies, moments that machines read."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from markupsafe import Markup

from parvis.build import json_page
from parvis.model.page import Body


class Figure(msgspec.Struct):
    likes: int
    body: Body


def test_keys_are_sorted_and_letters_stay_letters() -> None:
    assert json_page.encode({"é": "à", "a": {"c": 1, "b": [1, 2]}}).decode() == (
        '{\n  "a": {\n    "b": [\n      1,\n      2\n    ],\n    "c": 1\n  },\n  "é": "à"\n}\n'
    )


def test_bodies_are_cleaned_wherever_they_are() -> None:
    dirty = Body("<p>a<script>alert(1)</script></p>", "https://shop.example/")
    written = json_page.encode({"a": dirty, "b": [Figure(3, dirty)], "c": Body("<p id='x'>b</p>", "", written=True)})

    assert msgspec.json.decode(written) == {"a": "<p>a</p>", "b": [{"likes": 3, "body": "<p>a</p>"}], "c": '<p id="x">b</p>'}


def test_moments_are_rfc_3339() -> None:
    assert b'"2026-06-12T10:00:00Z"' in json_page.encode({"at": datetime(2026, 6, 12, 10, tzinfo=UTC)})


def test_markup_is_text() -> None:
    assert msgspec.json.decode(json_page.encode({"a": Markup("<b>")})) == {"a": "<b>"}


def test_what_is_no_plain_value_is_refused() -> None:
    with pytest.raises(TypeError, match="a JSON page's values hold a object"):
        json_page.encode({"a": object()})
