"""Voices: who speaks in a post, so that one person's words on two networks meet, and a text that many have copied does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from parvis.curate.ambassadors import People
from parvis.curate.mentions import fold
from parvis.model.post import Author, Post
from parvis.model.source import Source

BRAND: Final = "brand"
#: Shorter handles, and names of one word, are many people's.
_SHORTEST_HANDLE: Final = 6


class Voices:
    """The people of a hub, by the names under which they post."""

    def __init__(self, people: People, sources: Mapping[str, Source]) -> None:
        """Authors are looked at once each: thousands of posts have the same ones."""
        self._people = people
        self._brands = frozenset(name for name, source in sources.items() if source.owner == BRAND)
        self._authors: dict[tuple[str, str | None, str | None], tuple[str, ...]] = {}

    def of(self, post: Post) -> tuple[str, ...]:
        """The names of whoever speaks, the surest first; none of an author who asked not to be shown.

        A post that repeats another one speaks with the other's voice, whoever has shared it.
        """
        author = post.author
        if author.opted_out:
            return ()
        if post.source in self._brands and not post.repost_of:
            return (BRAND,)
        key = (author.name, author.handle, author.url)
        known = self._authors.get(key)
        if known is None:
            known = self._authors[key] = tuple(_names(author))
        person = self._people.find(post) if self._people and not post.repost_of else None
        return (f"ambassador {person.slug}", *known) if person else known

    def standing(self, post: Post) -> int:
        """0 for the brand's own posts, 1 for an ambassador's, 2 for everybody else's; a post that repeats another is nobody's own."""
        if post.repost_of:
            return 2
        return 0 if post.source in self._brands else 1 if self._people and self._people.find(post) else 2

    def is_brand(self, post: Post) -> bool:
        """Whether it is the brand's own word, and not what it has passed on."""
        return self.standing(post) == 0

    def one(self, first: Post, second: Post) -> bool:
        """Whether one person speaks in both: the brand, one ambassador, one profile; on two networks also one handle or one full name."""
        shared = set(self.of(first)).intersection(self.of(second))
        if not shared:
            return False
        strangers = first.network == second.network and bool(first.author.url) and bool(second.author.url)
        return not strangers or any(not name.startswith(("handle ", "name ")) for name in shared)


def _names(author: Author) -> list[str]:
    found = [f"profile {author.url.rstrip('/').casefold()}"] if author.url else []
    handle = (author.handle or "").strip("@").partition("@")[0].casefold()
    if len(handle) >= _SHORTEST_HANDLE:
        found.append(f"handle {handle}")
    if " " in (name := fold(author.name).strip()):
        found.append(f"name {name}")
    return found
