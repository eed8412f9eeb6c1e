"""What the tests of the plugin share: a copy of the small hub, and both ways to build it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis import pelican_plugin, settings
from parvis.model.build_report import BuildReport

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)


@pytest.fixture
def hub(tmp_path: Path, samples: Path) -> Path:
    shutil.copytree(samples / "hubs" / "small", tmp_path / "hub")
    return tmp_path / "hub"


@pytest.fixture
def pelican(hub: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `pelican -s pelican.conf.py …` in the hub's folder."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pelican", "-s", "pelican.conf.py", *arguments]
        kept = {name: value for name, value in os.environ.items() if name != "PARVIS_NOW"}
        return subprocess.run(command, cwd=hub, env={**kept, **environment}, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def build() -> Callable[..., BuildReport]:
    """Builds a hub as the command does."""
    return lambda hub, now=NOW: pelican_plugin.build(settings.read(hub), now)
