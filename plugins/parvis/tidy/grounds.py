"""The colour behind a picture in an editor's text: a frame drawn around it, as the theme draws one around every other picture."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

#: What marks a picture whose colour is known; cleaning lets a class stand, and takes every drawing out.
_MARKED: Final = re.compile(r'<picture class="ground-([0-9a-f]{6})">(.*?)</picture>', re.DOTALL)
_FRAME: Final = (
    r'<span class="picture picture--whole"><svg class="picture__color" aria-hidden="true" focusable="false">'
    r'<rect width="100%" height="100%" fill="#\1"/></svg><picture>\2</picture></span>'
)


def mark(color: str) -> str:
    """The class of a picture of this colour, `#rrggbb`."""
    return f"ground-{color[1:]}"


def framed(cleaned: Markup) -> Markup:
    """A cleaned text with each marked picture on its colour. Feeds and data do without: what reads them draws its own frames."""
    return Markup(_MARKED.sub(_FRAME, str(cleaned)))  # noqa: S704 (this room makes Markup; what is added is our own, and six digits)
