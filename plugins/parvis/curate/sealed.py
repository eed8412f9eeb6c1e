"""Hand-written reviews against their seals: words that changed without an import are a mistake, a review without a seal is said."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from parvis.errors import Mistake
from parvis.model.review import Review, Seal


class Checked(msgspec.Struct, frozen=True):
    """Hand-written reviews with what their seals know of them."""

    reviews: tuple[Review, ...]
    mistakes: tuple[Mistake, ...]
    warnings: tuple[str, ...]


def check(written: Iterable[Review], seals: Iterable[Seal]) -> Checked:
    """The reviews, those that differ from their seal, and those that have none; also seals whose review is gone."""
    known = {seal.id: seal for seal in seals}
    found: list[Review] = []
    mistakes: list[Mistake] = []
    warnings: list[str] = []
    for review in written:
        seal = known.pop(review.id, None)
        if seal is None:
            warnings.append(f"{review.file}: its words are not sealed yet. Run `parvis import {review.file} --as written`.")
        elif seal.digest != review.digest:
            mistakes.append(_changed(review))
        found.append(review if seal is None else _with_seal(review, seal))
    warnings += [
        f"the review {key} was sealed, and its file is gone: a review is withheld by a decision with its reason." for key in sorted(known)
    ]
    return Checked(tuple(found), tuple(mistakes), tuple(warnings))


def _with_seal(review: Review, seal: Seal) -> Review:
    updated = max((moment for moment in (seal.updated, review.updated) if moment), default=None)
    return msgspec.structs.replace(review, collected=seal.collected, imported=seal.imported, updated=updated, revisions=seal.revisions)


def _changed(review: Review) -> Mistake:
    what = "the words of this review are not those that were sealed."
    remedy = f"Restore them from Git, or, if their author has changed them, run `parvis import {review.file} --as written`."
    return Mistake(review.file, review.line, "text", what, remedy)
