"""A place: a shop of the brand, or somewhere that its people meet."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

import msgspec

from parvis.model.noun import Noun

Role = Literal["shop", "meeting"]
#: From when until when it is open, in the hub's time zone; an end of 00:00 is the end of the day.
Span = tuple[time, time]


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where it is, as a letter would be addressed."""

    street: str
    locality: str
    region: str = ""
    postal_code: str = ""
    country: str = ""  #: ISO 3166-1, two letters


class Exceptional(msgspec.Struct, frozen=True, kw_only=True):
    """Days on which other hours hold than the week's."""

    first: date
    last: date
    spans: tuple[Span, ...]  #: none: closed
    because: dict[str, str] = {}  #: by language


class Place(Noun, frozen=True, kw_only=True):
    """One place."""

    role: Role = "shop"
    address: Address | None = None
    coordinates: tuple[float, float] | None = None  #: latitude and longitude in degrees (WGS 84)
    week: tuple[tuple[Span, ...], ...] = ()  #: hours of the seven days from Monday; none at all: nobody has said
    exceptions: tuple[Exceptional, ...] = ()  #: by day
    phone: str = ""
    email: str = ""
    website: str = ""  #: absolute
    access: dict[str, str] = {}  #: by language: how to get there, step or no step
