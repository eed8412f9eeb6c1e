"""ITEM: the one way in which every verb finds the post or the review that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import urlsplit

from parvis.errors import UsageError
from parvis.model.post import Post
from parvis.model.review import Review
from parvis.settings import Settings

Thing = TypeVar("Thing", Post, Review, Post | Review)

_ID8 = re.compile(r"(?:.*-)?([0-9a-f]{8})")
#: How many candidates a message lists.
_SHOWN = 5


def posts(settings: Settings) -> list[Post]:
    """All that the archive has, of sources that sources.yaml no longer has, too. ArchiveError."""
    from parvis.archive import read

    names = {source.name for source in settings.sources} | set(read.folders(settings.archive))
    return [post for found in read.every(settings.archive, sorted(names)).values() for post in found]


def reviews(settings: Settings) -> list[Review]:
    """All imported and hand-written ones. ContentError and PolicyError list what is wrong with them."""
    from parvis.archive import read
    from parvis.written import reviews as written
    from parvis.written.articles import Reader

    reader = Reader(timezone=settings.site.timezone, languages=settings.site.languages)
    return [*read.every_review(settings.archive), *written.every(settings.content, reader)]


def any_of(settings: Settings, wanted: str) -> Post | Review:
    """The post or review of a hub that is meant. UsageError when there is none or several."""
    everything: list[Post | Review] = [*posts(settings), *reviews(settings)]
    return find(everything, wanted)


def find(things: Iterable[Thing], wanted: str) -> Thing:
    """What is meant by an id, an unambiguous beginning of one, or a page's address. UsageError when there is none or several."""
    known = list(things)
    if wanted.startswith(("http://", "https://", "/")):
        found = _by_address(known, wanted)
    else:
        found = [one for one in known if one.id == wanted] or [one for one in known if wanted and one.id.startswith(wanted)]
    if not found:
        raise UsageError(f"No item '{wanted}' in the archive. Give its id (as in content/archive/) or the address of its page.")
    if len(found) > 1:
        listed = ", ".join(sorted(one.id for one in found)[:_SHOWN])
        raise UsageError(f"'{wanted}' fits {len(found)} items: {listed}{', …' if len(found) > _SHOWN else ''}. Give more of the id.")
    return found[0]


def _by_address(things: list[Thing], address: str) -> list[Thing]:
    """A post's address ends in …/SOURCE/SLUG-ID8/, a review's in …/KIND/ID8/."""
    parts = [part for part in urlsplit(address).path.removesuffix("/index.html").split("/") if part]
    match = _ID8.fullmatch(parts[-1]) if parts else None
    found = [one for one in things if one.id8 == match[1]] if match else []
    # The address of the thing itself, where it was made, is as good.
    there = [] if found else [one for one in things if one.url and one.url.rstrip("/") == address.rstrip("/")]
    return [one for one in found if (one.source if isinstance(one, Post) else one.kind) in parts[:-1]] or found or there
