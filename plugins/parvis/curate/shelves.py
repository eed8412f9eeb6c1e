"""Shelves: what may be alike stands together, so that only neighbours are compared and never all pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

Key = TypeVar("Key")

#: A shelf that everything stands on tells nothing: from each place only so many others are looked at.
NEAREST: Final = 48


def shared(numbers: Iterable[tuple[int, Iterable[Key]]]) -> dict[Key, list[int]]:
    """The shelves on which more than one of the numbers stands, by their keys; given is on which each of them stands.

    Most shelves hold one alone, and that needs no list.
    """
    first: dict[Key, int] = {}
    shelves: dict[Key, list[int]] = {}
    for number, keys in numbers:
        for key in keys:
            before = first.setdefault(key, number)
            if before != number:
                shelves.setdefault(key, [before]).append(number)
    return shelves


def pairs(
    shelves: Iterable[Sequence[int]], *, meet: Callable[[int, int], bool] = lambda _one, _other: True, most: int | None = None
) -> Iterator[tuple[int, int]]:
    """Each pair of numbers once that stand on one shelf, as they stand there, shelf after shelf.

    `most`: how many that `meet` each may have to its right on a shelf; it looks at the next `NEAREST` for them. None: all.
    """
    seen: set[tuple[int, int]] = set()
    for shelf in shelves:
        for place, one in enumerate(shelf):
            met = 0
            for other in shelf[place + 1 : None if most is None else place + 1 + NEAREST]:
                if not meet(one, other):
                    continue
                met += 1
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other
                if met == most:
                    break
