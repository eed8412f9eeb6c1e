"""What templates draw of reviews: a card, its stars, what the brand has added, and the figures beside every list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from parvis.pages.values import Link, Pager

#: How one of five stars is drawn.
Star = Literal["full", "half", "empty"]


class Sign(msgspec.Struct, frozen=True):
    """Something that a reader must know of a review, said beside its author's name."""

    kind: Literal["verified", "reward", "insider"]
    label: str
    told: str  #: how it was checked, what was given; may be empty
    language: str  #: of what is told: the hub's own, in which its editors write it


class ReplyValue(msgspec.Struct, frozen=True, kw_only=True):
    """What the brand has added. The text is plain, with line breaks."""

    by: str
    at: datetime | None
    text: str
    language: str
    changed: tuple[Link, ...]


class Snapshot(msgspec.Struct, frozen=True):
    """One of the hub's own pictures of a review."""

    src: str
    alt: str


class ReviewCard(msgspec.Struct, frozen=True, kw_only=True):
    """A review as a list and its own page show it. Every text is plain."""

    id: str
    name: str  #: never empty: what its page is called
    permalink: str
    title: str
    text: str  #: with line breaks; on a list the beginning of a long one
    cut: bool  #: there is more on its own page
    loud: bool  #: so short that it is set large
    short: bool = False  #: a few words, set larger still
    language: str
    direction: str
    author: str
    published: datetime
    dated: bool  #: False: `published` is when the hub first saw it
    experienced: date | None
    updated: datetime | None
    stars: tuple[Star, ...]  #: five, or none without a rating
    rating: str  #: in words: `4 stars out of 5`; empty without a rating
    product: Link | None
    colors: tuple[str, ...] = ()  #: of the product's shell and filling, where the hub has it
    origin: str  #: where it was collected
    original: str  #: absolute, or empty
    signs: tuple[Sign, ...]
    helpful: int
    photos: tuple[Snapshot, ...]
    pinned: str = ""  #: who has put it before the others, in words; empty where it stands in its place
    answer: ReplyValue | None  #: what the brand has answered where the review was written
    replies: tuple[ReplyValue, ...]


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """How many reviews have so many stars."""

    label: str
    count: int
    percent: int  #: of the rated ones, rounded
    url: str  #: the list of them; empty where there is none
    here: bool


class FiguresValue(msgspec.Struct, frozen=True, kw_only=True):
    """The average and the distribution of all published reviews: of the hub, or of one product."""

    count: int
    rated: int
    average: str  #: `4.3`, in the reader's language; empty where nobody gave a rating
    stars: tuple[Star, ...]
    words: str  #: of what it is the average
    bars: tuple[Bar, ...]  #: from 5 stars to 1
    verified: int
    rewarded: int


class Choice(msgspec.Struct, frozen=True):
    """One way to sort or to select, as a link."""

    label: str
    url: str
    here: bool
    colors: tuple[str, ...] = ()  #: of the product that it selects


class ReviewList(msgspec.Struct, frozen=True, kw_only=True):
    """What a list shows beside its cards."""

    shown: str  #: what this list is: how many, in which order
    selection: str  #: that it is a selection, of how many; empty where it is none
    whole: Link | None  #: the list of all, where this is a selection
    withheld: int
    public: tuple[str, ...]  #: what the brand says of withheld ones
    orders: tuple[Choice, ...]
    products: tuple[Choice, ...]
    pager: Pager
    by_date: bool  #: the pager's steps are newer and older, not next and previous
