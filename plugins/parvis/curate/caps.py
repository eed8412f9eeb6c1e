"""Caps: how many items of one source a day has room for; what came later that day is behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from parvis.curate.seen import Seen
from parvis.model.post import Post


class Cap:
    """The items behind the first ones of a source and day, among those for which the other keys hold, whatever their age."""

    def __init__(self, most: int, among: Callable[[Sequence[Seen]], Sequence[Seen]], zone: ZoneInfo) -> None:
        """`among`: those of some items for which the other keys hold."""
        self.most, self._among, self._zone = most, among, zone
        self._counted: dict[tuple[str, date], int] = {}
        self._last: dict[tuple[str, date], tuple[datetime, str]] = {}
        self._full: set[str] = set()  # sources that have such a day

    def count(self, items: Sequence[Seen]) -> None:
        """Take note of items, in the order of their age (see `age`)."""
        for seen in self._among(items):
            key = self._key(seen.post)
            self._counted[key] = self._counted.get(key, 0) + 1
            if self._counted[key] == self.most:
                self._last[key] = age(seen.post)
                self._full.add(seen.post.source)

    def holds(self, seen: Seen) -> bool:
        """Whether an item comes behind the last one that the day has room for."""
        if seen.post.source not in self._full:
            return False
        last = self._last.get(self._key(seen.post))
        return last is not None and age(seen.post) > last

    def _key(self, post: Post) -> tuple[str, date]:
        return post.source, post.published.astimezone(self._zone).date()


def age(post: Post) -> tuple[datetime, str]:
    """The older first; of those of one moment by id."""
    return post.published, post.id


def crowded(posts: Iterable[Post], most: int) -> Iterator[Post]:
    """Those of which a source has more on a day: on any three that follow each other in UTC, of which one holds the local one."""
    by_source: dict[str, list[Post]] = {}
    for post in posts:
        by_source.setdefault(post.source, []).append(post)
    for found in by_source.values():
        days = Counter([post.published.toordinal() for post in found])
        if any(days[day - 1] + count + days[day + 1] > most for day, count in days.items()):
            yield from found
