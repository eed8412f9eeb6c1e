"""A source: one entry of content/sources.yaml, and how it fares."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal

import msgspec

Grade = Literal["A", "B", "C", "D"]
Publish = Literal["auto", "review", "listen"]
Leave = Literal["own", "ask"]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One feed to collect: what `sources.yaml` says of it, validated."""

    name: str  #: folder in the archive, address of its page
    kind: str  #: a file in sources/
    options: dict[str, Any] = {}  #: the kind's own, validated by its `Options`; instantiate with `sources.options_of`
    title: str = ""  #: shown to people; the name where none is given
    owner: str = "community"  #: `brand`, `community` or `ambassador: NAME`
    rights: Leave | None = None  #: None: as its owner has it (see `asks`)
    publish: Publish = "auto"
    language: str | None = None
    tags: tuple[str, ...] = ()
    every: timedelta = timedelta(hours=1)
    keep: timedelta | None = None  #: items older than this leave the pages, not the archive
    limit: int = 500  #: new items a run
    on_failure: Literal["warn", "error"] = "warn"
    file: str = "content/sources.yaml"  #: where its entry stands: there, or in an ambassador's own file
    line: int = 0  #: of its entry

    @property
    def asks(self) -> bool:
        """Whether showing its items whole needs a grant: an ambassador's agreement is one, the community has signed nothing."""
        return self.rights == "ask" or (self.rights is None and self.owner == "community")
