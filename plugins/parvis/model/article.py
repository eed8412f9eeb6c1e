"""An article: a post or a page that an editor wrote in Markdown."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec

from parvis.model.page import Body


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One Markdown file, read by Pelican."""

    kind: Literal["post", "page"]
    slug: str
    language: str
    title: str
    body: Body  #: `Body(html, origin="", written=True)`
    summary: str = ""  #: plain text
    published: datetime | None = None  #: aware; pages have none
    updated: datetime | None = None
    author: str = ""
    tags: tuple[str, ...] = ()
    picture: str | None = None  #: path in output, such as `images/macarons.webp`
    picture_alt: str = ""
    file: str = ""  #: relative to the hub's folder, for messages
    translations: tuple[tuple[str, str], ...] = ()  #: (language, url path) of its other languages
    more: dict[str, Any] = {}  #: other front matter, plain values
