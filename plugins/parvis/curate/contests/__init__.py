"""Contests: what a moment, a ballot, a score or a rule makes of them; all of it pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from parvis.curate.contests import phases, rules
from parvis.curate.contests.rules import refuse
from parvis.curate.nouns import due
from parvis.curate.unanswered import unanswered
from parvis.model.contest import Contest
from parvis.model.curated_review import Reviews

__all__ = ["changes", "refuse", "shown", "warnings"]


def shown(contests: Iterable[Contest], now: datetime) -> tuple[Contest, ...]:
    """Those that have been announced, the newest first; ties by slug."""
    announced = [contest for contest in due(contests, now) if phases.at(contest, now) is not None]
    return tuple(sorted(announced, key=lambda contest: (-contest.phases[0].start.timestamp(), contest.slug)))


def warnings(contests: Iterable[Contest], reviews: Reviews, now: datetime, languages: tuple[str, ...]) -> Iterator[str]:
    """What a person should know of the contests before it becomes a mistake: complaints that wait for an answer, too."""
    waiting = sum(one.review.negative for one in unanswered(reviews.published, reviews.policy, now))
    for contest in contests:
        yield from rules.warnings(contest, now, languages, waiting)


def changes(contests: Iterable[Contest], now: datetime) -> Iterator[datetime]:
    """The later moments at which a page of a contest changes by itself."""
    for contest in contests:
        yield from phases.changes(contest, now)
