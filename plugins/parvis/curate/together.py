"""Together: what an editor has hidden takes its copies along, so that the same words do not come back from another network."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from parvis.curate.decided import Decided
from parvis.model.hub import Also, Item

Fold = Callable[[Iterable[Item]], list[Item]]


def folded(items: Iterable[Item], decided: Decided, fold: Fold) -> list[Item]:
    """The items in their order, folded; copies of what was hidden are hidden with it, unless an editor has approved them themselves.

    Hiding a copy takes only that one out: the card that stood for it stays, without its link.
    """
    found = list(items)
    hidden = {item.post.id: item for item in found if item.stage == "hidden"}
    if not hidden:
        return fold(found)
    as_if_shown = (msgspec.structs.replace(item, status="published") if item.stage == "hidden" else item for item in found)
    gone = {_place(item) for item in hidden.values()}
    return [
        item if item is before else _told(item, before, hidden, decided, gone)
        for before, item in zip(found, fold(as_if_shown), strict=True)
    ]


def _told(item: Item, before: Item, hidden: dict[str, Item], decided: Decided, gone: set[tuple[str, str, str]]) -> Item:
    if item.post.id in hidden:
        return before
    first = hidden.get(item.same_as)
    if first is None:
        also = tuple(one for one in item.also if _where(one) not in gone)
        return item if also == item.also else msgspec.structs.replace(item, also=also)
    word = decided.latest(item.post.id, "shown")
    if word and word.do == "approve":
        return before
    return msgspec.structs.replace(item, stage="hidden", ground=first.ground, same_as="", reasons=(*item.reasons, first.reasons[-1]))


def _where(also: Also) -> tuple[str, str, str]:
    return also.network, also.url, also.source


def _place(item: Item) -> tuple[str, str, str]:
    return item.post.network, item.post.url or "", item.post.source
