"""Hubs to read the settings of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Hub = Callable[..., Path]


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    """Makes a hub: lines of its pelican.conf.py, and its sources.yaml."""

    def made(*lines: str, sources: str | None = None) -> Path:
        text = ['SITENAME = "Sucre Bleu"', 'PATH = "content"', *lines]
        (tmp_path / "pelican.conf.py").write_text("\n".join(text) + "\n", encoding="utf-8")
        (tmp_path / "content").mkdir(exist_ok=True)
        if sources is not None:
            (tmp_path / "content" / "sources.yaml").write_text(sources, encoding="utf-8")
        return tmp_path

    return made
