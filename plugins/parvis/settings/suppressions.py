"""content/curation/suppressions.yaml: what was forgotten and never comes back, one flow line for each key, only ever added to.

- {of: link, salt: "8f0c…", mark: "5e1", hash: "1d7a…", ground: erasure, at: 2026-06-12T14:00:00Z}
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from parvis.model import suppression
from parvis.model.suppression import Of, Suppression
from parvis.model.takedown import GROUNDS
from parvis.settings import flow_lines

_FIELDS: Final = frozenset({"of", "salt", "mark", "hash", "ground", "at"})


def file(content: Path) -> Path:
    """Where they stand."""
    return content / "curation" / "suppressions.yaml"


def suppressions(content: Path) -> tuple[Suppression, ...]:
    """All suppressions, in the order of the lines. ContentError lists every mistake."""
    path = file(content)
    name = path.relative_to(content.parent).as_posix()
    found = _plain(flow_lines.text_of(path, name), name)
    if found is None:
        # What reads a file that a person, or a merge, has written in takes a tenth of a second to import.
        from parvis.settings import forgotten_by_hand

        return forgotten_by_hand.suppressions(path, content)
    return found


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


def _plain(text: str, name: str) -> tuple[Suppression, ...] | None:
    """The suppressions of a file in which every line is as the command writes it; None where one is not."""
    entries = flow_lines.plain(text)
    if entries is None:
        return None
    found: list[Suppression] = []
    for number, entry in entries:
        try:
            made = msgspec.convert({**entry, "file": name, "line": number}, Suppression)
        except msgspec.ValidationError:
            return None
        if entry.keys() != _FIELDS or made.ground not in GROUNDS:
            return None
        found.append(made)
    return tuple(found)
