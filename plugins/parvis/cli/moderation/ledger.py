"""What was decided in one sitting: each line written at once, taken back one after the other, and never over somebody else's."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from parvis import settings as hub_settings
from parvis.cli.moderation.queue import Case
from parvis.errors import ContentError
from parvis.model.decision import Decision
from parvis.settings import Settings
from parvis.settings.decisions import folder, take_back


class Ledger:
    """The files of decisions, as one of several people who write in them sees them. They are read anew before each line."""

    def __init__(self, settings: Settings) -> None:
        """Take note of what has been decided so far. ContentError lists what is wrong with the files."""
        self._settings = settings
        self._known = {_bare(one) for one in hub_settings.every_decision(settings.content)}
        self.done: list[tuple[int, Decision]] = []  #: each with its place in the queue
        self.taken_back = 0

    @property
    def where(self) -> str:
        """The folder of the files, as people know it."""
        return folder(self._settings.content).relative_to(self._settings.root).as_posix()

    def every(self) -> tuple[Decision, ...]:
        """All decisions of everybody, those of this sitting last; only these while a file cannot be read."""
        try:
            return hub_settings.every_decision(self._settings.content)
        except ContentError:  # told when something is to be written
            return tuple(one for _, one in self.done)

    def write(self, decision: Decision, place: int) -> None:
        """Keep a decision."""
        hub_settings.decide(self._settings.content, decision)
        self._known.add(_bare(decision))
        self.done.append((place, decision))

    def others(self, case: Case) -> tuple[Decision, ...]:
        """What somebody else has decided of an item since it was last asked. Each is told once. ContentError lists what is wrong."""
        names = {case.id} if case.item is not None else {case.id, case.thing.id.partition(":")[2]}
        found = hub_settings.every_decision(self._settings.content)
        new = tuple(one for one in found if one.item in names and _bare(one) not in self._known)
        self._known |= _bares(new)
        return new

    def undo(self) -> tuple[int, Decision, bool] | None:
        """Take the last line back: its place in the queue, what it said, and whether it was still there; None where there is none."""
        if not self.done:
            return None
        place, decision = self.done.pop()
        there = take_back(self._settings.content, decision)
        if there:
            self._known.discard(_bare(decision))
            self.taken_back += 1
        return place, decision, there


def _bare(decision: Decision) -> Decision:
    """A decision without the place at which it stands, which moves."""
    return msgspec.structs.replace(decision, file="", line=0)


def _bares(decisions: Iterable[Decision]) -> set[Decision]:
    return {_bare(one) for one in decisions}
