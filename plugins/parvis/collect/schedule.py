"""When a source is asked: its own `every`, pauses, back-off, and what servers ask for. Pure decisions over moments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from itertools import groupby
from urllib.parse import urlsplit

from parvis.model.report import Health
from parvis.model.source import Source

_LEAST_PAUSE = timedelta(minutes=15)
MOST_PAUSE = timedelta(hours=24)
#: A clock that starts every ten minutes does so a few seconds early or late: that is no reason to leave a source out.
_SLACK = timedelta(seconds=30)
#: A run is followed by the next one at once the first time a source fails, and by growing pauses from then on.
_FIRST_PAUSE = timedelta(minutes=15)
_MISSING_RUNS = 3
GONE_PAUSE = timedelta(days=30)
MISSING_PAUSE = timedelta(days=1)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def pause_asked_for(retry_after: str | None, now: datetime) -> timedelta:
    """How long a host that answered 429 or 503 is left alone: what it asks for, between 15 minutes and 24 hours.

    `Retry-After` is a number of seconds or a date in any of HTTP's three forms (RFC 9110, 10.2.3); anything else counts
    as if it had been left out.
    """
    asked = _asked_for((retry_after or "").strip(), now)
    return min(max(asked, _LEAST_PAUSE), MOST_PAUSE)


def _asked_for(text: str, now: datetime) -> timedelta:
    if text.isascii() and text.isdigit():
        # More digits than this are more than a day in any case, and too many for a timedelta.
        return timedelta(seconds=int(text[:9]))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return timedelta(0)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now


def max_age(headers: Mapping[str, str]) -> timedelta:
    """For how long the server says that its answer stays fresh: `max-age` less `Age`, at most a day."""
    directives = {
        name.strip().lower(): value for name, _, value in (part.partition("=") for part in headers.get("cache-control", "").split(","))
    }
    if "no-cache" in directives or "no-store" in directives:
        return timedelta(0)
    fresh, age = (_seconds(text) for text in (directives.get("max-age", ""), headers.get("age", "")))
    return min(max(fresh - age, timedelta(0)), MOST_PAUSE)


def _seconds(text: str) -> timedelta:
    digits = text.strip().strip('"')
    return timedelta(seconds=int(digits[:9])) if digits.isascii() and digits.isdigit() else timedelta(0)


def back_off(name: str, failures: int, every: timedelta) -> timedelta:
    """How long a source is left alone after so many failures in a row.

    Nothing after the first: the next run asks again. Then twice as long each time, up to a day, moved by up to a fifth
    either way so that sources which failed together are not asked together: always the same for a name and a number.
    """
    if failures <= 1:
        return timedelta(0)
    base = max(every, _FIRST_PAUSE) * (1 << min(failures - 2, 10))
    spread = int.from_bytes(sha256(f"{name} {failures}".encode()).digest()[:4]) / 2**32
    return min(base, MOST_PAUSE) * (0.8 + 0.4 * spread)


def is_due(health: Health, every: timedelta, now: datetime) -> bool:
    """Whether the time of a source has come. A clock that was turned back since must not lock it out."""
    if health.last_attempt is not None and health.last_attempt > now:
        return True
    slack = min(_SLACK, every / 20) if not health.failures and not health.paused else timedelta(0)
    return health.next_try is None or now >= health.next_try - slack


def repeated_404(misses: int) -> bool:
    """Whether so many answers 404 in a row are more than one of the outages that networks have."""
    return misses >= _MISSING_RUNS


def is_path(url: str) -> bool:
    """Whether a source's address is a path inside the hub."""
    return not url.startswith("//") and not urlsplit(url).scheme


def order(sources: Iterable[Source], healths: Mapping[str, Health]) -> list[Source]:
    """Who is asked first: who works before who does not, who has waited longest, and the hosts in turn.

    So a host that lets everybody wait holds up those who wait for it, and nobody else.
    """

    def rank(source: Source) -> tuple[int, datetime]:
        health = healths.get(source.name) or Health(source=source.name)
        return (min(health.failures, 1), health.last_attempt or _EPOCH)

    met: Counter[str] = Counter()
    ordered = []
    for _, group in groupby(sorted(sources, key=rank), key=lambda source: rank(source)[0]):
        turns = []
        for source in group:
            host = _host(source)
            turns.append((met[host], source))
            met[host] += 1
        ordered += [source for _, source in sorted(turns, key=lambda turn: turn[0])]
    return ordered


def _host(source: Source) -> str:
    """The host of a source as far as its options tell; its kind stands for the network's own."""
    try:
        return urlsplit(str(source.options.get("url") or "")).hostname or source.kind
    except ValueError:
        return source.kind
