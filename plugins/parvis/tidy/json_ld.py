"""Structured data in a page: JSON that no text in it can break out of."""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup

#: Signs that end a script element, begin a comment in it, or end a line of JavaScript; as JSON has them they do none of this.
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def script(value: Any) -> Markup:
    """Plain values as the text of `<script type="application/ld+json">`: the same values, whatever is in them."""
    text = msgspec.json.encode(value, order="deterministic").decode()
    return Markup(text.translate(_ESCAPED))  # noqa: S704 (this room makes Markup, and nothing in it can end the element)
