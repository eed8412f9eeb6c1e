"""Reviews that wait for an answer: the negative first, then the oldest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from parvis.curate.unanswered import unanswered
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.reply import Reply
from parvis.model.review import Answer, Review
from parvis.model.review_policy import ReviewPolicy

NOW = datetime(2026, 6, 12, 12, tzinfo=UTC)
AT = datetime(2026, 6, 1, tzinfo=UTC)
Make = Callable[..., Review]
Decide = Callable[..., Reviews]


def test_unanswered_reviews_come_negative_first_then_the_oldest(review: Make, decided: Decide) -> None:
    found = decided(
        review(0),
        review(9),
        review(3, rating=1.0),
        review(5, rating=2.0, product="camerise"),
        review(7),
        replies=(Reply(review="judgeme:7", text="Merci", by="Awa", at=AT),),
    )
    policy = ReviewPolicy(owners={"default": "Awa", "camerise": "Linh"})

    waiting = unanswered(found.published, policy, NOW, within=timedelta(days=6))

    assert [one.review.id for one in waiting] == ["judgeme:5", "judgeme:3", "judgeme:9", "judgeme:0"]
    assert [one.owner for one in waiting] == ["Linh", "Awa", "Awa", "Awa"]
    assert [one.late for one in waiting] == [True, False, True, False]
    assert waiting[0].age == timedelta(days=7)


def test_only_those_that_have_waited_so_long_may_be_asked_for(review: Make, decided: Decide) -> None:
    found = decided(review(0), review(9))

    assert [one.review.id for one in unanswered(found.published, ReviewPolicy(), NOW, older=timedelta(days=7))] == ["judgeme:9"]


def test_what_was_answered_where_it_was_written_waits_no_more(make_review: Callable[..., CuratedReview]) -> None:
    assert unanswered((make_review(answer=Answer(text="Merci")),), ReviewPolicy(), NOW) == ()


def test_withheld_reviews_wait_for_no_answer(review: Make, decided: Decide) -> None:
    found = decided(review(held="spam"))

    assert unanswered(found.published, ReviewPolicy(), NOW) == ()
