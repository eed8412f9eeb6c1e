"""A review of the archive, and a later row of an export that has it again: the later state of it, and what has become of it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from parvis.model.review import Review, Revision

#: What became of a review that the archive has already.
Outcome = Literal["unchanged", "updated", "edited", "older"]


def renewed(old: Review, new: Review, now: datetime) -> tuple[Review, Outcome]:
    """A review of the archive after an import that has it again, and what has become of it.

    Where rating, title or text are others than before, the earlier ones' hash and both dates stay in `revisions`. A row of an older
    export changes nothing.
    """
    if _is_older(old, new):
        return old, "older"
    edited = new.digest != old.digest
    fields: dict[str, object] = {
        "collected": old.collected,
        "published": new.published if new.dated else old.published,
        "dated": new.dated or old.dated,
        "revisions": old.revisions,
        "updated": new.updated or old.updated,
        "language": new.language or old.language,
        "product": new.product or old.product,
        "product_name": new.product_name or old.product_name,
        "imported": old.imported,
    }
    if edited:
        written = old.updated or old.published
        changed = new.updated if new.updated and new.updated > written else now
        fields["updated"] = changed
        fields["revisions"] = (*old.revisions, Revision(digest=old.digest, written=written, replaced=now))
    result = msgspec.structs.replace(new, **fields)
    if result == msgspec.structs.replace(old, version=new.version):
        return old, "unchanged"
    return msgspec.structs.replace(result, imported=now), "edited" if edited else "updated"


def _is_older(old: Review, new: Review) -> bool:
    """Whether a row tells of an earlier state than the archive's."""
    if new.updated and old.updated:
        return new.updated < old.updated and new.digest != old.digest
    return new.digest != old.digest and new.updated is None and any(new.digest == revision.digest for revision in old.revisions)
