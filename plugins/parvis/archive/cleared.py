"""What was found not to be forgotten, kept in .parvis/ so that the slow hash is asked once: digests alone. It may be lost."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from parvis.archive.write import put
from parvis.model.suppression import Cleared

_FILE = "cleared.msgpack"
#: The two that ask: each keeps its own, because they meet different records.
COLLECT, BUILD = "collect", "build"


def recall(state: Path, asker: str) -> Cleared:
    """What a run before this one has found."""
    try:
        return msgspec.msgpack.decode((state / asker / _FILE).read_bytes(), type=Cleared)
    except (OSError, ValueError, msgspec.MsgspecError):
        return Cleared()


def remember(state: Path, asker: str, found: Cleared) -> None:
    """Keep it. A folder that cannot be written costs time alone, the next time."""
    plain = (sorted(found.salts), sorted(found.records))
    with suppress(OSError):
        put(state / asker / _FILE, msgspec.msgpack.encode({"salts": plain[0], "records": plain[1]}))
