"""What the brand adds beside a review: a public reply, and what it has changed."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of content/curation/replies/*.yaml. It has a text, something that was changed, or both."""

    review: str  #: id of the review, or its native part where that is unambiguous
    text: str = ""  #: plain, with line breaks
    by: str  #: who answers
    at: datetime  #: aware, UTC
    changed: tuple[str, ...] = ()  #: references such as `post:the-new-box` or `product:camerise`
    language: str | None = None  #: the hub's main one where it is not given
    file: str = ""  #: relative to the hub's folder, for messages
    line: int = 0
