"""Conditions: a rule's `when:` made into a test that is asked of every item, and told in words where it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from parvis.curate.caps import Cap, age, crowded
from parvis.curate.scores import Scale
from parvis.curate.seen import Seen
from parvis.model.post import Post
from parvis.model.rule import Comparison, When, WordLists
from parvis.model.source import Source
from parvis.tidy import patterns, words
from parvis.tidy.patterns import Patterns

_LONGEST_SHOWN: Final = 40


#: Those of some posts for which a condition holds, in their order.
Among = Callable[[Sequence[Seen]], Sequence[Seen]]


class Test(NamedTuple):
    """For which posts a condition holds, and what held, in words. Many are asked at once: a question costs less than a call."""

    among: Among
    told: Callable[[Seen], str]
    worded: bool = False  #: whether it holds for no post in whose words nothing was found
    rest: Among | None = None  #: what is left to ask of posts whose source and network are known to be those that it names


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
        full = sorted(crowded(posts, min(cap.most for cap in self._caps)), key=age)
        items = [Seen(post, sources.get(post.source), post.published, self.sought) for post in full]
        for cap in self._caps:
            cap.count(items)

    def test(self, when: When) -> Test:
        """A condition with all that it holds: every part must hold."""
        origin, parts = list(_of_origin(when)), list(self._parts(when))
        if when.cap is not None:
            timeless = msgspec.structs.replace(when, older=None, newer=None, cap=None)
            cap = Cap(when.cap, _all([*origin, *self._parts(timeless)]).among, self.zone)
            self._caps.append(cap)
            parts.append(_each(cap.holds, lambda _seen: f"cap ({when.cap} a day)"))
        return _all([*origin, *parts])._replace(rest=_all(parts).among)

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
            lambda some: [seen for seen in some if place in seen.hits and any(True for _ in found(seen))],
            lambda seen: next(found(seen), ""),
            worded=True,
        )

    def _regex(self, sought: tuple[str, ...]) -> Test:
        by_place = {self._seek(pattern): pattern for pattern in sought}
        places = frozenset(by_place)

        def told(seen: Seen) -> str:
            place = next(place for place in by_place if place in seen.hits)
            field = seen.hits[place][0]
            found = patterns.first(by_place[place], dict(seen.said)[field]) or ""
            return f"{field} (“{found if len(found) <= _LONGEST_SHOWN else found[: _LONGEST_SHOWN - 1] + '…'}”)"

        return _each(lambda seen: not places.isdisjoint(seen.hits), told, worded=True)

    def _score(self, name: str, asked: Comparison) -> Test:
        if name not in self._scales:
            scale = Scale(self._lists.spam, features=True) if name == "spam" else Scale(self._lists.profanity)
            self._scales[name] = scale
            scale.place = self._seek(scale.sieve)
        scale = self._scales[name]
        worded = not any(asked.holds(score) for score in scale.wordless)
        return Test(
            lambda some: [seen for seen in some if (not worded or scale.place in seen.hits) and asked.holds(scale.of(seen))],
            lambda seen: f"{name} ({scale.of(seen):.2f}: {scale.why(seen)})",
            worded,
        )


def _each(holds: Callable[[Seen], bool], told: Callable[[Seen], str], *, worded: bool = False) -> Test:
    return Test(lambda some: [seen for seen in some if holds(seen)], told, worded)


def without(some: Sequence[Seen], others: Iterable[Seen]) -> list[Seen]:
    """Those of some posts that are not among others, in their order."""
    gone = frozenset(others)
    return [seen for seen in some if seen not in gone] if gone else list(some)


def _all(parts: list[Test]) -> Test:
    if len(parts) == 1:
        return parts[0]

    def among(some: Sequence[Seen]) -> Sequence[Seen]:
        for part in parts:
            if some:
                some = part.among(some)
        return some

    return Test(among, lambda seen: ", ".join(told for part in parts if (told := part.told(seen))), any(part.worded for part in parts))


def _any(parts: list[Test]) -> Test:
    def among(some: Sequence[Seen]) -> Sequence[Seen]:
        left, found = some, set[Seen]()
        for part in parts:
            held = part.among(left)
            if held:
                left, found = without(left, held), found.union(held)
        return [seen for seen in some if seen in found] if found else []

    return Test(
        among, lambda seen: next((part.told(seen) for part in parts if part.among((seen,))), ""), all(part.worded for part in parts)
    )


def _not(inner: Test, when: When) -> Test:
    return Test(lambda some: without(some, inner.among(some)), lambda _seen: f"not {asked(when)}")


def asked(when: When) -> str:
    """The keys of a condition, in words: `media`, `source and text`."""
    names = (name for name in when.__struct_fields__ if getattr(when, name) not in (None, ()))
    return " and ".join("not" if name == "no" else name for name in names)


def _of_origin(when: When) -> Iterator[Test]:
    if when.source:
        names = frozenset(when.source)
        yield _each(lambda seen: seen.post.source in names, lambda seen: f"source ({seen.post.source})")
    if when.network:
        networks = frozenset(name.casefold() for name in when.network)
        yield _each(lambda seen: seen.post.network.casefold() in networks, lambda seen: f"network ({seen.post.network})")


def _of_person(when: When) -> Iterator[Test]:
    if when.handle:
        handles = frozenset(map(_handle, when.handle))
        wanted = cache(lambda name: bool(name) and _handle(name) in handles)
        yield _each(
            lambda seen: wanted(seen.post.author.handle) or wanted(seen.post.author.url),
            lambda seen: f"handle ({seen.post.author.handle or seen.post.author.url})",
        )
    if when.language:
        languages = frozenset(name.casefold() for name in when.language)
        spoken = cache(lambda language: _is_of(language, languages))
        yield _each(lambda seen: spoken(_language(seen)), lambda seen: f"language ({_language(seen)})")


def _handle(said: str) -> str:
    return said.casefold().removeprefix("@").removeprefix("u/").rstrip("/")


def _language(seen: Seen) -> str:
    return seen.post.language or (seen.source.language if seen.source else None) or ""


def _is_of(language: str, languages: frozenset[str]) -> bool:
    language = language.casefold()
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
    return _each(is_so, lambda _seen: name) if wanted else _each(lambda seen: not is_so(seen), lambda _seen: f"no {name}")


def _of_figures(when: When) -> Iterator[Test]:
    older, newer, longer, shorter, links = when.older, when.newer, when.longer, when.shorter, when.links
    if older is not None:
        yield _each(lambda seen: seen.now - seen.post.published >= older, lambda _seen: f"older ({older.days} d)")
    if newer is not None:
        yield _each(lambda seen: seen.now - seen.post.published < newer, lambda _seen: f"newer ({newer.days} d)")
    if longer is not None:
        yield _each(lambda seen: len(seen.post.text) > longer, lambda seen: f"longer ({len(seen.post.text)})")
    if shorter is not None:
        yield _each(lambda seen: len(seen.post.text) < shorter, lambda seen: f"shorter ({len(seen.post.text)})")
    if links is not None:
        compare, number = links.compare, links.number
        yield _each(lambda seen: compare(len(seen.post.links), number), lambda seen: f"links ({len(seen.post.links)})")
