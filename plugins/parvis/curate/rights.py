"""Rights: by whose leave an item is shown whole, and what of it may be quoted without anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from itertools import chain, groupby
from typing import Final, get_args

import msgspec

from parvis.errors import ContentError, Mistake
from parvis.model.hub import Item
from parvis.model.post import Post
from parvis.model.right import Right, RightState, Use
from parvis.model.source import Source
from parvis.tidy import text
from parvis.tidy.links import canonical

#: A quotation has at most so many characters, and at most half of a text; one short sentence may be quoted as it is.
QUOTATION: Final = 200
SENTENCE: Final = 80
TITLE: Final = 140

#: Licences that let a brand show a work whole. Those that forbid commercial use (NC) do not: a brand's hub is commercial.
_OPEN = re.compile(
    r"creativecommons\.org/(?:publicdomain/|licenses/by(?:-sa|-nd)?(?:/|$))"
    r"|\bcc[ -]?0\b|\bpublic[ -]?domain\b|\bdomaine public\b"
    r"|\bcc[ -]by(?:-sa|-nd)?(?![\w-])|^attribution(?: - (?:share ?alike|no derivatives))?$",
    re.IGNORECASE,
)
USES: Final[tuple[Use, ...]] = get_args(Use)


#: Ids among which the nearest is looked for: comparing each with 100,000 would take minutes.
_COMPARED = 2_000


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """How the rights of one item stand at one moment."""

    state: RightState = "none"
    needed: bool = True  #: whether showing it whole needs a grant at all
    until: datetime | None = None  #: of a grant
    uses: tuple[Use, ...] = ()  #: what the grant is for
    reasons: tuple[str, ...] = ()
    right: Right | None = None  #: the line that decides, if there is one

    @property
    def whole(self) -> bool:
        """Whether the hub's pages may show it whole."""
        return not self.needed or (self.state == "granted" and "site" in self.uses)


_OWN: Final = Held(needed=False)
_FACTS: Final = Held(needed=False, reasons=("A date and a place are facts: they need nobody's leave.",))


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
        self._common: dict[datetime, dict[_Who, Held]] = {}
        self._coming: dict[tuple[_Who, datetime], tuple[datetime, ...]] = {}
        for right in in_order(rights):
            if right.item:
                self._items.setdefault(right.item, []).append(right)
            elif right.author:
                self._authors.setdefault(_name(right.author), []).append(right)
            else:
                self._sources.setdefault(right.source, []).append(right)

    def of(self, post: Post, source: Source, now: datetime) -> Held:
        """How the rights of a post of this source stand at a moment."""
        if not _asks(post, source):
            return _OWN
        if post.licence and _OPEN.search(post.licence):
            return Held(needed=False, reasons=(f"Its licence lets it be shown whole ({text.one_line(post.licence, 80)}).",))
        if post.occasion and not post.media and len(post.text) <= SENTENCE:
            return _FACTS
        if post.id in self._items:
            return _held([_at(lines, now) for lines in self._about(post)])
        who = self._who(post)
        common = self._common.get(now)
        if common is None:
            common = self._common[now] = {}
        held = common.get(who)
        if held is None:
            held = common[who] = _held([_at(lines, now) for lines in self._about(post)])
        return held

    def of_each(self, posts: Iterable[Post], sources: Mapping[str, Source], now: datetime) -> dict[str, Held]:
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
            held = self.of(post, source, moment)
            if last is None or (held.whole, held.uses, held.state) != (last.whole, last.uses, last.state):
                last = held
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
            name = _name(said) if said else ""
            known = self._named[said] = name if name in self._authors else ""
        return known


#: Source, network, and the names of an author that lines are about.
_Who = tuple[str, str, str, str]


def _asks(post: Post, source: Source) -> bool:
    """Whether it is somebody else's: of the community, or what the brand or an ambassador have passed on from another."""
    return source.asks or (post.repost_of is not None and source.rights != "own")


def quoted(post: Post) -> Post:
    """The post as it may be shown without anybody's leave: a quotation, who said it and where the whole is. No picture, no body."""
    most = max(SENTENCE, min(QUOTATION, len(post.text) // 2))
    words = text.excerpt(post.text, most)
    return msgspec.structs.replace(
        post,
        author=msgspec.structs.replace(post.author, avatar=None) if post.author.avatar else post.author,
        title=text.one_line(post.title, TITLE) if post.titled or not words else text.one_line(words, SENTENCE),
        html="",
        text=words,
        media=(),
        poll=None,
        warning=text.one_line(post.warning, TITLE) if post.warning else post.warning,
    )


def shown(item: Item, held: Held | None) -> Item:
    """The item as its rights let it be shown; of one that is not published their state is told alone. None: nobody need be asked."""
    if held is None or held is _OWN:
        return item
    state, uses = (held.state, held.uses if held.state == "granted" else ()) if held.needed else ("", ())
    if item.status != "published":
        return msgspec.structs.replace(item, rights=state, uses=uses)
    reasons = item.reasons + held.reasons
    if held.whole:
        return msgspec.structs.replace(item, rights=state, uses=uses, reasons=reasons)
    return msgspec.structs.replace(item, post=quoted(item.post), rights=state, uses=uses, quoted=True, reasons=reasons)


def changes(post: Post, source: Source | None, rights: Rights, now: datetime) -> tuple[datetime, ...]:
    """The later moments at which it begins or ceases to be shown whole, in time's order, if nobody decides anything."""
    return rights.changes(post, source, now) if source else ()


def running(rights: Iterable[Right], now: datetime) -> list[Right]:
    """The grants that hold at a moment and have an end, the first to end first; of each thing the one that counts."""
    by_subject = groupby(sorted(in_order(rights), key=_subject), key=_subject)
    levels = (_at(list(lines), now) for _, lines in by_subject)
    grants = (level.right for level in levels if level is not None and level.state == "granted")
    ending = [(right.until, right.about, right) for right in grants if right.until]
    return [right for _until, _about, right in sorted(ending, key=lambda one: one[:2])]


def in_order(rights: Iterable[Right]) -> list[Right]:
    """By the moment from which they hold; of several at one moment the later line is the last."""
    return sorted(rights, key=lambda right: (right.at, right.file, right.line))


def refuse_unknown(rights: Iterable[Right], items: Iterable[str], sources: Sequence[str]) -> None:
    """ContentError lists every line about an item that the archive does not hold, or about a source that there is not."""
    mistakes: list[Mistake] = []
    known = frozenset(items)
    for right in rights:
        if right.item and right.item not in known:
            alike = sorted(item for item in known if item.startswith(right.item.partition(":")[0]))[:_COMPARED]
            mistakes.append(_unknown(right, "item", f"there is no item '{right.item}' in the archive.", right.item, alike))
        if right.source and right.source not in sources:
            mistakes.append(_unknown(right, "source", f"there is no source '{right.source}'.", right.source, list(sources)))
    if mistakes:
        raise ContentError(mistakes)


def warnings(rights: Iterable[Right]) -> Iterator[str]:
    """What makes no sense in how one line follows another, and what a web site cannot keep."""
    ordered = sorted(in_order(rights), key=_subject)
    for _, lines in groupby(ordered, key=_subject):
        before: Right | None = None
        for right in lines:
            odd = _odd(before, right)
            if odd:
                yield f"{right.file}:{right.line}: {right.about}: {odd}"
            before = right
    for right in ordered:
        if right.state == "granted" and right.territory and right.territory.lower() not in _EVERYWHERE:
            yield (
                f"{right.file}:{right.line}: {right.about}: the grant is for {right.territory}, and a web site is read everywhere."
                " Ask whether that is meant."
            )


_EVERYWHERE = frozenset({"world", "worldwide", "everywhere", "monde", "monde entier", "partout"})


def _subject(right: Right) -> tuple[str, str, str, str]:
    return (right.item, _name(right.author) if right.author else "", right.source, right.network)


def _odd(before: Right | None, right: Right) -> str:
    """What makes no sense about a line after another one."""
    last = before.state if before else "none"
    if right.state == "granted" and last in {"declined", "revoked"}:
        return f"it is granted after it was {last}, and nobody has asked again. Add the line `state: requested` between them."
    if right.state == "revoked" and last != "granted":
        return "it is revoked, and was not granted. Write `state: declined` if the answer was no."
    if right.state == "declined" and last == "granted":
        return "it is declined after it was granted. Write `state: revoked` if the grant was taken back."
    return ""


def _unknown(right: Right, field: str, what: str, word: str, known: list[str]) -> Mistake:
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    remedy = f"Did you mean '{near[0]}'?" if near else "Give the id as in content/archive/, or take the line out."
    return Mistake(right.file, right.line, field, what, remedy)


class _Level(msgspec.Struct, frozen=True):
    """What the lines about one thing say at a moment."""

    state: RightState
    right: Right


def _at(lines: list[Right], now: datetime) -> _Level | None:
    """The last line that holds. A request does not end the grant that it asks to prolong."""
    past = [right for right in lines if right.at <= now]
    if not past:
        return None
    last = past[-1]
    decided = next((right for right in reversed(past) if right.state != "requested"), None)
    if decided is not None and decided.state == "granted":
        if decided.until is None or decided.until > now:
            return _Level("granted", decided)
        return _Level("expired" if last is decided else "requested", last)
    return _Level(last.state, last)


def _held(levels: list[_Level | None]) -> Held:
    """What follows from what is said of the item, its author and its source: a no beats an earlier yes, and every wider yes."""
    said = [level for level in levels if level is not None]
    grants = []
    for place, level in enumerate(said):
        if level.state in {"declined", "revoked"}:
            break  # narrower than any grant that follows
        taken_back = any(other.state in {"declined", "revoked"} and other.right.at >= level.right.at for other in said[place + 1 :])
        if level.state == "granted" and not taken_back:
            grants.append(level.right)
    if grants:
        return _granted(next((right for right in grants if "site" in right.scope), grants[0]), grants)
    refusals = [level for level in said if level.state in {"declined", "revoked"}]
    # A grant that somebody took back more widely is none: what is told is the refusal.
    decisive = said[0] if said and said[0].state != "granted" else next(iter(refusals), None)
    if decisive is None:
        return Held(reasons=("It is quoted: nobody was asked whether it may be shown whole.",))
    return Held(state=decisive.state, reasons=(_quoted_because(decisive),), right=decisive.right)


def _granted(right: Right, grants: list[Right]) -> Held:
    """What several grants are for together; told of is the one that lets it be shown."""
    ends = f" until {right.until:%Y-%m-%d %H:%M} UTC" if right.until else ""
    told = f"granted on {right.at:%Y-%m-%d} for {', '.join(right.scope)}{ends} ({right.about}; {right.proof})"
    sentence = f"Shown whole: {told}." if "site" in right.scope else f"It is quoted: {told}, which the site is not part of."
    return Held(
        state="granted",
        until=right.until,
        uses=tuple(use for use in USES if any(use in grant.scope for grant in grants)),
        reasons=(sentence,),
        right=right,
    )


def _quoted_because(level: _Level) -> str:
    right = level.right
    if level.state == "expired" and right.until:
        return f"It is quoted: the grant ended on {right.until:%Y-%m-%d %H:%M} UTC ({right.about})."
    verb = {"requested": "was asked for", "declined": "was declined", "revoked": "was revoked"}[level.state]
    return f"It is quoted: the right to show it whole {verb} on {right.at:%Y-%m-%d} ({right.about}): {right.because}"


def _name(name: str) -> str:
    """A handle or a profile's address as it is compared."""
    name = name.strip()
    return canonical(name).rstrip("/").casefold() if "://" in name else name.removeprefix("@").removeprefix("u/").casefold()
