"""Tags: one spelling for each, the one that is written most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from unicodedata import normalize


@lru_cache(maxsize=65_536)
def key(tag: str) -> str:
    """What two spellings of one tag have in common: `Macarons` and `macarons`."""
    return normalize("NFC", normalize("NFC", tag).casefold())


def spellings(tags: Iterable[str]) -> dict[str, str]:
    """The most frequent spelling by key; of equally frequent ones the first in the alphabet."""
    counts = Counter(tags)
    several: dict[str, list[str]] = {}
    for tag in counts:
        several.setdefault(key(tag), []).append(tag)
    return {key: min(found, key=lambda tag: (-counts[tag], tag)) for key, found in several.items()}


def one_each(tags: Collection[str], spelling: dict[str, str]) -> tuple[str, ...]:
    """Each tag once, in the order in which they come, in its one spelling; its own where `spelling` does not have it."""
    if not tags:
        return ()
    at_once = [*map(spelling.get, tags)]
    if None not in at_once:  # folded as they are, as most are
        return tuple(dict.fromkeys(filter(None, at_once)))
    own: dict[str, str] = {}
    for tag in tags:
        own.setdefault(key(tag), tag)
    return tuple(spelling.get(found, tag) for found, tag in own.items())
