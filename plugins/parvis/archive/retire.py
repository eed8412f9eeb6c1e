"""Retiring: items whose network asks to have dropped them leave nothing but their id, and the pictures that nobody else shows go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from parvis.archive import months, read, records, write
from parvis.errors import ArchiveError
from parvis.model.post import Post

#: In a line, quotes inside of texts stand behind a backslash: only the field itself looks like this.
_TERM = re.compile(rb'"expires":"([^"\\]+)"')


class Retired(msgspec.Struct, frozen=True, kw_only=True):
    """What left the archive."""

    items: int = 0
    files: int = 0  #: month files that changed, and pictures that went
    ids: frozenset[str] = frozenset()  #: of those items
    before: tuple[Post, ...] = ()  #: the source's posts as they were


def retire(archive: Path, source: str, now: datetime) -> Retired:
    """Empty every item of a source whose term has ended by `now` (aware). ArchiveError when a file cannot be read or written.

    Its id stays, so that it is known when the network gives it again, and so do the decisions about it.
    """
    if not _may_have_ended(archive, source, now):
        return Retired()
    posts = read.posts(archive, source)
    ended = [post for post in posts if post.expires and post.expires <= now and post != emptied(post)]
    if not ended:
        return Retired()
    written = write.keep(archive, source, map(emptied, ended))
    gone = _without_owner(archive, {media.local for post in ended for media in post.media if media.local})
    return Retired(items=len(ended), files=len(written) + len(gone), ids=frozenset(post.id for post in ended), before=posts)


def emptied(post: Post) -> Post:
    """What stays of an item: which one it was, when, and until when the network let it be kept."""
    return Post(
        version=post.version,
        id=post.id,
        source=post.source,
        network=post.network,
        kind="link",
        published=post.published,
        dated=post.dated,
        collected=post.collected,
        expires=post.expires,
        titled=False,
        held=post.held,
        aka=post.aka,
    )


def _may_have_ended(archive: Path, source: str, now: datetime) -> bool:
    """Whether a term that stands in the files has ended: looked up in the bytes, for most runs have nothing to do."""
    for path in months.files(archive, source):
        for _number, line in records.lines(path):
            term = _TERM.search(line)
            if term and _has_ended(term[1], now):
                return True
    return False


def _has_ended(said: bytes, now: datetime) -> bool:
    """What is no moment is told where the record is read."""
    try:
        return datetime.fromisoformat(said.decode()) <= now
    except (ValueError, TypeError):
        return True


def _without_owner(archive: Path, pictures: Iterable[str]) -> list[Path]:
    """Remove the pictures that no record of any source names any more."""
    left = {place.encode(): archive / months.MEDIA / place for place in pictures}
    for source in months.folders(archive):
        for path in months.files(archive, source) if left else ():
            content = path.read_bytes()
            left = {place: picture for place, picture in left.items() if place not in content}
    gone = [picture for picture in left.values() if picture.is_file()]
    for picture in gone:
        try:
            picture.unlink()
        except OSError as error:
            raise ArchiveError(f"{picture} cannot be removed: {error.strerror}.") from error
        if not any(picture.parent.iterdir()):
            picture.parent.rmdir()
    return sorted(gone)
