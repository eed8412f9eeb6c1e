"""Moments and durations as people write them in settings and on the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from parvis.errors import UsageError

#: What a message shows.
EXAMPLE = "2026-06-12T10:00-04:00"

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400, "y": 365 * 86_400}
_DURATION = re.compile(r"([0-9]{1,6})\s*([smhdwy])")


def moment(
    option: str | None,
    environment: Mapping[str, str],
    fixed: datetime | None,
    clock: Callable[[], datetime],
    timezone: tzinfo = UTC,
) -> datetime:
    """The moment at which a command works: the option `--now`, else PARVIS_NOW of the environment, else the setting, else the clock.

    Aware, UTC, whole seconds. A text without an offset is in the hub's timezone. UsageError says which text is none.
    """
    for name, text in (("--now", option), ("PARVIS_NOW in the environment", environment.get("PARVIS_NOW"))):
        if text:
            try:
                return parse(text, timezone)
            except ValueError as error:
                raise UsageError(f"{name}: {error}") from error
    return (fixed or clock()).astimezone(UTC).replace(microsecond=0)


def parse(text: str, timezone: tzinfo) -> datetime:
    """An ISO 8601 moment as aware UTC, whole seconds. ValueError is a sentence with an example."""
    try:
        found = datetime.fromisoformat(text.strip())
        aware = found if found.tzinfo else found.replace(tzinfo=timezone)
        return aware.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is no moment. Write one such as {EXAMPLE}.") from None


def duration(text: object) -> timedelta:
    """`90s 10m 6h 1d 2w 2y` as a length of time; a year is 365 days. ValueError is a sentence with an example."""
    found = _DURATION.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None or not int(found[1]):
        raise ValueError(f"{text!r} is no length of time. Write one such as 90s, 10m, 6h, 1d, 2w or 2y.")
    return timedelta(seconds=int(found[1]) * _SECONDS[found[2]])
