"""The queue: what waits for an editor, in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final, Literal

import msgspec

from parvis.model.curated_review import CuratedReview
from parvis.model.hub import Hub, Item
from parvis.model.post import Post
from parvis.model.review import Review

Kind = Literal["waiting", "held", "needs-answer", "published", "hidden", "refused", "listening"]
#: What is shown where nothing else is asked for.
USUAL: Final[tuple[Kind, ...]] = ("waiting", "held", "needs-answer")


class Case(msgspec.Struct, frozen=True):
    """One post or review before the editor."""

    thing: Post | Review  #: as the archive has it
    status: str
    reasons: tuple[str, ...]
    item: Item | None = None  #: of a post

    @property
    def id(self) -> str:
        """As in the archive."""
        return self.thing.id

    @property
    def network(self) -> str:
        """Where it was said."""
        return self.thing.network if isinstance(self.thing, Post) else self.thing.kind

    @property
    def kinds(self) -> frozenset[str]:
        """All that it is, as `--status` names it."""
        held = self.status in {"waiting", "hidden"} and bool(self.thing.held) and (self.item is None or self.status == "waiting")
        needed = self.item is not None and self.item.answer == "needed" and not self.item.same_as
        return frozenset((self.status, *(("held",) if held else ()), *(("needs-answer",) if needed else ())))


def cases(hub: Hub, archived: Mapping[str, Post], decided: Collection[str]) -> list[Case]:
    """Everything that the hub has. `decided`: ids of what somebody has hidden or approved; a review among them is held no longer."""
    items = (*hub.items, *hub.withheld)
    found = [Case(archived[item.post.id], item.status, item.reasons, item) for item in items if item.post.id in archived]
    return found + [_of_review(one, decided) for one in (*hub.reviews.published, *hub.reviews.withheld)]


def queue(everything: Iterable[Case], *, kinds: Collection[str], sources: Collection[str], networks: Collection[str]) -> list[Case]:
    """Those that are asked for: what waits first, then what needs an answer, then the rest; the longest known of each first."""
    asked = [
        case
        for case in everything
        if case.kinds & frozenset(kinds)
        and (not sources or case.thing.source in sources)
        and (not networks or case.network.casefold() in networks)
    ]
    return sorted(asked, key=_order)


def _order(case: Case) -> tuple[int, datetime, datetime, str]:
    rank = 0 if {"waiting", "held"} & case.kinds else 1 if "needs-answer" in case.kinds else 2
    return rank, case.thing.collected, case.thing.published, case.id


def _of_review(curated: CuratedReview, decided: Collection[str]) -> Case:
    status = "hidden" if curated.status == "withheld" else curated.status
    # An editor's word on a review is the end of its being held.
    told = curated.review.id in decided or curated.review.native in decided
    thing = msgspec.structs.replace(curated.review, held=None) if told else curated.review
    return Case(thing, status, curated.reasons)
