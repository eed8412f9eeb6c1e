"""Typographic spaces: what French sets before « : ; ! ? » must not let a line begin with a question mark."""

from __future__ import annotations

import re
from typing import Final

_NARROW, _WIDE = "\u202f", "\u00a0"
#: Signs after a space, and not part of an address or a smiley: the end of a word or of the text follows.
_BEFORE: Final = re.compile(r"(?<=\w) (?=[;!?]+(?:\s|$|»))")
_BEFORE_WIDE: Final = re.compile(r"(?<=[\w»)]) (?=(?::(?:\s|$))|»)")
_AFTER: Final = re.compile(r"(?<=«) ")


def spaced(text: str, language: str) -> str:
    """The text with the spaces of its language made unbreakable where they belong to a sign. Only French has such."""
    if not language.lower().startswith("fr"):
        return text
    return _AFTER.sub(_WIDE, _BEFORE_WIDE.sub(_WIDE, _BEFORE.sub(_NARROW, text)))
