"""A raw post: one item as a source gives it, before anything of it is trusted, cleaned or completed."""

from __future__ import annotations

from typing import Literal

import msgspec

PostKind = Literal["post", "video", "photo", "audio", "event", "link"]
MediaKind = Literal["image", "video", "audio", "document"]


class RawMedia(msgspec.Struct, frozen=True, kw_only=True):
    """A picture, film or sound that belongs to an item. Addresses may be relative."""

    kind: MediaKind
    url: str  #: the thing itself: an image file, a film's page or player, a sound file
    preview: str | None = None  #: address of the still picture of a film or sound
    width: int | None = None  #: pixels
    height: int | None = None  #: pixels
    alt: str | None = None  #: plain text
    duration: float | None = None  #: seconds


class RawAuthor(msgspec.Struct, frozen=True, kw_only=True):
    """Who made the item, as the network shows them. Plain text, unescaped."""

    name: str | None = None
    handle: str | None = None  #: as people write it: `@ada@mastodon.example`, `ada.bsky.social`, `u/ada`
    url: str | None = None
    avatar: str | None = None
    opted_out: bool = False  #: the account asks not to be shown outside its network


class RawCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Public figures of an item."""

    likes: int | None = None
    replies: int | None = None
    reposts: int | None = None
    views: int | None = None


class RawOccasion(msgspec.Struct, frozen=True, kw_only=True):
    """When and where an item of kind `event` takes place. Moments as ISO 8601 texts: with offset, or a bare date for a whole day."""

    start: str
    end: str | None = None  #: exclusive, as in RFC 5545
    place: str | None = None
    latitude: float | None = None  #: degrees, WGS 84
    longitude: float | None = None
    cancelled: bool = False
    recurring: bool = False  #: one of several dates of the same event


class RawPoll(msgspec.Struct, frozen=True, kw_only=True):
    """A poll that stands in a post: its options with their votes, in the network's order."""

    options: tuple[tuple[str, int], ...]
    closed: bool = False
    voters: int | None = None
    closes: str | None = None  #: a date text, in any form that `tidy.dates` reads


class RawPost(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a source. Everything is as found: relative addresses, dirty HTML, dates in any form."""

    native: str | None = None  #: the network's own id of it
    kind: PostKind = "post"
    url: str | None = None  #: the page made for people
    author: RawAuthor = RawAuthor()
    published: str | None = None  #: a date text, in any form that `tidy.dates` reads
    updated: str | None = None
    expires_after: int | None = None  #: seconds after which the network's terms ask to refresh or drop it
    language: str | None = None  #: BCP 47, as declared
    title: str | None = None  #: plain text; HTML in it is taken out by `tidy`
    html: str | None = None  #: the body as HTML; give either this or `text`
    text: str | None = None  #: the body as plain text: line breaks and bare links become HTML in `tidy`
    media: tuple[RawMedia, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()  #: addresses that the item points to (cards, enclosures that are no media, related)
    mentions: tuple[str, ...] = ()  #: handles
    counts: RawCounts = RawCounts()
    reply_to: str | None = None  #: address or native id of what it answers
    repost_of: str | None = None  #: address or native id of what it repeats
    sensitive: bool = False
    warning: str | None = None  #: the author's content warning
    licence: str | None = None  #: address or name of the licence
    base: str | None = None  #: what relative addresses in it stand against, where the document says so
    occasion: RawOccasion | None = None
    poll: RawPoll | None = None
