"""What the folders of the archive hold: posts, reviews, or the seals of hand-written reviews; each is one struct a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import msgspec

from parvis.model.post import Post, dec_hook
from parvis.model.review import WRITTEN, Review, Revision, Seal

Kept = Post | Review | Seal
K = TypeVar("K", Post, Review, Seal)

#: What a folder of reviews is called, before the importer's kind.
REVIEWS = "reviews-"


class Form(msgspec.Struct, Generic[K], frozen=True):
    """One sort of record."""

    decoder: msgspec.json.Decoder[K]
    fields: frozenset[str]  #: names in a line
    moments: tuple[str, ...]  #: fields by which records are compared: they must be aware
    merged: Callable[[list[K]], K]  #: one record of several with the same id, the newest first


def form_of(source: str) -> Form[Any]:
    """The sort of record that a folder of the archive holds."""
    if source == WRITTEN:
        return SEALS
    return REVIEW_RECORDS if source.startswith(REVIEWS) else POSTS


def fields_of(kept: Kept) -> frozenset[str]:
    """The fields of a record's own sort."""
    return _FIELDS[type(kept)]


def _one_post(ranked: list[Post]) -> Post:
    newest, first = ranked[0], _first(ranked)
    return msgspec.structs.replace(
        newest,
        collected=first.collected,
        slug=first.slug,
        published=newest.published if newest.dated or first.dated else first.published,
        aka=tuple(dict.fromkeys(other for post in ranked for other in post.aka)),
    )


def _one_review(ranked: list[Review]) -> Review:
    newest, first = ranked[0], _first(ranked)
    return msgspec.structs.replace(
        newest,
        collected=first.collected,
        published=newest.published if newest.dated or first.dated else first.published,
        revisions=_revisions(ranked),
    )


def _one_seal(ranked: list[Seal]) -> Seal:
    return msgspec.structs.replace(ranked[0], collected=_first(ranked).collected, revisions=_revisions(ranked))


def _first(ranked: list[K]) -> K:
    return min(ranked, key=lambda kept: (kept.collected, getattr(kept, "slug", ""), kept.published))


def _revisions(ranked: list[Review] | list[Seal]) -> tuple[Revision, ...]:
    """Every earlier wording that any of them knows of, their own included where it is not the newest one's."""
    newest = ranked[0]
    known = {(revision.digest, revision.replaced): revision for kept in ranked for revision in kept.revisions}
    told = {revision.digest for revision in known.values()}
    replaced = newest.imported or newest.collected
    for kept in ranked[1:]:
        if kept.digest != newest.digest and kept.digest not in told:
            known[kept.digest, replaced] = Revision(digest=kept.digest, written=kept.updated or kept.published, replaced=replaced)
    return tuple(sorted(known.values(), key=lambda revision: (revision.replaced, revision.written, revision.digest)))


def _fields(of: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(field.encode_name for field in msgspec.structs.fields(of))


_EVERYWHERE = ("published", "collected", "updated")
POSTS: Form[Post] = Form(msgspec.json.Decoder(Post, dec_hook=dec_hook), _fields(Post), (*_EVERYWHERE, "expires"), _one_post)
REVIEW_RECORDS: Form[Review] = Form(msgspec.json.Decoder(Review), _fields(Review), (*_EVERYWHERE, "imported"), _one_review)
SEALS: Form[Seal] = Form(msgspec.json.Decoder(Seal), _fields(Seal), (*_EVERYWHERE, "imported"), _one_seal)
_FIELDS: Mapping[type[Kept], frozenset[str]] = MappingProxyType(
    {form_type: form.fields for form_type, form in ((Post, POSTS), (Review, REVIEW_RECORDS), (Seal, SEALS))}
)
