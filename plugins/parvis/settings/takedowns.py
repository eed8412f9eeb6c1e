"""content/curation/register.yaml: every takedown, one flow line each, without personal data of whoever was forgotten.

- {at: 2026-06-12, ground: erasure, kind: item, items: 1, by: "Awa Diop"}
"""

from __future__ import annotations

from pathlib import Path

from parvis.model.takedown import Takedown
from parvis.settings import flow_lines, forgotten


def file(content: Path) -> Path:
    """Where they stand."""
    return content / "curation" / "register.yaml"


def takedowns(content: Path) -> tuple[Takedown, ...]:
    """All takedowns, in the order of the lines. ContentError lists every mistake."""
    return forgotten.lines(file(content), content, Takedown)


def register(content: Path, takedown: Takedown) -> Path:
    """Add a takedown; the file it stands in. OSError where it cannot be written."""
    path = file(content)
    by = flow_lines.quoted(" ".join(takedown.by.split()))
    said = f"ground: {takedown.ground}, kind: {takedown.kind}, items: {takedown.items}, by: {by}"
    flow_lines.append(path, f"- {{at: {takedown.at:%Y-%m-%d}, {said}}}")
    return path
