"""Citations in Markdown: an inline pattern before that of links, so that code spans and escaped brackets stay what they are."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element  # only makes elements; nothing is parsed

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from parvis.tidy.citations import KINDS, PATTERN, Citation, href

#: Behind code spans (190) and escapes (180), before references (170) and links (160).
_PRIORITY: Final = 175


def install(parser: Markdown) -> Markdown:
    """Teach a parser citations."""
    parser.inlinePatterns.register(_Citing(PATTERN, parser), "citation", _PRIORITY)
    return parser


class _Citing(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 (Markdown's name for it)
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int] | tuple[None, None, None]:
        """The citation as an element; what is of no kind that can be cited stays text."""
        del data
        if m["kind"] not in KINDS:
            return None, None, None
        citation = Citation(m["kind"], m["name"].strip())
        element = Element("a", {"href": href(citation)})
        element.text = m["label"].strip() if m["label"] else AtomicString(f"[[{citation}]]")
        return element, m.start(0), m.end(0)
