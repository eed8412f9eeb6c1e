"""A small hub with one contest, and the command that works on it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parvis.cli import main

FOLDER = "content/contests/saveurs"
Contest = Callable[..., tuple[int, str, str]]


@pytest.fixture
def hub(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small hub with one contest, counted and with its result."""
    monkeypatch.delenv("PARVIS_VOTE_SALT", raising=False)
    monkeypatch.delenv("PARVIS_NOW", raising=False)
    root = Path(shutil.copytree(samples / "contest" / "hub", tmp_path / "hub"))
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def bare(hub: Path) -> Path:
    """The same before anything was sent in."""
    for name in ("entries.csv", "ballots.csv", "scores.csv", "merges.yaml", "outcome.md", "outcome.en.md", "result.json"):
        (hub / FOLDER / name).unlink()
    return hub


@pytest.fixture
def contest(capsys: pytest.CaptureFixture[str]) -> Contest:
    """`parvis contest saveurs …`: exit code, output, errors."""

    def _contest(*words: str) -> tuple[int, str, str]:
        code = main(["contest", "saveurs", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return _contest


@pytest.fixture
def facts(contest: Contest) -> Callable[..., dict[str, Any]]:
    """What `parvis contest saveurs … --json` tells machines."""

    def _facts(*words: str) -> dict[str, Any]:
        _code, out, _err = contest(*words, "--json")
        found: dict[str, Any] = json.loads(out)
        return found

    return _facts
