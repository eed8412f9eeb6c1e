"""Where a record lies: `<source>/<YYYY-MM>.jsonl`, by the month in which it was published (UTC)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from parvis.archive.forms import REVIEWS
from parvis.model.review import WRITTEN

#: Folder of the archive that holds pictures instead of records.
MEDIA = "media"

_FILE = re.compile(r"\d{4}-\d{2}\.jsonl")


def month(published: datetime) -> str:
    """`2026-03` for an aware moment, counted in UTC so that no clone's timezone moves a record."""
    moment = published.astimezone(UTC)
    return f"{moment.year:04d}-{moment.month:02d}"


def file(archive: Path, source: str, of: str) -> Path:
    """The file of one month of one source."""
    return archive / source / f"{of}.jsonl"


def files(archive: Path, source: str) -> tuple[Path, ...]:
    """All month files of a source, oldest first; none where nothing was collected yet."""
    folder = archive / source
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if _FILE.fullmatch(path.name)))


def folders(archive: Path) -> tuple[str, ...]:
    """Names of all folders that hold records, sorted: everything but pictures."""
    if not archive.is_dir():
        return ()
    names = sorted(path.name for path in archive.iterdir() if path.is_dir())
    return tuple(name for name in names if name != MEDIA and not name.startswith("."))


def sources(archive: Path) -> tuple[str, ...]:
    """Names of the folders that hold posts, sorted: neither pictures nor the reviews of an importer."""
    return tuple(name for name in folders(archive) if not name.startswith(REVIEWS))


def reviews(archive: Path) -> tuple[str, ...]:
    """Names of the folders that hold reviews, sorted; the seals of hand-written ones are none."""
    return tuple(name for name in folders(archive) if name.startswith(REVIEWS) and name != WRITTEN)
