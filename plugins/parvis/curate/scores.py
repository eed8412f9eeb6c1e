"""How much an item looks like spam, or insults: from 0 to 1, by word lists and by how it is written, offline.

Each sign that is there once or more leaves less room for doubt: 1 less the product of (1 - weight) over all signs.
So two phrases of 0.5 make 0.75, and no number of signs makes more than 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from parvis.curate.seen import Seen
from parvis.model.post import Post
from parvis.model.rule import Signal
from parvis.tidy import patterns, words

#: Ways of writing that spam has, by what a reason calls them: a pattern (RE2) and a weight.
_WAYS: Final = (
    ("capitals", r"(?-i:(?:\p{Lu}{4,}\W+){3,})", 0.3),
    ("exclamation marks", r"[!?]{3,}|(?:![^!]{0,40}){5,}", 0.2),
    ("money", r"[$€£]{2,}|[0-9]\s?[$€£]\s?(?:par|per|/|a)\s?(?:jour|day|semaine|week|heure|hour|mois|month)", 0.4),
    ("stretched letters", "|".join(f"{letter}{{6,}}" for letter in "abcdefghijklmnopqrstuvwxyz"), 0.15),
    ("a row of signs", r"(?:[\x{2600}-\x{27bf}\x{1f300}-\x{1faff}]\x{fe0f}?\s?){6,}", 0.2),
    ("a telephone number", r"\+[0-9][0-9 .()-]{8,}[0-9]", 0.3),
)
#: From so many links on, and their weight; the first that fits.
_LINKS: Final = ((6, 0.5), (3, 0.3), (2, 0.1))
#: Words of a text from which on it may be called repetitive: when two of three are there again.
_MANY_WORDS: Final = 12
_REPEATED: Final = 0.4
#: Every score that links and repetition alone can make.
_WORDLESS: Final = tuple(
    1 - (1 - linked) * (1 - repeated) for linked in (0.0, *(weight for _least, weight in _LINKS)) for repeated in (0.0, _REPEATED)
)


class Scale:
    """One list, made ready to be asked of every item."""

    def __init__(self, signals: Iterable[Signal], *, features: bool = False) -> None:
        """`features`: the way of writing counts, too."""
        self._needles = tuple((words.needle(one.phrase), one.phrase, one.weight) for one in signals)
        self._features = features
        ways = "|".join(pattern for _name, pattern, _weight in _WAYS) if features else ""
        sought = words.sieve(needle for needle, _phrase, _weight in self._needles)
        #: A pattern (RE2) that is in every text of which anything but links and repetition counts.
        self.sieve: Final = f"{sought}|{ways}" if ways else sought
        #: What scores there are without any of that.
        self.wordless: Final = _WORDLESS if features else (0.0,)
        self.place = -1  #: among the patterns that are looked for at once

    def of(self, seen: Seen) -> float:
        """The score of a post."""
        doubt = 1.0
        for _sign, weight in self._signs(seen):
            doubt *= 1 - weight
        return 1 - doubt

    def why(self, seen: Seen) -> str:
        """The heaviest signs of a post, in words."""
        return ", ".join(sign for sign, _weight in sorted(self._signs(seen), key=lambda sign: -sign[1])[:3])

    def _signs(self, seen: Seen) -> list[tuple[str, float]]:
        worded = self._worded(seen) if self.place in seen.hits else []
        return [*worded, *_shaped(seen.post)] if self._features else worded

    def _worded(self, seen: Seen) -> list[tuple[str, float]]:
        said = [text for _field, text in seen.said]
        plain = words.folded("\n".join(said))
        listed = [(f"“{phrase}”", weight) for needle, phrase, weight in self._needles if needle in plain]
        ways = _WAYS if self._features else ()
        return listed + [(name, weight) for name, pattern, weight in ways if any(patterns.first(pattern, text) for text in said)]


def _shaped(post: Post) -> Iterator[tuple[str, float]]:
    many = len(post.links)
    if many > 1:
        yield next((f"{many} links", weight) for least, weight in _LINKS if many >= least)
    if len(post.text) > 4 * _MANY_WORDS and _repeats(post.text):
        yield "repetition", _REPEATED


def _repeats(text: str) -> bool:
    found = text.split()
    return len(found) >= _MANY_WORDS and 3 * len(set(found)) <= len(found)
