"""Typographic spaces: what French sets before « : ; ! ? » must not let a line begin with a question mark."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from parvis.tidy import text

_NARROW, _WIDE = "\u202f", "\u00a0"
#: Signs after a space, and not part of an address or a smiley: the end of a word or of the text follows.
_BEFORE: Final = re.compile(r"(?<=[\w»)%…]) (?=[;!?]+(?:\s|$|»))")
_BEFORE_WIDE: Final = re.compile(r"(?<=[\w»)]) (?=(?::(?:\s|$))|»)")
_AFTER: Final = re.compile(r"(?<=«) ")
#: A number is one word, and so are it and its unit: 4 812, 9 h 30, 15 %.
_THOUSANDS: Final = re.compile(r"(?<!\d)(\d{1,3}) (?=\d{3}(?!\d))")
_UNITS: Final = re.compile(r"(?<=\d) (?=(?:h|min|%|\$|€|kg|g|cm|mm|km|ml|°C)(?!\w))|(?<=\d[ \u00a0]h) (?=\d)")
#: The same between tags: a word may end with one, and a text begin behind one.
_BEFORE_IN_HTML: Final = re.compile(r"(?:^|(?<=[\w»)%…>])) (?=[;!?]+(?:\s|$|[»<]))")
_BEFORE_WIDE_IN_HTML: Final = re.compile(r"(?:^|(?<=[\w»)%…>])) (?=(?::(?:\s|$|<))|»)")
_VERBATIM: Final = re.compile(r"(<pre\b.*?</pre>|<code\b.*?</code>)", re.DOTALL)
#: What there must be for anything to change; looking for it costs a tenth of the substitutions.
_SIGNS: Final = (" ;", " !", " ?", " :", " »", "« ")


def spaced(words: str, language: str) -> str:
    """The words with the spaces of its language made unbreakable where they belong to a sign or a number. Only French has such."""
    if not language.lower().startswith("fr"):
        return words
    words = _UNITS.sub(_WIDE, _THOUSANDS.sub(rf"\1{_NARROW}", words))
    if not _has_spaces(words, language):
        return words
    return _AFTER.sub(_WIDE, _BEFORE_WIDE.sub(_WIDE, _BEFORE.sub(_NARROW, words)))


def spaced_html(html: str, language: str) -> str:
    """An editor's text with the spaces of its language; code stays as it is written."""
    if not _has_spaces(html, language):
        return html
    parts = _VERBATIM.split(html)
    parts[::2] = (_AFTER.sub(_WIDE, _BEFORE_WIDE_IN_HTML.sub(_WIDE, _BEFORE_IN_HTML.sub(_NARROW, part))) for part in parts[::2])
    return "".join(parts)


def _has_spaces(words: str, language: str) -> bool:
    return language.lower().startswith("fr") and any(sign in words for sign in _SIGNS)


@lru_cache(maxsize=131_072)
def line(words: str, limit: int, language: str) -> str:
    """Words on one line of at most `limit` characters, with the spaces of their language. Every list that shows a post asks for it."""
    shown = words[: 4 * limit]  # spaces may be folded; what is behind cannot be seen
    return spaced(text.one_line(shown, limit), language)


@lru_cache(maxsize=131_072)
def beginning(words: str, limit: int, language: str) -> str:
    """The beginning of a body of at most `limit` characters, on one line, with the spaces of its language."""
    return spaced(text.excerpt(words, limit), language)
