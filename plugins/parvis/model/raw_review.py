"""A raw review: one row of an export as its tool wrote it, before anything of it is trusted, cleaned or completed."""

from __future__ import annotations

import msgspec


class RawReply(msgspec.Struct, frozen=True, kw_only=True):
    """What the brand has answered, as the export has it. Plain text or HTML."""

    text: str
    by: str = ""
    at: str = ""


class RawReview(msgspec.Struct, frozen=True, kw_only=True):
    """One review. Every field is text as it stands in the file; what the export does not say is empty."""

    line: int = 0  #: 1-based line of the file on which it begins; 0 in a file whose lines say nothing
    number: int = 0  #: its place in the file's list, from 1, where that is what names it
    native: str = ""  #: its id in the tool
    author: str = ""  #: whole: `tidy` shortens it
    rating: str = ""
    scale: str = ""  #: the best rating there is; empty: 5
    rated: bool = True  #: False: this export has no ratings at all
    title: str = ""
    text: str = ""
    html: bool = False  #: title and text are HTML
    published: str = ""
    dated: bool = True  #: False: this export has no dates at all
    updated: str = ""
    experienced: str = ""  #: day of the purchase, stay or use
    product: str = ""  #: slug, handle or address
    product_name: str = ""
    language: str = ""
    verified: str = ""  #: whether the tool says that it has checked
    marks: bool = True  #: False: this export does not say which reviews are verified
    proof: str = ""  #: how the tool has checked this one
    incentive: str = ""  #: what the author got for it
    insider: str = ""  #: how the author belongs to the brand
    url: str = ""
    pictures: tuple[str, ...] = ()
    helpful: str = ""  #: how many readers found it helpful
    hidden: str = ""  #: why the tool does not show it
    reply: RawReply | None = None


class BadRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that cannot be read at all."""

    line: int
    number: int = 0
    what: str  #: one sentence
    field: str = ""
