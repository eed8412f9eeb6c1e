"""Ideas that say the same: found by what they are made of, in either language, and proposed to a person.

An idea becomes a set of things (peanut, jam), whatever they are called. Two ideas are alike when they share most of what
is rare in them. Only ideas that share something rare are ever compared, so that thousands take seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import log
from types import MappingProxyType
from typing import Final

import msgspec

from parvis.curate.contests.food import STOP, Lexicon, lexicon
from parvis.curate.contests.words import are_cognates, is_misspelt, misspellings, stem, words
from parvis.curate.shelves import pairs
from parvis.model.contest import Entry

#: Share of their weight that two ideas must have in common: lower finds more, and more that is none.
ALIKE: Final = 0.6
#: How much a thing counts beside its rarity: the name of a dish says all, the word "tart" little.
_DISH, _WEAK, _UNKNOWN = 2.0, 0.35, 0.8
#: Share of an idea's weight that may be left out of what it is looked up by: a thing that only the other's text tells may be the heaviest.
_LEFT_OUT: Final = 0.3


class Likeness(msgspec.Struct, frozen=True):
    """Two ideas that may be one."""

    one: str  #: id; the earlier one
    other: str
    score: float  #: 0 to 1
    shared: tuple[str, ...]  #: things that both name


class Group(msgspec.Struct, frozen=True):
    """Ideas that are proposed for merging, the earliest first."""

    ids: tuple[str, ...]
    score: float  #: of the least alike
    shared: tuple[str, ...]


class _Idea(msgspec.Struct, frozen=True):
    """What an idea is made of."""

    id: str
    named: frozenset[str]  #: by its title; by its text where the title names nothing to eat
    told: frozenset[str]  #: by its text


def groups(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Ideas that are alike, together: each joins the group to most of whose members it is alike. In the entries' order."""
    place = {entry.id: number for number, entry in enumerate(entries)}
    ideas = _ideas(entries)
    same: dict[frozenset[str], list[str]] = {}
    for idea in ideas:
        same.setdefault(idea.named or frozenset([f"nothing: {idea.id}"]), []).append(idea.id)
    first = {members[0] for members in same.values()}
    alike = {(like.one, like.other): like for like in _likenesses([idea for idea in ideas if idea.id in first], _weights(ideas))}
    found = (_with_same(group, same, place) for group in _joined(same, alike, place))
    return tuple(sorted((group for group in found if len(group.ids) > 1), key=lambda group: place[group.ids[0]]))


def _joined(
    same: Mapping[frozenset[str], Sequence[str]], alike: Mapping[tuple[str, str], Likeness], place: Mapping[str, int]
) -> Iterator[Group]:
    """Groups of the first ideas of their kind; one that is alike to no other is a group of its own."""
    member_of = {members[0]: [members[0]] for members in same.values()}
    for like in sorted(alike.values(), key=lambda like: (-like.score, place[like.one], place[like.other])):
        one, other = member_of[like.one], member_of[like.other]
        if one is not other and _mostly_alike(one, other, alike, place):
            one.extend(other)
            member_of.update(dict.fromkeys(other, one))
    seen: set[str] = set()
    things = {members[0]: tuple(sorted(named)) for named, members in same.items()}
    for id_, members in member_of.items():
        if id_ not in seen:
            seen.update(members)
            yield _group(tuple(sorted(members, key=place.__getitem__)), alike, things)


def _with_same(group: Group, same: Mapping[frozenset[str], Sequence[str]], place: Mapping[str, int]) -> Group:
    """The group with all ideas that are made of the very same things as one of its members."""
    members = {members[0]: members for members in same.values()}
    ids = sorted((id_ for first in group.ids for id_ in members[first]), key=place.__getitem__)
    return Group(tuple(ids), group.score, group.shared)


def things(entry: Entry) -> tuple[str, ...]:
    """What an idea is made of, by the lexicon's names, in the order in which its title names it; by its text where the title names nothing."""
    known = lexicon().families
    named = [thing for thing in _ordered(entry.title) if known.get(thing, "weak") != "weak"]
    return tuple(named or (thing for thing in _ordered(entry.text) if known.get(thing, "weak") != "weak"))


def families(entry: Entry) -> tuple[str, ...]:
    """The families of food that an idea belongs to, for filters: `fruit`, `nut`, `tea` …; sorted."""
    known = lexicon().families
    return tuple(sorted({known[thing] for thing in things(entry)} - {"dish"}))


def _ideas(entries: Sequence[Entry]) -> list[_Idea]:
    book = lexicon()
    ideas = []
    for entry in entries:
        title, text = frozenset(_ordered(entry.title)), frozenset(_ordered(entry.text))
        eaten = frozenset(thing for thing in text if thing in book.families)
        named = title if any(thing in book.families for thing in title) or not eaten else eaten
        ideas.append(_Idea(entry.id, named, eaten))
    return ideas


def _ordered(text: str) -> tuple[str, ...]:
    """What the words of a text stand for, phrases before words; unknown words stand for themselves, corrected where one letter is wrong."""
    book, known = lexicon(), _spellings()
    stems = [_corrected(stem(word), book, known) for word in words(text)]
    found: list[str] = []
    place = 0
    while place < len(stems):
        length = next((size for size in range(book.longest, 0, -1) if tuple(stems[place : place + size]) in book.phrases), 0)
        if length:
            found += book.phrases[tuple(stems[place : place + length])]
        elif stems[place] not in _STOPPED and not stems[place].isdigit():
            found.append(stems[place])
        place += length or 1
    return tuple(dict.fromkeys(found))


_STOPPED: Final = frozenset(stem(word) for word in STOP)


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """Words of the lexicon by what they may be misspelt to."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(lexicon().words):
        for spelling in misspellings(word):
            found[spelling] = (*found.get(spelling, ()), word)
    return MappingProxyType(found)


def _corrected(word: str, book: Lexicon, known: Mapping[str, tuple[str, ...]]) -> str:
    """The word, or the one of the lexicon that it differs from by one letter."""
    if word in book.words or word in _STOPPED:
        return word
    return min((right for spelling in misspellings(word) for right in known.get(spelling, ()) if is_misspelt(word, right)), default=word)


def _weights(ideas: Iterable[_Idea]) -> dict[str, float]:
    """What sharing a thing is worth: the rarer among the ideas, the more."""
    ideas = list(ideas)
    counts: dict[str, int] = {}
    for idea in ideas:
        for thing in idea.named:
            counts[thing] = counts.get(thing, 0) + 1
    kinds = lexicon().families
    factor = {"dish": _DISH, "weak": _WEAK}
    return {
        thing: log(2 + len(ideas) / count) * (factor.get(kinds[thing], 1.0) if thing in kinds else _UNKNOWN)
        for thing, count in counts.items()
    }


def _candidates(ideas: Sequence[_Idea], weight: Mapping[str, float]) -> Iterator[tuple[_Idea, _Idea]]:
    """Pairs that can be alike: they share one of the rare things that make up most of each."""
    shelves: dict[str, list[int]] = {}
    for place, idea in enumerate(ideas):
        for thing in _heart(idea, weight):
            shelves.setdefault(thing, []).append(place)
    yield from ((ideas[one], ideas[other]) for one, other in pairs(shelves[thing] for thing in sorted(shelves)))


def _heart(idea: _Idea, weight: Mapping[str, float]) -> Iterator[str]:
    """The heaviest things of an idea, until little is left; unknown words by their beginning."""
    ordered = sorted(idea.named, key=lambda thing: (-weight[thing], thing))
    total = sum(weight[thing] for thing in ordered)
    rest = total
    for thing in ordered:
        if rest < _LEFT_OUT * total:
            return
        yield thing if thing in lexicon().families else thing[:5]
        rest -= weight[thing]


def _likenesses(ideas: Sequence[_Idea], weight: Mapping[str, float]) -> Iterator[Likeness]:
    """All pairs of ideas that are alike."""
    found = (_compare(one, other, weight) for one, other in _candidates(ideas, weight))
    return (like for like in found if like.score >= ALIKE)


def _compare(one: _Idea, other: _Idea, weight: Mapping[str, float]) -> Likeness:
    """Weighted Jaccard similarity; what only one title names counts as shared when the other's text tells it."""
    shared = one.named & other.named
    pairs = [(a, b) for a in sorted(one.named - shared) for b in sorted(other.named - shared) if _same_unknown(a, b)]
    twins = frozenset(word for pair in pairs for word in pair)
    if not shared and not twins:
        return Likeness(one.id, other.id, 0.0, ())
    shared |= twins | (one.named & other.told) | (one.told & other.named)
    total = sum(weight[thing] for thing in one.named | other.named)
    score = sum(weight[thing] for thing in shared & (one.named | other.named)) / total if total else 0.0
    return Likeness(one.id, other.id, round(score, 3), tuple(sorted(shared)))


def _same_unknown(one: str, other: str) -> bool:
    known = lexicon().families
    return one not in known and other not in known and (is_misspelt(one, other) or are_cognates(one, other))


def _mostly_alike(one: list[str], other: list[str], alike: Mapping[tuple[str, str], Likeness], place: Mapping[str, int]) -> bool:
    pairs = [tuple(sorted((a, b), key=place.__getitem__)) for a in one for b in other]
    return sum(pair in alike for pair in pairs) * 2 >= len(pairs)


def _group(ids: tuple[str, ...], alike: Mapping[tuple[str, str], Likeness], things: Mapping[str, tuple[str, ...]]) -> Group:
    found = [alike[pair] for pair in combinations(ids, 2) if pair in alike]
    if not found:
        return Group(ids, 1.0, things[ids[0]])
    shared = frozenset.intersection(*(frozenset(like.shared) for like in found))
    return Group(ids, min(like.score for like in found), tuple(sorted(shared)))
