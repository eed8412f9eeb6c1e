"""Approvals, sorted for what is asked of every post: who has let it through."""

from __future__ import annotations

from collections.abc import Iterable

from parvis.model.decision import Approval
from parvis.model.post import Post


class Approved:
    """All approvals of a hub, by what they are about."""

    def __init__(self, approvals: Iterable[Approval]) -> None:
        """Take them in any order; of several about the same item or source the latest counts."""
        self._items: dict[str, Approval] = {}
        self._sources: dict[str, Approval] = {}
        for approval in sorted(approvals, key=lambda approval: approval.at):
            if approval.item:
                self._items[approval.item] = approval
            else:
                self._sources[approval.source] = approval

    def find(self, post: Post) -> Approval | None:
        """What lets a post through: its own approval, or one of its source that was given after the post was collected."""
        own = self._items.get(post.id)
        if own:
            return own
        whole = self._sources.get(post.source)
        return whole if whole and post.collected <= whole.at else None
