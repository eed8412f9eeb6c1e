"""A noun: what every thing has that an editor writes a Markdown file of its own about."""

from __future__ import annotations

from datetime import datetime

import msgspec

from parvis.model.article import Article


class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of one file, and its words in each language once Pelican has read them."""

    slug: str
    name: str  #: its title in the main language
    file: str  #: relative to the hub's folder, for messages
    lines: dict[str, int] = {}  #: 1-based line of each field by its dotted path (`credit.contest`)
    published: datetime | None = None  #: UTC; a noun that is dated ahead waits for its moment
    tags: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  #: what it is about, such as `product:camerise`
    told: tuple[Article, ...] = ()  #: its words: one for each language, the main one first

    def line(self, field: str) -> int:
        """Line of a field, or of what holds it; 1 where the file does not name it."""
        while field and field not in self.lines:
            field = field.rpartition(".")[0]
        return self.lines.get(field, 1)
