"""What a worker process is asked to do, and what it hands back."""

from __future__ import annotations

from datetime import datetime

import msgspec

from parvis.model.post import Post
from parvis.model.source import Source

TOO_MUCH_MEMORY = "the document needs more memory than one document may have."


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a document, with what it can be recognised by. What is empty is no key."""

    native: str = ""  #: the network's own id of it
    link: str = ""  #: canonical
    digest: str  #: of title, date and text
    author: tuple[str, ...] = ()  #: handle and address of the account, also of one that has opted out
    post: Post


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """Our copy of a picture."""

    body: bytes
    extension: str  #: jpg or webp
    width: int  #: pixels
    height: int
    color: str  #: dominant colour, `#rrggbb`
    moves: bool = False  #: the original is an animation, of which this is the first frame


class ReadJob(msgspec.Struct, frozen=True, kw_only=True, tag="read"):
    """Read a document and tidy its items."""

    source: Source
    body: bytes | None  #: None: the items stand in the source's options
    origin: str  #: where the document came from
    asked: str = ""  #: the address that was asked for
    now: datetime
    seconds: float  #: of processor time


class PictureJob(msgspec.Struct, frozen=True, kw_only=True, tag="picture"):
    """Check a picture and make our copy of it."""

    body: bytes
    pixels: int  #: the most that it may have
    side: int  #: pixels, of the longer side of the copy
    seconds: float


Job = ReadJob | PictureJob


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a job: one of these, or a sentence saying why not."""

    found: tuple[Found, ...] = ()
    picture: Picture | None = None
    error: str = ""
    out_of_memory: bool = False  #: the process ends after that: nobody knows what state it is in
