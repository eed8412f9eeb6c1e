"""Words that rise: those that more people say in a window of time than is usual for them, against their own past.

The past is cut into eight windows of the same length before this one; those in which nothing came tell nothing. Of each word the people
are counted who have said it in a window (ten posts of one person count once). Where more people speak now than did then, what was said
then counts as much more. The usual is the median of the earlier counts, their spread 1.4826 times the median absolute deviation, at
least the root of the median and at least 1; a word rises that at least three people say, and three spreads or more above the usual.
Medians, unlike means, are not moved by one loud week. A source whose first item came in the window itself has no past to be compared
with, and is left out; and with fewer than three earlier windows nothing is said of any word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import sqrt
from statistics import median
from typing import Final

import msgspec

from parvis.curate.listen_phrases import STOP
from parvis.tidy import text as texts
from parvis.tidy import words

#: Earlier windows that are looked at, and how many must have said something.
WINDOWS: Final = 8
ENOUGH: Final = 3
#: People who must say a word, and how many spreads above the usual.
PEOPLE: Final = 3
ABOVE: Final = 3.0
_NORMAL: Final = 1.4826  # makes the median absolute deviation a standard deviation, where numbers are spread normally
_SHORTEST: Final = 4
_WORD: Final = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_ELIDED: Final = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)['\u2019]", re.IGNORECASE)
_LONGEST_SHOWN: Final = 3


class Utterance(msgspec.Struct, frozen=True):
    """What one person said at a moment."""

    id: str
    source: str
    who: str  #: the same for all that a person says
    at: datetime
    text: str


class Rising(msgspec.Struct, frozen=True):
    """A word that rises."""

    word: str  #: as most have spelled it
    people: int  #: who said it in the window
    usual: float  #: median of the earlier windows
    above: float  #: how many spreads above it
    ids: tuple[str, ...]  #: what was said, the newest first


class Compared(msgspec.Struct, frozen=True):
    """The words of a window, set against those before."""

    rising: tuple[Rising, ...] = ()  #: what stands out most first; ties by the word
    windows: int = 0  #: earlier ones in which something was said


def rising(said: Iterable[Utterance], since: datetime, now: datetime, without: str = "") -> Compared:
    """The words that rise from `since` until `now` (both aware), but for those of `without`, such as the brand's own name.

    Deterministic: the order of what is given does not matter.
    """
    everything = sorted((one for one in said if one.at <= now), key=lambda one: (one.at, one.id))
    first: dict[str, datetime] = {}
    for one in everything:
        first.setdefault(one.source, one.at)
    old = [one for one in everything if first[one.source] < since]
    span = max(now - since, timedelta(seconds=1))
    current = [one for one in old if one.at >= since]
    earlier: list[list[Utterance]] = [[] for _ in range(WINDOWS)]
    for one in old:
        place = (since - one.at) // span if one.at < since else -1
        # What was said a whole number of windows ago is the first of its window.
        if one.at < since and (since - one.at) % span == timedelta(0):
            place -= 1
        if 0 <= place < WINDOWS:
            earlier[place].append(one)
    past = [window for window in earlier if window]
    if len(past) < ENOUGH or not current:
        return Compared(windows=len(past))
    own = _words(without)
    return Compared(tuple(one for one in _stand_out(current, past) if own.keys().isdisjoint(_words(one.word))), len(past))


def _stand_out(current: list[Utterance], past: list[list[Utterance]]) -> tuple[Rising, ...]:
    spelled: dict[str, Counter[str]] = {}
    by_word: dict[str, list[Utterance]] = {}
    for one in current:
        for key, spelling in _words(one.text).items():
            by_word.setdefault(key, []).append(one)
            spelled.setdefault(key, Counter())[spelling] += 1
    speaking = len({one.who for one in current})
    before = [(_counted(window, by_word), len({one.who for one in window})) for window in past]
    found: list[Rising] = []
    for key, theirs in by_word.items():
        people = len({one.who for one in theirs})
        if people < PEOPLE:
            continue
        counts = [counted[key] * max(1.0, speaking / spoke) for counted, spoke in before]
        usual = median(counts)
        spread = max(_NORMAL * median(abs(count - usual) for count in counts), sqrt(usual), 1.0)
        if (above := (people - usual) / spread) >= ABOVE:
            spelling = min(spelled[key], key=lambda one: (-spelled[key][one], one))
            newest = sorted(theirs, key=lambda one: (one.at, one.id), reverse=True)
            found.append(Rising(spelling, people, round(usual, 2), round(above, 2), tuple(one.id for one in newest[:_LONGEST_SHOWN])))
    return tuple(sorted(found, key=lambda one: (-one.above, -one.people, one.word)))


def _counted(window: Iterable[Utterance], wanted: Mapping[str, object]) -> Counter[str]:
    """Of each wanted word, how many people said it."""
    people: set[tuple[str, str]] = {(key, one.who) for one in window for key in _words(one.text) if key in wanted}
    return Counter(key for key, _who in people)


def _words(text: str) -> dict[str, str]:
    """The words of a text that tell what it is about: how they are compared (no plural), and how they are spelled."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(texts.without_addresses(text)):
        spelling = _ELIDED.sub("", match[0]).lower()
        key = words.folded(spelling).strip()
        if len(key) < _SHORTEST or key.isdigit() or key in STOP:
            continue
        found.setdefault(_singular(key), spelling)
    return found


def _singular(key: str) -> str:
    return key[:-1] if len(key) > _SHORTEST and key[-1] in "sx" and key[-2] != "s" else key
