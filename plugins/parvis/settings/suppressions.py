"""content/curation/suppressions.yaml: what was forgotten and never comes back, one flow line for each key, only ever added to.

- {of: link, salt: "8f0c…", mark: "5e1", hash: "1d7a…", ground: erasure, at: 2026-06-12T14:00:00Z}
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from parvis.model import suppression
from parvis.model.suppression import Of, Suppression
from parvis.settings import flow_lines, forgotten


def file(content: Path) -> Path:
    """Where they stand."""
    return content / "curation" / "suppressions.yaml"


def suppressions(content: Path) -> tuple[Suppression, ...]:
    """All suppressions, in the order of the lines. ContentError lists every mistake."""
    return forgotten.lines(file(content), content, Suppression)


def suppress(content: Path, keys: Iterable[tuple[Of, str]], ground: str, at: datetime) -> tuple[Suppression, ...]:
    """Add a line for each key, with a new salt; those that stand in a line already are left out. What was added.

    ContentError where the file as it is cannot be read; OSError where it cannot be written.
    """
    known = suppressions(content)
    fresh = [key for key in dict.fromkeys(keys) if not any(line.of == key[0] and line.is_of(key[1]) for line in known)]
    moment = at.astimezone(UTC).replace(microsecond=0)
    made = tuple(_made(of, key, ground, moment) for of, key in fresh)
    if made:
        flow_lines.append(file(content), *map(_written, made))
    return made


def _made(of: Of, key: str, ground: str, at: datetime) -> Suppression:
    salt = secrets.token_hex(16)
    return Suppression(of=of, salt=salt, mark=suppression.mark(salt, of, key), hash=suppression.slow(salt, of, key), ground=ground, at=at)


def _written(line: Suppression) -> str:
    said = f'of: {line.of}, salt: "{line.salt}", mark: "{line.mark}", hash: "{line.hash}", ground: {line.ground}'
    return f"- {{{said}, at: {flow_lines.utc(line.at)}}}"
