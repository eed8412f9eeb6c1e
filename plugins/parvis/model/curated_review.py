"""Reviews as curation leaves them: what becomes of each and why, with what the brand has added, and what they come to together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec

from parvis.model.decision import Decision
from parvis.model.reply import Reply
from parvis.model.review import BEST, WORST, Review, Seal
from parvis.model.review_policy import Ground, ReviewPolicy

ReviewStatus = Literal["published", "waiting", "withheld"]
#: How many pinned reviews stand before the others; more would be a selection of the brand's.
PINS = 3


class ReviewFiles(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a hub's files say of reviews, before anything is decided."""

    imported: tuple[Review, ...] = ()
    written: tuple[Review, ...] = ()
    seals: tuple[Seal, ...] = ()
    replies: tuple[Reply, ...] = ()
    decisions: tuple[Decision, ...] = ()  #: those about posts, too
    policy: ReviewPolicy = ReviewPolicy()


class CuratedReview(msgspec.Struct, frozen=True, kw_only=True):
    """A review, with what becomes of it."""

    review: Review
    status: ReviewStatus
    reasons: tuple[str, ...]  #: what led to the status, in order
    ground: Ground | None = None  #: for which of the hub's own reasons it is withheld
    public: str = ""  #: what the pages say of its being withheld
    replies: tuple[Reply, ...] = ()  #: oldest first
    pinned: datetime | None = None  #: since when the brand has it before the others; an end that has come is none

    @property
    def answered(self) -> bool:
        """Whether the brand has answered it, here or where it was written."""
        return self.review.answer is not None or bool(self.replies)


class Reviews(msgspec.Struct, frozen=True, kw_only=True):
    """All reviews of a hub, decided."""

    published: tuple[CuratedReview, ...] = ()  #: newest first; ties by id
    withheld: tuple[CuratedReview, ...] = ()  #: all others, in the same order
    policy: ReviewPolicy = ReviewPolicy()
    changes: tuple[datetime, ...] = ()  #: later moments at which time alone turns something
    warnings: tuple[str, ...] = ()

    @property
    def answerers(self) -> frozenset[str]:
        """The names of those who have answered reviews here."""
        return frozenset(reply.by for one in (*self.published, *self.withheld) for reply in one.replies)

    @property
    def in_front(self) -> tuple[CuratedReview, ...]:
        """The published ones that the brand has pinned, the latest pin first; at most `PINS`."""
        pinned = [(one.pinned, one) for one in self.published if one.pinned]
        return tuple(one for _since, one in sorted(pinned, key=lambda pair: pair[0], reverse=True)[:PINS])


class ReviewFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What reviews come to together: never of a selection, always of all that are published (of a product, of the hub)."""

    count: int
    rated: int  #: those with a rating
    average: float | None  #: of the rated ones, to a hundredth
    stars: tuple[int, ...]  #: how many have 5, 4, 3, 2, 1; a half counts below
    verified: int
    rewarded: int


def figures(reviews: Iterable[CuratedReview]) -> ReviewFigures:
    """The figures of published reviews: hand over all of them, of the hub or of a product."""
    found = [curated.review for curated in reviews]
    ratings = [review.rating for review in found if review.rating is not None]
    stars = [review.stars for review in found if review.stars is not None]
    return ReviewFigures(
        count=len(found),
        rated=len(ratings),
        average=round(sum(ratings) / len(ratings), 2) if ratings else None,
        stars=tuple(stars.count(star) for star in range(BEST, WORST - 1, -1)),
        verified=sum(1 for review in found if review.verified),
        rewarded=sum(1 for review in found if review.incentive),
    )
