"""Which items of an answer are known, and which are held: a pure decision, which somebody else writes down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import msgspec

from parvis.collect import edits
from parvis.collect.archived import Archived, content_of, host_of, path_of, unique
from parvis.collect.entries import Entry, entries
from parvis.collect.jobs import Found
from parvis.model.post import Post

#: A feed that is taken over shows it by many items at once, or by items from elsewhere.
_MANY = 100
_MOST_OF = 0.9
#: So few entries returning under new ids are a coincidence, unless the source has no more.
_FEW = 4


class Rest(msgspec.Struct, frozen=True):
    """What a run has left for the next one: items not newer than those it kept."""

    before: datetime
    held: str = ""  #: why those are held


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What to keep of an answer."""

    new: tuple[Post, ...] = ()
    edited: tuple[Post, ...] = ()
    refreshed: tuple[Post, ...] = ()
    counted: tuple[Post, ...] = ()
    found: int = 0  #: entries of the answer, exact repetitions counted once
    left: int = 0  #: new ones above the limit
    held: str = ""  #: why new ones are held
    rest: Rest | None = None


def decide(archived: Archived, documents: Iterable[Sequence[Found]], *, now: datetime, limit: int, rest: Rest | None = None) -> Decision:
    """What to keep of a run's documents.

    `limit`: how many new items may be kept, newest first. `rest`: what the last run has left, which is no sign of a
    take-over.
    """
    answer = entries(documents)
    matched = _matched(answer, archived)
    new, held = _new(answer, matched, archived, rest)
    new.sort(key=lambda post: (post.published, post.id), reverse=True)
    kept = tuple(new[:limit])
    changes = _changes(answer, matched, archived, now)
    return Decision(
        new=kept,
        edited=tuple(post for change, post in changes if change == "edited"),
        refreshed=tuple(post for change, post in changes if change == "refreshed"),
        counted=tuple(post for change, post in changes if change == "counted"),
        found=len(answer),
        left=len(new) - len(kept),
        held=held,
        rest=Rest(kept[-1].published, held) if kept else rest,
    )


def new_in_last(archived: Archived, documents: Sequence[Sequence[Found]]) -> tuple[int, int]:
    """Of the last document: how many entries it has, and how many neither the archive nor the documents before it know."""
    *before, last = documents
    met = {entry.key for entry in entries(before)}
    answer = entries([last])
    return len(answer), sum(1 for entry in answer if entry.key not in met and archived.same(entry) is None)


def _matched(answer: Sequence[Entry], archived: Archived) -> dict[int, Post]:
    """Archived posts by the place of their entries in the answer; each post once, by its best key."""
    matched: dict[int, Post] = {}
    taken: set[str] = set()
    by_strength = sorted(range(len(answer)), key=lambda index: answer[index].native not in archived.by_key)
    for index in by_strength:
        post = archived.same(answer[index])
        if post is not None and post.id not in taken:
            matched[index] = post
            taken.add(post.id)
    unknown = [index for index in range(len(answer)) if index not in matched]
    returning = _returning([(index, answer[index].found.post) for index in unknown], archived, taken)
    expected = min(len(archived.posts), max(len(answer), _FEW))
    return matched | returning if returning and 2 * len(returning) >= expected else matched


def _returning(unknown: Sequence[tuple[int, Post]], archived: Archived, taken: set[str]) -> dict[int, Post]:
    """Unknown entries that are archived posts under a new id or on a new host, if enough of them are."""
    found: dict[int, Post] = {}
    keys: tuple[tuple[Callable[[Post], str], dict[str, Post]], ...] = ((path_of, archived.by_path), (content_of, archived.by_content))
    for key, posts in keys:
        alone = unique((key(post), index) for index, post in unknown if index not in found and key(post))
        for value, index in alone.items():
            post = posts.get(value)
            if post is not None and post.id not in taken:
                found[index] = post
                taken.add(post.id)
    return found


def _new(answer: Sequence[Entry], matched: dict[int, Post], archived: Archived, rest: Rest | None) -> tuple[list[Post], str]:
    """The new posts, held or not; what the last run left is as it would have been then."""
    unknown = [entry for index, entry in enumerate(answer) if index not in matched]
    left = [entry for entry in unknown if _is_left(entry.found.post, rest)]
    fresh = [entry for entry in unknown if not _is_left(entry.found.post, rest)]
    pending = [post for post in matched.values() if archived.is_pending(post)]
    held = _held([entry.found.post for entry in fresh], pending, len(answer), archived)
    posts = _posts(fresh, archived, held) + _posts(left, archived, rest.held if rest else "")
    return posts, held or (rest.held if rest and left else "")


def _is_left(post: Post, rest: Rest | None) -> bool:
    return rest is not None and (not post.dated or post.published <= rest.before)


def _held(unknown: Sequence[Post], pending: Sequence[Post], answered: int, archived: Archived) -> str:
    """Why new items wait for approval; nothing when they do not. A first collection never does.

    What is `pending` counts as unknown for the domain: else a feed that was taken over would be held once, and believed
    from its second answer on.
    """
    if not archived.posts or not unknown:
        return ""
    if len(unknown) >= _MANY:
        return f"{len(unknown)} new items at once"
    elsewhere = [post for post in (*unknown, *pending) if (host := host_of(post)) and not _is_seen(host, archived.hosts)]
    if archived.hosts and elsewhere and len(elsewhere) >= _MOST_OF * answered:
        share = round(100 * len(elsewhere) / answered)
        return f"{share} % of the answer is new and on a domain never seen in this source ({host_of(elsewhere[0])})"
    return ""


def _is_seen(host: str, seen: frozenset[str]) -> bool:
    """Whether a host, or one above or below it, was seen before."""
    return any(host == other or host.endswith(f".{other}") or other.endswith(f".{host}") for other in seen)


def _posts(new: Sequence[Entry], archived: Archived, held: str) -> list[Post]:
    posts = []
    for entry in new:
        post = entry.found.post
        # An id that is taken belongs to a post which another entry has turned out to be.
        key = entry.key if entry.key not in archived.by_key else entry.digest
        if key not in archived.by_key:
            posts.append(msgspec.structs.replace(post, id=f"{post.source}:{key}", held=held or None))
    return posts


def _changes(answer: Sequence[Entry], matched: dict[int, Post], archived: Archived, now: datetime) -> list[tuple[edits.Change, Post]]:
    """Every archived post that is worth writing again, and why."""
    changes: dict[str, tuple[edits.Change, Post]] = {}
    for index, post in matched.items():
        change, after = _change(post, answer[index], archived, now)
        if change is not None:
            changes[post.id] = (change, after)
    opted_out = {name for entry in answer if entry.found.post.author.opted_out for name in entry.found.author}
    for post in archived.posts if opted_out else ():
        by_them = {post.author.handle, post.author.url} & opted_out
        if by_them and post.id not in changes:
            changes[post.id] = ("edited", edits.reduced(post))
    return list(changes.values())


def _change(post: Post, entry: Entry, archived: Archived, now: datetime) -> tuple[edits.Change | None, Post]:
    """What an entry changes in its post, the id included under which it came, if that is a new one."""
    known = post
    if entry.native and entry.native not in archived.by_key and not archived.is_kept_by(post, entry.link, entry.digest):
        known = msgspec.structs.replace(post, aka=(*post.aka, entry.native))
    if entry.found.post.author.opted_out:
        after = edits.reduced(known)
        return (None, post) if after == post else ("edited", after)
    change, after = edits.update(known, entry.found.post, now)
    return ("edited", after) if change is None and known is not post else (change, after)
