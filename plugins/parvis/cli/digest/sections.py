"""The digest in its order, in the language of the terminal: what all its forms have in common."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from parvis.cli.terminal import spoken
from parvis.curate.listen_rising import ENOUGH
from parvis.model.hub import Site
from parvis.model.listening import Digest, Entry
from parvis.pages.networks import NETWORKS
from parvis.tidy import text as texts

#: Names of what an entry is besides.
_ALSO: Final = MappingProxyType({"complaint": "complains", "question": "asks", "wish": "wishes", "praise": "praises"})


class Part(msgspec.Struct, frozen=True):
    """Entries that belong together; without a title, those of the whole section."""

    entries: tuple[Entry, ...]
    title: str = ""
    do: str = ""


class Section(msgspec.Struct, frozen=True):
    """One list of the digest; what is ours in it stands in the language of the terminal, ready to be shown."""

    title: str
    parts: tuple[Part, ...] = ()
    note: str = ""

    @property
    def count(self) -> int:
        """Entries, or names and words where they are what is counted."""
        return len(self.parts) if any(part.title for part in self.parts) else sum(len(part.entries) for part in self.parts)


def sections(digest: Digest) -> Iterator[Section]:
    """All lists, empty ones too."""
    if digest.needed:
        yield Section(_told("Marked as needing an answer"), (Part(digest.needed),))
    yield Section(_told("Complaints without answer"), (Part(digest.complaints),))
    yield Section(_told("Questions without answer"), (Part(digest.questions),))
    yield Section(_told("Wishes"), (Part(digest.wishes),))
    yield Section(_told("Praise to thank for"), (Part(digest.praise),))
    rising = tuple(Part(one.entries, _told(f"{one.word} ({one.people} people; usual is {one.usual:g})")) for one in digest.rising)
    few = digest.windows < ENOUGH and not rising
    yield Section(_told("Words that rise"), rising, _told("The past is too short to compare words with it.") if few else "")
    named = tuple(Part(one.entries, _told(f"{one.name} ({one.kind})"), _told(one.do)) for one in digest.mentions)
    yield Section(_told("Names on the watch list"), named)


def title(digest: Digest, site: Site) -> str:
    """What the digest is called."""
    return _told(f"{site.name}: heard from {when(digest.since, site)} to {when(digest.until, site)}")


def summary(digest: Digest) -> str:
    """What was listened to."""
    return _told(_summary(digest))


def _summary(digest: Digest) -> str:
    if digest.heard == 1:
        return f"1 post or review listened to; {'it has its answer' if digest.answered else 'it has no answer'}."
    if not digest.answered:
        return f"{digest.heard} posts and reviews listened to; none of them has its answer."
    if digest.answered == 1:
        return f"{digest.heard} posts and reviews listened to; 1 of them has its answer."
    return f"{digest.heard} posts and reviews listened to; {digest.answered} of them have their answer."


def alone() -> str:
    """Whom it is for."""
    return _told("For the editors alone.")


def when(moment: datetime, site: Site) -> str:
    """A moment in the hub's zone."""
    return f"{moment.astimezone(ZoneInfo(site.timezone)):%Y-%m-%d %H:%M}"


def facts(entry: Entry, site: Site) -> str:
    """When, where and by whom, what becomes of it, and what else it says."""
    source = _told(f"{entry.source} ({NETWORKS.get(entry.network, entry.network)})")
    more = (*(_told(_ALSO[tone]) for tone in entry.also), *((_told("marked"),) if entry.needed else ()))
    return " · ".join(part for part in (when(entry.at, site), source, texts.one_line(entry.author), _told(entry.status), *more) if part)


def silence() -> str:
    """What stands where an author's words would."""
    return _told("(the author asked to be shown as a link alone)")


def sign(entry: Entry) -> str:
    """By which word it is counted; empty where by none."""
    return _told(entry.sign)


def _told(english: str) -> str:
    """One line of ours, in the language of whoever reads it."""
    return spoken(texts.one_line(english))
