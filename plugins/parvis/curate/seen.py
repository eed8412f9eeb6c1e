"""One post as the conditions of rules see it: its words by field, and what was found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final

from parvis.model.post import Post
from parvis.model.source import Source
from parvis.tidy import words
from parvis.tidy.patterns import Patterns

#: So it is with most posts. Nobody writes into it.
_NONE: Final[Mapping[int, list[str]]] = MappingProxyType({})


class Seen:
    """One post as conditions see it. Its words are looked at when a condition asks for them: most rules need none of most posts."""

    __slots__ = ("_plain", "_sought", "hits", "now", "post", "said", "source")

    said: list[tuple[str, str]]  #: what it says, by the name of the field
    hits: Mapping[int, list[str]]  #: by place of a pattern, the fields that it is in

    def __init__(self, post: Post, source: Source | None, now: datetime, sought: Patterns | None) -> None:
        """`sought`: what is looked for in its words; None where no condition asks for any."""
        self.post, self.source, self.now = post, source, now
        self._sought = sought
        self._plain: dict[str, str] | None = None

    def plain(self, field: str, text: str) -> str:
        """A field's words as they are compared: several rules may ask for those of one."""
        if self._plain is None:
            self._plain = {}
        known = self._plain.get(field)
        if known is None:
            known = self._plain[field] = words.folded(text)
        return known

    def __getattr__(self, name: str) -> object:
        """Asked of what is not there yet: a property would be called at each of half a million looks at what is."""
        if name == "said":
            self.said = spoken(self.post)
            return self.said
        if name == "hits":
            speaking((self,), self._sought)
            return self.hits
        raise AttributeError(name)


def speaking(some: Sequence[Seen], sought: Patterns | None) -> list[Seen]:
    """Those of some posts in whose words anything was found; each is told what. Field by field are walked over only those that may be."""
    for seen in some:
        seen.hits = _NONE
    if sought is None:
        return []
    suspects = [some[place] for place in sought.among([_line(seen.post) for seen in some])] if sought.joinable else some
    for seen in suspects:
        seen.hits = _by_field(sought, seen.said)
    return [seen for seen in suspects if seen.hits]


def _by_field(sought: Patterns, said: list[tuple[str, str]]) -> Mapping[int, list[str]]:
    hits: dict[int, list[str]] = {}
    for field, text in said:
        for place in sought.within(text):
            hits.setdefault(place, []).append(field)
    return hits


def spoken(post: Post) -> list[tuple[str, str]]:
    """What a post says, by the name of the field. A title that we have made of its text says nothing more."""
    title, tags = _around(post)
    return [(field, text) for field, text in (("title", title), ("text", post.text), ("tags", tags)) if text]


def _around(post: Post) -> tuple[str, str]:
    """What it says beside its text: a title, and its tags."""
    return post.title if post.titled or not post.text else "", f"#{' #'.join(post.tags)}" if post.tags else ""


def _line(post: Post) -> str:
    """All that it says as one text."""
    title, tags = _around(post)
    return f"{title}\n{post.text}\n{tags}" if title or tags else post.text
