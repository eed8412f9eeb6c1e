"""A right: what the person who made an item, or whoever speaks for them, has said of showing it whole."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

#: none: nobody was asked · requested · granted · declined · revoked: granted once, and taken back · expired: granted, until a moment
#: that has passed. The first and the last are never written: they follow from what is.
RightState = Literal["none", "requested", "granted", "declined", "revoked", "expired"]
#: What somebody can write in a file.
Written = Literal["requested", "granted", "declined", "revoked"]
#: What a grant can be for: the hub's pages, its feeds, pictures for networks (social cards), paper.
Use = Literal["site", "feeds", "social", "print"]


class Right(msgspec.Struct, frozen=True, kw_only=True):
    """One line of content/curation/rights/: of an item, of an author, or of a source. Exactly one of them is what it is about."""

    item: str = ""  #: id of a post
    author: str = ""  #: handle, or address of the profile
    source: str = ""  #: name of a source; beside `author`, where the handle is meant
    network: str = ""  #: beside `author`: where the handle is meant
    state: Written
    by: str  #: who has written it down
    at: datetime  #: aware, UTC: from then on
    because: str  #: what was said, and where
    scope: tuple[Use, ...] = ("site",)  #: of a grant
    territory: str = ""  #: of a grant: empty for everywhere
    until: datetime | None = None  #: of a grant: aware, UTC; from this moment on it holds no more
    proof: str = ""  #: of a grant: a file of the hub, relative to its folder, or an address
    file: str = ""  #: relative to the hub's folder, for messages
    line: int = 0

    @property
    def about(self) -> str:
        """What it is about, in words: `item flickr:123`."""
        if self.item:
            return f"item {self.item}"
        return f"author {self.author}" if self.author else f"source {self.source}"
