"""Suppressed: whether a post or a review is one that was forgotten, found by its salted hashes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parvis.model import suppression
from parvis.model.post import Post
from parvis.model.review import Review
from parvis.model.suppression import Cleared, Of, Suppression
from parvis.tidy.links import canonical

_NOTHING = Cleared()
#: Keys that are those of an author, and so of many records.
_OF_PEOPLE: frozenset[Of] = frozenset({"account", "profile", "name"})


class Suppressions:
    """All suppressions of a hub. It remembers which records are free, so that nothing is hashed twice; `cleared` tells the next run."""

    def __init__(self, lines: Iterable[Suppression], cleared: Cleared = _NOTHING) -> None:
        """`cleared`: what an earlier run has found to be free, of the lines that there were then."""
        self._of = _by_kind(lines)
        self._new = [line for found in self._of.values() for line in found if line.salt not in cleared.salts]
        self._fresh = _by_kind(self._new)
        self._known = cleared.records
        self._free: set[bytes] = set()
        self._by_salt = {line.salt: line for found in self._of.values() for line in found}
        self._fallen = {digest: self._by_salt[salt] for digest, salt in cleared.fallen.items() if salt in self._by_salt}
        self._sources = {} if self._new else cleared.sources
        self._asked: dict[bytes, dict[int, str]] = {}  # the sources of this run
        # Thousands of records have the same authors; of some only the new lines are asked.
        self._people: dict[tuple[Of, str, bool], Suppression | None] = {}

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._of)

    def holds(self, kept: Post | Review) -> Suppression | None:
        """The suppression that a record falls under; None where it falls under none."""
        if not self._of:
            return None
        digest = suppression.digest(kept)
        if digest in self._fallen:
            return self._fallen[digest]
        known = digest in self._known
        if (known and not self._new) or digest in self._free:
            return None
        lines = self._fresh if known else self._of
        for of, key in suppression.keys(kept, canonical):
            found = self._person(of, key, known=known) if of in _OF_PEOPLE else _among(lines.get(of, ()), key)
            if found:
                self._fallen[digest] = found
                return found
        self._free.add(digest)
        return None

    def within(self, posts: Sequence[Post]) -> dict[str, Suppression]:
        """The suppressions that posts of one source fall under, by their ids. A source that is as it was is not looked through again."""
        digest = suppression.digest_of_all(posts)
        fallen = self._sources.get(digest)
        if fallen is None or not self._by_salt.keys() >= set(fallen.values()):
            fallen = {place: line.salt for place, post in enumerate(posts) if (line := self.holds(post))}
        self._asked[digest] = fallen
        return {posts[place].id: self._by_salt[salt] for place, salt in fallen.items()}

    def _person(self, of: Of, key: str, *, known: bool) -> Suppression | None:
        if (of, key, known) not in self._people:
            self._people[of, key, known] = _among((self._fresh if known else self._of).get(of, ()), key)
        return self._people[of, key, known]

    def names(self, item: str) -> bool:
        """Whether an id, as it stands in a decision, is that of a thing that was forgotten."""
        return any(line.is_of(item) for line in self._of.get("id", ()))

    def cleared(self) -> Cleared:
        """What was found: worth remembering."""
        before = frozenset[bytes]() if self._new else self._known
        salts = frozenset(line.salt for lines in self._of.values() for line in lines)
        fallen = {digest: line.salt for digest, line in self._fallen.items()}
        return Cleared(salts, before | self._free, fallen, self._asked)


def _among(lines: Iterable[Suppression], key: str) -> Suppression | None:
    return next((line for line in lines if line.is_of(key)), None)


def _by_kind(lines: Iterable[Suppression]) -> dict[Of, list[Suppression]]:
    found: dict[Of, list[Suppression]] = {}
    for line in lines:
        found.setdefault(line.of, []).append(line)
    return found
