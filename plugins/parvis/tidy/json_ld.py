"""Structured data in a page: JSON that no text in it can break out of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from markupsafe import Markup

#: Signs that end a script element, begin a comment in it, or end a line of JavaScript; as JSON has them they do none of this.
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


#: Things that search engines show with a picture: one without its own gets the one that stands for its page.
_PICTURED = frozenset({"BlogPosting", "Event", "Product"})


def script(value: Mapping[str, Any], picture: str = "") -> Markup:
    """Plain values as the text of `<script type="application/ld+json">`: the same values, whatever is in them.

    `picture`: absolute address of the one that stands for the page; empty where there is none.
    """
    seen = {"image": picture} if picture and value.get("@type") in _PICTURED and "image" not in value else {}
    text = msgspec.json.encode({**value, **seen}, order="deterministic").decode()
    return Markup(text.translate(_ESCAPED))  # noqa: S704 (this room makes Markup, and nothing in it can end the element)
