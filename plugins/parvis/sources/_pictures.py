"""Pictures and films that lie in an HTML body: all of them that a reader would call so, none of the pixels that count readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parvis.model.raw_post import RawMedia

#: Smaller than this in either direction it is a pixel, a bullet or a smiley.
_SMALLEST = 64
#: More pictures than this in one body are a page's decoration, or an attack.
_MOST = 40
_NO_PICTURE = re.compile(
    r"emoji|smil(?:ey|ies)|/core/emoji/|pixel\.(?:gif|png|wp)|/b\.gif|1x1|spacer|feedsportal\.com|feedburner\.com/~|doubleclick\.|"
    r"stats\.(?:wp|wordpress)\.com|medium\.com/_/stat|/feed-icon|feeds\.wordpress\.com|flattr|addthis|addtoany|sharethis|"
    r"(?:twitter|facebook|google|linkedin|pinterest|share|rss)[-_]?(?:icon|button|logo)",
    re.IGNORECASE,
)
_NOT_ON_THE_WEB = ("data:", "about:", "blob:", "javascript:", "cid:", "file:")
_FACE = re.compile(r"gravatar\.com/avatar", re.IGNORECASE)


def pictures(body: str | None) -> tuple[RawMedia, ...]:
    """The pictures of an HTML body, in order, each address once."""
    if not body or "<img" not in body.lower():
        return ()
    found: dict[str, RawMedia] = {}
    for node in LexborHTMLParser(body).css("img"):
        picture = _picture(node)
        if picture and len(found) < _MOST:
            found.setdefault(picture.url, picture)
    return tuple(found.values())


def films(body: str | None) -> tuple[RawMedia, ...]:
    """The films and sounds that stand in an HTML body as `video` and `audio` elements."""
    if not body or not re.search(r"<(?:video|audio)\b", body, re.IGNORECASE):
        return ()
    return tuple(_films(LexborHTMLParser(body)))


def is_face(url: str) -> bool:
    """Whether this is the picture of an author, not of an item."""
    return bool(_FACE.search(url))


def is_decoration(url: str) -> bool:
    """Whether this is a counting pixel, a smiley or another picture that shows nothing."""
    return bool(_NO_PICTURE.search(url))


def pixels(text: str | None) -> int | None:
    """A length as attributes give it (`640`, `640px`), in pixels; None for percentages and nonsense."""
    found = re.fullmatch(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", text or "")
    return int(found[1]) if found and int(found[1]) > 0 else None


def _picture(node: LexborNode) -> RawMedia | None:
    attributes = node.attributes
    url = _address(attributes)
    width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
    if not url or is_decoration(url) or is_face(url) or _NO_PICTURE.search(attributes.get("class") or ""):
        return None
    if (width is not None and width < _SMALLEST) or (height is not None and height < _SMALLEST):
        return None
    return RawMedia(kind="image", url=url, width=width, height=height, alt=(attributes.get("alt") or "").strip() or None)


def _address(attributes: dict[str, str | None]) -> str | None:
    """Pages that load pictures late keep the address elsewhere, and a placeholder in `src`."""
    for name in ("src", "data-src", "data-lazy-src", "data-original"):
        url = (attributes.get(name) or "").strip()
        if url and not url.lower().startswith(_NOT_ON_THE_WEB):
            return url
    return None


def _films(document: LexborHTMLParser) -> Iterator[RawMedia]:
    for node in document.css("video, audio"):
        source = node.css_first("source[src]")
        url = (node.attributes.get("src") or (source.attributes.get("src") if source else None) or "").strip()
        if not url or url.lower().startswith(_NOT_ON_THE_WEB):
            continue
        yield RawMedia(
            kind="video" if node.tag == "video" else "audio",
            url=url,
            preview=(node.attributes.get("poster") or "").strip() or None,
            width=pixels(node.attributes.get("width")),
            height=pixels(node.attributes.get("height")),
        )
