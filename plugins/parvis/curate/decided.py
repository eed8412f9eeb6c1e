"""Decisions, sorted for what is asked of every post: who has said what of it last."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from parvis.model.decision import Decision
from parvis.model.post import Post

#: What answers the same question: of these the latest holds.
_TOPICS = {"hide": "shown", "approve": "shown", "thank": "answer", "needs-answer": "answer", "contest": "place", "event": "place"}


class Decided:
    """All decisions of a hub, by what they are about."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        """Take them in any order; the latest `at` holds, of two of one moment the later line."""
        self._items: dict[str, list[Decision]] = {}
        self._sources: dict[str, Decision] = {}
        for decision in sorted(decisions, key=lambda one: (one.at, one.file, one.line)):
            if decision.item:
                self._items.setdefault(decision.item, []).append(decision)
            else:
                self._sources[decision.source] = decision
        #: Those of which anything was ever decided.
        self.ids: Final[Collection[str]] = self._items.keys()

    def of(self, item: str) -> tuple[Decision, ...]:
        """All that was ever decided of an item (its id), the latest last."""
        return tuple(self._items.get(item, ()))

    def of_source(self, post: Post) -> tuple[Decision, ...]:
        """The approval of all that its source had given, where it covers a post."""
        whole = self._sources.get(post.source)
        return (whole,) if whole and post.collected <= whole.at else ()

    def ends_within(self, after: datetime, before: datetime | None) -> bool:
        """Whether anything that was decided ends between two moments; None: ever."""
        ends = (one.until for given in self._items.values() for one in given if one.until and one.until > after)
        return any(before is None or end < before for end in ends)

    def shown(self, post: Post) -> Decision | None:
        """The word that holds on whether a post is shown: its own, or an approval of its source given after it was collected."""
        if post.id in self._items and (own := self.latest(post.id, "shown")):
            return own
        whole = self._sources.get(post.source)
        return whole if whole and post.collected <= whole.at else None

    def approval(self, post: Post) -> Decision | None:
        """What lets a post through; None where nobody has, or somebody has hidden it since."""
        word = self.shown(post)
        return word if word and word.do == "approve" else None

    def latest(self, item: str, topic: str) -> Decision | None:
        """The word that holds on a topic: `shown`, `answer`, `place`, or a verb that stands alone."""
        for decision in reversed(self._items.get(item, ())):
            if _TOPICS.get(decision.do, decision.do) == topic:
                return decision
        return None

    def of_copies(self) -> tuple[Decision, ...]:
        """What was decided of duplicates: `split` and `join`, the latest last."""
        return tuple(one for given in self._items.values() for one in given if one.do in {"split", "join"})

    def was_approved(self, post: Post, before: datetime) -> bool:
        """Whether somebody had let a post through by then."""
        own = any(decision.do == "approve" and decision.at <= before for decision in self._items.get(post.id, ()))
        whole = self._sources.get(post.source)
        return own or bool(whole and post.collected <= whole.at <= before)
