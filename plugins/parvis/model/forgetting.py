"""What is to be forgotten: the records, and everything by which they show in a file."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from parvis.model.post import Post
from parvis.model.review import Review
from parvis.model.suppression import Of, folded
from parvis.model.takedown import Kind

#: A shorter text stands in files that have nothing to do with it.
_TELLING = 6
_LONG_TAIL = 10
#: So many letters of a text are looked for: files break lines.
_OPENING = 48


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Whom or what a person asked to have forgotten, found in the archive."""

    kind: Kind
    posts: tuple[Post, ...] = ()
    reviews: tuple[Review, ...] = ()
    keys: tuple[tuple[Of, str], ...]  #: what is hashed, so that it never comes back
    links: frozenset[str] = frozenset()  #: canonical addresses that are theirs alone
    handles: frozenset[str] = frozenset()  #: folded; of an author
    profiles: frozenset[str] = frozenset()  #: canonical addresses; of an author
    names: frozenset[str] = frozenset()  #: as shown; of an author
    remaining: tuple[Post | Review, ...] = ()  #: says the same, or repeats it, and stays

    @property
    def kept(self) -> tuple[Post | Review, ...]:
        """All records that go."""
        return (*self.posts, *self.reviews)

    @property
    def ids(self) -> frozenset[str]:
        """In the archive."""
        return frozenset(kept.id for kept in self.kept)

    @property
    def count(self) -> int:
        """How many records go."""
        return len(self.kept)

    @property
    def pictures(self) -> frozenset[str]:
        """Our copies, relative to the archive's media/."""
        return frozenset(media.local for post in self.posts for media in post.media if media.local)


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """How it shows in a file."""

    natives: frozenset[str]  #: the networks' own ids
    links: frozenset[str]  #: canonical addresses
    handles: frozenset[str] = frozenset()  #: folded
    names: frozenset[str] = frozenset()
    needles: tuple[str, ...] = ()  #: texts of which none may stand in a file afterwards, the longest first


def trace(wanted: Wanted) -> Trace:
    """How what is wanted shows in files."""
    links = wanted.links | wanted.profiles
    natives = frozenset(native for kept in wanted.kept for native in _natives(kept))
    addresses = {kept.url for kept in wanted.kept if kept.url}
    pictures = {media.url for post in wanted.posts for media in post.media}
    whose = {name for name in wanted.names if len(name) >= _TELLING and " " in name} | {
        one for one in _handles(wanted) if len(one) >= _TELLING
    }
    texts = {opening for kept in wanted.kept if len(opening := _opening(kept)) >= _OPENING // 2}
    found = {*wanted.ids, *addresses, *links, *pictures, *whose, *texts, *(one for one in natives if len(one) > _TELLING), *_tails(natives)}
    return Trace(
        natives=natives,
        links=links,
        handles=wanted.handles,
        names=wanted.names,
        needles=tuple(sorted(filter(None, found), key=lambda one: (-len(one), one))),
    )


def _natives(kept: Post | Review) -> tuple[str, ...]:
    if isinstance(kept, Review):
        return (kept.native,)
    return (kept.id.removeprefix(f"{kept.source}:"), *kept.aka)


def _tails(natives: Iterable[str]) -> set[str]:
    """The long last part of an id that is an address: documents give it alone, too."""
    return {tail for native in natives if len(tail := native.rstrip("/").replace(":", "/").rpartition("/")[2]) >= _LONG_TAIL}


def _handles(wanted: Wanted) -> set[str]:
    written = {post.author.handle for post in wanted.posts if post.author.handle and folded(post.author.handle) in wanted.handles}
    return {handle.lstrip("@") for handle in written}


def _opening(kept: Post | Review) -> str:
    """How a text begins, up to a whole word, on one line."""
    line = (kept.text.strip() or kept.title.strip()).split("\n", 1)[0]
    return line if len(line) <= _OPENING else line[:_OPENING].rpartition(" ")[0]
