"""Pages without a template: their values as JSON, the same bytes for the same values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from parvis.model.page import Body
from parvis.tidy import html


def encode(values: Mapping[str, Any]) -> bytes:
    """UTF-8, keys sorted, indented by two, a line feed at the end; bodies are cleaned on the way out."""
    plain = msgspec.json.encode(_plain(values), enc_hook=_marked, order="sorted")
    return msgspec.json.format(plain, indent=2) + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Body):
        return str(html.clean_written(value.html) if value.written else html.clean(value.html, value.origin))
    if isinstance(value, msgspec.Struct):
        return {field: _plain(getattr(value, field)) for field in value.__struct_fields__}
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def _marked(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"a JSON page's values hold a {type(value).__name__}, which is no plain value")
