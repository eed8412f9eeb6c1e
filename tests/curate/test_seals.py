"""Seals: the words of a hand-written review cannot change unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from parvis.errors import PolicyError
from parvis.model.curated_review import Reviews
from parvis.model.review import Review, Seal

NOW = datetime(2026, 6, 12, 12, tzinfo=UTC)
AT = datetime(2026, 6, 1, tzinfo=UTC)
Make = Callable[..., Review]
Decide = Callable[..., Reviews]


def hand_written(review: Make, **fields: Any) -> Review:
    return review(
        0,
        **(
            {"id": "written:lettre", "source": "reviews-written", "kind": "written", "file": "content/reviews/lettre.md", "line": 8}
            | fields
        ),
    )


def seal(of: Review, **fields: Any) -> Seal:
    given: dict[str, Any] = {"id": of.id, "published": of.published, "collected": AT, "digest": of.digest}
    return Seal(**given | fields)


def test_a_sealed_review_is_published_with_what_its_seal_knows(review: Make, decided: Decide) -> None:
    one = hand_written(review)

    found = decided(written=(one,), seals=(seal(one, updated=AT),))

    assert [warning for warning in found.warnings if "seal" in warning] == []
    assert (found.published[0].review.updated, found.published[0].review.collected) == (AT, AT)


def test_changed_words_of_a_hand_written_review_are_an_error_with_the_way_to_mend(review: Make, decided: Decide) -> None:
    one = hand_written(review)

    with pytest.raises(PolicyError) as caught:
        decided(written=(one,), seals=(seal(one, digest="0" * 64),))

    assert str(caught.value).startswith("content/reviews/lettre.md:8: text: the words of this review are not those that were sealed.")
    assert "`parvis import content/reviews/lettre.md --as written`" in str(caught.value)


def test_a_review_without_a_seal_is_only_a_warning(review: Make, decided: Decide) -> None:
    found = decided(written=(hand_written(review),))

    assert len(found.published) == 1
    assert "its words are not sealed yet" in found.warnings[0]


def test_a_seal_without_its_review_is_a_warning(review: Make, decided: Decide) -> None:
    assert any("its file is gone" in warning for warning in decided(seals=(seal(hand_written(review)),)).warnings)


def test_a_hand_written_review_of_tomorrow_waits(review: Make, decided: Decide) -> None:
    tomorrow = NOW + timedelta(days=1)

    found = decided(written=(hand_written(review, published=tomorrow),))

    assert (found.withheld[0].status, found.changes) == ("waiting", (tomorrow,))
