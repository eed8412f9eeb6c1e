"""Rules: what content/curation/rules.yaml says of items, and the word lists that some of its conditions score by."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import timedelta
from types import MappingProxyType
from typing import Final, Literal

import msgspec

#: What a rule may make of an item; `listen` keeps it for the editors' own reading.
Outcome = Literal["publish", "wait", "hide", "listen"]
Sign = Literal[">", ">=", "<", "<=", "="]
#: Of what a word list is a sign.
Listed = Literal["spam", "profanity"]

_SIGNS: Final = MappingProxyType({">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq})


class Comparison(msgspec.Struct, frozen=True):
    """`>3`, `>=0.8`, `=0`."""

    sign: Sign
    number: float

    def holds(self, value: float) -> bool:
        """Whether a value compares so."""
        return self.compare(value, self.number)

    @property
    def compare(self) -> Callable[[float, float], bool]:
        """What the sign stands for."""
        return _SIGNS[self.sign]

    def __str__(self) -> str:
        return f"{self.sign}{self.number:g}"


class When(msgspec.Struct, frozen=True, kw_only=True):
    """A condition: of all that is given, every part must hold. Lists hold where one of their words does."""

    text: tuple[str, ...] = ()  #: words or phrases of title, text or tags; `wor*` is how one begins
    regex: tuple[str, ...] = ()  #: RE2, whatever the case
    source: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    handle: tuple[str, ...] = ()  #: the author's handle or profile address
    language: tuple[str, ...] = ()  #: `fr` is every French, `fr-CA` one
    media: bool | None = None
    reply: bool | None = None
    repost: bool | None = None
    sensitive: bool | None = None
    older: timedelta | None = None
    newer: timedelta | None = None
    longer: int | None = None  #: characters of the text
    shorter: int | None = None
    links: Comparison | None = None
    cap: int | None = None  #: holds from the item behind this one on, of a source and day, the oldest first
    spam: Comparison | None = None  #: 0 to 1
    profanity: Comparison | None = None
    any: tuple[When, ...] = ()
    all: tuple[When, ...] = ()
    no: When | None = None  #: `not:`


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule. The first that holds decides, unless it says to go on."""

    name: str
    when: When
    outcome: Outcome | None = None  #: None: it only tags or features
    tags: tuple[str, ...] = ()
    feature: bool = False
    goes_on: bool = False  #: `continue`: later rules are asked, too, and a later outcome takes the place of this one
    file: str = "content/curation/rules.yaml"
    line: int = 0

    @property
    def does(self) -> str:
        """What it makes of an item, in the words of the file: `hide`, `tag contest`, `feature`."""
        said = ((self.outcome,) if self.outcome else (), tuple(f"tag {tag}" for tag in self.tags), ("feature",) if self.feature else ())
        return ", ".join(word for words in said for word in words)


class Signal(msgspec.Struct, frozen=True):
    """A word or phrase of a list, and how much it says: 0 (nothing) to 1 (surely)."""

    phrase: str
    weight: float


class WordLists(msgspec.Struct, frozen=True, kw_only=True):
    """What the scores of spam and profanity look for, the hub's own changes included."""

    spam: tuple[Signal, ...] = ()
    profanity: tuple[Signal, ...] = ()
