"""JSON that a strict reader refuses: one careless item does not cost the others, and what is no JSON stays none."""

from __future__ import annotations

import pytest

from parvis.errors import ReadError
from parvis.sources._answer import json_value


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'\xef\xbb\xbf{"a": "x"}', {"a": "x"}),
        (b'{"a": "x\x01y\ny"}', {"a": "x\x01y\ny"}),
        (b'{"a": "caf\xe9"}', {"a": "caf\ufffd"}),
        (b'{"a": "\\ud83d"}', {"a": "?"}),
        (b'{"a": "\\ud83e\\udd50"}', {"a": "🥐"}),
        (b'{"a": NaN}', {"a": None}),
    ],
)
def test_careless_json_is_read(body: bytes, value: object) -> None:
    assert json_value(body, "a feed") == value


@pytest.mark.parametrize("body", [b"{", b'{"a": }', b"{'a': 1}", b"[" * 100_000, b'{"a": 1e999}', b"nothing"])
def test_what_is_no_json_is_said_so(body: bytes) -> None:
    with pytest.raises(ReadError, match="the answer is not a feed"):
        json_value(body, "a feed")
