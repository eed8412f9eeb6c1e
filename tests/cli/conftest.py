"""What the tests of the command share: a way to run it as a user does, and a small hub."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

#: Runs `parvis` with words in a folder; extra environment by name.
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command in a process of its own, without a terminal and without the surroundings of CI."""

    def _run(*words: str, cwd: Path = tmp_path, env: Mapping[str, str] = {}) -> subprocess.CompletedProcess[str]:
        quiet = {name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "GITHUB_")) and name != "CI"}
        code = "import sys; from parvis.cli import main; sys.exit(main())"
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=cwd,
            env={**quiet, "PYTHONWARNINGS": "", **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return _run


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A hub as `init` writes it, in English."""
    from parvis.cli import init

    folder = tmp_path / "hub"
    init.write(folder, "en", init.blanks("The Square", "https://hub.example"))
    return folder
