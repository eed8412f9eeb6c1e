"""The hosts of a run: who may be asked now, at most two requests at a time, and pauses that outlive the run."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from parvis.collect import schedule
from parvis.collect.limits import Limits
from parvis.errors import FetchError


class PausedError(FetchError):
    """The host asked for a pause that is not over."""

    def __init__(self, message: str, until: datetime) -> None:
        """`until`: when it may be asked again."""
        self.until = until
        super().__init__(message)


class PacedError(PausedError):
    """The host was asked in this run already, and its pace does not allow a second request."""


class GivenUpError(FetchError):
    """The host let so many requests of this run wait in vain that it is not asked again before the next one."""


class Pace(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept of a host between runs."""

    until: datetime | None = None  #: not asked before
    why: str = ""
    asked: datetime | None = None  #: the last run in which it was asked, where its kind of source has a pace
    pace: float = 0.0  #: seconds between two requests


class Hosts:
    """The hosts of one run. Time stands still in it: `now` is the moment of the run."""

    def __init__(self, stored: Mapping[str, Pace], now: datetime, limits: Limits, *, force: bool = False) -> None:
        """`stored` is what `paces()` gave at the end of the last run; `force` forgets the pauses, never the pace."""
        self._paces = dict(stored)
        self.now = now
        self._limits = limits
        self._force = force
        self._timeouts: Counter[str] = Counter()
        self._slots: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))

    def slot(self, host: str) -> asyncio.Semaphore:
        """Held during each request to a host."""
        return self._slots[host]

    def admit(self, host: str) -> None:
        """Called when a request's turn has come: PausedError or GivenUpError when the host must not be asked (any more)."""
        pace = self._paces.get(host, Pace())
        if pace.until is not None and self._is_ahead(pace.until) and not self._force:
            raise PausedError(f"{host} is left alone until {_clock(pace.until)}: {pace.why}.", pace.until)
        if self._timeouts[host] >= self._limits.host_timeouts:
            raise GivenUpError(f"{host} let {self._timeouts[host]} requests of this run wait in vain; it is asked again in the next run.")

    def keep_pace(self, host: str, interval: float) -> None:
        """Note that a host is asked by a kind that leaves `interval` seconds between two requests; PacedError when it is too soon."""
        if not interval:
            return
        pace = self._paces.get(host, Pace())
        free = pace.asked + timedelta(seconds=interval) if pace.asked is not None else self.now
        # A clock that was turned back must not lock a host out.
        if free > self.now >= (pace.asked or self.now):
            raise PacedError(f"{host} is asked once in {interval:g} seconds; this source comes with a later run.", free)
        self._paces[host] = msgspec.structs.replace(pace, asked=self.now, pace=interval)

    def pause(self, host: str, length: timedelta, why: str) -> datetime:
        """Leave a host alone for so long; the moment until which."""
        until = max(self.now + length, self._paces.get(host, Pace()).until or self.now)
        self._paces[host] = msgspec.structs.replace(self._paces.get(host, Pace()), until=until, why=why)
        return until

    def timed_out(self, host: str) -> None:
        """Count a request that got no answer in time."""
        self._timeouts[host] += 1

    def paces(self) -> dict[str, Pace]:
        """What to keep for the next run: nothing of hosts that have no pause and no pace left."""
        return {host: pace for host, pace in sorted(self._paces.items()) if self._matters(pace)}

    def _is_ahead(self, until: datetime) -> bool:
        """Whether a pause lasts. One that is longer than any is left of a clock that was turned back since."""
        return self.now < until <= self.now + schedule.MOST_PAUSE

    def _matters(self, pace: Pace) -> bool:
        paused = pace.until is not None and self._is_ahead(pace.until)
        return paused or (pace.asked is not None and pace.asked + timedelta(seconds=pace.pace) > self.now)


def _clock(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
