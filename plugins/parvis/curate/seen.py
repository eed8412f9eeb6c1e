"""One post as the conditions of rules see it: its words by field, and what was found in them."""

from __future__ import annotations

from datetime import datetime

from parvis.model.post import Post
from parvis.model.source import Source
from parvis.tidy.patterns import Patterns


class Seen:
    """One post as conditions see it."""

    __slots__ = ("hits", "now", "post", "said", "source")

    def __init__(self, post: Post, source: Source | None, now: datetime, sought: Patterns | None) -> None:
        """`sought`: what is looked for in its words; None where no condition asks for any."""
        self.post, self.source, self.now = post, source, now
        self.said = spoken(post)
        #: By place of a pattern, the fields that it is in.
        self.hits: dict[int, list[str]] = {}
        if sought is None:
            return
        for field, text in self.said:
            for place in sought.within(text):
                self.hits.setdefault(place, []).append(field)


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
