"""What a contest's result is: each step of counting with what it was computed from, so that anybody can compute it again."""

from __future__ import annotations

from typing import Literal

import msgspec

StepName = Literal["tally", "shortlist", "jury", "draw"]


class InputFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that a step was computed from."""

    file: str  #: below the contest's folder
    sha256: str  #: of its bytes
    lines: int
    prints: str = ""  #: four hex digits of each line's SHA-256, one after the other; a result has them once, see `Result.prints`


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where an entry, or in a draw among voters a voter, has come out."""

    place: int  #: equals share one
    id: str
    title: str = ""
    votes: int | None = None
    score: str | None = None  #: the jury's, with three decimals
    jurors: int | None = None  #: how many have judged it
    criteria: dict[str, str] | None = None  #: mean points by criterion, with three decimals
    print: str | None = None  #: of a draw: the digest that the order follows


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """Entries that came out equal, and what parted them."""

    ids: tuple[str, ...]
    rule: str  #: `all`, `earliest`, `draw`, `votes`, a criterion's id; `equal` where nothing does


class Seed(msgspec.Struct, frozen=True, kw_only=True):
    """What a draw is made from: a secret whose digest was published before, and a public number that nobody could know then."""

    commitment: str
    secret: str
    number: str


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step: the same files and the same rules give the same bytes."""

    step: StepName
    inputs: tuple[InputFile, ...]
    rules: dict[str, str]  #: what the contest says that decides here
    counts: dict[str, int]
    size: int | None = None  #: of the shortlist, or of the draw
    order: tuple[Place, ...]
    chosen: tuple[str, ...] = ()  #: ids of those who go on, or have won
    ties: tuple[Tie, ...] = ()
    seed: Seed | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """result.json."""

    contest: str
    steps: tuple[Step, ...]
    prints: dict[str, str] = {}  #: by a file's SHA-256: four hex digits of each line's own, which tell the line that was changed
    version: int = 1

    def step(self, name: StepName) -> Step | None:
        """A step by its name."""
        return next((step for step in self.steps if step.step == name), None)
