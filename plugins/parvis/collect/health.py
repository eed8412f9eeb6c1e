"""How each source has fared: what `parvis sources` shows, and what follows from an answer or a failure."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import msgspec

from parvis.collect import memory, schedule
from parvis.collect.answers import StatusError
from parvis.collect.hosts import GivenUpError, PausedError
from parvis.collect.memory import Memory
from parvis.errors import SourceError
from parvis.model.report import Health
from parvis.model.source import Source


def read(state: Path) -> dict[str, Health]:
    """The health of each source that was ever asked, by name; `state` is the hub's .parvis folder."""
    return {found.health.source: found.health for found in memory.every(state)}


def after_success(before: Health, source: Source, now: datetime, *, items: int, fresh: timedelta, warnings: tuple[str, ...]) -> Health:
    """A good answer: next asked after `every`, or when the answer is no longer `fresh`, as its server says."""
    return msgspec.structs.replace(
        before,
        last_attempt=now,
        last_success=now,
        items=items,
        error="",
        warnings=warnings,
        failures=0,
        next_try=now + max(source.every, fresh),
        paused="",
    )


def after_failure(before: Memory, source: Source, now: datetime, error: SourceError, sentence: str) -> Memory:
    """A source that was asked in vain: when to try again. What was collected is not touched by any of it."""
    if isinstance(error, GivenUpError):  # nobody asked the source itself
        return before
    health = msgspec.structs.replace(
        before.health, last_attempt=now, error=sentence, warnings=(), failures=before.health.failures + 1, paused=""
    )
    missing = before.missing + 1 if isinstance(error, StatusError) and error.status == HTTPStatus.NOT_FOUND else 0
    until, paused = _next_try(source, health.failures, missing, now, error)
    return msgspec.structs.replace(before, health=msgspec.structs.replace(health, next_try=until, paused=paused), missing=missing)


def after_pause(before: Memory, error: PausedError) -> Memory:
    """A source that was not asked because its host is left alone."""
    return msgspec.structs.replace(before, health=msgspec.structs.replace(before.health, next_try=error.until))


def _next_try(source: Source, failures: int, missing: int, now: datetime, error: SourceError) -> tuple[datetime, str]:
    if isinstance(error, StatusError) and error.status == HTTPStatus.GONE:
        return now + schedule.GONE_PAUSE, "the server says that it is gone for good (410)"
    if schedule.repeated_404(missing):
        return now + schedule.MISSING_PAUSE, f"it was not found (404) {missing} times in a row"
    return now + schedule.back_off(source.name, failures, source.every), ""
