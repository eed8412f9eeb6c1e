"""One post as the conditions of rules see it: its words by field, and what was found in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from parvis.model.post import Post
from parvis.model.source import Source
from parvis.tidy import words
from parvis.tidy.patterns import Patterns


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
        found: object
        if name == "said":
            found = self.said = spoken(self.post)
        elif name == "hits":
            found = self.hits = _hits(self._sought, self.said) if self._sought else _NONE
        else:
            raise AttributeError(name)
        return found


#: So it is with most posts. Nobody writes into it.
_NONE: Final[Mapping[int, list[str]]] = MappingProxyType({})


def _hits(sought: Patterns, said: list[tuple[str, str]]) -> Mapping[int, list[str]]:
    if len(said) == 1:
        field, text = said[0]
        places = sought.within(text)
        return {place: [field] for place in places} if places else _NONE
    if not sought.may_be_within([text for _field, text in said]):
        return _NONE
    hits: dict[int, list[str]] = {}
    for field, text in said:
        for place in sought.within(text):
            hits.setdefault(place, []).append(field)
    return hits


def spoken(post: Post) -> list[tuple[str, str]]:
    """What a post says, by the name of the field. A title that we have made of its text says nothing more."""
    text, said = post.text, []
    if post.title and (post.titled or not text):
        said.append(("title", post.title))
    if text:
        said.append(("text", text))
    if post.tags:
        said.append(("tags", " ".join([f"#{tag}" for tag in post.tags])))
    return said
