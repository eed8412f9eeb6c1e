"""Reviews: what becomes of each and why, and what may not be done to them unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from parvis.curate import review_guards as guards
from parvis.curate import sealed
from parvis.curate.review_rules import matching
from parvis.errors import ContentError, Mistake, PolicyError
from parvis.model.curated_review import CuratedReview, ReviewFiles, Reviews
from parvis.model.decision import Decision
from parvis.model.reply import Reply
from parvis.model.review import Review, find
from parvis.model.review_policy import ReviewPolicy
from parvis.written.articles import Written

#: How many names a message lists.
_MOST = 5


class Decisions(msgspec.Struct, frozen=True):
    """What people have said of reviews: the latest word on each, by its id."""

    latest: Mapping[str, Decision]  #: on whether it is shown
    pins: Mapping[str, Decision]
    replies: Mapping[str, tuple[Reply, ...]]


def curate(files: ReviewFiles, documents: Iterable[Written], now: datetime) -> Reviews:
    """All reviews at a moment (aware), decided; `documents`: everything that editors have written.

    ContentError lists decisions and replies that name no review, or no page. PolicyError lists what may not be: words that differ
    from their seal, reviews hidden by rating without saying so, a page that claims to show them all while one is withheld.
    """
    documents = tuple(documents)
    written = sealed.check(files.written, files.seals)
    reviews = sorted((*files.imported, *written.reviews), key=lambda review: review.id)
    decisions, unknown = _decided(reviews, files, documents)
    if unknown:
        raise ContentError(unknown)
    curated = [
        _with_marks(_choose(review, decisions, files.policy, now), decisions, now)
        for review in sorted(reviews, key=lambda review: review.published, reverse=True)
    ]
    published = tuple(one for one in curated if one.status == "published")
    withheld = tuple(one for one in curated if one.status != "published")
    broken = [*written.mistakes, *guards.by_rating(files, decisions.latest.values()), *(guards.claims(documents) if withheld else ())]
    if broken:
        raise PolicyError(broken)
    return Reviews(
        published=published,
        withheld=withheld,
        policy=files.policy,
        changes=tuple(sorted(set(_changes(curated, decisions, files, now)))),
        warnings=(*written.warnings, *_warnings(published, withheld, files, documents)),
    )


def _choose(review: Review, decisions: Decisions, policy: ReviewPolicy, now: datetime) -> CuratedReview:
    """What becomes of a review: a decision goes before everything but time."""
    return (
        _in_time(review, policy, now)
        or _decision(review, decisions.latest.get(review.id))
        or _unasked(review, policy)
        or CuratedReview(review=review, status="published", reasons=("Reviews are published unless a reason stands against it.",))
    )


def _in_time(review: Review, policy: ReviewPolicy, now: datetime) -> CuratedReview | None:
    if review.published > now and review.kind == "written":
        return CuratedReview(review=review, status="waiting", reasons=(f"It is dated ahead: {review.published:%Y-%m-%d %H:%M} UTC.",))
    if policy.retention and now - review.published >= policy.retention:
        why = f"It left the pages on {review.published + policy.retention:%Y-%m-%d} (`retention` in {policy.file})."
        return CuratedReview(review=review, status="withheld", reasons=(why,))
    return None


def _decision(review: Review, decision: Decision | None) -> CuratedReview | None:
    if decision is None:
        return None
    if decision.do == "approve":
        return CuratedReview(review=review, status="published", reasons=(f"Approved {decision}",))
    return CuratedReview(review=review, status="withheld", reasons=(f"Hidden {decision}",), ground=decision.ground, public=decision.public)


def _unasked(review: Review, policy: ReviewPolicy) -> CuratedReview | None:
    """Withheld without a decision of its own: by the tool that it comes from, or by a rule."""
    if review.held:
        return CuratedReview(review=review, status="withheld", reasons=(f"The tool that it comes from does not show it ({review.held}).",))
    rule = matching(review, policy.rules)
    if rule is None:
        return None
    why = f"The rule '{rule.name}' withholds it: {rule.because}"
    return CuratedReview(review=review, status="withheld", reasons=(why,), ground=rule.ground)


def _with_marks(curated: CuratedReview, decisions: Decisions, now: datetime) -> CuratedReview:
    """The review with the brand's replies and its pin."""
    given = tuple(reply for reply in decisions.replies.get(curated.review.id, ()) if reply.at <= now)
    pin = decisions.pins.get(curated.review.id)
    since = pin.at if pin and (pin.until is None or pin.until > now) else None
    return msgspec.structs.replace(curated, replies=given, pinned=since) if given or since else curated


def _decided(reviews: list[Review], files: ReviewFiles, documents: Iterable[Written]) -> tuple[Decisions, list[Mistake]]:
    ids = {review.id for review in reviews}
    short: dict[str, list[str]] = {}
    for key in sorted(ids):
        short.setdefault(key.partition(":")[2], []).append(key)
    mistakes: list[Mistake] = []
    latest: dict[str, Decision] = {}
    pins: dict[str, Decision] = {}
    for decision in sorted(files.decisions, key=lambda decision: (decision.at, decision.file, decision.line)):
        # What names no review is about a post, or about nothing: whoever knows both tells it.
        named = decision.item in ids or decision.item in short
        if named and decision.do in {"hide", "approve", "pin"}:
            topic = pins if decision.do == "pin" else latest
            topic[_meant(decision.item, ids, short, decision, "item", mistakes)] = decision
    replies: dict[str, tuple[Reply, ...]] = {}
    for reply in sorted(files.replies, key=lambda reply: (reply.at, reply.file, reply.line)):
        key = _meant(reply.review, ids, short, reply, "review", mistakes)
        replies[key] = (*replies.get(key, ()), reply)
    mistakes += _dead_references(files.replies, documents)
    return Decisions(latest, pins, replies), mistakes


def _meant(wanted: str, ids: set[str], short: Mapping[str, list[str]], said: Decision | Reply, field: str, mistakes: list[Mistake]) -> str:
    """The id of the review that an entry names, in full or without its kind."""
    found = find(wanted, (wanted,) if wanted in ids else short.get(wanted, ()))
    if len(found) == 1:
        return found[0]
    what = f"there is no review '{wanted}'." if not found else f"'{wanted}' may be {' or '.join(found[:_MOST])}."
    remedy = "Give its id as it stands in content/archive/reviews-*/." if not found else "Give the whole id."
    mistakes.append(Mistake(said.file, said.line, field, what, remedy))
    return wanted


def _dead_references(replies: Iterable[Reply], documents: Iterable[Written]) -> Iterator[Mistake]:
    known = {f"{document.kind}:{document.slug}" for document in documents}
    for reply in replies:
        for reference in reply.changed:
            if reference not in known:
                what = f"there is nothing written that is called '{reference}'."
                yield Mistake(reply.file, reply.line, "changed", what, "Name a file below content/ by its kind and its slug, or add it.")


def _changes(curated: Iterable[CuratedReview], decisions: Decisions, files: ReviewFiles, now: datetime) -> Iterator[datetime]:
    """Later moments at which a review comes or goes, its pin ends, or a reply appears."""
    retention = files.policy.retention
    for one in curated:
        pin = decisions.pins.get(one.review.id)
        if one.status == "published" and pin and pin.until and pin.until > now:
            yield pin.until
        if one.status == "waiting":
            yield one.review.published
        if retention and one.review.published + retention > now:
            yield one.review.published + retention
    yield from (reply.at for reply in files.replies if reply.at > now)


def _warnings(
    published: tuple[CuratedReview, ...], withheld: tuple[CuratedReview, ...], files: ReviewFiles, documents: Iterable[Written]
) -> Iterator[str]:
    policy = files.policy
    if (published or withheld) and not policy.contact:
        yield f"{policy.file}: there is no `contact`: nobody can be told how to report a review, which the law asks of a page with reviews."
    known = {document.slug for document in documents if document.kind == "product"}
    unknown = sorted({one.review.product for one in published} - {"", *known})
    if unknown:
        listed = ", ".join(unknown[:_MOST]) + (", …" if len(unknown) > _MOST else "")
        yield f"reviews are about products that the hub does not know: {listed}. Write content/products/NAME.md, or import with --product."
    refused = [one for one in withheld if one.ground and not one.public]
    if len(refused) >= guards.SUSPICIOUS and all(one.review.negative for one in refused):
        yield f"all {len(refused)} reviews that are withheld are negative ones: look at the reasons again, or say so publicly."
    yield from guards.praise_in_front(published)
