"""A decision: what a person has said of an item or a source, and why."""

from __future__ import annotations

from datetime import datetime

import msgspec

from parvis.model.review_policy import Ground


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """An item, or all that a source has given so far, may be shown. Exactly one of `item` and `source` is given."""

    item: str = ""  #: id of a post
    source: str = ""  #: name of a source: what it has given until `at`
    by: str  #: who decided
    at: datetime  #: aware, UTC
    because: str  #: the reason given
    file: str = ""  #: relative to the hub's folder, for messages
    line: int = 0


class Hiding(msgspec.Struct, frozen=True, kw_only=True):
    """A review is not shown."""

    item: str  #: id of the review
    by: str
    at: datetime  #: aware, UTC
    because: str  #: kept with the decision; not published
    ground: Ground = "other"
    public: str = ""  #: what the pages say of it; a decision that looks at the rating needs it
    file: str = ""
    line: int = 0
