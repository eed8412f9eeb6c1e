"""One post as the conditions of rules see it: its words by field, and what was found in them."""

from __future__ import annotations

from datetime import datetime

from parvis.model.post import Post
from parvis.model.source import Source
from parvis.tidy.patterns import Patterns


class Seen:
    """One post as conditions see it. Its words are looked at when a condition asks for them: most rules need none of most posts."""

    __slots__ = ("_hits", "_said", "_sought", "now", "post", "source")

    def __init__(self, post: Post, source: Source | None, now: datetime, sought: Patterns | None) -> None:
        """`sought`: what is looked for in its words; None where no condition asks for any."""
        self.post, self.source, self.now = post, source, now
        self._sought = sought
        self._said: list[tuple[str, str]] | None = None
        self._hits: dict[int, list[str]] | None = None

    @property
    def said(self) -> list[tuple[str, str]]:
        """What it says, by the name of the field."""
        if self._said is None:
            self._said = spoken(self.post)
        return self._said

    @property
    def hits(self) -> dict[int, list[str]]:
        """By place of a pattern, the fields that it is in."""
        if self._hits is None:
            self._hits = {}
            if self._sought and self._sought.may_be_within([text for _field, text in self.said]):
                for field, text in self.said:
                    for place in self._sought.within(text):
                        self._hits.setdefault(place, []).append(field)
        return self._hits


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
