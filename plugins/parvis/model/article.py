"""An article: a post, a page or the words of a noun that an editor wrote in Markdown."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec

from parvis.model.label import Label
from parvis.model.page import Body

#: What a Markdown file is about: the folder that it lies in says so.
Kind = Literal["post", "page", "ambassador", "challenge", "contest", "rules", "outcome", "entry", "event", "offer", "place", "product"]


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One Markdown file, read by Pelican."""

    kind: Kind
    slug: str
    owner: str = ""  #: slug of what it belongs to: an entry's contest
    language: str
    title: str
    body: Body  #: `Body(html, origin="", written=True)`
    summary: str = ""  #: plain text; where nobody wrote one, how the text begins
    lead: str = ""  #: the summary, where somebody wrote one: what begins alike is not said twice on its own page
    published: datetime | None = None  #: aware; pages have none
    updated: datetime | None = None
    author: str = ""
    disclosure: tuple[Label, ...] = ()  #: what readers must be told of its author, where that is an ambassador
    tags: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  #: what it is about or cites, such as `product:camerise`
    picture: str | None = None  #: path in output, such as `images/macarons.webp`
    picture_alt: str = ""
    file: str = ""  #: relative to the hub's folder, for messages
    translations: tuple[tuple[str, str], ...] = ()  #: (language, url path) of its other languages
    more: dict[str, Any] = {}  #: other front matter, plain values
    lines: dict[str, int] = {}  #: 1-based line of each field by its dotted path, for messages
