"""An HTML body taken apart: what a network wraps around the author's words comes off, films in it are found."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parvis.model.raw_post import RawMedia
from parvis.sources._media import pixels

_NOT_ON_THE_WEB = ("data:", "about:", "blob:", "javascript:", "cid:", "file:")


def inner(document: LexborHTMLParser) -> str | None:
    """What is left of the body, as HTML; None when nothing is."""
    body = document.body
    html = (body.inner_html or "").strip() if body else ""
    return html or None


def paragraphs(document: LexborHTMLParser) -> list[LexborNode]:
    """The body's own paragraphs, not those in quotations."""
    body = document.body
    return [node for node in body.iter() if node.tag == "p"] if body else []


def words(node: LexborNode | None) -> str:
    """The text in an element, on one line."""
    return " ".join(node.text(separator=" ").split()) if node else ""


def attribute(node: LexborNode | None, name: str) -> str | None:
    """An attribute of an element, without white space around; None where there is none."""
    return (node.attributes.get(name) or "").strip() or None if node else None


def films(document: LexborHTMLParser) -> Iterator[RawMedia]:
    """The films and sounds that stand in a body as `video` and `audio` elements."""
    for node in document.css("video, audio"):
        url = attribute(node, "src") or attribute(node.css_first("source[src]"), "src")
        if not url or url.lower().startswith(_NOT_ON_THE_WEB):
            continue
        yield RawMedia(
            kind="video" if node.tag == "video" else "audio",
            url=url,
            preview=attribute(node, "poster"),
            width=pixels(attribute(node, "width")),
            height=pixels(attribute(node, "height")),
        )
