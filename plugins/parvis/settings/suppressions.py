"""content/curation/suppressions.yaml: what was forgotten and never comes back, one flow line for each key, only ever added to.

- {of: link, salt: "8f0c…", mark: "5e1", hash: "1d7a…", ground: erasure, at: 2026-06-12T14:00:00Z}
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from parvis.errors import ContentError, Mistake
from parvis.model import suppression
from parvis.model.suppression import Of, Suppression
from parvis.model.takedown import GROUNDS

_LINE: Final = re.compile(
    r'- \{of: (id|link|native|words|account|profile|name), salt: "([0-9a-f]{32})", mark: "([0-9a-f]{3})", hash: "([0-9a-f]{64})",'
    r" ground: (\w+), at: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\}"
)


def file(content: Path) -> Path:
    """Where they stand."""
    return content / "curation" / "suppressions.yaml"


def suppressions(content: Path) -> tuple[Suppression, ...]:
    """All suppressions, in the order of the lines. ContentError lists every mistake."""
    path = file(content)
    if not path.is_file():
        return ()
    name = path.relative_to(content.parent).as_posix()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Mistake(name, 0, "", f"this file cannot be read: {error}.", "Save it as UTF-8.")]) from error
    found = _plain(text, name)
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
        path = file(content)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if path.is_file() else b""
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        path.write_bytes(before + gap + "".join(map(_written, made)).encode())
    return made


def _made(of: Of, key: str, ground: str, at: datetime) -> Suppression:
    salt = secrets.token_hex(16)
    return Suppression(of=of, salt=salt, mark=suppression.mark(salt, of, key), hash=suppression.slow(salt, of, key), ground=ground, at=at)


def _written(line: Suppression) -> str:
    said = f'of: {line.of}, salt: "{line.salt}", mark: "{line.mark}", hash: "{line.hash}", ground: {line.ground}'
    return f"- {{{said}, at: {line.at:%Y-%m-%dT%H:%M:%SZ}}}\n"


def _plain(text: str, name: str) -> tuple[Suppression, ...] | None:
    """The suppressions of a file in which every line is as the command writes it; None where one is not."""
    found: list[Suppression] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[5] not in GROUNDS:
            return None
        of, salt, mark, slow, ground, at = match.groups()
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            return None
        found.append(Suppression(of=of, salt=salt, mark=mark, hash=slow, ground=ground, at=moment, file=name, line=number))  # type: ignore[arg-type]  # the pattern names every `of`
    return tuple(found)
