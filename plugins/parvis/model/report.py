"""What a run of `collect` did: each source's line, the sums, and how each source has fared over time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

import msgspec

#: ok: asked and read · unchanged: asked, nothing changed since · skipped: not asked, its time has not come ·
#: paused: not asked, because it or its host answered badly before · failed: asked in vain.
Outcome = Literal["ok", "unchanged", "skipped", "paused", "failed"]


class SourceReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one source in one run. Its texts are single lines without control characters."""

    name: str
    kind: str
    outcome: Outcome
    why: str = ""  #: one sentence: why it failed, was skipped or is paused
    warnings: tuple[str, ...] = ()  #: one sentence each: what a person should know although it worked
    on_failure: Literal["warn", "error"] = "warn"
    found: int = 0  #: items in the answer, exact repetitions counted once
    new: int = 0  #: kept for the first time, held ones included
    held: int = 0  #: of the new ones, how many wait for approval
    edited: int = 0  #: kept again because their content changed, or their author opted out
    refreshed: int = 0  #: kept again because the network's retention clock was set anew
    counted: int = 0  #: kept again because of their figures alone: no change that a page is published for
    pictures: int = 0  #: copied into the archive
    left: int = 0  #: items above `limit`, which come with the next run
    suppressed: int = 0  #: met again though they were forgotten, and not kept
    requests: int = 0  #: sent over the network, redirects and pictures included
    not_modified: int = 0  #: answers 304
    same_body: int = 0  #: answers with the very bytes of the last good one
    parses: int = 0  #: documents read by the kind
    files_written: int = 0  #: of content/archive/
    cost: float = 0.0  #: US dollars that the network bills for this run's requests

    @property
    def changed(self) -> bool:
        """Whether a page may look different: figures alone do not count."""
        return bool(self.new or self.edited or self.refreshed or self.pictures)


_MOVED_RUNS = 3


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How a source has fared, as `parvis sources` shows it."""

    source: str
    last_attempt: datetime | None = None  #: aware, UTC
    last_success: datetime | None = None
    items: int = 0  #: in the last good answer
    error: str = ""  #: of the last attempt; empty when it worked
    warnings: tuple[str, ...] = ()  #: of the last attempt
    failures: int = 0  #: in a row
    next_try: datetime | None = None  #: not asked before, unless forced
    paused: str = ""  #: why it is not asked for longer than its own `every`
    moved_to: str = ""  #: where its address has moved for good, seen in the last `moved_runs` runs
    moved_runs: int = 0

    @property
    def moved(self) -> str:
        """Where its address has moved for good, once so many runs have seen it that somebody should mend sources.yaml."""
        return self.moved_to if self.moved_runs >= _MOVED_RUNS else ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: one line a source in the order of sources.yaml, and the sums."""

    now: datetime
    sources: tuple[SourceReport, ...]
    sealed: int = 0  #: files of the archive that seals of hand-written reviews went into
    dropped: int = 0  #: items emptied because their network's term has ended
    dropped_files: int = 0  #: files of the archive that changed or went with them

    @property
    def changed(self) -> bool:
        """Whether the site may look different afterwards: what `$GITHUB_OUTPUT` is told."""
        return bool(self.sealed or self.dropped) or any(source.changed for source in self.sources)

    @property
    def new(self) -> int:
        """Items kept for the first time."""
        return self._sum(lambda source: source.new)

    @property
    def held(self) -> int:
        """New items that wait for approval."""
        return self._sum(lambda source: source.held)

    @property
    def edited(self) -> int:
        """Items kept again because their content changed."""
        return self._sum(lambda source: source.edited)

    @property
    def suppressed(self) -> int:
        """Items that were forgotten, met again and not kept."""
        return self._sum(lambda source: source.suppressed)

    @property
    def pictures(self) -> int:
        """Pictures copied into the archive."""
        return self._sum(lambda source: source.pictures)

    @property
    def requests(self) -> int:
        """Requests sent over the network."""
        return self._sum(lambda source: source.requests)

    @property
    def not_modified(self) -> int:
        """Answers 304."""
        return self._sum(lambda source: source.not_modified)

    @property
    def parses(self) -> int:
        """Documents read."""
        return self._sum(lambda source: source.parses)

    @property
    def files_written(self) -> int:
        """Files of content/archive/ whose bytes changed."""
        return self.sealed + self.dropped_files + self._sum(lambda source: source.files_written)

    @property
    def failed(self) -> tuple[SourceReport, ...]:
        """Sources that were asked in vain."""
        return tuple(source for source in self.sources if source.outcome == "failed")

    @property
    def exit_code(self) -> int:
        """0 when something worked, 1 when a source with `on_failure: error` failed, 75 when every source did."""
        if any(source.on_failure == "error" for source in self.failed):
            return 1
        return 75 if self.failed and all(source.outcome in {"failed", "paused"} for source in self.sources) else 0

    def _sum(self, of: Callable[[SourceReport], int]) -> int:
        return sum(map(of, self.sources))
