"""Retention: what a network's answer confirms may be kept longer; what it no longer gives is dropped in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from parvis.archive import read, retire
from parvis.collect import memory
from parvis.collect.archived import Archived
from parvis.collect.entries import entries
from parvis.collect.memory import Known
from parvis.collect.visit import Visit
from parvis.model.post import Post
from parvis.model.source import Source


def confirmed(posts: Iterable[Post], unchanged: Iterable[Known], now: datetime) -> dict[str, Post]:
    """Posts of answers that have not changed, with their clocks set anew: in time (half of it has run), but not in each run."""
    terms = {item: timedelta(seconds=known.term) for known in unchanged for item in known.items}
    return {
        post.id: msgspec.structs.replace(post, expires=now + terms[post.id])
        for post in posts
        if post.id in terms and post.expires and (post.expires - now) * 2 < terms[post.id] and post != retire.emptied(post)
    }


def known(done: Visit, archived: Archived, now: datetime) -> dict[str, Known]:
    """The answers of a visit, each with the posts that it gave and the term that their network sets; `archived`: as they are kept now."""
    found = dict(done.answers)
    for address, document in zip(done.addresses, done.documents, strict=True):
        terms = [one.post.expires - now for one in document if one.post.expires]
        if address in found and terms:
            items = {post.id for entry in entries([document]) if (post := archived.same(entry)) is not None and post.expires}
            found[address] = msgspec.structs.replace(found[address], items=tuple(sorted(items)), term=max(terms).total_seconds())
    return found


def refresh(posts: Sequence[Post], answers: Mapping[str, Known], now: datetime) -> datetime | None:
    """When to ask again at the latest: the first clock of what the source still gives will have run half of what is left of it.

    Where nothing is known of what it gives, all posts count.
    """
    given = {item for answer in answers.values() for item in answer.items}
    clocks = (post.expires for post in posts if post.expires and post.expires > now and (not given or post.id in given))
    return min((now + (clock - now) / 2 for clock in clocks), default=None)


def drop(archive: Path, state: Path, sources: Iterable[Source], names: Iterable[str], now: datetime) -> tuple[int, int]:
    """Empty what has ended in these folders of the archive; how many items, and how many files changed.

    A source whose answers were about all of its posts still has answers about all of them: it is not asked for more.
    """
    by_name = {source.name: source for source in sources}
    items = files = 0
    for name in names:
        retired = retire.retire(archive, name, now)
        items, files = items + retired.items, files + retired.files
        if retired.items and name in by_name:
            remembered = memory.read(state, by_name[name])
            answers = {item for answer in remembered.answers.values() for item in answer.items}
            # What an answer gave and is empty now must be read again: that it has not changed is not enough.
            if answers.isdisjoint(retired.ids) and remembered.archived == memory.archive_digest(retired.before):
                digest = memory.archive_digest(read.posts(archive, name))
                memory.write(state, msgspec.structs.replace(remembered, archived=digest))
    return items, files
