"""Pictures of the archive: `media/<2 hex>/<SHA-256>.<extension>`, each once whatever shows it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from parvis.archive import months
from parvis.archive.write import put
from parvis.errors import ArchiveError


def keep(archive: Path, body: bytes, extension: str) -> tuple[str, bool]:
    """Keep a picture; its place relative to the archive's `media/`, and whether it is new there.

    ArchiveError when it cannot be written.
    """
    name = sha256(body).hexdigest()
    place = f"{name[:2]}/{name}.{extension}"
    path = archive / months.MEDIA / place
    try:
        return place, put(path, body)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written: {error.strerror}. Nothing of it was changed.") from error
