"""Lists that stay: pages are numbered from the oldest, so that a full one never changes; the newest rest is the front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Sheet(msgspec.Struct, Generic[T], frozen=True):
    """One page of a list. Number 0 is the front; 1 holds the oldest."""

    number: int
    items: tuple[T, ...]  #: newest first
    older: int | None  #: number of the next older sheet
    newer: int | None  #: number of the next newer sheet, 0 for the front


def sheets(newest_first: Sequence[T], size: int) -> tuple[Sheet[T], ...]:
    """The front, then the numbered sheets from the newest to the oldest.

    Of N things, max(0, N // size - 1) sheets hold exactly `size` each, from the oldest; the front holds the newest rest:
    everything where there are fewer than two sheets' worth, else `size` to 2 x `size` - 1. ValueError for a size below 1.
    """
    if size < 1:
        raise ValueError("a sheet holds at least one thing")
    full = max(0, len(newest_first) // size - 1)
    rest = len(newest_first) - full * size
    front = Sheet(0, tuple(newest_first[:rest]), full or None, None)
    return (front, *(_numbered(newest_first, size, number, full) for number in range(full, 0, -1)))


def _numbered(newest_first: Sequence[T], size: int, number: int, full: int) -> Sheet[T]:
    end = len(newest_first) - (number - 1) * size
    newer = 0 if number == full else number + 1
    return Sheet(number, tuple(newest_first[end - size : end]), number - 1 or None, newer)
