"""The small values that templates draw: links, pictures, and what stands on a card."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from parvis.pages.players import Player

#: How a card is drawn: a noun of the eye, chosen from what the item has.
Face = Literal["picture", "video", "audio", "event", "text", "loud", "quote", "bare"]
#: Proportions of a picture, widest first; a style sheet gives each its frame.
Shape = Literal["panorama", "wide", "square", "tall", "slim"]
#: What is shown only when asked for: nothing, the picture, or the words as well.
Veil = Literal["", "picture", "all"]


class Link(msgspec.Struct, frozen=True):
    """A place on this site and what it is called."""

    label: str
    url: str  #: relative to the site's root


class Alternate(msgspec.Struct, frozen=True):
    """The same page in another language, or in its own."""

    language: str
    label: str  #: the language's name in itself
    url: str


class Picture(msgspec.Struct, frozen=True):
    """One of our own copies of a picture."""

    src: str  #: relative to the site's root
    width: int | None
    height: int | None
    alt: str
    shape: Shape
    color: str = ""  #: `#rrggbb`, shown until the picture is there
    moves: str = ""  #: address of the original, where that is an animation and this its first frame


class Figure(msgspec.Struct, frozen=True):
    """A public count of a post: what was counted, how many."""

    name: Literal["likes", "replies", "reposts", "views"]
    number: int


class Choice(msgspec.Struct, frozen=True):
    """One option of a poll."""

    label: str
    votes: int
    percent: int  #: of all votes, rounded


class Ballot(msgspec.Struct, frozen=True):
    """A poll as it stands in a post."""

    choices: tuple[Choice, ...]
    votes: int
    closed: bool
    closes: datetime | None


class Appointment(msgspec.Struct, frozen=True):
    """When and where an event takes place."""

    day: date  #: the hub's calendar day on which it begins
    month: str  #: its month's name, short, in the reader's language
    last_day: date | None  #: where it ends on a later day
    start: datetime | None  #: None for a whole day
    place: str
    cancelled: bool
    recurring: bool


class Elsewhere(msgspec.Struct, frozen=True):
    """Another place where the same was posted."""

    mark: str  #: symbol in icons/icons.svg
    network: str  #: such as `Mastodon`, in the reader's language
    place: str  #: where it stands: the network, or the site's host name
    url: str  #: absolute
    author: str  #: as people read it; empty where that is not told


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A post as a list shows it. Every text is plain."""

    face: Face
    kind: str
    mark: str  #: symbol in icons/icons.svg
    network: str  #: such as `Mastodon`, in the reader's language
    place: str  #: where it stands: the network, or the site's host name
    source: Link
    ours: bool  #: the brand's own words
    author: str
    handle: str
    author_url: str  #: absolute, or empty
    disclosure: tuple[str, ...]  #: what readers must be told of the author, in their language
    published: datetime
    title: str  #: the author's own; empty where the network has none
    name: str  #: never empty: what the permalink is called
    text: str  #: the beginning of the body
    language: str  #: empty where it is not known
    direction: str
    picture: Picture | None
    more_pictures: int  #: how many the permalink shows beside the first
    duration: str  #: `4:32`, or empty
    original: str  #: absolute, or empty
    permalink: str
    tags: tuple[Link, ...]
    figures: tuple[Figure, ...]
    veil: Veil
    warning: str
    appointment: Appointment | None
    ballot: Ballot | None
    also: tuple[Elsewhere, ...] = ()  #: where the same was posted, too
    quoted: str = ""  #: where the whole is, in a sentence, of what may only be quoted here
    pinned: bool = False  #: editors have put it first
    thanked: str = ""  #: that the brand says thanks for it, in a sentence
    player: Player | None = None  #: what plays it on a click; None: it is only linked to
    drawn: bool = True  #: its picture may stand in what networks draw of the page


class Day(msgspec.Struct, frozen=True):
    """The posts of one calendar day."""

    day: date
    cards: tuple[Card, ...]


class Pager(msgspec.Struct, frozen=True):
    """From one page of a list to the others. Addresses are relative to the site's root."""

    number: int  #: 0 for the front
    newer: str | None
    older: str | None
    newest: str | None  #: the front, where that is not the next newer one
    oldest: str | None


class Door(msgspec.Struct, frozen=True):
    """A place on the net where the brand or its people are: one source."""

    label: str
    url: str
    mark: str
    network: str
    ours: bool


class Teaser(msgspec.Struct, frozen=True, kw_only=True):
    """An editor's post as a list shows it."""

    title: str
    url: str
    summary: str
    published: datetime | None
    author: str
    disclosure: tuple[str, ...]  #: what readers must be told of the author
    language: str
    picture: str  #: path in the output, or empty
    picture_alt: str


class Swatch(msgspec.Struct, frozen=True):
    """What a product or an idea looks like: a picture, or a macaron in the colours of its shell and filling."""

    picture: str = ""  #: path in the output, or empty
    alt: str = ""
    colors: tuple[str, ...] = ()  #: `#rrggbb` of shell and filling; none: the hub's own


class Ending(msgspec.Struct, frozen=True):
    """The hub's announced end, as every page shows it."""

    day: date  #: the last one
    reasons: str
    export: str  #: everything to take along
