"""The listening digest: what people say to the brand and about it, for its editors alone. No page is made from it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from parvis.model.watch import WatchKind

Tone = Literal["complaint", "question", "wish", "praise"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was said, and what can be done about it."""

    id: str
    at: datetime
    source: str
    network: str
    author: str = ""
    status: str  #: what becomes of it on the pages
    language: str = ""
    said: str  #: an excerpt, on one line; empty for an author who asked to be shown as a link alone
    sign: str = ""  #: by which word it is counted here
    also: tuple[Tone, ...] = ()  #: what else it is
    needed: bool = False  #: an editor has said that it needs an answer
    url: str = ""  #: where it stands
    do: str  #: a line to run


class RisingWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word that more people say than is usual for it."""

    word: str
    people: int
    usual: float
    entries: tuple[Entry, ...]  #: some of them


class Mentioned(msgspec.Struct, frozen=True, kw_only=True):
    """A name of the watch list that was mentioned."""

    name: str
    kind: WatchKind
    do: str  #: a line to run
    entries: tuple[Entry, ...]


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """What was heard; in each list what editors have marked comes first, then the newest."""

    since: datetime
    until: datetime
    heard: int  #: how much was listened to
    answered: int  #: how much of that has its answer, and is left out of the lists
    complaints: tuple[Entry, ...] = ()
    questions: tuple[Entry, ...] = ()
    wishes: tuple[Entry, ...] = ()
    praise: tuple[Entry, ...] = ()
    needed: tuple[Entry, ...] = ()  #: marked by an editor, and none of these
    rising: tuple[RisingWord, ...] = ()
    windows: int = 0  #: earlier ones that words were compared with
    mentions: tuple[Mentioned, ...] = ()
