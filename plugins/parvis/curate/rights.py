"""Rights: by whose leave an item is shown whole; what is shown of it where there is none is a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Final

import msgspec

from parvis.curate.leave import Leave, at, together
from parvis.curate.quoting import SENTENCE, quoted
from parvis.curate.rights_lines import in_order, name_of
from parvis.model.hub import Item
from parvis.model.post import Post
from parvis.model.right import Right
from parvis.model.source import Source
from parvis.tidy import text

#: Licences that let a brand show a work whole. Those that forbid commercial use (NC) do not: a brand's hub is commercial.
_OPEN = re.compile(
    r"creativecommons\.org/(?:publicdomain/|licenses/by(?:-sa|-nd)?(?:/|$))"
    r"|\bcc[ -]?0\b|\bpublic[ -]?domain\b|\bdomaine public\b"
    r"|\bcc[ -]by(?:-sa|-nd)?(?![\w-])|^attribution(?: - (?:share ?alike|no derivatives))?$",
    re.IGNORECASE,
)


_OWN: Final = Leave(needed=False)
_FACTS: Final = Leave(needed=False, reasons=("A date and a place are facts: they need nobody's leave.",))


class Rights:
    """All lines of a hub, by what they are about."""

    def __init__(self, rights: Iterable[Right]) -> None:
        """Take them in any order: the latest `at` holds; of several at one moment the later line."""
        self._items: dict[str, list[Right]] = {}
        self._authors: dict[str, list[Right]] = {}
        self._sources: dict[str, list[Right]] = {}
        # There are many more items than authors, and of most authors no line says anything.
        self._named: dict[str | None, str] = {}
        self._theirs: dict[_Who, list[Right]] = {}
        self._common: dict[datetime, dict[_Who, Leave]] = {}
        self._coming: dict[tuple[_Who, datetime], tuple[datetime, ...]] = {}
        for right in in_order(rights):
            if right.item:
                self._items.setdefault(right.item, []).append(right)
            elif right.author:
                self._authors.setdefault(name_of(right.author), []).append(right)
            else:
                self._sources.setdefault(right.source, []).append(right)

    def of(self, post: Post, source: Source, now: datetime) -> Leave:
        """How the rights of a post of this source stand at a moment."""
        if not _asks(post, source):
            return _OWN
        if post.licence and _OPEN.search(post.licence):
            return Leave(needed=False, reasons=(f"Its licence lets it be shown whole ({text.one_line(post.licence, 80)}).",))
        if post.occasion and not post.media and len(post.text) <= SENTENCE:
            return _FACTS
        if post.id in self._items:
            return together([at(lines, now) for lines in self._about(post)])
        who = self._who(post)
        common = self._common.get(now)
        if common is None:
            common = self._common[now] = {}
        leave = common.get(who)
        if leave is None:
            leave = common[who] = together([at(lines, now) for lines in self._about(post)])
        return leave

    def of_each(self, posts: Iterable[Post], sources: Mapping[str, Source], now: datetime) -> dict[str, Leave]:
        """The same of many posts, by their ids; left out is what nobody need be asked for, and what has no source any more."""
        asks = {name: source.asks for name, source in sources.items()}
        return {
            post.id: self.of(post, sources[post.source], now)
            for post in posts
            if asks.get(post.source) or (post.repost_of is not None and post.source in asks)
        }

    def turns(self, post: Post, source: Source) -> Iterator[datetime]:
        """The moments at which time alone can turn how the rights of a post stand."""
        if _asks(post, source):
            for right in (right for lines in self._about(post) for right in lines):
                yield right.at
                if right.until:
                    yield right.until

    def turns_within(self, after: datetime, before: datetime | None) -> bool:
        """Whether a line begins or ends to hold between two moments; None: ever."""
        lines = chain.from_iterable((*self._items.values(), *self._authors.values(), *self._sources.values()))
        turns = (turn for right in lines for turn in (right.at, right.until) if turn and turn > after)
        return any(before is None or turn < before for turn in turns)

    def changes(self, post: Post, source: Source, now: datetime) -> tuple[datetime, ...]:
        """The later moments at which it begins or ceases to be shown whole, in time's order, if nobody decides anything."""
        if not _asks(post, source):
            return ()
        if post.licence or post.occasion or post.id in self._items:
            return tuple(self._changes(post, source, now))
        common = (self._who(post), now)
        coming = self._coming.get(common)
        if coming is None:
            coming = self._coming[common] = tuple(self._changes(post, source, now))
        return coming

    def _changes(self, post: Post, source: Source, now: datetime) -> Iterator[datetime]:
        turns = sorted(moment for moment in set(self.turns(post, source)) if moment > now)
        last = self.of(post, source, now) if turns else None
        for moment in turns:
            leave = self.of(post, source, moment)
            if last is None or (leave.whole, leave.uses, leave.state) != (last.whole, last.uses, last.state):
                last = leave
                yield moment

    def _about(self, post: Post) -> tuple[list[Right], list[Right], list[Right]]:
        """The lines about a post, narrowest first: of the item, of its author, of its source."""
        theirs = self._of_author(post) if self._authors else []
        return self._items.get(post.id, []), theirs, self._sources.get(post.source, [])

    def _of_author(self, post: Post) -> list[Right]:
        who = self._who(post)
        if who not in self._theirs:
            names = dict.fromkeys(name for name in who[2:] if name)
            found = [right for name in names for right in self._authors[name]]
            self._theirs[who] = in_order(
                right for right in found if right.source in {"", post.source} and right.network in {"", post.network}
            )
        return self._theirs[who]

    def _who(self, post: Post) -> _Who:
        if not self._authors:
            return (post.source, "", "", "")
        author = post.author
        url, handle = self._named.get(author.url), self._named.get(author.handle)
        return (
            post.source,
            post.network,
            self._name(author.url) if url is None else url,
            self._name(author.handle) if handle is None else handle,
        )

    def _name(self, said: str | None) -> str:
        """A name as the lines have it; empty where none is about it."""
        known = self._named.get(said)
        if known is None:
            name = name_of(said) if said else ""
            known = self._named[said] = name if name in self._authors else ""
        return known


#: Source, network, and the names of an author that lines are about.
_Who = tuple[str, str, str, str]


def _asks(post: Post, source: Source) -> bool:
    """Whether it is somebody else's: of the community, or what the brand or an ambassador have passed on from another."""
    return source.asks or (post.repost_of is not None and source.rights != "own")


def shown(item: Item, leave: Leave | None) -> Item:
    """The item as its rights let it be shown; of one that is not published their state is told alone. None: nobody need be asked."""
    if leave is None or leave is _OWN:
        return item
    state, uses = (leave.state, leave.uses if leave.state == "granted" else ()) if leave.needed else ("", ())
    if item.status != "published":
        return item if (state, uses) == (item.rights, item.uses) else msgspec.structs.replace(item, rights=state, uses=uses)
    reasons = item.reasons + leave.reasons
    if leave.whole:
        return msgspec.structs.replace(item, rights=state, uses=uses, reasons=reasons)
    return msgspec.structs.replace(item, post=quoted(item.post), rights=state, uses=uses, quoted=True, reasons=reasons)


def changes(post: Post, source: Source | None, rights: Rights, now: datetime) -> tuple[datetime, ...]:
    """The later moments at which it begins or ceases to be shown whole, in time's order, if nobody decides anything."""
    return rights.changes(post, source, now) if source else ()
