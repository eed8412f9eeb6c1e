"""Curation: everything that editors have written below content/curation/ about items, before anything is decided of it."""

from __future__ import annotations

import msgspec

from parvis.model.decision import Decision
from parvis.model.right import Right
from parvis.model.rule import Rule, WordLists
from parvis.model.suppression import Cleared, Suppression
from parvis.model.takedown import Takedown


class Curation(msgspec.Struct, frozen=True, kw_only=True):
    """The files of content/curation/, read. A hub without any has the defaults."""

    decisions: tuple[Decision, ...] = ()  #: oldest file first, in the order of the lines
    rights: tuple[Right, ...] = ()  #: in the same order
    suppressions: tuple[Suppression, ...] = ()
    takedowns: tuple[Takedown, ...] = ()  #: the register
    cleared: Cleared = Cleared()  #: what an earlier run has found of the suppressions
    fallen: dict[str, Suppression] | None = None  #: by id, all posts that a suppression is about; None: nobody has looked yet
    rules: tuple[Rule, ...] = ()  #: in their order
    words: WordLists = WordLists()  #: what the scores of spam and profanity look for

    @property
    def deciders(self) -> frozenset[str]:
        """The names of those who have decided or written down something."""
        return frozenset(
            [*(one.by for one in self.decisions), *(one.by for one in self.rights), *(one.by for one in self.takedowns)],
        )
