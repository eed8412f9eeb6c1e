"""Pinterest pins of a person or a board: the public RSS of the newest 25, no API key.

Not proven on a real answer: written from the published format (an item is titled by its pin, its body is the picture in a link, then the
words). Pictures are given 236 pixels wide; the same address with `736x` is the larger one. Lists of pins of the API are read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

import msgspec
from pydantic import model_validator

from parvis.model.raw_post import RawAuthor, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._address import pasted, segment
from parvis.sources._answer import is_json, json_object
from parvis.sources._body import inner
from parvis.sources._complaint import unexpected
from parvis.sources._document import Document, document
from parvis.sources._entry import post
from parvis.sources._fields import Fields
from parvis.sources._options import Server, one_of
from parvis.tidy.html import images
from parvis.tidy.text import parsed

GRADE: Grade = "A"
PROVEN = False

_SITE = "https://www.pinterest.com"
_WANTED = "a list of pins"
_HOST = re.compile(r"(?:[a-z]{2,3}\.|www\.)?pinterest\.(?:com(?:\.[a-z]{2})?|co(?:\.[a-z]{2})|[a-z]{2})")
_PIN = re.compile(r"/pin/(?:[\w%-]*--)?(\d{5,})")
_SMALL = re.compile(r"(?<=\.pinimg\.com/)(?:60x60|75x75_RS|170x|200x|236x|474x|564x)(?=/)")
_PAGES = {"pin", "search", "ideas", "today", "explore", "business", "login", "settings", "categories", "topics", "_", "about"}
_TABS = {"_created", "_saved", "_profile", "boards", "pins", "feed.rss"}
_NAME = re.compile(r"[\w-]{3,30}")


class Options(SourceOptions):
    """A person's newest pins, or those on one of their boards."""

    user: str | None = None  #: the name in the address of their page
    board: str | None = None  #: the board's name in its address
    service: Server = _SITE  #: another server in Pinterest's place

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        one_of(self, "user", "url")
        if self.board and not self.user:
            raise ValueError("`board` goes with `user`")
        return self

    def address(self) -> str:
        """The feed's address."""
        if self.url:
            return self.url
        return f"{self.service}/{segment(self.user or '')}/" + (f"{segment(self.board)}.rss" if self.board else "feed.rss")


def recognise(url: str) -> Options | None:
    """A person's page or a board's, on any of Pinterest's national hosts; not the page of one pin."""
    parts = pasted(url)
    if parts is None or not _HOST.fullmatch(parts.hostname or ""):
        return None
    steps = [step for step in parts.path.split("/") if step]
    if not steps or steps[0] in _PAGES or not _NAME.fullmatch(steps[0]):
        return None
    board = steps[1].removesuffix(".rss") if len(steps) > 1 and steps[1] not in _TABS else None
    return Options(user=steps[0], board=board)


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The pins of the feed, or of an answer of the API. ReadError when it is something else."""
    if is_json(body):
        answer = json_object(body, _WANTED)
        rows = list(Fields(answer).rows("data")) or list(Fields(answer).rows("items"))
        if not rows or not all(row.text("id") and any(name in row for name in ("note", "board_id", "image", "media")) for row in rows):
            raise unexpected(answer, _WANTED)
        yield from map(_of_api, rows)
        return
    feed = document(body)
    yield from (_of_feed(post(entry, feed), feed, options) for entry in feed.entries)


def _of_feed(raw: RawPost, feed: Document, options: Options) -> RawPost:
    pin = _PIN.search(raw.url or "") or _PIN.search(raw.native or "")
    pictures = images(raw.html or "", raw.base or _SITE) or raw.media
    frame = parsed(raw.html) if raw.html else None
    for node in frame.css("img") if frame else ():
        link = node.parent
        (link if link is not None and link.tag == "a" else node).decompose()
    return msgspec.structs.replace(
        raw,
        native=pin[1] if pin else raw.native,
        kind="photo",
        url=f"{_SITE}/pin/{pin[1]}/" if pin else raw.url,
        author=_author(raw.author, feed, options),
        html=inner(frame) if frame else None,
        media=tuple(_large(picture, raw.title) for picture in pictures[:1]),
    )


def _author(author: RawAuthor, feed: Document, options: Options) -> RawAuthor:
    """The feed says nobody: of a person's feed the title is their name, of a board's it is the board's."""
    steps = [step for step in (feed.link or "").partition("://")[2].split("/")[1:] if step]
    user = options.user or (steps[0] if steps else None)
    name = user if len(steps) > 1 or options.board else author.name
    return RawAuthor(name=name or user, handle=user, url=f"{_SITE}/{user}/" if user else author.url)


def _large(picture: RawMedia, title: str | None) -> RawMedia:
    url = _SMALL.sub("736x", picture.url)
    size = {} if url == picture.url else {"width": None, "height": None}
    return msgspec.structs.replace(picture, url=url, alt=picture.alt or title, **size)


def _of_api(row: Fields) -> RawPost:
    """A pin of version 1 (`note`, `image.original`) or version 5 (`title`, `description`, `media.images`)."""
    sizes = [*row.row("image").items(), *row.row("media").row("images").items()]
    picture = max((Fields(size) for _, size in sizes), key=lambda one: one.number("width") or 0, default=Fields({}))
    creator = row.row("creator")
    name = " ".join(filter(None, (creator.text("first_name"), creator.text("last_name")))) or row.row("board_owner").text("username")
    target = row.text("original_link", "link")
    return RawPost(
        native=row.text("id"),
        kind="photo",
        url=f"{_SITE}/pin/{row.text('id')}/",
        author=RawAuthor(name=name or None, url=creator.text("url")),
        published=row.text("created_at"),
        title=row.text("title"),
        text=row.text("note", "description"),
        media=(RawMedia(kind="image", url=url, width=picture.number("width"), height=picture.number("height"), alt=row.text("alt_text")),)
        if (url := picture.text("url"))
        else (),
        links=(target,) if target else (),
    )
