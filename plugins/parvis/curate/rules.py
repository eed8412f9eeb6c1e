"""Rules: what content/curation/rules.yaml makes of an item, and the sentence that says which rule and what it matched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

import msgspec

from parvis.curate.conditions import Among, Test, Tests, without
from parvis.curate.seen import Seen, speaking
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


#: Of most posts.
NOTHING: Final = Verdict()


class _Asked(msgspec.Struct, frozen=True):
    """What posts of one source and network are asked."""

    asked: tuple[tuple[Rule, Test, Among], ...]  #: with what is left to ask of the condition where source and network are known
    hears: bool  #: whether a rule holds only for posts in whose words something was found
    lengths: tuple[timedelta, ...]  #: every age that they ask for


class Rules:
    """The rules of a hub, made ready once to be asked of every post."""

    def __init__(self, rules: Iterable[Rule], words: WordLists, sources: Mapping[str, Source], timezone: str = "UTC") -> None:
        """`sources` by name; `timezone`: where the days of a `cap` begin. Before a cap is asked, `count` must have seen the posts."""
        self.rules = tuple(rules)
        self._sources = sources
        self._tests = Tests(words, timezone)
        self._asked = tuple((rule, self._tests.test(rule.when)) for rule in self.rules)
        self._tests.close()
        self._by_origin: dict[tuple[str, str], _Asked] = {}

    def count(self, posts: Iterable[Post]) -> None:
        """Take note of what came on each day: `cap` counts the items of a source and day, the oldest first."""
        self._tests.count(posts, self._sources)

    def verdicts(self, posts: Iterable[Post], now: datetime) -> dict[str, Verdict]:
        """What the rules say at a moment (aware), by the posts' ids; of most posts they say nothing.

        Of each post the first rule that holds decides, unless it says `continue`.
        """
        by_origin: dict[tuple[str, str], list[Post]] = {}
        for post in posts:
            by_origin.setdefault((post.source, post.network), []).append(post)
        said: dict[str, Verdict] = {}
        for (name, _network), found in by_origin.items():
            about, source = self._of(found[0]), self._sources.get(name)
            if about.asked:
                said |= self._say(about, [Seen(post, source, now, self._tests.sought) for post in found])
        return said

    def apply(self, post: Post, source: Source | None, now: datetime) -> Verdict:
        """The same of one post."""
        return self._say(self._of(post), [Seen(post, source, now, self._tests.sought)]).get(post.id, NOTHING)

    def _say(self, about: _Asked, left: list[Seen]) -> dict[str, Verdict]:
        """What the rules say of posts of one source and network: each rule is asked about all that are left of them."""
        said: dict[str, Verdict] = {}
        heard = speaking(left, self._tests.sought) if about.hears else []
        for rule, test, among in about.asked:
            held = among(heard if test.worded else left)
            for seen in held:
                said[seen.post.id] = _after(said.get(seen.post.id, NOTHING), rule, _sentence(rule, test, seen))
            if held and not rule.goes_on:
                left, heard = without(left, held), without(heard, held)
        return said

    def held(self, post: Post, source: Source | None, now: datetime) -> Iterator[Rule]:
        """Every rule that holds for a post, whatever the others say."""
        seen = Seen(post, source, now, self._tests.sought)
        yield from (rule for rule, test in self._asked if test.among((seen,)))

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
            asked = tuple((rule, test, test.rest or test.among) for rule, test in self._asked if _may_hold(rule.when, post))
            lengths = sorted({length for rule, _test, _rest in asked for length in _lengths(rule.when)})
            known = _Asked(asked, any(test.worded for _rule, test, _rest in asked), tuple(lengths))
            self._by_origin[post.source, post.network] = known
        return known


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


def warnings(rules: Iterable[Rule], sources: Collection[str], networks: Collection[str]) -> Iterator[str]:
    """Rules that hold for nothing because they name a source that there is none of, or a network that nobody can collect from."""
    for rule in rules:
        for name in dict.fromkeys(name for one in _every(rule.when) for name in one.source):
            if name not in sources:
                remedy = did_you_mean(name, sorted(sources))
                yield f"{rule.file}:{rule.line}: the rule `{rule.name}` names the source '{name}', which there is none of. {remedy}"
        for name in dict.fromkeys(name for one in _every(rule.when) for name in one.network):
            if name.casefold() not in networks:
                remedy = did_you_mean(name, sorted(networks))
                yield f"{rule.file}:{rule.line}: the rule `{rule.name}` names the network '{name}', which is none that Parvis knows. {remedy}"


def _lengths(when: When) -> Iterator[timedelta]:
    """Every `older` and `newer` of a condition."""
    for one in _every(when):
        yield from (length for length in (one.older, one.newer) if length is not None)


def _every(when: When) -> Iterator[When]:
    """A condition and all that are nested in it."""
    yield when
    for inner in (*when.any, *when.all, *((when.no,) if when.no else ())):
        yield from _every(inner)
