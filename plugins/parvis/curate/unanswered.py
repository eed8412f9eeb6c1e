"""Reviews that nobody has answered yet: negative ones first, with their age and who owes the answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from parvis.model.curated_review import CuratedReview
from parvis.model.review import Review
from parvis.model.review_policy import ReviewPolicy


class Unanswered(msgspec.Struct, frozen=True, kw_only=True):
    """A published review without an answer."""

    review: Review
    age: timedelta  #: since it was published, or its words were last changed
    owner: str  #: who answers; empty where nobody is named
    late: bool  #: past the agreed delay


def unanswered(
    published: Iterable[CuratedReview],
    policy: ReviewPolicy,
    now: datetime,
    *,
    older: timedelta | None = None,
    within: timedelta | None = None,
) -> tuple[Unanswered, ...]:
    """Those without an answer, negative ones first, the oldest of each first. `older`: only these; `within`: the agreed delay."""
    found = [_open(curated.review, policy, now, within) for curated in published if not curated.answered]
    shown = [one for one in found if older is None or one.age >= older]
    return tuple(sorted(shown, key=lambda one: (not one.review.negative, -one.age, one.review.id)))


def _open(review: Review, policy: ReviewPolicy, now: datetime, within: timedelta | None) -> Unanswered:
    age = now - (review.updated or review.published)
    owner = policy.owners.get(review.product) or policy.owners.get("default", "")
    return Unanswered(review=review, age=age, owner=owner, late=within is not None and age > within)
