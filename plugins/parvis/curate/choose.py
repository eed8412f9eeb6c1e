"""Choosing: what becomes of one post at one moment, and why."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

import msgspec

from parvis.curate.approved import Approved
from parvis.model.hub import Status
from parvis.model.post import Post
from parvis.model.source import Source

#: How far ahead a post may be dated: clocks differ, and so do the timezones that feeds forget to name.
AHEAD = timedelta(hours=24)


class Choice(msgspec.Struct, frozen=True):
    """What becomes of a post, and the sentences that led there."""

    status: Status
    reasons: tuple[str, ...]


def choose(post: Post, source: Source | None, approved: Approved, now: datetime) -> Choice:
    """What becomes of a post of this source (None: sources.yaml has none of its name) at a moment."""
    if source is None:
        return Choice("hidden", (f"Its source '{post.source}' is no longer in sources.yaml.",))
    if source.publish == "listen":
        return Choice("listening", (f"The source '{source.name}' is only listened to (`publish: listen`).",))
    return _ended(post, source, now) or _early(post, now) or _unapproved(post, source, approved)


def changes(post: Post, source: Source | None, approved: Approved, now: datetime) -> Iterable[datetime]:
    """The later moments at which a post begins or ceases to be shown, if nobody decides anything; there are at most two."""
    shown = choose(post, source, approved, now).status == "published"
    for moment in sorted(_turns(post, source)):
        if moment > now and (choose(post, source, approved, moment).status == "published") != shown:
            shown = not shown
            yield moment


def _turns(post: Post, source: Source | None) -> Iterable[datetime]:
    """The moments at which time alone can turn what becomes of a post; those that no calendar reaches never come."""
    if post.expires:
        yield post.expires
    with suppress(OverflowError):
        yield post.published - AHEAD
    with suppress(OverflowError):
        if source and source.keep:
            yield post.published + source.keep


def _ended(post: Post, source: Source, now: datetime) -> Choice | None:
    """The network's term or the source's own has run out."""
    if post.expires and post.expires <= now:
        return Choice("hidden", (f"The network's term ended on {_day(post.expires)}.",))
    if source.keep and now - post.published >= source.keep:
        return Choice("hidden", (f"It left the pages on {_day(post.published + source.keep)} (`keep` of the source '{source.name}').",))
    return None


def _early(post: Post, now: datetime) -> Choice | None:
    if post.published <= now + AHEAD:
        return None
    return Choice("waiting", (f"It is dated in the future: {post.published:%Y-%m-%d %H:%M} UTC.",))


def _unapproved(post: Post, source: Source, approved: Approved) -> Choice:
    """Shown, unless it needs an approval that nobody has given."""
    needs = []
    if post.held:
        needs.append(f"It was held when it was collected: {post.held}.")
    if source.publish == "review":
        needs.append(f"The source '{source.name}' waits for approval (`publish: review`).")
    if not needs:
        return Choice("published", (f"The source '{source.name}' publishes at once (`publish: auto`).",))
    approval = approved.find(post)
    if approval is None:
        return Choice("waiting", tuple(needs))
    return Choice("published", (*needs, f"Approved by {approval.by} on {_day(approval.at)}: {approval.because}"))


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
