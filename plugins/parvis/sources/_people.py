"""Names of people as feeds write them, without the mail addresses that come along."""

from __future__ import annotations

import html
import re

#: A mail address; a handle of the fediverse (`@ada@mastodon.example`) is none.
_MAIL = re.compile(r"(?<![@\w.+-])(?:mailto:)?[^\s<>()\[\]@,;:]+@[\w-]+(?:\.[\w-]+)*", re.IGNORECASE)
#: A longer name is a list of hundreds of people: as much of it as a page can show.
_LONGEST = 1_000
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|<\s*>|\[\s*\]")
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
#: What mail gateways and feed makers write when they know nobody.
_NOBODY = re.compile(r"(?:do[\s_-]?not|no|ne[\s_-]pas)[\s_-]?r[ée]p(?:ly|ondre)\b.*|nobody|unknown|none|n/a|\W*", re.IGNORECASE)


def person(text: str | None) -> str | None:
    """The name in `a@b.example (Name)`, `Name <a@b.example>` or `Name`; None when only a mail address, or nothing, is left."""
    if not text:
        return None
    text = text[:_LONGEST]
    name = _EMPTY_BRACKETS.sub(" ", _MAIL.sub(" ", html.unescape(text)))
    name = " ".join(_TAG.sub(" ", name).split())
    name = _without_outer_brackets(name).strip(" ,;:<>")
    return None if _NOBODY.fullmatch(name) else name


def people(texts: list[str | None]) -> str | None:
    """Several names as one: each once, in order, with commas between."""
    names = [name for name in map(person, texts) if name]
    return ", ".join(dict.fromkeys(names)) or None


def on_the_web(url: str | None) -> str | None:
    """An address of a page, also a relative one; None for one of mail or of nothing (`mailto:`, `tag:`, `urn:`)."""
    return url if url and not _OTHER_SCHEME.match(url) else None


def _without_outer_brackets(name: str) -> str:
    if name.startswith("(") and name.endswith(")") and name.count("(") == 1:
        return name[1:-1].strip()
    return name
