"""The small values that a contest's templates draw."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from parvis.curate.contests.phases import Promise, State
from parvis.model.contest import PhaseName
from parvis.pages.portraits import DrawnBust
from parvis.pages.values import Link, Swatch


class Stretch(msgspec.Struct, frozen=True):
    """A phase on the timeline."""

    name: PhaseName
    label: str
    start: datetime
    day: str  #: of its start; with the year where that is not the one of the phase before
    state: State
    fact: str  #: what it has come to, in two or three words; may be empty


class Action(msgspec.Struct, frozen=True):
    """A way to take part."""

    label: str
    url: str  #: absolute, or `mailto:`


class Answer(msgspec.Struct, frozen=True):
    """What a visitor asks of a contest, and what it says."""

    question: str
    text: str
    more: Link | None  #: where it stands at length, on the same page or another


class Bouquet(msgspec.Struct, frozen=True):
    """What a contest is about, as a picture: drawn without names."""

    swatches: tuple[Swatch, ...]
    vacant: int  #: places for ideas that nobody has sent yet


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """What a contest wants of people now."""

    contest: Link
    phase: PhaseName
    sign: str  #: the phase in a word
    headline: str
    text: str
    actions: tuple[Action, ...]  #: none where nothing can be done now
    closes: datetime | None  #: when that ends
    closed: str  #: what is said from then on
    now: datetime | None  #: where the hub stands still, the moment at which it does


class IdeaCard(msgspec.Struct, frozen=True, kw_only=True):
    """An idea as a gallery shows it: a swatch with its name."""

    id: str
    title: str
    url: str
    language: str
    direction: str
    authors: str  #: empty while they are hidden
    swatch: Swatch
    merged: int  #: how many others were merged into it


class Finalist(msgspec.Struct, frozen=True, kw_only=True):
    """An idea as a poster."""

    card: IdeaCard
    text: str
    number: int  #: on the ballot


class Judge(msgspec.Struct, frozen=True, kw_only=True):
    """A member of the jury."""

    name: str
    role: str
    customer: bool
    picture: str  #: path in the output; empty: drawn
    alt: str
    bust: DrawnBust
    conflicts: tuple[tuple[Link, str], ...]  #: entries that they do not judge, and why


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion."""

    name: str
    about: str
    weight: int
    percent: int  #: of all weights, rounded


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the podium."""

    place: int
    height: int  #: in user units of its drawing
    card: IdeaCard


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the results."""

    place: int
    card: IdeaCard
    score: str  #: the jury's, as the language writes it; empty without one
    means: tuple[str, ...]  #: by criterion
    points: tuple[str, ...]  #: by judge; empty where one stood aside
    votes: int | None
    width: int  #: of its bar, 0 to 1000
    chosen: bool  #: among the winners; in the order of the votes: among those that went on


class Sealed(msgspec.Struct, frozen=True):
    """A file that the result was computed from."""

    file: str
    sha256: str


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What anybody needs to compute the result again."""

    command: str
    files: tuple[Sealed, ...]
    seed: tuple[tuple[str, str], ...]  #: of a draw: commitment, secret and public number, each with its name


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """Strange ballots, and what was decided about them."""

    sign: str
    ballots: int
    set_aside: bool
    because: str


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was counted."""

    podium: tuple[Block, ...]
    placed: tuple[Placed, ...]  #: by what decides
    criteria: tuple[str, ...]  #: columns of their means
    judges: tuple[str, ...]  #: columns of their points
    votes: tuple[Placed, ...]  #: by votes; none where nobody voted
    went_on: int  #: how many of them the jury judged
    counts: tuple[tuple[str, int], ...]
    ties: tuple[str, ...]
    strange: tuple[Decided, ...]
    proof: Proof


class Fulfilment(msgspec.Struct, frozen=True, kw_only=True):
    """A winning idea and what became of it."""

    card: IdeaCard
    place: int | None
    product: Link | None
    state: Promise | None
    sign: str
    promised: date | None
    launched: date | None
    because: str
    although: str  #: why it is made though others came before it


class Filter(msgspec.Struct, frozen=True):
    """A family of tastes as a filter of the gallery."""

    label: str
    url: str
    count: int
    current: bool
