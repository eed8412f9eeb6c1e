"""The words of food, taken apart: what a phrase stands for, and the family of each thing."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Final

import msgspec

from parvis.curate.contests import food_words

#: Words that say nothing about the taste of an idea.
STOP: Final = frozenset(food_words.STOP.split())


class Lexicon(msgspec.Struct, frozen=True):
    """What phrases stand for, and the family of each thing."""

    phrases: MappingProxyType[tuple[str, ...], tuple[str, ...]]  #: words to things
    families: MappingProxyType[str, str]  #: thing to family
    words: frozenset[str]  #: all words that some phrase is made of
    longest: int  #: words of the longest phrase


@cache
def lexicon() -> Lexicon:
    """What the table of words says."""
    from parvis.curate.contests.words import stem, words

    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    families: dict[str, str] = {}
    for line in food_words.WORDS.strip().splitlines():
        head, _, tail = line.partition(": ")
        family, _, name = head.partition(" ")
        if family == "=":
            phrases[tuple(stem(word) for word in words(name))] = tuple(tail.split())
        else:
            families[name] = family
            for phrase in tail.split(", "):
                phrases[tuple(stem(word) for word in words(phrase))] = (name,)
    used = frozenset(word for phrase in phrases for word in phrase)
    return Lexicon(MappingProxyType(phrases), MappingProxyType(families), used, max(map(len, phrases)))
