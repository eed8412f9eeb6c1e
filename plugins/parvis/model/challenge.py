"""A challenge: something that many do, each as far as they like, and who wants to be seen doing it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from parvis.model.noun import Noun


class Milestone(msgspec.Struct, frozen=True, kw_only=True):
    """A point on the way."""

    at: float
    name: dict[str, str]  #: by language
    reward: dict[str, str] = {}  #: by language


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far somebody has come who agreed to be shown."""

    name: str  #: first name and initial
    amount: float
    last: date | None = None  #: the day of their last step


class Challenge(Noun, frozen=True, kw_only=True):
    """One challenge."""

    unit: dict[str, str]  #: by language: what is counted, such as "macarons tasted"
    goal: float | None = None
    together: bool = False  #: the goal is everybody's sum, not each person's own
    starts: datetime | None = None  #: UTC
    ends: datetime | None = None  #: UTC
    join: dict[str, str] = {}  #: by language: how to take part
    link: str = ""  #: absolute: where to take part
    milestones: tuple[Milestone, ...] = ()  #: the first one first
    progress: tuple[Progress, ...] = ()  #: the one who has come farthest first
