"""What was forgotten and came back by a merge: found once, remembered in .parvis/, and never shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from parvis.archive import cleared
from parvis.curate.suppressed import Suppressions
from parvis.model.curated_review import ReviewFiles
from parvis.model.curation import Curation
from parvis.model.hub import Item
from parvis.model.post import Post
from parvis.model.suppression import Suppression
from parvis.settings import Settings


def looked_up(settings: Settings, curation: Curation, archived: Mapping[str, Sequence[Post]]) -> Curation:
    """The same curation with the posts that a line is about, so that nobody asks the slow hash again; that is remembered for the next build."""
    if not curation.suppressions:
        return curation
    known = cleared.recall(settings.state)
    suppressions = Suppressions(curation.suppressions, known)
    fallen = {item: line for posts in archived.values() for item, line in suppressions.within(posts).items()}
    found = suppressions.cleared().beside(known)
    if found != known:
        cleared.remember(settings.state, found)
    return msgspec.structs.replace(curation, cleared=found, fallen=fallen)


def returned(withheld: Iterable[Item]) -> Iterator[str]:
    """What the archive holds of it again: it is not shown, and a person must take it out once more."""
    for item in withheld:
        if item.stage == "forgotten":
            yield (
                f"content/archive/: {item.post.id} was forgotten and is there again, as after a merge. It is not shown; take it out:"
                f" parvis forget {item.post.id} --ground …"
            )


def without(files: ReviewFiles, lines: tuple[Suppression, ...], settings: Settings) -> ReviewFiles:
    """The reviews that were not forgotten, with the replies to these."""
    if not lines:
        return files
    suppressions = Suppressions(lines, cleared.recall(settings.state))
    gone = {review.id for review in (*files.imported, *files.written) if suppressions.holds(review)}
    cleared.add(settings.state, suppressions.cleared())
    known = {review.id for review in (*files.imported, *files.written)} - gone
    short = {one.partition(":")[2] for one in known}
    return msgspec.structs.replace(
        files,
        imported=tuple(review for review in files.imported if review.id not in gone),
        written=tuple(review for review in files.written if review.id not in gone),
        seals=tuple(seal for seal in files.seals if seal.id not in gone),
        replies=tuple(reply for reply in files.replies if reply.review in known | short or not suppressions.names(reply.review)),
    )
