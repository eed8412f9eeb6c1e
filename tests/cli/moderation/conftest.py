"""A hub whose posts wait, and `parvis moderate` before it: with keys from a pipe, or as a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parvis import settings
from parvis.cli import init, main

NOW = "2026-12-12T12:00:00+00:00"


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with three posts that wait, the first of which has a picture."""
    hub = tmp_path_factory.mktemp("moderate") / "hub"
    init.write(hub, "en", init.blanks("The Square", "https://hub.example"))
    items: list[dict[str, Any]] = [
        {
            "id": f"n{number}",
            "url": f"https://box.example/{number}",
            "title": f"Slip {number}",
            "content_text": f"What the slip number {number} says, at some length, about the shop on the corner.",
            "date_published": f"2026-11-0{number}T10:00:00Z",
            "authors": [{"name": "Ada", "url": "https://box.example/ada"}],
        }
        for number in (1, 2, 3)
    ]
    items[0]["image"] = "https://img.example/a.jpg"
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Box", "items": items}
    (hub / "content/recorded/box.json").write_text(json.dumps(feed), "utf-8")
    source = "sources:\n  - {name: box, kind: feed, url: content/recorded/box.json, publish: review}\n"
    (hub / "content/sources.yaml").write_text(source, "utf-8")
    assert main(["--root", str(hub), "collect", "--now", NOW]) == 0
    return hub


@pytest.fixture
def waiting(collected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    monkeypatch.setenv("PARVIS_NOW", NOW)
    return shutil.copytree(collected, tmp_path / "hub")


@pytest.fixture
def start(waiting: Path) -> Callable[..., subprocess.Popen[Any]]:
    """Starts it: words of its own, environment beside ours, and whatever `Popen` takes."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "GITHUB_")) and name not in {"CI", "NO_COLOR"}
    }
    code = "import sys; from parvis.cli import main; sys.exit(main())"

    def start(*words: str, env: dict[str, str] | None = None, **how: Any) -> subprocess.Popen[Any]:
        command = [sys.executable, "-c", code, "--root", str(waiting), "moderate", "--by", "Ed", *words]
        told = {**kept, "PYTHONWARNINGS": "", "PARVIS_NOW": NOW, "TERM": "xterm-256color", **(env or {})}
        return subprocess.Popen(command, env=told, **how)

    return start


@pytest.fixture
def moderate(start: Callable[..., subprocess.Popen[str]]) -> Callable[..., str]:
    """Runs it with keys from a pipe; what it says."""

    def run(keys: str, *words: str) -> str:
        process = start(*words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said, wrong = process.communicate(keys, timeout=60)
        assert (process.returncode, wrong) == (0, "")
        return said

    return run


@pytest.fixture
def decided(waiting: Path) -> Callable[[], list[tuple[str, str, str]]]:
    """What stands in the files by now: item, verb, reason."""
    return lambda: [(one.item, one.do, one.because) for one in settings.every_decision(waiting / "content")]
