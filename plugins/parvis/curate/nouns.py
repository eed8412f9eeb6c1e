"""Nouns in time: one that is dated ahead waits for its moment, as a post does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from parvis.model.noun import Noun
from parvis.model.nouns import Nouns

AnyNoun = TypeVar("AnyNoun", bound=Noun)


def due(nouns: Iterable[AnyNoun], now: datetime) -> tuple[AnyNoun, ...]:
    """Those whose moment has come, by name; ties by slug."""
    return tuple(sorted((noun for noun in nouns if not _is_early(noun, now)), key=lambda noun: (noun.name.casefold(), noun.slug)))


def changes(nouns: Nouns, now: datetime) -> Iterator[datetime]:
    """The later moments at which a noun appears."""
    for noun in nouns.every():
        if noun.published and _is_early(noun, now):
            yield noun.published


def midnight(day: date, timezone: str) -> datetime:
    """The moment at which a day begins in a zone."""
    return datetime.combine(day, time(), ZoneInfo(timezone))


def day_after(day: date) -> date:
    """The next day; the calendar's last one has none but itself."""
    return day if day == date.max else day + timedelta(days=1)


def _is_early(noun: Noun, now: datetime) -> bool:
    return noun.published is not None and noun.published > now
