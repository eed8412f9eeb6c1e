"""Citations: `[[product:camerise]]` or `[[product:camerise|this one]]` in what editors write, a link by kind and name.

Markdown makes of each an element of its own (`element`), whose link leads nowhere yet; when all titles are known it gets its address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import Final
from urllib.parse import quote, unquote

import msgspec

#: Raise it when Markdown makes something else of the same citation.
VERSION: Final = "1"
#: What can be cited: by the name of its file, a review and an item by its id, an idea as `contest/idea`.
KINDS: Final = (
    "ambassador",
    "challenge",
    "contest",
    "entry",
    "event",
    "item",
    "offer",
    "page",
    "place",
    "post",
    "product",
    "review",
)
#: As it stands in Markdown. A label may hold Markdown of its own, but no brackets.
PATTERN: Final = r"\[\[(?P<kind>[a-z]+):(?P<name>[^\s\[\]|][^\[\]|\n]*?)[ ]?(?:\|(?P<label>[^\[\]\n]+?))?\]\]"

_CITATION: Final = re.compile(PATTERN)
_SCHEME: Final = "parvis"
_ELEMENT: Final = re.compile(rf'<a href="{_SCHEME}:(?P<kind>[a-z]+):(?P<name>[^"]*)">(?P<inner>.*?)</a>', re.DOTALL)


class Citation(msgspec.Struct, frozen=True):
    """One citation."""

    kind: str
    name: str
    label: str = ""  #: empty: the title of what is cited

    def __str__(self) -> str:
        """`product:camerise`."""
        return f"{self.kind}:{self.name}"


def cited(text: str) -> Iterator[Citation]:
    """The citations of a text, in their order."""
    yield from map(_of, _CITATION.finditer(text))


def href(citation: Citation) -> str:
    """The address that leads nowhere yet."""
    return f"{_SCHEME}:{citation.kind}:{quote(citation.name, safe='/:@')}"


def in_html(html: str) -> tuple[Citation, ...]:
    """The citations of what Markdown has made of a text."""
    return tuple(_of_element(found) for found in _ELEMENT.finditer(html)) if f'"{_SCHEME}:' in html else ()


def resolve(html: str, find: Callable[[Citation], tuple[str, str]]) -> str:
    """The HTML with each citation as a link. `find`: title (plain text) and href; without an href the words stay words."""

    def link(found: re.Match[str]) -> str:
        citation = _of_element(found)
        title, address = find(citation)
        inner = found["inner"] if citation.label else escape(title, quote=False)
        return f'<a href="{escape(address)}">{inner}</a>' if address else inner

    return _ELEMENT.sub(link, html) if f'"{_SCHEME}:' in html else html


def resolve_text(text: str, title: Callable[[Citation], str]) -> str:
    """Plain text with each citation as its label or its title."""
    return _CITATION.sub(lambda found: _of(found).label or title(_of(found)), text) if "[[" in text else text


def _of(found: re.Match[str]) -> Citation:
    return Citation(found["kind"], found["name"].strip(), (found["label"] or "").strip())


def _of_element(found: re.Match[str]) -> Citation:
    citation = Citation(found["kind"], unquote(unescape(found["name"])))
    own = unescape(found["inner"]) == f"[[{citation}]]"
    return citation if own else msgspec.structs.replace(citation, label=found["inner"])
