"""What follows from a whole hub is worked out once, however many kinds of pages ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from parvis.model.hub import Hub

T = TypeVar("T")


class Same:
    """A hub as a key: the same one and not an equal one, since comparing two hubs would read every post."""

    __slots__ = ("hub",)

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.hub is other.hub

    def __hash__(self) -> int:
        return id(self.hub)


def once_each_hub(function: Callable[[Hub], T]) -> Callable[[Hub], T]:
    """The function, with the answer for the latest hub kept."""

    @lru_cache(maxsize=1)
    def kept(same: Same) -> T:
        return function(same.hub)

    @wraps(function)
    def asked(hub: Hub) -> T:
        return kept(Same(hub))

    return asked
