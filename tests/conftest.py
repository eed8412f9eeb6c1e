"""What all tests share: where the captured feeds lie, if they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of captured feeds and hostile input beside the checkout; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("PARVIS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("../shared is absent: the captured feeds and the hostile corpus lie there")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """Our own sample documents, by kind."""
    return ROOT / "tests" / "samples"
