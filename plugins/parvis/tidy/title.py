"""Titles: given ones as plain text, and made ones for posts that have none."""

from __future__ import annotations

import re
from html import unescape

from parvis.tidy.text import one_line, plain, without_addresses

_LONGEST = 300
_LONGEST_MADE = 100
_SHORT_SENTENCE = 20

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Known elements alone: `List<String>` and `a <b` are text.
_ELEMENTS = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption center cite code "
    "col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h[1-6] head header "
    "hr html i iframe image img input ins isindex kbd keygen label layer legend li link listing main map mark marquee math menu menuitem meta meter multicol nav "
    "nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section "
    "select slot small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var "
    "video wbr xml xmp xss"
)
_ELEMENT = re.compile(rf"</?(?:{_ELEMENTS.replace(' ', '|')})(?=[\s/>])|<!--|<!doctype", re.IGNORECASE)
_SENTENCE_END = re.compile("(?<=[.!?\u2026\u3002\uff01\uff1f])\\s+")
_LAST_HASHTAGS = re.compile(r"(?<=\S)(?:\s+#\w+)+\s*$")


def read(title: str, limit: int = _LONGEST) -> str:
    """A title (or a name) as plain text on one line: HTML taken out and entities decoded, also where they were escaped twice."""
    for _ in range(3):
        if has_elements(title):
            title = plain(title)
        elif _ENTITY.search(title):
            title = _ENTITY.sub(lambda found: unescape(found[0]), title)
    return one_line(plain(title) if has_elements(title) else title, limit)


def made(words: str) -> str:
    """A title for a text without: the first sentence of its first line that says something, at most 100 characters; may be empty."""
    said = (one_line(without_addresses(line)) for line in words.splitlines())
    line = next((line for line in said if any(map(str.isalnum, line))), "")
    line = _LAST_HASHTAGS.sub("", line)
    sentence, *others = _SENTENCE_END.split(line, maxsplit=1)
    return one_line(line if others and len(sentence) < _SHORT_SENTENCE else sentence, _LONGEST_MADE)


def has_elements(text: str) -> bool:
    """Whether a text has tags of HTML in it, rather than angle brackets alone."""
    return _ELEMENT.search(text) is not None
