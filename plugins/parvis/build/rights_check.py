"""Rights of items that nobody has: what a build and a check share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from parvis.archive import read as archive
from parvis.curate import rights_lines
from parvis.errors import ArchiveError
from parvis.model.curation import Curation
from parvis.model.post import Post
from parvis.settings import Settings


def refuse_unknown(settings: Settings, curation: Curation, archived: Mapping[str, Iterable[Post]]) -> None:
    """ContentError for each line about an item or a source that is not known; one of a source that is gone is."""
    if not curation.rights:
        return
    ids = {post.id for posts in archived.values() for post in posts}
    names = {source.name for source in settings.sources}
    if any(right.item not in ids for right in curation.rights if right.item):
        gone = [name for name in archive.folders(settings.archive) if name not in names]
        ids |= {post.id for posts in archive.every(settings.archive, gone).values() for post in posts}
    rights_lines.refuse_unknown(curation.rights, ids, sorted({*names, *archive.folders(settings.archive)}))


def check(settings: Settings, curation: Curation) -> None:
    """The same for a check, which has read nothing yet. What is wrong with the archive is told by its own check."""
    if not curation.rights:
        return
    try:
        archived = archive.every(settings.archive, [source.name for source in settings.sources])
    except ArchiveError:
        return
    refuse_unknown(settings, curation, archived)
