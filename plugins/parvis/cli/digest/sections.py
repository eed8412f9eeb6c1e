"""The digest in its order: what all its forms have in common."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from parvis.curate.listen_rising import ENOUGH
from parvis.model.hub import Site
from parvis.model.listening import Digest, Entry

#: Names of what an entry is besides.
ALSO: Final = {"complaint": "complains", "question": "asks", "wish": "wishes", "praise": "praises"}


class Part(msgspec.Struct, frozen=True):
    """Entries that belong together; without a name, those of the whole section."""

    entries: tuple[Entry, ...]
    name: str = ""
    note: str = ""
    do: str = ""


class Section(msgspec.Struct, frozen=True):
    """One list of the digest."""

    title: str
    parts: tuple[Part, ...] = ()
    note: str = ""

    @property
    def count(self) -> int:
        """Entries, or names and words where they are what is counted."""
        return len(self.parts) if any(part.name for part in self.parts) else sum(len(part.entries) for part in self.parts)


def sections(digest: Digest) -> Iterator[Section]:
    """All lists, empty ones too."""
    if digest.needed:
        yield Section("Marked as needing an answer", (Part(digest.needed),))
    yield Section("Complaints without answer", (Part(digest.complaints),))
    yield Section("Questions without answer", (Part(digest.questions),))
    yield Section("Wishes", (Part(digest.wishes),))
    yield Section("Praise to thank for", (Part(digest.praise),))
    rising = tuple(Part(one.entries, one.word, f"{one.people} people; usual is {one.usual:g}") for one in digest.rising)
    few = digest.windows < ENOUGH
    yield Section("Words that rise", rising, "The past is too short to compare words with it." if few and not rising else "")
    named = tuple(Part(one.entries, one.name, one.kind, one.do) for one in digest.mentions)
    yield Section("Names on the watch list", named)


def title(digest: Digest, site: Site) -> str:
    """What the digest is called."""
    return f"{site.name}: heard from {when(digest.since, site)} to {when(digest.until, site)}"


def summary(digest: Digest) -> str:
    """What was listened to."""
    if digest.heard == 1:
        return f"1 post or review listened to; {'it has its answer' if digest.answered else 'it has no answer'}."
    if not digest.answered:
        return f"{digest.heard} posts and reviews listened to; none of them has its answer."
    if digest.answered == 1:
        return f"{digest.heard} posts and reviews listened to; 1 of them has its answer."
    return f"{digest.heard} posts and reviews listened to; {digest.answered} of them have their answer."


def when(moment: datetime, site: Site) -> str:
    """A moment in the hub's zone."""
    return f"{moment.astimezone(ZoneInfo(site.timezone)):%Y-%m-%d %H:%M}"


def facts(entry: Entry, site: Site) -> str:
    """When, where and by whom, what becomes of it, and what else it says."""
    parts = (when(entry.at, site), f"{entry.source} ({entry.network})", entry.author, entry.status)
    more = (*(ALSO[tone] for tone in entry.also), *(("marked",) if entry.needed else ()))
    return " · ".join(part for part in (*parts, *more) if part)
