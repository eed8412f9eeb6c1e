"""What has changed in an item that is known already: its content, its retention clock, its figures, or nothing. Pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

import msgspec

from parvis.archive import retire
from parvis.model.post import Author, Counts, Media, Poll, Post
from parvis.tidy.links import canonical

Change = Literal["edited", "refreshed", "counted"]

_FIGURES = ("likes", "replies", "reposts", "views")
_FIGURES_STAY = timedelta(days=7)
_FIGURES_MOVE = 0.1
#: Parameters by which networks sign addresses of pictures: they differ in each answer, the picture does not.
_SIGNATURE = re.compile(
    r"(?:_nc_\w+|oh|oe|ccb|efg|stp|edm|expires?|x-expires|signature|x-signature|sig|policy|key-pair-id|token|hdn\w+|x-amz-[\w-]+|e|t|s|lk3s|nonce\w*)",
    re.IGNORECASE,
)


def update(known: Post, fresh: Post, now: datetime) -> tuple[Change | None, Post]:
    """The known item as it is now, and why it is worth writing: None when it is not.

    What is fixed at first sight stays: id, slug, the moment it was collected, the hold. An address that differs in its
    signature or shard alone, a date that nobody can know, and the figures are no edit.
    """
    merged = _merged(known, fresh)
    if _content(merged) != _content(known):
        return "edited", merged
    if _clock_is_half_run(known, fresh, now):
        return "refreshed", merged
    if _figures_moved(known, fresh, now):
        return "counted", msgspec.structs.replace(known, counts=fresh.counts, poll=fresh.poll)
    return None, known


def reduced(known: Post) -> Post:
    """What stays of an item whose author has opted out: that it exists, and where. Its address and its place stay too."""
    return msgspec.structs.replace(
        retire.emptied(known), url=known.url, slug=known.slug, author=Author(opted_out=True), cleaner=known.cleaner
    )


def _merged(known: Post, fresh: Post) -> Post:
    """The fresh item with what is fixed at first sight, and with what only looks different left as it was."""
    same_page = known.url is not None and fresh.url is not None and canonical(known.url) == canonical(fresh.url)
    return msgspec.structs.replace(
        fresh,
        version=known.version,
        id=known.id,
        slug=known.slug or fresh.slug,
        url=known.url if same_page else fresh.url,
        published=_published(known, fresh),
        dated=known.dated or fresh.dated,
        collected=known.collected,
        author=msgspec.structs.replace(fresh.author, avatar=_same_address(known.author.avatar, fresh.author.avatar)),
        media=_media(known.media, fresh.media),
        held=known.held,
        aka=known.aka,
        cleaner=known.cleaner if known.html == fresh.html else fresh.cleaner,
    )


def _published(known: Post, fresh: Post) -> datetime:
    """When it was published, as far as that is believed.

    An undated item keeps the moment it was first seen. A date after that moment contradicts it: some feeds date all
    their items with the present, at each answer.
    """
    if not fresh.dated:
        return known.published
    return known.published if known.dated and fresh.published > known.collected >= known.published else fresh.published


def _content(post: Post) -> Post:
    """What an edit can be seen by: without figures, clock and dates that move by themselves."""
    poll = post.poll and msgspec.structs.replace(post.poll, options=tuple((text, 0) for text, _ in post.poll.options), voters=None)
    return msgspec.structs.replace(post, counts=Counts(), expires=None, updated=None, cleaner="", poll=poll)


def _media(known: tuple[Media, ...], fresh: tuple[Media, ...]) -> tuple[Media, ...]:
    """The fresh media, with our copies of the pictures that are still the same."""
    before = {_media_key(media): media for media in known}
    return tuple(_medium(before.get(_media_key(media)), media) for media in fresh)


def _medium(known: Media | None, fresh: Media) -> Media:
    if known is None:
        return fresh
    ours = {"local": known.local, "width": known.width, "height": known.height, "color": known.color} if known.local else {}
    return msgspec.structs.replace(fresh, url=known.url, preview=known.preview, **ours)


def _media_key(media: Media) -> tuple[str, str, str]:
    return (media.kind, address_key(media.url), address_key(media.preview or ""))


def address_key(url: str) -> str:
    """What stays the same of the address of a file while networks sign it anew and spread it over their machines."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _SIGNATURE.fullmatch(name)]
    return f"{parts.path}?{sorted(query)}"


def _same_address(known: str | None, fresh: str | None) -> str | None:
    return known if known and fresh and address_key(known) == address_key(fresh) else fresh


def _clock_is_half_run(known: Post, fresh: Post, now: datetime) -> bool:
    """Whether the network's retention clock is worth setting anew: in time, but not in each run."""
    if fresh.expires is None:
        return known.expires is not None
    return known.expires is None or (known.expires - now) * 2 < fresh.expires - now


def _figures_moved(known: Post, fresh: Post, now: datetime) -> bool:
    """Whether the figures are old enough, and different enough, to be written for their own sake."""
    if now - (known.counts.at or known.collected) < _FIGURES_STAY:
        return False
    pairs = [(getattr(known.counts, name) or 0, getattr(fresh.counts, name) or 0) for name in _FIGURES]
    pairs.append((_votes(known.poll), _votes(fresh.poll)))
    return any(abs(after - before) > _FIGURES_MOVE * before for before, after in pairs)


def _votes(poll: Poll | None) -> int:
    return sum(votes for _, votes in poll.options) if poll else 0
