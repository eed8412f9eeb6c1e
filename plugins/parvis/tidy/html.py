"""HTML from outside: cleaned against an explicit list, and the only place where text becomes `Markup`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

import nh3
from markupsafe import Markup
from selectolax.lexbor import LexborNode

from parvis.model.raw_post import RawMedia
from parvis.tidy.links import absolute
from parvis.tidy.text import LONGEST, is_tangled, parsed, plain, untangled, visible

#: Version of the lists below: raise it with every change to them.
CLEANER = "1"

_REL = "nofollow ugc noopener"
_FEED_SCHEMES = {"http", "https", "mailto"}
_WRITTEN_SCHEMES = _FEED_SCHEMES | {"tel"}
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
_WRITTEN_ELEMENTS = _FEED_ELEMENTS | {"img", "picture", "source", "section", "article", "aside", "header", "footer", "address"}
_WRITTEN_ATTRIBUTES = {
    **_FEED_ATTRIBUTES,
    "*": {"lang", "dir", "id", "class", "title", "role"},
    "a": {"href", "hreflang", "rel"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "source": {"srcset", "sizes", "type", "media"},
    "details": {"open", "name"},
    "blockquote": {"cite"},
}
# Markdown writes the alignment of a column as a style, which a page's Content-Security-Policy forbids, and hand-written HTML as an attribute that HTML
# has no more: a class of three says either.
_ALIGNED_CELL = re.compile(r'<(t[dh]) (?:style="text-align: (left|center|right);"|align="(left|center|right)")>')
_WRITTEN_REL = {"nofollow", "noopener", "noreferrer", "ugc", "sponsored", "external", "license", "me", "author", "tag", "next", "prev"}

_NOTHING = r"(?:\s|&nbsp;|<br>)*"
_EMPTY = re.compile(rf"<(p|div|span|figure|figcaption|a|b|i|em|strong|u|s|small|h[1-6]|blockquote|ul|ol|li)(?: [^<>]*)?>{_NOTHING}</\1>")
_LINK_TO_NOWHERE = re.compile(rf'<a(?: hreflang="[^"<>]*")? rel="{_REL}">([^<]*)</a>')
_EMPTY_TABLE = re.compile(r"<table>(?:\s|&nbsp;|</?(?:caption|colgroup|col|tbody|thead|tfoot|tr|td|th)(?: [^<>]*)?>)*</table>")
_BREAKS = re.compile(r"<br>(?:\s*<br>){2,}")
_MOST_PASSES = 6
_MOST_ROUNDS = 20
#: Bodies above this length are not kept in the cache: a thousand of the longest would fill a machine's memory.
_LONGEST_CACHED = 50_000

# What a person writes besides web addresses.
_BY_HAND = re.compile(r"(?:mailto|tel):[^\s\x00-\x20\x7f-\x9f\"'<>\\]+", re.IGNORECASE)
_STAND_IN = "hub.invalid"

#: Pixels: a picture no larger counts readers or separates things.
_TRACKER = 2
#: Pixels: one no larger is a smiley, an icon or a small portrait.
_ICON = 64
_UNSEEN = re.compile(r"display:\s*none|visibility:\s*hidden|(?<![-\w])(?:width|height):\s*[0-2](?:px)?\s*(?:;|$)", re.IGNORECASE)
_NOT_OF_THE_ITEM = re.compile(
    r"//(?:[^/]*\.)?(?:feedburner\.com|feedsportal\.com|feeds\.wordpress\.com|stats\.wordpress\.com|pixel\.wp\.com|stats\.wp\.com|doubleclick\.net|pheedo\.com|"
    r"google-analytics\.com|scorecardresearch\.com|quantserve\.com|addthis\.com|sharethis\.com|addtoany\.com|gravatar\.com|s\.w\.org|feedblitz\.com|"
    r"facebook\.com/tr\b)|/wp-includes/images/smilies/|/(?:open|pixel|beacon|track(?:er|ing)?)\.(?:gif|png|aspx|php)(?:$|\?)|[?&]blogsubscription_id=",
    re.IGNORECASE,
)


def clean(html: str, origin: str) -> Markup:
    """HTML of a feed as it may stand in a page: text, links and structure; relative links made absolute against `origin`.

    Pictures and other media are taken out (see `images`), as a page loads nothing from elsewhere. Applying it twice changes nothing.
    HTML longer than 200,000 characters is cut; one with more than 5,000 elements is reduced to its text.
    """
    if len(html) > _LONGEST_CACHED:
        return _clean.__wrapped__(html, origin)
    return _clean(html, origin)


def clean_written(html: str, site: str = "") -> Markup:
    """HTML made from an editor's Markdown: the wider list. Relative addresses stay; pictures are the hub's own, relative or below `site`."""
    aligned = _ALIGNED_CELL.sub(lambda cell: f'<{cell[1]} class="align-{cell[2] or cell[3]}">', visible(html))
    return Markup(_written_cleaner(site).clean(aligned))  # noqa: S704 (this room makes Markup, and nh3 has just cleaned it)


def images(html: str, origin: str) -> tuple[RawMedia, ...]:
    """The pictures in a body, absolute, each once; without tracking pixels, share buttons, smileys, icons and `data:`."""
    document = parsed(html[:LONGEST]) if "<img" in html.lower() else None
    found = (_picture(node, origin) for node in document.css("img")) if document else ()
    return tuple({media.url: media for media in found if media is not None}.values())


@lru_cache(maxsize=1024)
def _clean(html: str, origin: str) -> Markup:
    cleaner = _feed_cleaner(origin)
    html = html[:LONGEST]
    # Until nothing changes: what is taken out can leave a tree that reads differently when parsed again.
    for _ in range(_MOST_PASSES):
        if is_tangled(html):
            break
        cleaned = _folded(cleaner.clean(untangled(visible(html))))
        if cleaned == html:
            return Markup(html)  # noqa: S704 (this room makes Markup, and nh3 has just cleaned it)
        html = cleaned
    return _text_alone(html)


def _folded(html: str) -> str:
    """Without what cleaning leaves empty: paragraphs, links around a picture, tables of layout, rows of line breaks."""
    for _ in range(_MOST_ROUNDS):
        before = html
        html = _LINK_TO_NOWHERE.sub(r"\1", _EMPTY_TABLE.sub("", _EMPTY.sub("", html)))
        if html == before:
            break
    html = _BREAKS.sub("<br><br>", html).strip()
    while html.startswith("<br>"):
        html = html.removeprefix("<br>").lstrip()
    while html.endswith("<br>"):
        html = html.removesuffix("<br>").rstrip()
    return html


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

    return _cleaner(_FEED_ELEMENTS, _FEED_ATTRIBUTES, keep, _FEED_SCHEMES, link_rel=_REL)


@lru_cache(maxsize=4)
def _written_cleaner(site: str) -> nh3.Cleaner:
    def keep(_element: str, attribute: str, value: str) -> str | None:
        if attribute == "src":
            return value if _is_of_the_hub(value, site) else None
        if attribute == "srcset":
            return value if all(_is_of_the_hub(one.strip(), site) for one in value.split(",")) else None
        if attribute == "href" and absolute(value, f"https://{_STAND_IN}/") is None:
            return value if _BY_HAND.fullmatch(value) else None
        if attribute == "rel":
            return " ".join(word for word in value.split() if word in _WRITTEN_REL) or None
        return value

    return _cleaner(_WRITTEN_ELEMENTS, _WRITTEN_ATTRIBUTES, keep, _WRITTEN_SCHEMES, link_rel=None)


def _cleaner(
    elements: set[str],
    attributes: dict[str, set[str]],
    keep: Callable[[str, str, str], str | None],
    schemes: set[str],
    *,
    link_rel: str | None,
) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=elements,
        attributes=attributes,
        clean_content_tags=_WITH_CONTENT,
        attribute_filter=keep,
        link_rel=link_rel,
        url_schemes=schemes,
        strip_comments=True,
    )


def _mail(value: str) -> str | None:
    found = _MAILTO.match(value.strip())
    return found[0] if found else None  # without ?subject= and &bcc=


def _is_of_the_hub(value: str, site: str) -> bool:
    """Whether a picture's address stays on this site: relative, or below the site's own."""
    if site and value.startswith(site.rstrip("/") + "/"):
        return absolute(value, None) is not None
    # Seen as a browser sees it: what leaves its page, also by backslashes, tabs or `//`, lands on another host than this one.
    landed = absolute(value, f"https://{_STAND_IN}/a/")
    return landed is not None and landed.startswith(f"https://{_STAND_IN}/") and _STAND_IN not in value


def _picture(node: LexborNode, origin: str) -> RawMedia | None:
    values = node.attributes
    # Pages that load pictures late keep the address elsewhere, and a stand-in in `src`.
    given = (absolute(values.get(name), origin) for name in ("data-lazy-src", "data-src", "data-orig-file", "data-original", "src"))
    url = next((url for url in given if url), None)
    width, height = _pixels(values.get("width")), _pixels(values.get("height"))
    sizes = [size for size in (width, height) if size is not None]
    if url is None or _NOT_OF_THE_ITEM.search(url) or _UNSEEN.search(values.get("style") or ""):
        return None
    if any(size <= _TRACKER for size in sizes) or (width and height and max(sizes) <= _ICON):
        return None
    return RawMedia(kind="image", url=url, width=width, height=height, alt=values.get("alt") or None)


def _pixels(value: str | None) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", value or "")
    return int(found[1]) if found else None
