"""Words of an idea, spelled so that accents, plurals, capitals and signs make no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
#: Words that only their accent tells from another one: tea from an article, maize from "but", salted from dirty.
_ACCENTED: Final = MappingProxyType({"thé": "tea", "thés": "tea", "maïs": "corn", "salé": "salted", "salée": "salted", "salés": "salted"})
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"})
#: The shortest word that has a plural to be taken off, and the shortest that may be a misspelling of another.
_SHORTEST_PLURAL, _SHORTEST_MISSPELT = 4, 5


def words(text: str) -> list[str]:
    """The words of a text in order: small letters, no accents, no signs."""
    spelled = unicodedata.normalize("NFC", text).lower().translate(_LIGATURES)
    return [_ACCENTED.get(word) or plain(word) for word in _WORD.findall(spelled)]


def plain(word: str) -> str:
    """A word without its accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def stem(word: str) -> str:
    """A word without plural and mute ending: `bleuets` and `bleuet`, `cherries` and `cherry`, `épicées` and `épicé`."""
    if len(word) < _SHORTEST_PLURAL:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    shorter = word[:-1] if word[-1] in "sx" else word
    return shorter.rstrip("e") or shorter


def misspellings(word: str) -> Iterator[str]:
    """The word, and what it becomes when one letter is left out: two words with one of these in common differ by one letter."""
    yield word
    if len(word) >= _SHORTEST_MISSPELT:
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def is_misspelt(one: str, other: str) -> bool:
    """Whether two words, both long enough, begin alike and differ by one letter: left out, put in, replaced, or changed with its neighbour."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_MISSPELT or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    begin = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    if len(short) < len(long):
        return short[begin:] == long[begin + 1 :]
    swapped = short[begin : begin + 2] == long[begin : begin + 2][::-1]
    return short[begin + 1 :] == long[begin + 1 :] or (swapped and short[begin + 2 :] == long[begin + 2 :])


def are_cognates(one: str, other: str) -> bool:
    """Whether two words are one word in two languages: `vietnamien` and `vietnamese` begin alike for most of their length."""
    same = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= _SHORTEST_MISSPELT and same >= 0.6 * max(len(one), len(other))
