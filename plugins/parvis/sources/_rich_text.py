"""Plain text of a network with its links, tags and mentions put back in: HTML in which everything else is escaped."""

from __future__ import annotations

import re
from html import escape

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


def anchor(href: str, label: str) -> str:
    """A link, both parts escaped; `tidy` judges the address."""
    return f'<a href="{escape(href)}">{escape(label, quote=False)}</a>'


def words(text: str) -> str:
    """Text between links, escaped."""
    return escape(text, quote=False)


def paragraphs(inline: str) -> str:
    """Inline HTML whose blank lines part paragraphs and whose other line breaks stay."""
    parts = (part.strip() for part in _PARAGRAPH.split(inline.replace("\r\n", "\n")))
    return "".join(f"<p>{part}</p>" for part in parts if part).replace("\n", "<br>")
