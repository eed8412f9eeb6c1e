"""What was found not to be forgotten, kept in .parvis/ so that the slow hash is asked once: digests alone. It may be lost."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from parvis.archive.write import put
from parvis.model.suppression import Cleared

_FILE = "cleared.msgpack"


def recall(state: Path) -> Cleared:
    """What a run before this one has found."""
    try:
        return msgspec.msgpack.decode((state / _FILE).read_bytes(), type=Cleared)
    except (OSError, ValueError, msgspec.MsgspecError):
        return Cleared()


def remember(state: Path, found: Cleared) -> None:
    """Keep it in place of what was known. A folder that cannot be written costs time alone, the next time."""
    said = {
        "salts": sorted(found.salts),
        "records": sorted(found.records),
        "fallen": dict(sorted(found.fallen.items())),
        "sources": {digest: dict(sorted(places.items())) for digest, places in sorted(found.sources.items())},
    }
    with suppress(OSError):
        put(state / _FILE, msgspec.msgpack.encode(said))


def add(state: Path, found: Cleared) -> None:
    """Keep it beside what was known of the same lines: for whoever has looked at a part of the archive alone."""
    known = recall(state)
    remember(state, found.beside(known))
