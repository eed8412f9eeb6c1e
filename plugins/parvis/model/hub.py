"""The hub: everything that the pages are made from, assembled and decided."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from parvis.model.ambassador import Ambassador
from parvis.model.article import Article
from parvis.model.brand import Brand
from parvis.model.challenge import Challenge
from parvis.model.contact import Account, Closing, Help
from parvis.model.contest import Contest
from parvis.model.curated_review import Reviews
from parvis.model.event import Event
from parvis.model.label import Label
from parvis.model.noun import Noun
from parvis.model.nouns import Nouns
from parvis.model.offer import Offer
from parvis.model.place import Place
from parvis.model.post import Post
from parvis.model.product import Product
from parvis.model.right import RightState, Use
from parvis.model.rule import Rule
from parvis.model.source import Source
from parvis.model.takedown import Takedown

Status = Literal["published", "waiting", "hidden", "refused", "listening"]
#: Whether the brand has thanked for an item, or still owes it an answer.
Answer = Literal["", "thanked", "needed"]


class Also(msgspec.Struct, frozen=True, kw_only=True):
    """The same post elsewhere."""

    network: str
    url: str  #: absolute http(s)
    source: str  #: name in sources.yaml
    author: str = ""  #: as people read it


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A post, with what curation says of it."""

    post: Post
    status: Status
    reasons: tuple[str, ...]  #: what led to the status, in order
    stage: str = ""  #: the stage of curation that decided; empty: none stood against it
    rule: str = ""  #: name of the rule that decided
    ground: str = ""  #: that a decision against it gives
    tags: tuple[str, ...] = ()  #: the post's and its source's, one spelling each
    ambassador: str = ""  #: slug of the ambassador whose words it is
    disclosure: tuple[Label, ...] = ()  #: what readers must be told of that person
    rights: RightState | Literal[""] = ""  #: how its rights stand; empty: it needs none
    uses: tuple[Use, ...] = ()  #: what it was granted for, where a grant is what lets it be shown
    quoted: bool = False  #: `post` has been cut to what may be quoted
    pinned: datetime | None = None  #: since when; an end that has come is none
    featured: bool = False
    also: tuple[Also, ...] = ()  #: where the same was posted, too
    same_as: str = ""  #: id of the item that is shown in place of this one
    hidden_with: str = ""  #: id of the item that an editor has hidden, of which it is a copy
    answer: Answer = ""
    moved: str = ""  #: `contest:SLUG` or `event:SLUG`: where editors have put it


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """The hub's own facts, from the settings."""

    name: str
    url: str  #: absolute, without a trailing slash; empty: addresses stay relative to the root
    language: str  #: main language, at the root
    languages: tuple[str, ...]  #: all of them, the main one first
    timezone: str = "UTC"
    tagline: dict[str, str] = {}  #: by language
    notice: dict[str, str] = {}  #: by language: a line shown on every page ("an invented brand")
    page_size: int = 24
    brand: Brand | None = None  #: its look, where that is not the theme's own
    still: bool = False  #: it stands still at a fixed moment, as a demo does: countdowns run from there
    accounts: tuple[Account, ...] = ()  #: the brand's own, as the settings have them
    help: Help | None = None
    closing: Closing | None = None  #: the hub's announced end
    reply_within: timedelta | None = None  #: after this long a review shall have an answer
    charter: str = ""  #: slug of the editors' page by which the hub is run
    locale: str = ""  #: folder of the catalogues of the hub's own theme, absolute; empty: it has none
    search: bool = True  #: whether readers can search it
    moderators: tuple[str, ...] = ()  #: who decides what is shown, where the settings name them


class Hub(msgspec.Struct, frozen=True, kw_only=True):
    """Input of every page kind."""

    site: Site
    now: datetime
    sources: tuple[Source, ...]
    items: tuple[Item, ...]  #: published ones, newest first; ties by id
    withheld: tuple[Item, ...]  #: all others, in the same order
    articles: tuple[Article, ...]  #: editors' posts, newest first, every language
    written_pages: tuple[Article, ...]  #: editors' pages by title, every language
    next_change: datetime | None  #: when a page would next change by itself
    # The nouns whose moment has come, by name: each field of `Nouns` stands here too.
    contests: tuple[Contest, ...] = ()  #: those that have been announced, the newest first
    ambassadors: tuple[Ambassador, ...] = ()  #: those of today, and those who have said goodbye
    spotlight: Ambassador | None = None  #: whose week it is
    products: tuple[Product, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()  #: those of calendars too, by their first date
    offers: tuple[Offer, ...] = ()  #: those that have ended too
    challenges: tuple[Challenge, ...] = ()
    reviews: Reviews = Reviews()  #: published and withheld ones, and how they are handled
    rules: tuple[Rule, ...] = ()  #: those in force, in their order
    takedowns: tuple[Takedown, ...] = ()  #: the register of what was taken down
    rights_written: int = 0  #: lines about what was asked of authors, and what they answered
    deciders: int = 0  #: people who have decided, answered or written down something

    def nouns(self) -> tuple[Noun, ...]:
        """All of them."""
        return tuple(noun for name in Nouns.__struct_fields__ for noun in getattr(self, name))
