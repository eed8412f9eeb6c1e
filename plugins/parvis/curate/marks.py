"""Marks: what editors have put on an item that is shown: a pin, more tags, a better alternative text, a place, a word of thanks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from parvis.curate.decided import Decided
from parvis.model.decision import Decision
from parvis.model.hub import Answer, Item
from parvis.model.post import Post

_ANSWERS: dict[str, Answer] = {"thank": "thanked", "needs-answer": "needed"}


def marked(item: Item, decided: Decided, now: datetime) -> Item:
    """The item with all that was decided of it, at a moment (aware). Its tags are spelled with all others (see `tags`)."""
    if item.post.id not in decided.ids:
        return item
    given = decided.of(item.post.id)
    place, answer = decided.latest(item.post.id, "place"), decided.latest(item.post.id, "answer")
    return msgspec.structs.replace(
        item,
        post=_described(item.post, given),
        pinned=_pinned(decided.latest(item.post.id, "pin"), now),
        featured=item.featured or any(one.do == "feature" for one in given),
        answer=_ANSWERS[answer.do] if answer else item.answer,
        moved=f"{place.do}:{place.to}" if place else item.moved,
    )


def tags(post: Post, decided: Decided) -> tuple[str, ...]:
    """Those that editors have added, in the order in which they did."""
    return tuple(one.tag for one in decided.of(post.id) if one.do == "tag")


def changes(post: Post, decided: Decided, now: datetime) -> Iterable[datetime]:
    """The later moment at which a pin ends."""
    pin = decided.latest(post.id, "pin")
    if pin and pin.until and pin.until > now:
        yield pin.until


def _pinned(pin: Decision | None, now: datetime) -> datetime | None:
    return pin.at if pin and (pin.until is None or pin.until > now) else None


def _described(post: Post, given: tuple[Decision, ...]) -> Post:
    """The post with the alternative texts that editors have written; of two for one picture the later holds."""
    alts = {one.media: one.alt for one in given if one.do == "alt"}
    if not alts or not post.media:
        return post
    media = tuple(msgspec.structs.replace(one, alt=alts[place]) if place in alts else one for place, one in enumerate(post.media, start=1))
    return msgspec.structs.replace(post, media=media)
