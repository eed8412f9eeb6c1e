"""Conditions: a rule's `when:` made into a test that is asked of every item, and told in words where it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from parvis.curate.scores import Scale
from parvis.curate.seen import Seen
from parvis.model.post import Post
from parvis.model.rule import Comparison, When, WordLists
from parvis.model.source import Source
from parvis.tidy import patterns, words
from parvis.tidy.patterns import Patterns

_LONGEST_SHOWN: Final = 40


class Test(NamedTuple):
    """Whether a condition holds for a post, and what held, in words."""

    holds: Callable[[Seen], bool]
    told: Callable[[Seen], str]
    #: Places of patterns of which one must be in the words for it to hold; None where it may hold without any.
    needs: frozenset[int] | None = None
    #: What is left to ask of a post whose source and network are known to be those that it names.
    rest: Callable[[Seen], bool] | None = None


class Tests:
    """All conditions of a hub's rules, which look for their words and patterns in one walk over each text."""

    def __init__(self, lists: WordLists, timezone: str) -> None:
        self.zone = ZoneInfo(timezone)
        self._lists = lists
        self._sought: list[str] = []
        self._scales: dict[str, Scale] = {}
        self._caps: list[Cap] = []
        self.sought: Patterns | None = None

    def close(self) -> None:
        """After the last condition: make the one matcher of all that they look for."""
        self.sought = Patterns(self._sought) if self._sought else None

    def count(self, posts: Iterable[Post], sources: Mapping[str, Source]) -> None:
        """Take note of what came on each day, for `cap`."""
        if not self._caps:
            return
        for post in sorted(_crowded(posts, min(cap.most for cap in self._caps)), key=_age):
            seen = Seen(post, sources.get(post.source), post.published, self.sought)
            for cap in self._caps:
                cap.count(seen)

    def test(self, when: When) -> Test:
        """A condition with all that it holds: every part must hold."""
        origin, parts = list(_of_origin(when)), list(self._parts(when))
        if when.cap is not None:
            timeless = msgspec.structs.replace(when, older=None, newer=None, cap=None)
            cap = Cap(when.cap, _all([*origin, *self._parts(timeless)]).holds, self.zone)
            self._caps.append(cap)
            parts.append(Test(cap.holds, lambda _seen: f"cap ({when.cap} a day)"))
        return _all([*origin, *parts])._replace(rest=_all(parts).holds)

    def _parts(self, when: When) -> Iterator[Test]:
        """All but source and network, the cheap ones first."""
        yield from _of_person(when)
        yield from _of_kind(when)
        yield from _of_figures(when)
        for inner in when.all:
            yield self.test(inner)
        if when.text:
            yield self._text(when.text)
        if when.regex:
            yield self._regex(when.regex)
        if when.any:
            yield _any([self.test(inner) for inner in when.any])
        if when.no:
            yield _not(self.test(when.no), when.no)
        for name in ("spam", "profanity"):
            asked: Comparison | None = getattr(when, name)
            if asked:
                yield self._score(name, asked)

    def _seek(self, pattern: str) -> int:
        self._sought.append(pattern)
        return len(self._sought) - 1

    def _text(self, sought: tuple[str, ...]) -> Test:
        needles = {words.needle(word): word for word in sought}
        place = self._seek(words.sieve(needles))

        def found(seen: Seen) -> Iterator[str]:
            fields = seen.hits[place]
            for field, text in seen.said:
                if field in fields:
                    plain = seen.plain(field, text)
                    yield from (f"{field} (“{word}”)" for needle, word in needles.items() if needle in plain)

        return Test(
            lambda seen: place in seen.hits and any(True for _ in found(seen)), lambda seen: next(found(seen), ""), frozenset({place})
        )

    def _regex(self, sought: tuple[str, ...]) -> Test:
        by_place = {self._seek(pattern): pattern for pattern in sought}
        places = frozenset(by_place)

        def told(seen: Seen) -> str:
            place = next(place for place in by_place if place in seen.hits)
            field = seen.hits[place][0]
            found = patterns.first(by_place[place], dict(seen.said)[field]) or ""
            return f"{field} (“{found if len(found) <= _LONGEST_SHOWN else found[: _LONGEST_SHOWN - 1] + '…'}”)"

        return Test(lambda seen: not places.isdisjoint(seen.hits), told, places)

    def _score(self, name: str, asked: Comparison) -> Test:
        if name not in self._scales:
            scale = Scale(self._lists.spam, features=True) if name == "spam" else Scale(self._lists.profanity)
            self._scales[name] = scale
            scale.place = self._seek(scale.sieve)
        scale = self._scales[name]
        wordless = any(asked.holds(score) for score in scale.wordless)
        return Test(
            lambda seen: asked.holds(scale.of(seen)),
            lambda seen: f"{name} ({scale.of(seen):.2f}: {scale.why(seen)})",
            None if wordless else frozenset({scale.place}),
        )


class Cap:
    """The items behind the first ones of a source and day, among those for which the other keys hold, whatever their age."""

    def __init__(self, most: int, holds: Callable[[Seen], bool], zone: ZoneInfo) -> None:
        self.most, self._holds, self._zone = most, holds, zone
        self._counted: dict[tuple[str, date], int] = {}
        self._last: dict[tuple[str, date], tuple[datetime, str]] = {}
        self._full: set[str] = set()  # sources that have such a day

    def count(self, seen: Seen) -> None:
        """Take note of the next item, in the order of their age."""
        if not self._holds(seen):
            return
        key = self._key(seen.post)
        self._counted[key] = self._counted.get(key, 0) + 1
        if self._counted[key] == self.most:
            self._last[key] = _age(seen.post)
            self._full.add(seen.post.source)

    def holds(self, seen: Seen) -> bool:
        """Whether an item comes behind the last one that the day has room for."""
        if seen.post.source not in self._full:
            return False
        last = self._last.get(self._key(seen.post))
        return last is not None and _age(seen.post) > last

    def _key(self, post: Post) -> tuple[str, date]:
        return post.source, post.published.astimezone(self._zone).date()


def _age(post: Post) -> tuple[datetime, str]:
    return post.published, post.id


def _crowded(posts: Iterable[Post], most: int) -> Iterator[Post]:
    """Those of which a source has more on a day: on any three that follow each other in UTC, of which one holds the local one."""
    posts = tuple(posts)
    days = Counter([(post.source, post.published.toordinal()) for post in posts])
    busy = {source for source, day in days if sum(days.get((source, near), 0) for near in (day - 1, day, day + 1)) > most}
    return (post for post in posts if post.source in busy)


def _all(parts: list[Test]) -> Test:
    if not parts:
        return Test(lambda _seen: True, lambda _seen: "")
    if len(parts) == 1:
        return parts[0]
    asked = tuple(part.holds for part in parts)

    def holds(seen: Seen) -> bool:
        for one in asked:  # noqa: SIM110 (a generator would cost as much as most questions)
            if not one(seen):
                return False
        return True

    needs = next((part.needs for part in parts if part.needs is not None), None)
    return Test(holds, lambda seen: ", ".join(told for part in parts if (told := part.told(seen))), needs)


def _any(parts: list[Test]) -> Test:
    asked = tuple(part.holds for part in parts)

    def holds(seen: Seen) -> bool:
        for one in asked:  # noqa: SIM110 (as above)
            if one(seen):
                return True
        return False

    return Test(
        holds,
        lambda seen: next((part.told(seen) for part in parts if part.holds(seen)), ""),
        None if any(part.needs is None for part in parts) else frozenset[int]().union(*(part.needs for part in parts if part.needs)),
    )


def _not(inner: Test, when: When) -> Test:
    return Test(lambda seen: not inner.holds(seen), lambda _seen: f"not {asked(when)}")


def asked(when: When) -> str:
    """The keys of a condition, in words: `media`, `source and text`."""
    names = (name for name in when.__struct_fields__ if getattr(when, name) not in (None, ()))
    return " and ".join("not" if name == "no" else name for name in names)


def _of_origin(when: When) -> Iterator[Test]:
    if when.source:
        names = frozenset(when.source)
        yield Test(lambda seen: seen.post.source in names, lambda seen: f"source ({seen.post.source})")
    if when.network:
        networks = frozenset(name.casefold() for name in when.network)
        yield Test(lambda seen: seen.post.network.casefold() in networks, lambda seen: f"network ({seen.post.network})")


def _of_person(when: When) -> Iterator[Test]:
    if when.handle:
        handles = frozenset(map(_handle, when.handle))
        yield Test(lambda seen: _is_by(seen.post, handles), lambda seen: f"handle ({seen.post.author.handle or seen.post.author.url})")
    if when.language:
        languages = frozenset(name.casefold() for name in when.language)
        yield Test(lambda seen: _speaks(seen, languages), lambda seen: f"language ({_language(seen)})")


@lru_cache(maxsize=65_536)
def _handle(said: str) -> str:
    return said.casefold().removeprefix("@").removeprefix("u/").rstrip("/")


def _is_by(post: Post, handles: frozenset[str]) -> bool:
    handle, url = post.author.handle, post.author.url
    return bool((handle and _handle(handle) in handles) or (url and _handle(url) in handles))


def _language(seen: Seen) -> str:
    return seen.post.language or (seen.source.language if seen.source else None) or ""


def _speaks(seen: Seen, languages: frozenset[str]) -> bool:
    language = _language(seen).casefold()
    return language in languages or language.partition("-")[0] in languages


def _of_kind(when: When) -> Iterator[Test]:
    if when.media is not None:
        yield _whether("media", when.media, lambda seen: bool(seen.post.media))
    if when.reply is not None:
        yield _whether("reply", when.reply, lambda seen: seen.post.reply_to is not None)
    if when.repost is not None:
        yield _whether("repost", when.repost, lambda seen: seen.post.repost_of is not None)
    if when.sensitive is not None:
        yield _whether("sensitive", when.sensitive, lambda seen: seen.post.sensitive or seen.post.warning is not None)


def _whether(name: str, wanted: bool, is_so: Callable[[Seen], bool]) -> Test:  # noqa: FBT001 (what the file says)
    return Test(is_so, lambda _seen: name) if wanted else Test(lambda seen: not is_so(seen), lambda _seen: f"no {name}")


def _of_figures(when: When) -> Iterator[Test]:
    older, newer, longer, shorter, links = when.older, when.newer, when.longer, when.shorter, when.links
    if older is not None:
        yield Test(lambda seen: seen.now - seen.post.published >= older, lambda _seen: f"older ({older.days} d)")
    if newer is not None:
        yield Test(lambda seen: seen.now - seen.post.published < newer, lambda _seen: f"newer ({newer.days} d)")
    if longer is not None:
        yield Test(lambda seen: len(seen.post.text) > longer, lambda seen: f"longer ({len(seen.post.text)})")
    if shorter is not None:
        yield Test(lambda seen: len(seen.post.text) < shorter, lambda seen: f"shorter ({len(seen.post.text)})")
    if links is not None:
        compare, number = links.compare, links.number
        yield Test(lambda seen: compare(len(seen.post.links), number), lambda seen: f"links ({len(seen.post.links)})")
