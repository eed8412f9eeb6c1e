"""Reading the archive: the posts of a source, sorted, one for each id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from parvis.archive import merge, months, records
from parvis.model.post import Post


def posts(archive: Path, source: str) -> tuple[Post, ...]:
    """Posts of a source, sorted by (published, id).

    Lines that a newer Parvis wrote are skipped here and kept by every write. Of several records with one id, which a
    crash between two files or a union merge may leave, that is given which `repair` would keep.

    ArchiveError names file and line of what is no record.
    """
    found: dict[str, tuple[Post, bytes]] = {}
    twice: dict[str, list[bytes]] = {}
    for path in months.files(archive, source):
        for post, line in _posts(path, archive):
            if post.id in found:
                twice.setdefault(post.id, [found[post.id][1]]).append(line)
            found[post.id] = (post, line)
    merged = {key: _one(lines) for key, lines in twice.items()}
    return tuple(sorted((merged.get(key, post) for key, (post, _line) in found.items()), key=lambda post: (post.published, post.id)))


def every(archive: Path, sources: Iterable[str]) -> dict[str, tuple[Post, ...]]:
    """Posts of several sources, by their names, in the order given."""
    return {source: posts(archive, source) for source in sources}


def folders(archive: Path) -> tuple[str, ...]:
    """Names of all sources that the archive holds posts of, whether sources.yaml still knows them or not."""
    return months.sources(archive)


def _posts(path: Path, archive: Path) -> Iterator[tuple[Post, bytes]]:
    for number, line in records.lines(path):
        try:
            post = records.post(line)
        except ValueError as error:
            raise records.broken(path, archive, number, error) from error
        if post is not None:
            yield post, line


def _one(lines: list[bytes]) -> Post:
    """The post to show of several with one id."""
    (record,) = merge.merge(map(records.record, lines))
    post = records.post(record.line)
    assert post is not None, "lines of a newer version are no posts"
    return post
