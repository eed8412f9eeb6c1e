"""What the tests of pages share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parvis import THEME, pages
from parvis.model.hub import Hub
from parvis.model.page import Page


@pytest.fixture(scope="session")
def theme_templates() -> set[str]:
    """Names of the theme's page templates."""
    return {file.name for file in (Path(THEME) / "templates").iterdir() if file.is_file()}


@pytest.fixture(scope="session")
def page_at() -> Callable[[Hub, str], Page]:
    """The page at a path; StopIteration where there is none."""
    return lambda hub, path: next(page for page in pages.every(hub) if page.path == path)
