"""HTML from outside: cleaned against an explicit list, and the only place where text becomes `Markup`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

import nh3
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parvis.model.raw_post import RawMedia
from parvis.tidy.links import absolute
from parvis.tidy.text import LONGEST, MOST_ELEMENTS, is_tangled, plain

#: Version of the lists below: raise it with every change to them.
CLEANER = "1"

_REL = "nofollow ugc noopener"
_SCHEMES = {"http", "https", "mailto"}
_MAILTO = re.compile(r"mailto:[^\s@<>\"'\\]+@[^\s@<>\"'\\?]+", re.IGNORECASE)
# Elements whose text is no text: they go with all that is in them.
_WITH_CONTENT = {
    *(
        "script",
        "style",
        "template",
        "noscript",
        "noframes",
        "noembed",
        "iframe",
        "frameset",
        "object",
        "embed",
        "applet",
        "xmp",
        "plaintext",
    ),
    *("svg", "math", "canvas", "audio", "video", "map", "head", "title", "select", "datalist", "textarea", "button"),
}

# Feeds: text and its order, nothing that loads, runs, submits or is laid out.
_FEED_ELEMENTS = {
    *("a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn"),
    *("div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol"),
    *("p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody"),
    *("td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr"),
}
_FEED_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}

# Editors: also pictures of the hub, and the names that Markdown's extensions hang on footnotes, contents, code and admonitions.
_WRITTEN_ELEMENTS = _FEED_ELEMENTS | {"img", "picture", "section", "article", "aside", "header", "footer", "address"}
_WRITTEN_ATTRIBUTES = {
    **_FEED_ATTRIBUTES,
    "*": {"lang", "dir", "id", "class", "title", "role"},
    "a": {"href", "hreflang", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "details": {"open", "name"},
    "blockquote": {"cite"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "scope", "align"},
}
_WRITTEN_REL = {"nofollow", "noopener", "noreferrer", "ugc", "sponsored", "external", "license", "me", "author", "tag", "next", "prev"}

_NOTHING = r"(?:\s|&nbsp;|<br>)*"
_EMPTY = re.compile(rf"<(p|div|span|figure|figcaption|a|b|i|em|strong|u|s|small|h[1-6]|blockquote|ul|ol|li)(?: [^<>]*)?>{_NOTHING}</\1>")
_LINK_TO_NOWHERE = re.compile(rf'<a(?: hreflang="[^"<>]*")? rel="{_REL}">([^<]*)</a>')
_BREAKS = re.compile(r"(?:\s*<br>){3,}")
_MOST_PASSES = 6

# Formatting elements with different attributes are repeated in every following paragraph: 2,000 of them in 2,000 paragraphs make 4 million.
_FORMATTING = re.compile(r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/][^>]*>", re.IGNORECASE)


def clean(html: str, origin: str) -> Markup:
    """HTML of a feed as it may stand in a page: text, links and structure; relative links made absolute against `origin`.

    Pictures and other media are taken out (see `images`), as a page loads nothing from elsewhere. Applying it twice changes nothing.
    HTML longer than 500,000 characters is cut; one with more than 5,000 elements is reduced to its text.
    """
    return _clean(html, origin) if html else Markup()


def clean_written(html: str, site: str = "") -> Markup:
    """HTML made from an editor's Markdown: the wider list. Relative addresses stay; pictures are the hub's own, relative or below `site`."""
    return Markup(_written_cleaner(site).clean(html))  # noqa: S704 (this room makes Markup, and nh3 has just cleaned it)


def images(html: str, origin: str) -> tuple[RawMedia, ...]:
    """The pictures in a body, absolute, each once; without tracking pixels, share buttons, smileys and `data:`."""
    if "<img" not in html.lower() or is_tangled(html := html[:LONGEST]):
        return ()
    found = (_picture(node, origin) for node in LexborHTMLParser(html).css("img"))
    return tuple({media.url: media for media in found if media is not None}.values())


@lru_cache(maxsize=1024)
def _clean(html: str, origin: str) -> Markup:
    html = html[:LONGEST]
    cleaner = _feed_cleaner(origin)
    for _ in range(_MOST_PASSES):
        if is_tangled(html) or len(html) > LONGEST:
            break
        cleaned = cleaner.clean(_FORMATTING.sub(r"<\1>", html))
        tidied = _folded(cleaned)
        if tidied == html:
            return Markup(html)  # noqa: S704 (this room makes Markup, and nh3 has just cleaned it)
        html = tidied
    return _text_alone(html)


def _folded(html: str) -> str:
    """Without what cleaning leaves empty: paragraphs, links around a picture, rows of line breaks."""
    before = ""
    while before != html:
        before = html
        html = _LINK_TO_NOWHERE.sub(r"\1", _EMPTY.sub("", html))
    return _BREAKS.sub("<br><br>", html).strip()


def _text_alone(html: str) -> Markup:
    # An eighth: escaping makes a character up to six long, and the result must pass the limit when it is cleaned again.
    text = " ".join(plain(html)[: LONGEST // 8].split())
    return Markup(f"<p>{escape(text, quote=False)}</p>" if text else "")  # noqa: S704 (this room makes Markup, and the text is escaped)


@lru_cache(maxsize=256)
def _feed_cleaner(origin: str) -> nh3.Cleaner:
    def keep(element: str, attribute: str, value: str) -> str | None:
        if (element, attribute) == ("a", "href"):
            return _mail(value) or absolute(value, origin)
        return value

    return _cleaner(_FEED_ELEMENTS, _FEED_ATTRIBUTES, keep, link_rel=_REL)


@lru_cache(maxsize=4)
def _written_cleaner(site: str) -> nh3.Cleaner:
    def keep(element: str, attribute: str, value: str) -> str | None:
        if attribute == "src":
            return value if _of_the_hub(value, site) else None
        if attribute == "rel":
            return " ".join(word for word in value.split() if word in _WRITTEN_REL) or None
        return value

    return _cleaner(_WRITTEN_ELEMENTS, _WRITTEN_ATTRIBUTES, keep, link_rel=None)


def _cleaner(
    elements: set[str], attributes: dict[str, set[str]], keep: Callable[[str, str, str], str | None], link_rel: str | None
) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=elements,
        attributes=attributes,
        clean_content_tags=_WITH_CONTENT,
        attribute_filter=keep,
        link_rel=link_rel,
        url_schemes=_SCHEMES,
        strip_comments=True,
    )


def _mail(value: str) -> str | None:
    found = _MAILTO.match(value.strip())
    return found[0] if found else None  # without ?subject= and &bcc=


def _of_the_hub(value: str, site: str) -> bool:
    """Whether a picture's address stays on this site: relative, or below the site's own."""
    if site and absolute(value, None) and value.startswith(site.rstrip("/") + "/"):
        return True
    # Relative in a browser's eyes: it lands on the stand-in host, also after backslashes, tabs and `//`.
    landed = absolute(value, "https://hub.invalid/a/b/c/")
    return landed is not None and landed.startswith("https://hub.invalid/") and "hub.invalid" not in value


# A picture no larger than this counts readers or is a share button's.
_TRACKER = 2
_SMILEY = 32
_NOT_OF_THE_ITEM = re.compile(
    r"//(?:[^/]*\.)?(?:feedburner\.com|feeds\.wordpress\.com|stats\.wordpress\.com|pixel\.wp\.com|stats\.wp\.com|doubleclick\.net|feedsportal\.com|"
    r"pheedo\.com|google-analytics\.com|facebook\.com/tr|scorecardresearch\.com|quantserve\.com|addthis\.com|sharethis\.com|sharebutton\.net|"
    r"addtoany\.com|gravatar\.com|s\.w\.org|emoji\.)|/wp-includes/images/smilies/|/(?:open|pixel|beacon|track(?:er|ing)?)\.(?:gif|png|aspx|php)(?:$|\?)|[?&]blogsubscription_id=",
    re.IGNORECASE,
)


def _picture(node: LexborNode, origin: str) -> RawMedia | None:
    values = node.attributes
    # Pages that load late keep the address elsewhere, and a stand-in in `src`.
    given = (absolute(values.get(name), origin) for name in ("data-lazy-src", "data-src", "data-orig-file", "data-original", "src"))
    url = next((url for url in given if url), None)
    width, height = _pixels(values.get("width")), _pixels(values.get("height"))
    sizes = [size for size in (width, height) if size is not None]
    if url is None or _NOT_OF_THE_ITEM.search(url) or any(size <= _TRACKER for size in sizes):
        return None
    if len(sizes) == 2 and max(sizes) <= _SMILEY:  # noqa: PLR2004 (both are known)
        return None
    return RawMedia(kind="image", url=url, width=width or None, height=height or None, alt=values.get("alt") or None)


def _pixels(value: str | None) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", value or "")
    return int(found[1]) if found else None
