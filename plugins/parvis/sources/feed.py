"""Any blog, news page or podcast that has a feed: RSS 0.9x to 2.0, Atom, JSON Feed, with podcast, Media RSS and threading extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Self
from urllib.parse import urlsplit

import msgspec
from pydantic import model_validator

from parvis.model.raw_post import RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._answer import is_json
from parvis.sources._document import document
from parvis.sources._entry import posts
from parvis.sources._json_feed import posts as json_posts
from parvis.sources._options import one_of

GRADE: Grade = "A"
PROVEN = True

_FEED_PATH = re.compile(
    r"(?:/(?:feed|feeds|rss|atom|index\.xml|feed\.json)/?|\.(?:rss|atom|rdf|xml)|/feed/[\w./-]*|[/.-](?:rss|atom|feed)(?:\.xml|\.json)?)$",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed=(?:rss2?|atom|rdf|json)|format=(?:rss|atom|feed)|type=rss|alt=rss)(?:&|$)", re.IGNORECASE)


class Options(SourceOptions):
    """Where the feed is."""

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        one_of(self, "url")
        return self


def recognise(url: str) -> Options | None:
    """An address that is plainly a feed's, by its path; a page that only has a feed is for discovery."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme == "feed":
        return Options(url=re.sub(r"^feed:(?://)?(?:(https?://)|)", lambda found: found[1] or "https://", url))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.lower().endswith(("sitemap.xml", "opml.xml")):
        return None
    return Options(url=url) if _FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query) else None


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """Every item of the feed, in its order; ReadError when the answer is no feed."""
    del options
    for post in json_posts(body) if is_json(body) else posts(document(body)):
        yield _from_bluesky(post) if (post.native or "").startswith("at://") else _keyed(post)


def _keyed(post: RawPost) -> RawPost:
    """An item without id, link, title, date and text (a picture alone) is recognised again by all that it has."""
    if post.native or post.url or post.title or post.published or post.html or post.text:
        return post
    return msgspec.structs.replace(post, native=f"sha256:{sha256(msgspec.json.encode(post)).hexdigest()[:32]}")


def _from_bluesky(post: RawPost) -> RawPost:
    """Bluesky's profile feeds give plain text where RSS has HTML (a post may speak of `<details>`), and name their author `@handle - Name`."""
    handle, _, name = (post.author.name or "").partition(" - ")
    author = msgspec.structs.replace(post.author, name=name or handle, handle=handle.removeprefix("@") or None)
    return msgspec.structs.replace(post, html=None, text=post.html or post.text, author=author)
