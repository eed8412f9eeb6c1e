"""A contest: from an idea that somebody sends to the product that it becomes, with everything that decides in between."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, Literal

import msgspec

from parvis.model.article import Article
from parvis.model.contest_result import InputFile, Result
from parvis.model.noun import Noun

PhaseName = Literal["announced", "ideas", "moderation", "vote", "shortlist", "jury", "results", "launch", "kept"]
#: In the order in which they follow each other; a contest may leave some out.
PHASES: Final[tuple[PhaseName, ...]] = ("announced", "ideas", "moderation", "vote", "shortlist", "jury", "results", "launch", "kept")

#: A text by language; one that was written without languages stands under the hub's main one.
Told = dict[str, str]
#: Whose law a contest's rules must satisfy.
Law = Literal["france", "quebec"]
#: How the winner is found.
Decision = Literal["jury", "vote", "draw"]
#: What becomes of entries that share the last place of the shortlist.
TieRule = Literal["all", "earliest", "draw"]


class Phase(msgspec.Struct, frozen=True):
    """A part of the contest: it lasts until the next one begins."""

    name: PhaseName
    start: datetime  #: aware, UTC


class Organiser(msgspec.Struct, frozen=True, kw_only=True):
    """Who is responsible."""

    name: str
    address: str = ""
    contact: str = ""  #: e-mail or web address for questions and complaints


class Prize(msgspec.Struct, frozen=True, kw_only=True):
    """What can be won."""

    what: Told
    count: int | None = None  #: how many of them; None where the file does not say
    value: str = ""  #: approximate value with its currency, such as `500 $`


class TakePart(msgspec.Struct, frozen=True, kw_only=True):
    """The ways in."""

    form: str = ""  #: absolute http(s)
    email: str = ""
    hashtag: str = ""  #: without '#'
    shop: Told = {}  #: where and how at the counter
    requires: tuple[str, ...] = ()  #: what one must do besides, in words


class Cap(msgspec.Struct, frozen=True):
    """How many ballots of one person count: in the whole vote, or in each window of it."""

    ballots: int = 1
    every: timedelta | None = None


class Vote(msgspec.Struct, frozen=True, kw_only=True):
    """How people vote."""

    how: Told = {}  #: in words
    form: str = ""  #: absolute http(s)
    options: tuple[str, ...] = ()  #: ids of the entries on the ballot; empty: all
    caps: tuple[Cap, ...] = (Cap(),)
    counts: Literal["first", "last"] = "first"  #: which ballots of a person count when there are more than a cap allows
    hide_authors: bool = False  #: until the results


class Shortlist(msgspec.Struct, frozen=True, kw_only=True):
    """How the vote leads to the shortlist."""

    size: int | None = None
    ties: TieRule | None = None


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """What the jury looks at."""

    id: str
    name: Told
    weight: int = 1
    about: Told = {}


class Conflict(msgspec.Struct, frozen=True):
    """A bond of a juror with an entry: the juror does not score it."""

    entry: str  #: id
    why: Told


class Juror(msgspec.Struct, frozen=True, kw_only=True):
    """A member of the jury."""

    id: str  #: in scores.csv
    name: str
    role: Told = {}
    customer: bool = False
    conflicts: tuple[Conflict, ...] = ()
    portrait: str = ""  #: below content/
    minor: bool = False
    guardian: bool = False  #: a guardian agrees to the portrait


class Jury(msgspec.Struct, frozen=True, kw_only=True):
    """Who decides, by what, and what happens when entries come out equal."""

    members: tuple[Juror, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    best: int = 10  #: the highest score; the lowest is 0
    ties: tuple[str, ...] = ()  #: what is compared next: ids of criteria, `votes`, `draw`


class DrawPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What is published before a draw, so that nobody can choose its outcome."""

    commitment: str = ""  #: SHA-256 of the secret, 64 hex digits
    number: Told = {}  #: in words, which public number will be added to it, and when it is known
    of: Literal["shortlist", "entries", "ballots"] = "shortlist"  #: among whom
    winners: int = 1


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One idea as it was sent in. Every text is plain."""

    id: str
    slug: str = ""  #: words of its address, frozen at the import
    title: str
    text: str = ""
    author: str = ""  #: as it may be shown; empty: the person wants no name
    at: datetime | None = None  #: aware, UTC
    language: str = ""
    picture: str = ""  #: below content/
    picture_alt: str = ""
    tags: tuple[str, ...] = ()
    shell: str = ""  #: `#rrggbb`: the swatch's outside
    filling: str = ""  #: `#rrggbb`: the swatch's inside
    link: str = ""  #: absolute http(s): where it was posted or is voted on
    source: str = ""  #: how it came in: `csv`, `google_forms`, `hashtag:SOURCE`, …
    key: str = ""  #: by which the next import recognises it
    status: Literal["", "hidden", "refused"] = ""
    why: str = ""  #: why it is hidden or refused
    minor: bool = False
    guardian: bool = False  #: a guardian agrees to the picture
    told: tuple[Article, ...] = ()  #: of an entry with a Markdown file of its own
    file: str = ""  #: relative to the hub's folder
    line: int = 0


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """Entries that say the same: the first one stays and credits the authors of all."""

    ids: tuple[str, ...]
    accept: bool = False
    title: str = ""  #: what it is called from then on; empty: as the first one
    because: str = ""
    line: int = 0


class Ballot(msgspec.Struct, frozen=True, array_like=True):
    """One vote. Who cast it is known by a salted hash alone."""

    voter: str
    choice: str  #: id of an entry
    at: datetime  #: aware, UTC
    line: int = 0


class Score(msgspec.Struct, frozen=True, array_like=True):
    """What one juror gives one entry by one criterion; no points: the juror stands aside."""

    juror: str
    entry: str
    criterion: str  #: empty when the juror stands aside
    points: str  #: a decimal number as it was written, or empty
    line: int = 0

    @property
    def recused(self) -> bool:
        """Whether the juror does not judge this entry."""
        return not self.points


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """Ballots that look strange, and what an editor has decided about them."""

    kind: str  #: `burst`, `same_voter`, `same_time`
    voters: tuple[str, ...]
    since: datetime
    until: datetime
    choice: str = ""  #: id of an entry; empty: whatever they chose
    set_aside: bool = False
    because: str = ""
    line: int = 0


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A version of the rules."""

    version: int
    at: date
    what: str
    sha256: str  #: of the text below the front matter


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """The règlement."""

    file: str
    version: int
    changes: tuple[Change, ...]  #: oldest first
    sha256: str  #: of the text as it stands
    clauses: dict[str, str]  #: plain text of each clause of the main language, by its name
    languages: tuple[str, ...]
    told: tuple[Article, ...] = ()
    lines: dict[str, int] = {}  #: of each clause and field


class Winner(msgspec.Struct, frozen=True, kw_only=True):
    """A winning idea, and what became of the promise to make it."""

    entry: str  #: id
    product: str = ""  #: slug
    promised: date | None = None
    moved: date | None = None  #: the new date, where the promised one was not kept
    launched: date | None = None
    late_because: Told = {}
    because: Told = {}  #: why it is made though others came before it
    line: int = 0


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the contest came to."""

    file: str
    winners: tuple[Winner, ...]
    told: tuple[Article, ...] = ()


class Contest(Noun, frozen=True, kw_only=True):
    """One folder of content/contests/, read and checked."""

    folder: str  #: relative to the hub's folder
    text: str = ""  #: its prose in the main language, as Markdown
    timezone: str
    phases: tuple[Phase, ...]  #: in their order
    organiser: Organiser | None = None
    law: tuple[Law, ...] = ()
    prizes: tuple[Prize, ...] = ()
    eligibility: Told = {}
    minimum_age: int | None = None
    take_part: TakePart = TakePart()
    vote: Vote = Vote()
    shortlist: Shortlist = Shortlist()
    jury: Jury = Jury()
    decision: Decision = "jury"
    draw: DrawPlan = DrawPlan()
    complaints: int = 0  #: about the contest, which nobody has answered yet
    picture: str = ""  #: path in the output
    picture_alt: str = ""
    entries: tuple[Entry, ...] = ()  #: all of them, in the order of the files
    merges: tuple[Merge, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    strange: tuple[SetAside, ...] = ()
    scores: tuple[Score, ...] = ()
    rules: Rules | None = None
    outcome: Outcome | None = None
    result: Result | None = None
    result_text: str = ""  #: result.json as it lies there
    files: tuple[InputFile, ...] = ()  #: what the result is computed from, as it lies there now

    def starts(self, name: PhaseName) -> datetime | None:
        """When a phase begins; None where the contest has none of that name."""
        return next((phase.start for phase in self.phases if phase.name == name), None)

    def ends(self, name: PhaseName) -> datetime | None:
        """When a phase makes room for the next one; None where it is the last or is left out."""
        later = [phase.start for phase in self.phases if PHASES.index(phase.name) > PHASES.index(name)]
        return later[0] if later and self.starts(name) else None

    def pictures(self) -> tuple[str, ...]:
        """The pictures that its tables and its jury name, below content/."""
        named = (*(entry.picture for entry in self.entries), *(juror.portrait for juror in self.jury.members))
        return tuple(dict.fromkeys(name for name in named if name))
