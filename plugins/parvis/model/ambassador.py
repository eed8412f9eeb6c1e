"""An ambassador: somebody who speaks for the brand under their own name, what binds the two, and what must be said of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from parvis.model.noun import Noun

#: What the person gets from the brand.
Relationship = Literal["none", "gift", "paid", "affiliate", "employee"]
#: What was done to their pictures by a program; empty: nothing.
Images = Literal["", "retouched", "generated"]
#: What becomes of the page when consent or contract has ended.
Afterwards = Literal["remove", "goodbye"]
#: What a person can agree to: their page, their picture, posts of their own on the wall, the spotlight of the week.
Scope = Literal["page", "portrait", "posts", "spotlight"]
#: How hair falls in a drawn portrait.
Hair = Literal["short", "crop", "bob", "long", "curls", "bun", "braids", "scarf", "bald"]


class Period(msgspec.Struct, frozen=True):
    """Whole days in the hub's time zone, both included; None has no end on that side."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies within."""
        return (self.start is None or self.start <= day) and not self.ended(day)

    def ended(self, day: date) -> bool:
        """Whether it is over on a day."""
        return self.end is not None and self.end < day


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """What the person has agreed to, and for how long."""

    period: Period
    scope: tuple[Scope, ...]


class Guardian(msgspec.Struct, frozen=True, kw_only=True):
    """Who agreed for a minor."""

    name: str
    given: date


class Portrait(msgspec.Struct, frozen=True, kw_only=True):
    """By what right the picture of the file's `picture` is shown."""

    rights: str  #: such as "contract of January 2026, web only"
    credit: str = ""  #: who made it
    until: date | None = None  #: last day of the right; from then on the portrait is drawn


class Bust(msgspec.Struct, frozen=True, kw_only=True):
    """How the person wants to be drawn where there is no picture; what is empty follows from the name. Colours: `#rrggbb`."""

    hair: Hair | Literal[""] = ""
    hair_color: str = ""
    skin: str = ""
    clothes: str = ""
    ground: str = ""
    glasses: bool = False
    beard: bool = False


class Profile(msgspec.Struct, frozen=True):
    """A place of theirs on the net."""

    label: str
    url: str  #: absolute


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code of theirs for the brand's shop."""

    text: str
    period: Period
    gives: dict[str, str] = {}  #: by language: what it is good for
    url: str = ""  #: absolute


class Ambassador(Noun, frozen=True, kw_only=True):
    """One ambassador."""

    first_name: str  #: set large
    relationship: Relationship
    contract: Period = Period()  #: what the person gets; posts of these days carry its label for ever
    advertising: bool = False  #: the contract calls what they make advertising
    images: Images = ""
    consent: Consent
    after: Afterwards = "remove"
    since: date  #: an ambassador from this day on
    role: dict[str, str] = {}  #: by language: role or tier
    place: dict[str, str] = {}  #: by language
    quote: dict[str, str] = {}  #: by language: a sentence of theirs
    farewell: dict[str, str] = {}  #: by language: what their page says when it says goodbye
    topics: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()
    favourites: tuple[str, ...] = ()  #: slugs of products
    code: Code | None = None
    has_sources: bool = False  #: its file names feeds of their own; the settings read those
    portrait: Portrait | None = None
    drawn: Bust = Bust()
    minor: bool = False
    guardian: Guardian | None = None
