"""Posts, sources and settings to decide about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from parvis.curate.reviews import curate
from parvis.model.curated_review import CuratedReview, ReviewFiles, Reviews
from parvis.model.post import Post
from parvis.model.review import Review
from parvis.model.review_policy import ReviewPolicy
from parvis.model.source import Source
from parvis.settings import Settings
from parvis.written.articles import Written

NOW = datetime(2026, 6, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def post() -> Callable[..., Post]:
    def made(native: str = "1", source: str = "blog", **fields: Any) -> Post:
        values: dict[str, Any] = {
            "id": f"{source}:{native}",
            "source": source,
            "network": "feed",
            "published": NOW - timedelta(days=10),
            "collected": NOW - timedelta(days=5),
        }
        return Post(**values | fields)

    return made


@pytest.fixture
def review(make_review: Callable[..., CuratedReview]) -> Callable[..., Review]:
    """A review as it was kept, before anything was decided of it; fields as `make_review` takes them."""
    return lambda number=0, **fields: make_review(number, **fields).review


@pytest.fixture(scope="session")
def decided() -> Callable[..., Reviews]:
    """What becomes of imported reviews, of the files of `ReviewFiles` and of the editors' documents, at a moment."""

    def made(*imported: Review, documents: tuple[Written, ...] = (), now: datetime = NOW, **files: Any) -> Reviews:
        given: dict[str, Any] = {"policy": ReviewPolicy(contact="avis@hub.example")}
        return curate(ReviewFiles(imported=imported, **given | files), documents, now)

    return made


@pytest.fixture
def source() -> Callable[..., Source]:
    def made(name: str = "blog", **fields: Any) -> Source:
        return Source(name=name, kind="feed", **fields)

    return made


@pytest.fixture
def settings(tmp_path: Path, make_settings: Callable[..., Settings]) -> Callable[..., Settings]:
    return lambda *sources: make_settings(tmp_path, sources=sources)
