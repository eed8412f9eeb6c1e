"""What the tests of the build share: a copy of the small hub, and ways to build it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis import settings
from parvis.build.disk import Disk
from parvis.build.stage import Stage, files
from parvis.model.build_report import BuildReport
from parvis.settings import Settings

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)


@pytest.fixture
def hub(tmp_path: Path, samples: Path) -> Path:
    """A copy of the small hub, never built."""
    folder = tmp_path / "hub"
    shutil.copytree(samples / "hubs" / "small", folder)
    return folder


@pytest.fixture
def build(hub: Path) -> Callable[..., BuildReport]:
    """Builds the hub, as the command does after it has found something to do."""
    from parvis import pelican_plugin

    def run(now: datetime = NOW) -> BuildReport:
        return pelican_plugin.build(settings.read(hub), now)

    return run


@pytest.fixture
def hub_settings(hub: Path) -> Settings:
    return settings.read(hub)


@pytest.fixture
def new_stage(tmp_path: Path) -> Callable[[], Stage]:
    """A stage over `site/output` with the manifest of what was published there last."""
    from parvis.build import manifest

    output, state = tmp_path / "site" / "output", tmp_path / "site" / ".parvis"

    def make() -> Stage:
        state.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(state / "staging", ignore_errors=True)
        (state / "staging").mkdir()
        return Stage(output, state / "staging", manifest.read(state / manifest.NAME))

    return make


@pytest.fixture
def publish_site(new_stage: Callable[[], Stage]) -> Callable[..., object]:
    """Publishes a whole site given as path → text; what is missing in it goes."""
    from parvis.build.publish import publish
    from parvis.tidy import digests

    def run(site: dict[str, str], disk: Disk | None = None, *, sure: bool = True) -> object:
        stage = new_stage()
        for path, text in site.items():
            stage.claim(path, "page")
            key = digests.of_bytes(text.encode())
            if not stage.keep(path, key):
                stage.put(path, key, text.encode())
        return publish(stage, stage.staging.parent, disk or Disk(), sure=sure)

    return run


def tree(folder: Path) -> dict[str, bytes]:
    """Everything below a folder: path → bytes."""
    return {path: (folder / path).read_bytes() for path in files(folder)}
