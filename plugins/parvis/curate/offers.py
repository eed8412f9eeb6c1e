"""Offers in time: to the minute at which they begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from parvis.model.offer import Offer

State = Literal["coming", "running", "ended"]


def state(offer: Offer, now: datetime) -> State:
    """Whether an offer holds; at its last moment it does no more."""
    if now >= offer.ends:
        return "ended"
    return "coming" if offer.starts and now < offer.starts else "running"


def changes(offers: Iterable[Offer], now: datetime) -> Iterator[datetime]:
    """The later moments at which an offer begins or ends."""
    yield from (moment for offer in offers for moment in (offer.starts, offer.ends) if moment and moment > now)
