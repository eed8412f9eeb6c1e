"""A post: the one item that every source becomes, as the archive keeps it."""

from __future__ import annotations

from abc import ABC
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from parvis.model.raw_post import MediaKind, PostKind

#: Version of the archive's record; a reader keeps lines of a newer one untouched.
RECORD_VERSION = 1

if TYPE_CHECKING:
    DayOrMoment = datetime | date
else:

    class DayOrMoment(ABC):  # noqa: B024 (only asked with isinstance)
        """A whole day, or an aware moment. msgspec takes no union of the two, but asks `dec_hook` for a type that it does not know."""

    DayOrMoment.register(date)


def dec_hook(kind: Any, value: Any) -> Any:
    """What every msgspec decoder of a Post needs: `Decoder(Post, dec_hook=dec_hook)`."""
    if kind is not DayOrMoment:
        raise NotImplementedError(f"no {kind} is made of {value!r}")
    if not isinstance(value, str):
        raise ValueError("Expected a date or a moment as text")  # noqa: TRY004 (msgspec makes its own error of a ValueError)
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


class Media(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A picture, film or sound of a post."""

    kind: MediaKind
    url: str  #: absolute http(s): the thing itself
    preview: str | None = None  #: absolute http(s): still picture of a film or sound
    local: str | None = None  #: our copy of the picture (or of the preview), relative to content/archive/media/
    width: int | None = None  #: pixels, of the local copy where there is one
    height: int | None = None
    alt: str | None = None
    duration: float | None = None  #: seconds
    color: str | None = None  #: dominant colour, `#rrggbb`
    moves: bool = False  #: the original is an animation: the local copy is its first frame


class Author(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who made the post."""

    name: str = ""
    handle: str | None = None
    url: str | None = None
    avatar: str | None = None  #: absolute http(s); never shown from there
    opted_out: bool = False  #: shown as a bare link only


class Counts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Public figures of a post, and when they were so."""

    likes: int | None = None
    replies: int | None = None
    reposts: int | None = None
    views: int | None = None
    at: datetime | None = None


class Occasion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When and where a post of kind `event` takes place."""

    start: DayOrMoment  #: aware; a date is a whole day
    end: DayOrMoment | None = None  #: exclusive
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    cancelled: bool = False
    recurring: bool = False


class Poll(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A poll that stands in a post."""

    options: tuple[tuple[str, int], ...]
    closed: bool = False
    voters: int | None = None
    closes: datetime | None = None


class Post(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One item of the hub. Every moment is aware, UTC, to the second; every address absolute http(s)."""

    version: int = msgspec.field(name="v", default=0)  #: RECORD_VERSION when written
    id: str  #: `source:native`; never changes
    source: str  #: name in sources.yaml
    network: str  #: kind of the source, or the network it told
    kind: PostKind = "post"
    url: str | None = None
    slug: str = ""  #: frozen at first sight: part of the permalink
    published: datetime  #: what the item says, or the moment it was first seen
    dated: bool = True  #: False: `published` is the moment it was first seen
    updated: datetime | None = None
    collected: datetime  #: first seen; never changes
    expires: datetime | None = None  #: after this the network's terms ask to have refreshed or dropped it
    author: Author = Author()
    language: str | None = None  #: BCP 47
    title: str = ""  #: plain text; made from the text where the network has no titles
    titled: bool = True  #: False: the title was made by us
    html: str = ""  #: cleaned, but still only `str`: cleaned again before a page shows it
    text: str = ""  #: plain text of the body
    media: tuple[Media, ...] = ()
    tags: tuple[str, ...] = ()  #: without '#', as written, sorted by no one
    links: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    counts: Counts = Counts()
    reply_to: str | None = None
    repost_of: str | None = None
    sensitive: bool = False
    warning: str | None = None
    licence: str | None = None
    occasion: Occasion | None = None
    poll: Poll | None = None
    held: str | None = None  #: why it waits for approval: a fact of collecting
    aka: tuple[str, ...] = ()  #: other native ids under which the source has shown the same item
    cleaner: str = ""  #: version of `tidy.html` that cleaned `html`

    @property
    def id8(self) -> str:
        """First 8 hex digits of the id's SHA-256: the stable part of the permalink."""
        return sha256(self.id.encode()).hexdigest()[:8]
