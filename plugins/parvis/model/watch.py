"""The watch list: names that editors want to hear of wherever they are mentioned, as content/curation/watch.yaml has them."""

from __future__ import annotations

from typing import Literal

import msgspec

WatchKind = Literal["rumour", "competitor", "person", "product"]


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """One name. It is for the editors alone: no page, feed or file of a site knows it."""

    name: str  #: as the digest calls it
    words: tuple[str, ...]  #: words or phrases of which one is enough; `wor*` is how one begins
    kind: WatchKind = "person"
    file: str = ""  #: relative to the hub's folder, for messages
    line: int = 0
