"""Rules: what content/curation/rules.yaml makes of an item, and the sentence that says which rule and what it matched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

import msgspec

from parvis.curate.conditions import Test, Tests
from parvis.curate.seen import Seen
from parvis.model.hub import Status
from parvis.model.post import Post
from parvis.model.rule import Outcome, Rule, When, WordLists
from parvis.model.source import Source
from parvis.tidy.sentences import did_you_mean

STATUS: Final[Mapping[Outcome, Status]] = MappingProxyType(
    {"publish": "published", "wait": "waiting", "hide": "hidden", "listen": "listening"}
)


class Verdict(msgspec.Struct, frozen=True):
    """What the rules make of a post."""

    status: Status | None = None  #: None: no rule decides
    reasons: tuple[str, ...] = ()  #: one for each rule that holds, up to the one that ends it
    tags: tuple[str, ...] = ()
    featured: bool = False
    rule: str = ""  #: name of the rule that decides


_NONE: Final = Verdict()


#: A rule, its condition, and what is left to ask of the condition where source and network are known.
_One = tuple[Rule, Test, Callable[[Seen], bool]]


class _Asked(msgspec.Struct, frozen=True):
    """What posts of one source and network are asked."""

    asked: tuple[_One, ...]
    wordless: tuple[_One, ...]  #: those of them that may hold though nothing was found in the words
    deaf: bool  #: whether these are all
    lengths: tuple[timedelta, ...]  #: every age that they ask for


class Rules:
    """The rules of a hub, made ready once to be asked of every post."""

    def __init__(self, rules: Iterable[Rule], words: WordLists, sources: Mapping[str, Source], timezone: str = "UTC") -> None:
        """`sources` by name; `timezone`: where the days of a `cap` begin. Before `apply` sees a cap, `count` must have seen the posts."""
        self.rules = tuple(rules)
        self._sources = sources
        self._tests = Tests(words, timezone)
        self._asked = tuple((rule, self._tests.test(rule.when)) for rule in self.rules)
        self._tests.close()
        self._by_origin: dict[tuple[str, str], _Asked] = {}

    def count(self, posts: Iterable[Post]) -> None:
        """Take note of what came on each day: `cap` counts the items of a source and day, the oldest first."""
        self._tests.count(posts, self._sources)

    def apply(self, post: Post, source: Source | None, now: datetime) -> Verdict:
        """What the rules say of a post at a moment (aware): the first that holds decides, unless it says `continue`."""
        about, verdict = self._by_origin.get((post.source, post.network)) or self._of(post), _NONE
        if not about.asked:
            return verdict
        seen = Seen(post, source, now, self._tests.sought)
        for rule, test, holds in about.wordless if about.deaf or not seen.hits else _worth_asking(about, seen.hits):
            if holds(seen):
                verdict = _after(verdict, rule, _sentence(rule, test, seen))
                if not rule.goes_on:
                    break
        return verdict

    def held(self, post: Post, source: Source | None, now: datetime) -> Iterator[Rule]:
        """Every rule that holds for a post, whatever the others say."""
        seen = Seen(post, source, now, self._tests.sought)
        yield from (rule for rule, test in self._asked if test.holds(seen))

    def longest(self, post: Post) -> timedelta:
        """The greatest age that a rule asks for of posts of this source and network."""
        return max(self._of(post).lengths, default=timedelta())

    def turns(self, post: Post, source: Source | None) -> Iterable[datetime]:
        """The moments at which a post becomes older than a rule asks for; those that no calendar reaches never come."""
        del source
        for length in self._of(post).lengths:
            with suppress(OverflowError):
                yield post.published + length

    def _of(self, post: Post) -> _Asked:
        """The rules that are about posts of this source and network at all."""
        known = self._by_origin.get((post.source, post.network))
        if known is None:
            asked = tuple((rule, test, test.rest or test.holds) for rule, test in self._asked if _may_hold(rule.when, post))
            lengths = sorted({length for rule, _test, _rest in asked for length in _lengths(rule.when)})
            wordless = tuple(one for one in asked if one[1].needs is None)
            known = _Asked(asked, wordless, len(wordless) == len(asked), tuple(lengths))
            self._by_origin[post.source, post.network] = known
        return known


def _worth_asking(about: _Asked, hits: Collection[int]) -> Iterable[_One]:
    """In their order, those that need no words or some that were found."""
    return [one for one in about.asked if one[1].needs is None or not one[1].needs.isdisjoint(hits)]


def _after(verdict: Verdict, rule: Rule, sentence: str) -> Verdict:
    """A verdict with one more rule in it: a later outcome takes the place of an earlier one, tags come together."""
    return Verdict(
        status=STATUS[rule.outcome] if rule.outcome else verdict.status,
        reasons=(*verdict.reasons, sentence),
        tags=(*verdict.tags, *(tag for tag in rule.tags if tag not in verdict.tags)),
        featured=verdict.featured or rule.feature,
        rule=rule.name if rule.outcome else verdict.rule,
    )


def _sentence(rule: Rule, test: Test, seen: Seen) -> str:
    return f"The rule `{rule.name}` matched {test.told(seen)}: {rule.does}."


def _may_hold(when: When, post: Post) -> bool:
    """Whether a rule is about posts of this source and network at all."""
    of_source = not when.source or post.source in when.source
    return of_source and (not when.network or post.network.casefold() in {name.casefold() for name in when.network})


def warnings(rules: Iterable[Rule], sources: Collection[str]) -> Iterator[str]:
    """Rules that hold for nothing because they name a source that there is none of."""
    for rule in rules:
        for name in dict.fromkeys(name for one in _every(rule.when) for name in one.source):
            if name not in sources:
                remedy = did_you_mean(name, sorted(sources))
                yield f"{rule.file}:{rule.line}: the rule `{rule.name}` names the source '{name}', which there is none of. {remedy}"


def _lengths(when: When) -> Iterator[timedelta]:
    """Every `older` and `newer` of a condition."""
    for one in _every(when):
        yield from (length for length in (one.older, one.newer) if length is not None)


def _every(when: When) -> Iterator[When]:
    """A condition and all that are nested in it."""
    yield when
    for inner in (*when.any, *when.all, *((when.no,) if when.no else ())):
        yield from _every(inner)
