"""Signatures of texts: short, and mostly the same where two texts share most of their words, so that never all pairs are compared.

One-permutation MinHash with banding: Li, Owen and Zhang, "One Permutation Hashing" (2012). Equal texts have equal signatures on every
machine: crc32 is no secret and needs to be none, since two texts that meet by chance are compared word for word afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from zlib import crc32

from parvis.curate.mentions import fold
from parvis.tidy import text

#: Smallest features kept of a text, and how many of them must agree at once for two texts to stand on one shelf.
BINS, ROWS = 16, 2
#: Characters of a text that are looked at: the rest of a long article says nothing new.
LONGEST: Final = 3000

#: What a network's habit hangs on the end, and another's does not.
_TAIL: Final = re.compile(r"(?:\s*+[#@][\w.@-]++)+\s*$")
#: Scripts that are written without spaces: each character stands for a word.
_UNSPACED: Final = re.compile(r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])")


def words(said: str) -> list[str]:
    """The words of a text in order, folded; without addresses, and without the tags and names at its end."""
    said = said[:LONGEST]
    bare = text.without_addresses(said) if "://" in said else said
    if "#" in bare or "@" in bare:
        bare = _TAIL.sub("", bare) or said
    return fold(bare if bare.isascii() else _UNSPACED.sub(r" \1 ", bare)).split()


def features(said: Sequence[str]) -> frozenset[int]:
    """Words and pairs of neighbouring words as numbers of 32 bits; a pair is what its words say in one."""
    written = " ".join(said).encode().split()
    found = [*map(crc32, written)]
    return frozenset((*found, *_paired(written, found)))


def neighbours(said: Sequence[str]) -> list[int]:
    """The pairs alone: single words, which many texts have in common, need not be signed. Some stand there more than once."""
    written = " ".join(said).encode().split()
    return [*_paired(written, map(crc32, written))]


def _paired(written: Sequence[bytes], sums: Iterable[int]) -> Iterator[int]:
    # The second word's sum, begun with the first one's, is that of both.
    return map(crc32, written[1:], sums)


def signature(found: Iterable[int]) -> tuple[int, ...]:
    """The smallest feature of each of `BINS` classes; a class without any borrows from the next one that has some. Empty of no feature."""
    by_class = {feature % BINS: feature for feature in sorted(found, reverse=True)}
    if not by_class:
        return ()
    smallest = [by_class.get(place, -1) for place in range(BINS)]
    if len(by_class) < BINS:
        last = next(one for one in smallest if one >= 0)
        for place in reversed(range(BINS)):
            last = smallest[place] = smallest[place] if smallest[place] >= 0 else last
    return tuple(smallest)


def bands(found: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Parts of a signature: two texts that have one in common, at the same place, are worth comparing."""
    return tuple(zip(range(0, len(found), ROWS), *(found[row::ROWS] for row in range(ROWS)), strict=True))


def alike(one: frozenset[int], other: frozenset[int]) -> float:
    """What two texts share of what both say, 0 to 1 (Dice)."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0


def within(one: frozenset[int], other: frozenset[int]) -> float:
    """What of the shorter text stands in the longer one, 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0
