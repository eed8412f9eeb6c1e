"""A decision: what a person has said of an item or a source, and why."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """An item, or all that a source has given so far, may be shown. Exactly one of `item` and `source` is given."""

    item: str = ""  #: id of a post
    source: str = ""  #: name of a source: what it has given until `at`
    by: str  #: who decided
    at: datetime  #: aware, UTC
    because: str  #: the reason given
    file: str = ""  #: relative to the hub's folder, for messages
    line: int = 0
