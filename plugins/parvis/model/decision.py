"""A decision: what a person has said of an item or a source, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from parvis.model.review_policy import Ground

Verb = Literal["hide", "approve", "pin", "feature", "tag", "alt", "contest", "event", "thank", "needs-answer", "split", "join"]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One line of content/curation/decisions/. Exactly one of `item` and `source` is given; `source` for approvals alone."""

    item: str = ""  #: id of a post or a review
    source: str = ""  #: name of a source: what it has given until `at`
    do: Verb
    by: str  #: who decided
    at: datetime  #: aware, UTC
    because: str  #: the reason given; kept with the decision, not published
    until: datetime | None = None  #: of `pin`: aware, UTC; None: until somebody says otherwise
    tag: str = ""  #: of `tag`: the one that is added
    alt: str = ""  #: of `alt`: what the picture shows
    media: int = 1  #: of `alt`: which of the item's pictures, the first being 1
    to: str = ""  #: of `contest` and `event`: its slug; of `join` and `split`: id of the other item
    ground: Ground = "other"  #: of `hide`
    public: str = ""  #: of `hide`: what the pages say of it; a decision that looks at a review's rating needs it
    file: str = ""  #: relative to the hub's folder, for messages
    line: int = 0

    def __str__(self) -> str:
        """`by Awa on 2026-03-02: off topic`."""
        return f"by {self.by} on {self.at:%Y-%m-%d}: {self.because}"
