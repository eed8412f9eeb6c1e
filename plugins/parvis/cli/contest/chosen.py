"""The contest that the command is about, and writing what has become of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from parvis.cli.verb import hub
from parvis.errors import UsageError
from parvis.settings import Settings

if TYPE_CHECKING:
    from parvis.model.contest import Contest


class Chosen(msgspec.Struct, frozen=True):
    """A contest, its folder and its hub."""

    settings: Settings
    contest: Contest
    folder: Path

    def write(self, file: str, text: str) -> bool:
        """Put a file into the contest's folder, whole or not at all. Whether its bytes are new."""
        from parvis.build.disk import Disk

        path, data = self.folder / file, text.encode()
        if path.is_file() and path.read_bytes() == data:
            return False
        Disk().write(path, data)
        return True

    def name(self, file: str) -> str:
        """A file as messages name it."""
        return f"{self.contest.folder}/{file}"


def chosen() -> Chosen:
    """The contest of `parvis contest SLUG`. UsageError when there is none of this name, ContentError when its files are wrong."""
    from parvis.written import contests
    from parvis.written.articles import Reader

    settings = hub()
    slug = _slug()
    reader = Reader(timezone=settings.site.timezone, languages=settings.site.languages)
    contest = contests.find(settings.content, reader, slug)
    if contest is None:
        folder = settings.content / "contests"
        known = sorted(path.parent.name for path in folder.glob("*/contest.md"))
        remedy = f"The contests are: {', '.join(known)}." if known else "There is none yet: write content/contests/SLUG/contest.md."
        raise UsageError(f"No contest '{slug}'. {remedy}")
    return Chosen(settings, contest, settings.root / contest.folder)


def _slug() -> str:
    parent = click.get_current_context().parent
    assert parent is not None, "works run below a contest"
    return str(parent.params["slug"])
