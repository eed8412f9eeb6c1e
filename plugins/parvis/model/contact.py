"""How to reach the brand, and how to tell it from whoever pretends to be it."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An account that is the brand's own."""

    network: str  #: such as `mastodon`, or a name that readers know
    handle: str
    url: str  #: absolute


class Help(msgspec.Struct, frozen=True, kw_only=True):
    """Where one gets help."""

    channel: dict[str, str]  #: by language: what it is called, such as "our form"
    url: str = ""  #: absolute
    email: str = ""
    within: timedelta | None = None  #: how long an answer takes at most, as the brand promises


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """The hub's end: announced, explained, and with everything to take along."""

    day: date  #: the last one
    reasons: dict[str, str]  #: by language
