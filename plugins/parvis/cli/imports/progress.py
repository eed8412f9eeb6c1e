"""What `parvis import --as progress` does: who agreed to be shown, and how far they have come, beside the challenge's file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from parvis import importers
from parvis.archive.write import put
from parvis.cli.imports.reviews import tell
from parvis.errors import ArchiveError, Mistake, UsageError
from parvis.importers import progress as reader
from parvis.model.challenge import Progress
from parvis.model.import_report import ImportReport
from parvis.tidy.yaml import did_you_mean
from parvis.written import challenges

if TYPE_CHECKING:
    from parvis.cli.import_ import Job


def run(job: Job, now: datetime) -> int:
    """Import, and tell what it came to; the exit code. The file is the whole standing: who is no longer in it leaves the board.

    UsageError where no challenge of the hub is named, or the file is a folder.
    """
    del now
    slug = _challenge(job)
    if job.file.is_dir():
        raise UsageError(f"{job.file} is a folder: name the file.")
    outcome = reader.read(importers.Export(body=job.file.read_bytes(), file=str(job.file)))
    name = f"{job.settings.content.name}/{challenges.beside(slug)}"
    path = job.settings.root / name
    before = _before(path, name)
    written = bool(outcome.progress) and _write(path, outcome.progress)
    return tell(job, _report(job, outcome, before, (name,) if written else ()))


def _challenge(job: Job) -> str:
    """The slug of the challenge that is meant. UsageError where the hub has none of that name."""
    known = sorted(path.stem for path in (job.settings.content / "challenges").glob("*.md") if "." not in path.stem)
    if not job.challenge:
        raise UsageError("Which challenge is it? Name it with --challenge SLUG.")
    if job.challenge not in known:
        raise UsageError(f"No challenge '{job.challenge}'. {did_you_mean(job.challenge, known)}".strip())
    return job.challenge


def _before(path: Path, name: str) -> tuple[Progress, ...]:
    try:
        return challenges.progress(path.read_text("utf-8"), name)
    except FileNotFoundError:
        return ()


def _write(path: Path, found: Iterable[Progress]) -> bool:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(challenges.COLUMNS)
    writer.writerows((one.name, f"{one.amount:.15g}", one.last.isoformat() if one.last else "") for one in found)
    try:
        return put(path, text.getvalue().encode())
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written: {error.strerror}.") from error


def _report(job: Job, outcome: reader.Outcome, before: tuple[Progress, ...], written: tuple[str, ...]) -> ImportReport:
    stays = sum((Counter(before) & Counter(outcome.progress)).values())
    names = sum((Counter(one.name for one in before) & Counter(one.name for one in outcome.progress)).values())
    mistakes = tuple(Mistake(str(job.file), bad.line, bad.field, bad.what) for bad in outcome.bad)
    silent = f"{outcome.silent} did not agree to be shown: nothing of them was written."
    return ImportReport(
        file=str(job.file),
        kind=job.kind,
        new=len(outcome.progress) - names,
        updated=names - stays,
        unchanged=stays,
        mistakes=mistakes,
        left_out=len(mistakes),
        warnings=(silent,) if outcome.silent else (),
        written=written,
    )
