"""Posts to keep, and a folder to keep them in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from parvis.model.post import Post

COLLECTED = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def make(native: str = "1", **fields: Any) -> Post:
    """A post of the source `blog`, published in March 2026 unless said otherwise."""
    values: dict[str, Any] = {
        "id": f"blog:{native}",
        "source": "blog",
        "network": "feed",
        "published": datetime(2026, 3, 14, 9, 30, tzinfo=UTC),
        "collected": COLLECTED,
        "version": 1,
    }
    return Post(**values | fields)


@pytest.fixture
def post() -> Callable[..., Post]:
    return make


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "content" / "archive"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / ".parvis"
