"""Reading the archive: the posts of a source, the reviews of an importer, sorted, one for each id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from parvis.archive import merge, months, records
from parvis.archive.forms import POSTS, REVIEW_RECORDS, SEALS, Form, K
from parvis.errors import Mistake, PolicyError
from parvis.model.post import Post
from parvis.model.review import WRITTEN, Review, Seal


def posts(archive: Path, source: str) -> tuple[Post, ...]:
    """Posts of a source, sorted by (published, id).

    Lines that a newer Parvis wrote are skipped here and kept by every write. Of several records with one id, which a
    crash between two files or a union merge may leave, that is given which `repair` would keep.

    ArchiveError names file and line of what is no record.
    """
    return _one_each(_every(archive, source, POSTS), POSTS)


def reviews(archive: Path, source: str, *, whole: bool = True) -> tuple[Review, ...]:
    """Reviews of a folder such as `reviews-judgeme`, sorted by (published, id), in the same way.

    A text changes only through an import: PolicyError lists every line whose words are not those of its own hash. An import,
    which is what mends them, reads with `whole=False`.
    """
    found = list(_every(archive, source, REVIEW_RECORDS))
    changed = [place for place, review, _line in found if not review.whole] if whole else []
    if changed:
        raise PolicyError(_changed(path, archive, number) for path, number in changed)
    return _one_each(found, REVIEW_RECORDS)


def seals(archive: Path) -> tuple[Seal, ...]:
    """The hashes of hand-written reviews, sorted by (published, id), in the same way."""
    return _one_each(_every(archive, WRITTEN, SEALS), SEALS)


def every(archive: Path, sources: Iterable[str]) -> dict[str, tuple[Post, ...]]:
    """Posts of several sources, by their names, in the order given."""
    return {source: posts(archive, source) for source in sources}


def every_review(archive: Path) -> tuple[Review, ...]:
    """All imported reviews, folder by folder. PolicyError lists every changed text of every folder."""
    found: list[Review] = []
    mistakes: list[Mistake] = []
    for source in months.reviews(archive):
        try:
            found += reviews(archive, source)
        except PolicyError as error:
            mistakes += error.mistakes
    if mistakes:
        raise PolicyError(mistakes)
    return tuple(found)


def folders(archive: Path) -> tuple[str, ...]:
    """Names of all sources that the archive holds posts of, whether sources.yaml still knows them or not."""
    return months.sources(archive)


def _every(archive: Path, source: str, form: Form[K]) -> Iterator[tuple[tuple[Path, int], K, bytes]]:
    """Each record with its file, its line's number and the line itself."""
    for path in months.files(archive, source):
        for number, line in records.lines(path):
            try:
                kept = records.decode(line, form)
            except ValueError as error:
                raise records.broken(path, archive, number, error) from error
            if kept is not None:
                yield (path, number), kept, line


def _one_each(found: Iterable[tuple[tuple[Path, int], K, bytes]], form: Form[K]) -> tuple[K, ...]:
    by_id: dict[str, tuple[K, bytes]] = {}
    twice: dict[str, list[bytes]] = {}
    for _place, kept, line in found:
        if kept.id in by_id:
            twice.setdefault(kept.id, [by_id[kept.id][1]]).append(line)
        by_id[kept.id] = (kept, line)
    merged = {key: _one(lines, form) for key, lines in twice.items()}
    return tuple(sorted((merged.get(key, kept) for key, (kept, _line) in by_id.items()), key=lambda kept: (kept.published, kept.id)))


def _one(lines: list[bytes], form: Form[K]) -> K:
    """The record to show of several with one id."""
    (record,) = merge.merge(map(records.record, lines), form)
    kept = records.decode(record.line, form)
    assert kept is not None, "lines of a newer version are no records of ours"
    return kept


def _changed(path: Path, archive: Path, number: int) -> Mistake:
    file = f"content/{archive.name}/{path.relative_to(archive).as_posix()}"
    what = "the words of this review are not those that were imported."
    remedy = "Restore the line from Git, or run `parvis import` with the export that has the new text."
    return Mistake(file, number, "text", what, remedy)
