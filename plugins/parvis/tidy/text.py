"""Plain text: taken out of HTML, folded to one line, made into slugs, titles' material and HTML."""

from __future__ import annotations

import re
import unicodedata
from html import escape, unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parvis.tidy.links import absolute

#: Characters of HTML that are looked at, some 30,000 words. Writing HTML takes quadratic time on long runs of `&`: these cost 0.7 s.
LONGEST = 200_000
#: Elements in one body. The parsing algorithm of HTML takes quadratic time on nested ones: 5,000 cost 50 ms, 100,000 half a minute.
MOST_ELEMENTS = 5_000

# Formatting elements with different attributes are repeated in every following paragraph: 2,000 of them in 2,000 paragraphs make 4 million.
_FORMATTING = re.compile(r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/][^>]*+(?:>|\Z)", re.IGNORECASE)
_OPENING = re.compile(r"<[a-zA-Z]")
_UNSEEN = (
    "script,style,template,noscript,noframes,noembed,iframe,object,embed,applet,svg,math,head,title,select,textarea,audio,video,canvas,map"
)
_LINES = "br,hr,li,div,tr,dt,dd,figcaption,summary,option,address,caption"
_PARAGRAPHS = "p,h1,h2,h3,h4,h5,h6,blockquote,pre,ul,ol,dl,table,figure,section,article,header,footer,aside,nav,main,details,form,fieldset"
_TAG = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|</?[a-zA-Z!?][^>]*(?:>|\Z)", re.IGNORECASE | re.DOTALL)
_LINE, _PARAGRAPH = "\u2028", "\u2029"
_BREAKS = re.compile(r"[ ]*([\u2028\u2029][\u2028\u2029 ]*)")
_SPACE_BUT_BREAKS = re.compile(r"[^\S\u2028\u2029]+")

# Not allowed in XML, or no characters at all: they would break feeds and files.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Invisible, and able to make a text look like another: bidi embeddings, overrides and isolates, zero-width and format characters.
_UNSEEN_CHARACTERS = re.compile(r"[\u00ad\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
# Joiners belong in emoji and in scripts that need them; tags only in the flags of England, Scotland, Wales.
_JOINERS = re.compile(r"(?<![^\x00-\u02ff])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u02ff])")
_TAG_CHARACTERS = re.compile(r"(\U0001f3f4[\U000e0020-\U000e007f]*)|[\U000e0000-\U000e007f]")

_ADDRESS = re.compile(r"https?://[^\s<>\"\u201c\u201d\u00ab\u00bb]+", re.IGNORECASE)
_TRAILING = ".,;:!?'\u2019\u2026*_~"
# Any of these may be none of a text: most texts have none, and are done with one look.
_SUSPECT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200d\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)

#: What says that whole sentences are left out, and a cut that is only one or two words behind a sentence.
_LEFT_OUT = " […]"
_TWO_WORDS = 60  #: characters that they have at most, with the end of the sentence
_BARELY_BEGUN = re.compile(r"([\w»)\]][ \u00a0\u202f]?[.!?]+(?: ?»)?)(?: [A-ZÀ-ÖØ-Þ]\S*(?: \S+)?)?…$")
_HASHTAG = re.compile(r"(?<![\w&/#])[#\uff03](\w*[^\W\d_]\w*)")
_MENTION = re.compile(r"(?<![\w@/.+-])@\w+(?:[.-]\w+)*(?:@\w+(?:[.-]\w+)+)?")
_LETTERS = str.maketrans(
    {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "\u2019": " ", "'": " "}
)
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60


def plain(html: str) -> str:
    """The text that a reader would see: block elements as line breaks, paragraphs with a blank line between."""
    html = html[:LONGEST]
    if "<" not in html:
        return lines(unescape(html))
    document = parsed(html)
    text = _without_tags(html) if document is None else _seen(document)
    text = _BREAKS.sub(lambda found: "\n\n" if _PARAGRAPH in found[1] else "\n", _SPACE_BUT_BREAKS.sub(" ", text))
    return lines(text)


def lines(text: str) -> str:
    """Plain text with its line breaks: spaces folded, at most one blank line, nothing invisible, no control characters."""
    folded = "\n".join(" ".join(line.split()) for line in visible(text).splitlines())
    return re.sub(r"\n{3,}", "\n\n", folded).strip()


def one_line(text: str, limit: int = 0) -> str:
    """The text on one line, cut at a word with "…" to at most `limit` characters (0: not cut)."""
    return _cut(" ".join(visible(text).split()), limit)


def _cut(text: str, limit: int) -> str:
    if not limit or len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, _, _ = cut.rpartition(" ")
    if text[limit - 1] == " " or len(head) < limit // 2:
        head = cut
    return head.rstrip(" ,;:-\u2013\u2014(\u200d") + "…"


def excerpt(text: str, limit: int) -> str:
    """Like `one_line`, and cut where nobody stumbles: before the hashtags at the end, and behind a sentence rather than one word later."""
    said = one_line(text)
    if len(said) <= limit:
        return said
    while (last := said.rpartition(" "))[0] and last[2].startswith("#"):
        said = last[0]
    if len(said) <= limit:
        return said
    cut = _cut(said, max(1, limit - len(_LEFT_OUT)))
    behind = _BARELY_BEGUN.search(cut, max(0, len(cut) - _TWO_WORDS))
    return f"{cut[: behind.end(1)]}{_LEFT_OUT}" if behind else cut


def visible(text: str) -> str:
    """The text without characters that are no text, cannot be seen, or turn its direction; joiners stay where they join."""
    if (text.isascii() and text.isprintable()) or not _SUSPECT.search(text):
        return text
    text = text.replace("\x0b", "\n").replace("\x0c", "\n")
    text = _UNSEEN_CHARACTERS.sub("", _NO_TEXT.sub("", text))
    return _JOINERS.sub("", _TAG_CHARACTERS.sub(r"\1", text))


def slug(text: str) -> str:
    """ASCII, lower case, hyphens, at most 60 characters, cut at a word; `item` where nothing is left."""
    spelled = unicodedata.normalize("NFKD", text[:1000].lower().translate(_LETTERS))
    words = _NOT_IN_SLUG.sub("-", "".join(c for c in spelled if not unicodedata.combining(c))).strip("-")
    if len(words) > _LONGEST_SLUG:
        head, _, _ = words[: _LONGEST_SLUG + 1].rpartition("-")
        words = (head or words[:_LONGEST_SLUG]).strip("-")
    return words or "item"


def to_html(text: str) -> str:
    """Plain text as escaped paragraphs; line breaks stay, bare http(s) addresses become links."""
    paragraphs = lines(text).split("\n\n")
    return "".join(f"<p>{_linked(paragraph).replace(chr(10), '<br>')}</p>" for paragraph in paragraphs if paragraph)


def hashtags(text: str) -> tuple[str, ...]:
    """The hashtags, without '#', as first written, each once whatever its case."""
    return _once(_HASHTAG.findall(_ADDRESS.sub(" ", text)))


def mentions(text: str) -> tuple[str, ...]:
    """The handles that are mentioned, with '@', each once whatever its case."""
    return _once(_MENTION.findall(_ADDRESS.sub(" ", text)))


def is_tangled(html: str) -> bool:
    """Whether the HTML is longer or has more elements than any text for people has: parsing it could take minutes."""
    many = html.count("<") > MOST_ELEMENTS and sum(1 for _ in _OPENING.finditer(html)) > MOST_ELEMENTS
    return many or len(html) > LONGEST


def untangled(html: str) -> str:
    """The same HTML with formatting elements bare, so that a parser's work stays in proportion to its length."""
    return _FORMATTING.sub(r"<\1>", html)


def parsed(html: str) -> LexborHTMLParser | None:
    """The HTML as a tree; None where it is too tangled to be parsed."""
    return None if is_tangled(html) else LexborHTMLParser(untangled(html))


def without_addresses(text: str) -> str:
    """The text with its bare http(s) addresses taken out."""
    return _ADDRESS.sub("", text)


def _seen(document: LexborHTMLParser) -> str:
    body = document.body
    if body is None:
        return ""
    for node in body.css(_UNSEEN):
        node.decompose()
    for node in body.css(_LINES):
        _surround(node, _LINE)
    for node in body.css(_PARAGRAPHS):
        _surround(node, _PARAGRAPH)
    return body.text(separator="")


def _surround(node: LexborNode, mark: str) -> None:
    node.insert_before(mark)
    node.insert_after(mark)


def _without_tags(html: str) -> str:
    return unescape(_TAG.sub(" ", html))


def _linked(text: str) -> str:
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text):
        shown = _address_in(found[0])
        url = absolute(shown, None)
        if url is None:
            continue
        pieces += [escape(text[end : found.start()], quote=False), f'<a href="{escape(url)}">{escape(shown, quote=False)}</a>']
        end = found.start() + len(shown)
    return "".join([*pieces, escape(text[end:], quote=False)])


def _address_in(text: str) -> str:
    """The address without the punctuation of the sentence around it; a closing bracket stays where it was opened inside."""
    while text:
        if text[-1] in _TRAILING or (text[-1] in ")]}" and text.count(text[-1]) > text.count("([{"[")]}".index(text[-1])])):
            text = text[:-1]
        else:
            break
    return text


def _once(words: list[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return tuple(first.values())
