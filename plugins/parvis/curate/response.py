"""How long people wait for an answer: measured from the reviews that were answered, never promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from statistics import median

import msgspec

from parvis.model.curated_review import CuratedReview, Reviews


class Response(msgspec.Struct, frozen=True):
    """What was measured."""

    median: timedelta  #: from a review to its first answer
    answers: int  #: how many answers that is of


def measured(reviews: Reviews) -> Response | None:
    """Of all reviews that were answered, published or not; None where none was."""
    waits = [wait for curated in (*reviews.published, *reviews.withheld) for wait in _waits(curated)]
    if not waits:
        return None
    return Response(timedelta(seconds=round(median(wait.total_seconds() for wait in waits))), len(waits))


def _waits(curated: CuratedReview) -> Iterator[timedelta]:
    """From the review to its first answer; a review that is dated by its import tells nothing."""
    review = curated.review
    answers = [reply.at for reply in curated.replies if reply.text]
    if review.answer and review.answer.at:
        answers.append(review.answer.at)
    if answers and review.dated and (first := min(answers)) >= review.published:
        yield first - review.published
