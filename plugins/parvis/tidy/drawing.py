"""What in an SVG drawing is a program: shown within a page a browser runs none of it, opened by itself it does, as the site's own."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

#: Elements by whatever prefix, attributes that hold scripts, addresses that are scripts, and what brings in any of them from elsewhere.
_RUNS: Final = re.compile(
    r"<(?:[\w.-]+:)?(?:script|foreignObject|handler|iframe|embed|object)\b|\s(?:[\w.-]+:)?on[a-z]+\s*=|javascript:|<!ENTITY|<\?xml-stylesheet",
    re.IGNORECASE,
)
_GAPS: Final = re.compile(r"(?i)(?<=[a-z])[\t\n\r]+(?=[a-z:])")


def program(data: bytes) -> str:
    """What in it would run, as it stands there; empty where it is only drawn."""
    text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace").replace("\0", "")
    # An address is read with its references resolved and without tabs and line feeds.
    for read in (text, unescape(text), _GAPS.sub("", unescape(text))):
        if found := _RUNS.search(read):
            return found[0].strip()
    return ""
