"""Seals: the hash of each hand-written review, kept in the archive, so that its words cannot change unseen.

`parvis collect` seals those that it has not seen before; `parvis import FILE --as written` does so too, and is what records an
edit openly: the earlier hash and both dates stay. A build writes nothing and only says which review has no seal yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import msgspec

from parvis.archive import read, write
from parvis.archive.lock import locked
from parvis.model.import_report import ImportReport
from parvis.model.review import WRITTEN, Review, Revision, Seal
from parvis.settings import Settings
from parvis.written import reviews
from parvis.written.articles import Reader


def written(settings: Settings) -> tuple[Review, ...]:
    """The hub's hand-written reviews. ContentError lists every mistake of every file."""
    return reviews.every(settings.content, Reader(timezone=settings.site.timezone, languages=settings.site.languages))


def seal(settings: Settings, found: Iterable[Review], now: datetime, *, file: str = "content/reviews", edits: bool) -> ImportReport:
    """Seal reviews. `edits`: words that are others than those sealed are taken for what their author now says."""
    with locked(settings.state):
        known = {one.id: one for one in read.seals(settings.archive)}
        outcomes: Counter[str] = Counter()
        changed = []
        for review in found:
            outcome, sealed = _sealed(review, known.get(review.id), now)
            outcomes[outcome] += 1
            if outcome == "new" or (outcome == "edited" and edits):
                changed.append(sealed)
        files = write.keep(settings.archive, WRITTEN, changed)
    return ImportReport(
        file=file,
        kind=reviews.KIND,
        new=outcomes["new"],
        edited=outcomes["edited"] if edits else 0,
        unchanged=outcomes["unchanged"] + (0 if edits else outcomes["edited"]),
        written=tuple(path.relative_to(settings.root).as_posix() for path in files),
    )


def _sealed(review: Review, before: Seal | None, now: datetime) -> tuple[str, Seal]:
    if before is None:
        return "new", Seal(id=review.id, published=review.published, collected=now, updated=review.updated, digest=review.digest)
    if before.digest == review.digest:
        return "unchanged", before
    since = before.updated or before.published
    changed = review.updated if review.updated and review.updated > since else now
    revision = Revision(digest=before.digest, written=since, replaced=now)
    edited = msgspec.structs.replace(
        before, digest=review.digest, updated=changed, imported=now, revisions=(*before.revisions, revision), published=review.published
    )
    return "edited", edited
