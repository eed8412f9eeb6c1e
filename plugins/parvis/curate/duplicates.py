"""Duplicates: the same post on several networks, and what was shared again, become one card that names all its places.

Only posts that are to be published are looked at: one that waits or is hidden hides nothing. An editor's `join` comes first, then what
repeats another post folds into it, then posts of one address, then those that resemble each other (see `resemblance`). A post folds
into one that it is the same as itself, never into one that is only like another copy of it: so no chain of likenesses carries it away.

Which card is kept: the original before what repeats it; one that may be shown whole before a mere quote; one that an editor has pinned
or featured; the brand's own, then an ambassador's; of somebody who asked not to be shown, the one that says so; one with a picture;
then the earliest. So a copy that is collected later seldom takes an older card's place.

To know what goes with something hidden (see `together`), that leads all that is like it, whatever its rights and pins: nothing that
time does to them lets a copy out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Final

import msgspec

from parvis.curate.resemblance import Resemblance, Same
from parvis.curate.shelves import pairs, shared
from parvis.curate.voices import Voices
from parvis.model.decision import Decision
from parvis.model.hub import Also, Item
from parvis.model.post import Post
from parvis.tidy import links, text

#: What speaks against keeping an item, the gravest first, then its place.
Rank = tuple[bool, bool, bool, bool, int, bool, bool, int]

#: Surer than any likeness of words.
_SURE: Final = 2.0


class Folded(msgspec.Struct, frozen=True):
    """Into which post another one folds, and why."""

    into: int  #: its place
    why: str


def _is_whole(item: Item) -> bool:
    return not item.quoted


def fold(
    items: Iterable[Item],
    voices: Voices,
    decisions: Iterable[Decision] = (),
    *,
    whole: Callable[[Item], bool] = _is_whole,
) -> list[Item]:
    """The items in their order: of those to be published each copy hidden, with its reason, and each kept one told where else it stands.

    `whole`: whether an item may be shown as it is, and not as a quote alone. Best asked before anything is cut: a whole text tells more.
    The order of the items makes no difference to what folds into what.
    """
    found = list(items)
    folded = Sheet.of(found, voices, decisions, whole).told()
    return [folded.get(item.post.id, item) for item in found]


def _copy(item: Item, kept: Item, why: str) -> Item:
    reason = f"The same as {kept.post.id} ({why})."
    return msgspec.structs.replace(item, status="hidden", reasons=(*item.reasons, reason), same_as=kept.post.id)


def _place(item: Item) -> Also:
    post = item.post
    author = "" if post.author.opted_out else text.one_line(post.author.name or post.author.handle or "", 80)
    return Also(network=post.network, url=post.url or "", source=post.source, author=author)


class Sheet:
    """All items that are to be published, by their places, while it is found out which are the same.

    What is like what is found out once, however often it is asked what folds.
    """

    def __init__(
        self,
        shown: Sequence[Item],
        voices: Voices,
        decisions: Iterable[Decision] = (),
        whole: Callable[[Item], bool] = _is_whole,
        leading: Collection[str] = (),
    ) -> None:
        """`shown`: by time and id, so that nothing depends on the order in which they were read.

        `leading`: ids of those into which all that is like them folds, while they fold into nothing that they are only like.
        """
        self._whole = whole
        self._leading = leading
        self._shown = shown
        self._voices = voices
        self._said = _latest(decisions)
        self._ranks: dict[int, Rank] = {}
        self.resemblance = Resemblance([item.post for item in shown], voices)

    @classmethod
    def of(
        cls,
        items: Sequence[Item],
        voices: Voices,
        decisions: Iterable[Decision] = (),
        whole: Callable[[Item], bool] = _is_whole,
        leading: Collection[str] = (),
    ) -> Sheet:
        """Of items in any order, best the newest first: those of them that are to be published."""
        # From the oldest on they are nearly sorted, which is when sorting costs least.
        old = (item for item in reversed(items) if item.status == "published")
        return cls(sorted(old, key=attrgetter("post.published", "post.id")), voices, decisions, whole, leading)

    def told(self, without: Iterable[str] = (), near: Iterable[str] | None = None) -> dict[str, Item]:
        """Those that change, by their ids: each copy is hidden, with its reason, and each kept one is told where else it stands.

        `without`: ids of those that are as if they were not there. `near`: only those that are one with these; None: all.
        """
        folded = self.folded(self._at(without))
        if near is not None:
            ends = {folded[place].into if place in folded else place for place in self._at(near)}
            folded = {place: one for place, one in folded.items() if one.into in ends}
        changed: dict[str, Item] = {}
        copies: dict[int, list[Item]] = {}
        for place in sorted(folded):
            item, into = self._shown[place], folded[place].into
            copies.setdefault(into, []).append(item)
            changed[item.post.id] = _copy(item, self._shown[into], folded[place].why)
        for into, also in copies.items():
            changed[self._post(into).id] = msgspec.structs.replace(self._shown[into], also=tuple(map(_place, also)))
        return changed

    def folded(self, without: frozenset[int] = frozenset()) -> dict[int, Folded]:
        """What folds, by its place, into one that is kept. `without`: places that are as if nothing stood there."""
        shelves = self._shelves(without)
        first = {place: into for place, into in self._joined() if place not in without and into.into not in without}
        first |= {place: into for place, into in self._repeated(shelves) if place not in first}
        same = self._same(first, shelves, without)
        for place in sorted((place for place in same if self._post(place).id not in self._leading), key=self._rank):
            near = [(into, why) for into, why in same[place].items() if into not in first and self._rank(into) < self._rank(place)]
            if near and place not in first:
                into, why = min(near, key=lambda one: (-one[1].score, self._rank(one[0])))
                first[place] = Folded(into, why.because)
        return {place: Folded(end, folded.why) for place, folded in first.items() if (end := self._end(place, first)) != place}

    def _end(self, place: int, first: Mapping[int, Folded]) -> int:
        """Where folding ends: editors may have joined posts in a ring, and then the best of them is kept."""
        way = [place]
        while way[-1] in first and first[way[-1]].into not in way:
            way.append(first[way[-1]].into)
        if way[-1] not in first:
            return way[-1]
        return min(way[way.index(first[way[-1]].into) :], key=self._rank)

    def _joined(self) -> Iterator[tuple[int, Folded]]:
        """What editors have joined."""
        for item, decision in self._said.items():
            place, into = self._places.get(item), self._places.get(decision.to)
            if decision.do == "join" and place is not None and into is not None and place != into:
                yield place, Folded(into, f"joined {decision}")

    def _repeated(self, shelves: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, Folded]]:
        """What repeats another post: it folds into that, or else into the best of those that repeat the same."""
        kept: dict[int, int] = {}
        for key, shelf in shelves.items():
            own = [place for place in shelf if key in _own(self._post(place))]
            best = min(own or shelf, key=self._rank)
            for place in shelf:
                if place != best and self._post(place).repost_of and not self._is_split(place, best):
                    kept[place] = min(best, kept.get(place, best), key=self._rank)
        yield from ((place, Folded(best, "shared again")) for place, best in kept.items())

    def _same(
        self, first: Mapping[int, Folded], shelves: Mapping[str, Sequence[int]], without: Collection[int]
    ) -> dict[int, dict[int, Same]]:
        """Which places are the same as which, both ways."""
        found: dict[int, dict[int, Same]] = {}
        own = ([place for place in shelf if not self._post(place).repost_of] for shelf in shelves.values())
        at_one = ((one, other, Same(_SURE, "the same address")) for one, other in pairs(own) if self._may_share(one, other))
        alike = (pair for pair in self._alike if pair[0] not in without and pair[1] not in without)
        for one, other, same in (*alike, *at_one):
            if one not in first and other not in first and not self._is_split(one, other):
                found.setdefault(one, {})[other] = same
                found.setdefault(other, {})[one] = same
        return found

    @cached_property
    def _alike(self) -> tuple[tuple[int, int, Same], ...]:
        return tuple(self.resemblance.found())

    def _shelves(self, without: frozenset[int]) -> dict[str, list[int]]:
        """Places that stand for one address: their own, or of what they repeat. One that a source gives to several posts is nobody's."""
        shelves = {key: shelf for key, shelf in self._of_one.items() if without.isdisjoint(shelf)}
        for key, shelf in self._by_address.items():
            if not without.isdisjoint(shelf):
                left = [place for place in shelf if place not in without]
                if len(left) > 1 and self._is_one(left):
                    shelves[key] = left
        return shelves

    @cached_property
    def _of_one(self) -> dict[str, list[int]]:
        return {key: shelf for key, shelf in self._by_address.items() if self._is_one(shelf)}

    @cached_property
    def _by_address(self) -> dict[str, list[int]]:
        """All places that have an address in common."""
        repeated = frozenset(item.post.repost_of for item in self._shown if item.post.repost_of)
        return shared((place, _names(item.post, repeated)) for place, item in enumerate(self._shown))

    def _is_one(self, shelf: Iterable[int]) -> bool:
        sources = [post.source for place in shelf if not (post := self._post(place)).repost_of]
        return len(sources) == len(set(sources))

    def _may_share(self, one: int, other: int) -> bool:
        """Anybody can claim an address: of two strangers in the community neither takes the other's place."""
        first, second = self._post(one), self._post(other)
        if first.occasion or second.occasion:
            return False
        known = {self._voices.standing(first), self._voices.standing(second)} != {2}
        return known or not first.author.name or not second.author.name or first.author == second.author or self._voices.one(first, second)

    def _is_split(self, one: int, other: int) -> bool:
        """Whether an editor has said that one of them is no duplicate, or not of the other."""
        pair = self._post(one).id, self._post(other).id
        for item, against in (pair, pair[::-1]):
            decision = self._said.get(item)
            if decision and decision.do == "split" and decision.to in {"", against}:
                return True
        return False

    def _at(self, ids: Iterable[str]) -> frozenset[int]:
        return frozenset(place for id_ in ids if (place := self._places.get(id_)) is not None)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {item.post.id: place for place, item in enumerate(self._shown)}

    def _post(self, place: int) -> Post:
        return self._shown[place].post

    def _rank(self, place: int) -> Rank:
        """The lowest is kept. Places go by time and id."""
        known = self._ranks.get(place)
        if known is None:
            known = self._ranks[place] = self._ranked(place)
        return known

    def _ranked(self, place: int) -> Rank:
        item = self._shown[place]
        post, chosen = item.post, item.pinned is not None or item.featured
        pictured = any(medium.local for medium in post.media)
        standing, follows = self._voices.standing(post), post.id not in self._leading
        return bool(post.repost_of), follows, not self._whole(item), not chosen, standing, not post.author.opted_out, not pictured, place


def _latest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """What editors last said of each item's being a duplicate."""
    said = (decision for decision in decisions if decision.do in {"split", "join"})
    return {decision.item: decision for decision in sorted(said, key=lambda one: (one.at, one.file, one.line))}


def _names(post: Post, repeated: Container[str]) -> Iterable[str]:
    """What a post stands for: its own address; what it repeats; its native name, where another post repeats that."""
    own = _named(post.network, post.url) if post.url else ""
    if not post.repost_of and post.id[len(post.source) + 1 :] not in repeated:
        return (own,) if own else ()
    repeats = _named(post.network, post.repost_of) if post.repost_of else ""
    return [name for name in dict.fromkeys((own, _native(post), repeats)) if name]


def _own(post: Post) -> set[str]:
    return {_native(post), *((_named(post.network, post.url),) if post.url else ())}


def _native(post: Post) -> str:
    return _named(post.network, post.id[len(post.source) + 1 :])


def _named(network: str, name: str) -> str:
    """An address as it is; a native name with its network. Nothing that names no single post, but a whole site, is given to two."""
    if not name.startswith(("https://", "http://")):
        return f"{network} {name}"
    path = name.find("/", len("https://"))
    if not 0 < path < len(name) - 1:
        return ""
    return (links.compared(name) if "?" in name or "#" in name or "%" in name else name).rstrip("/")
