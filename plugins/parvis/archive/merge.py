"""Merging records: what stays of several lines that tell of the same item."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from parvis.archive import records
from parvis.archive.records import Record
from parvis.model.post import Post


def merge(found: Iterable[Record]) -> list[Record]:
    """One record for each id; where a newer version wrote it, every different line of that version and no other.

    Of several the newest stays (the later of `updated` and `collected`, then the longer one), with what is fixed at
    first sight: when it was first seen, and the address it got then.
    """
    groups: dict[str, dict[bytes, Record]] = {}
    for record in found:
        groups.setdefault(record.id, {})[record.line] = record
    return [record for group in groups.values() for record in _kept(list(group.values()))]


def _kept(group: list[Record]) -> list[Record]:
    """What stays of several different records with one id."""
    newer = [record for record in group if record.newer]
    if newer or len(group) == 1:
        return newer or group
    ranked = sorted(group, key=lambda record: record.rank, reverse=True)
    posts = [post for record in ranked if (post := records.post(record.line)) is not None]
    line = records.encode(_with_first_sight(posts), ranked[0].line)
    return [records.record(line)]


def _with_first_sight(ranked: list[Post]) -> Post:
    """The first post, with what is fixed for ever when an item is first seen, and every other id it was met under."""
    newest = ranked[0]
    first = min(ranked, key=lambda post: (post.collected, post.slug, post.published))
    return msgspec.structs.replace(
        newest,
        collected=first.collected,
        slug=first.slug,
        published=newest.published if newest.dated or first.dated else first.published,
        aka=tuple(dict.fromkeys(other for post in ranked for other in post.aka)),
    )
