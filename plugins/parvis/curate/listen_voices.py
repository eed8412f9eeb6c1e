"""Whom the digest listens to: every post and review that the brand did not make itself, as one kind of value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from parvis.curate.listen_answers import Answers, Ours
from parvis.curate.status import Desk
from parvis.model.contact import Account
from parvis.model.curated_review import CuratedReview
from parvis.model.hub import Item
from parvis.model.post import Post


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One post or review, as somebody said it."""

    id: str
    at: datetime
    source: str
    network: str
    who: str  #: the same for all that a person says
    author: str = ""
    status: str
    language: str = ""
    title: str = ""  #: empty where it was made from the text
    text: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    review: bool = False
    stars: float | None = None
    silent: bool = False  #: the author asked to be shown as a link alone
    repeats: bool = False  #: somebody else's words
    bound: bool = False  #: an ambassador's: praise of theirs is agreed upon
    ask: bool = False  #: it is quoted, and nobody has been asked for more yet
    needed: bool = False
    answered: bool = False


def voices(
    items: Iterable[Item],
    archived: Mapping[str, Post],
    reviews: Iterable[CuratedReview],
    desk: Desk,
    *,
    accounts: Iterable[Account],
    cited: Collection[str],
    now: datetime,
) -> Iterator[Voice]:
    """All that was said until now, in no order.

    `archived`: the posts by id, as the archive has them, since an item may be cut to a quotation; `cited`: what editors cite, by id.
    Left out are what was forgotten, what has passed its network's term, copies of what stands elsewhere, and sources that are gone.
    """
    posts = list(archived.values())
    ours = Ours(posts, desk.sources, accounts)
    answers = Answers(posts, ours, desk.decided, cited)
    for item in items:
        post = archived.get(item.post.id)
        if post is None or item.same_as or post.published > now or ours.has(post) or not _may_be_read(post, desk, now):
            continue
        yield _of_post(item, post, desk, answers)
    yield from (_of_review(one, cited) for one in reviews if one.review.published <= now)


def _may_be_read(post: Post, desk: Desk, now: datetime) -> bool:
    over = post.expires is not None and post.expires <= now
    return post.source in desk.sources and not over and desk.suppression(post) is None


def _of_post(item: Item, post: Post, desk: Desk, answers: Answers) -> Voice:
    author, answer, source = post.author, answers.of(post), desk.sources[post.source]
    silent = author.opted_out
    return Voice(
        id=post.id,
        at=post.published,
        source=post.source,
        network=post.network,
        who=author.url or f"{post.network} {author.handle or author.name}".strip()
        if author.name or author.handle or author.url
        else post.id,
        author="" if silent else author.name or author.handle or "",
        status=item.status,
        language=post.language or source.language or "",
        title=post.title if post.titled else "",
        text=post.text,
        tags=post.tags,
        url=post.url or "",
        silent=silent,
        repeats=post.repost_of is not None,
        bound=bool(item.ambassador),
        ask=item.status == "published" and item.quoted and item.rights == "none",
        needed=answer == "needed",
        answered=answer == "thanked",
    )


def _of_review(curated: CuratedReview, cited: Collection[str]) -> Voice:
    review = curated.review
    return Voice(
        id=review.id,
        at=review.updated or review.published,
        source=review.source,
        network=review.origin or review.kind,
        who=f"{review.kind} {review.author}" if review.author else review.id,
        author=review.author,
        status="hidden" if curated.status == "withheld" else curated.status,
        language=review.language or "",
        title=review.title,
        text=review.text,
        url=review.url or "",
        review=True,
        stars=review.rating,
        bound=bool(review.insider or review.incentive),
        answered=curated.answered or not {review.id, review.native, review.id8}.isdisjoint(cited),
    )
