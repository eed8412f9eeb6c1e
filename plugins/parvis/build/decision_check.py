"""Decisions about items that nobody has: what a build and a check share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from parvis.archive import read as archive
from parvis.build import review_files
from parvis.errors import ArchiveError, ContentError, ListedError, Mistake
from parvis.model.curated_review import Reviews
from parvis.model.curation import Curation
from parvis.model.decision import Decision
from parvis.model.post import Post
from parvis.settings import Settings

_REVIEWABLE = frozenset({"hide", "approve"})


def refuse_unknown(settings: Settings, curation: Curation, archived: Mapping[str, Iterable[Post]], reviews: Reviews) -> None:
    """ContentError for each decision about an item or a source that is not known; what is withheld, or of a source that is gone, is."""
    mistakes = [*_unknown_items(settings, curation, archived, reviews), *_unknown_sources(settings, curation)]
    if mistakes:
        raise ContentError(mistakes)


def check(settings: Settings, curation: Curation) -> None:
    """The same for a check, which has read nothing yet. What is wrong with the archive or the reviews is told by their own checks."""
    if not curation.decisions:
        return
    try:
        archived = archive.every(settings.archive, [source.name for source in settings.sources])
        files = review_files.read(settings)
    except (ArchiveError, ListedError):
        return
    ids = {review.id for review in (*files.imported, *files.written)}
    mistakes = [*_mistakes(settings, curation, _ids(archived), ids), *_unknown_sources(settings, curation)]
    if mistakes:
        raise ContentError(mistakes)


def _unknown_items(settings: Settings, curation: Curation, archived: Mapping[str, Iterable[Post]], reviews: Reviews) -> Iterator[Mistake]:
    if not curation.decisions:
        return
    yield from _mistakes(settings, curation, _ids(archived), {one.review.id for one in (*reviews.published, *reviews.withheld)})


def _mistakes(settings: Settings, curation: Curation, posts: set[str], reviews: set[str]) -> Iterator[Mistake]:
    about = reviews | {one.partition(":")[2] for one in reviews}
    strange = [one for one in curation.decisions if one.item and one.item not in posts and one.item not in about]
    if strange:
        # Posts of a source that sources.yaml no longer has are kept, and so are the decisions about them.
        gone = set(archive.folders(settings.archive)) - {source.name for source in settings.sources}
        posts = posts | _ids(archive.every(settings.archive, sorted(gone)))
    for one in strange:
        if one.item not in posts:
            yield _mistake(one, "item", f"there is no item '{one.item}'.", "Give its id as it stands in content/archive/.")
    for one in curation.decisions:
        if one.item not in posts and one.item in about and one.do not in _REVIEWABLE:
            yield _mistake(one, "do", f"a review can be hidden or approved, and no more: not `{one.do}`.", "Take the line out.")
        if one.do in {"join", "split"} and one.to and one.to not in posts:
            yield _mistake(one, "to", f"there is no item '{one.to}'.", "Give its id as it stands in content/archive/.")


def _unknown_sources(settings: Settings, curation: Curation) -> Iterator[Mistake]:
    known = {source.name for source in settings.sources} | set(archive.folders(settings.archive))
    for one in curation.decisions:
        if one.source and one.source not in known:
            yield _mistake(one, "source", f"there is no source '{one.source}'.", "Give its name as it stands in content/sources.yaml.")


def _mistake(decision: Decision, field: str, what: str, remedy: str) -> Mistake:
    return Mistake(decision.file, decision.line, field, what, remedy)


def _ids(archived: Mapping[str, Iterable[Post]]) -> set[str]:
    return {post.id for posts in archived.values() for post in posts}
