"""Tumblr blogs and their tags: the public RSS, no API key; posts of its API (version 2) are read as well.

A post without a title gets the start of its caption as one, cut with "..."; a post of pictures alone is called "Photo". Both are undone. In
Europe a consent page may answer instead of the feed: that is said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Self

import msgspec
from pydantic import model_validator
from selectolax.lexbor import LexborHTMLParser

from parvis.model.raw_post import PostKind, RawAuthor, RawCounts, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._address import is_host, pasted, segment
from parvis.sources._answer import is_json, json_object
from parvis.sources._body import attribute, films, words
from parvis.sources._complaint import unexpected
from parvis.sources._document import Document, document
from parvis.sources._entry import post
from parvis.sources._fields import Fields
from parvis.sources._options import Server, one_of
from parvis.tidy.html import images
from parvis.tidy.text import parsed

GRADE: Grade = "A"
PROVEN = True

_WANTED = "a list of Tumblr posts"
_BLOG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?", re.IGNORECASE)
_GENERATOR = re.compile(r"Tumblr \([^;]*; @([\w-]+)\)")
_POST = re.compile(r"/(?:post/)?(\d{6,20})(?:[/?#]|$)")
#: What Tumblr calls a post that has no words at all.
_NAMELESS = {"photo", "photoset", "video", "audio", "link", "quote", "chat"}
_PAGES = {
    *("dashboard", "explore", "login", "register", "search", "settings", "tagged"),
    *("about", "policy", "privacy", "live", "communities", "blog", "help"),
}
_FIRST: Mapping[str, PostKind] = MappingProxyType(
    {"img": "photo", "figure": "photo", "video": "video", "iframe": "video", "audio": "audio", "embed": "video"}
)
_TYPES: Mapping[str, PostKind] = MappingProxyType({"photo": "photo", "video": "video", "audio": "audio", "link": "link"})


class Options(SourceOptions):
    """A blog, or what it tagged with one word."""

    blog: str | None = None  #: its name on Tumblr: `brand` of brand.tumblr.com
    tag: str | None = None  #: posts of the blog with this tag alone
    host: Server | None = None  #: the blog's own server: `https://brand.tumblr.com`, or a domain of its own

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if not (self.blog and self.host):
            one_of(self, "blog", "host", "url")
        if self.blog and not _BLOG.fullmatch(self.blog):
            raise ValueError("`blog` is the name alone: `brand` of brand.tumblr.com")
        if self.tag and self.url:
            raise ValueError("`tag` goes with `blog` or `host`; `url` is asked as it stands")
        return self

    def address(self) -> str:
        """The feed's address."""
        if self.url:
            return self.url
        home = self.host or f"https://{self.blog}.tumblr.com"
        return f"{home}/tagged/{segment(self.tag)}/rss" if self.tag else f"{home}/rss"


def recognise(url: str) -> Options | None:
    """`https://brand.tumblr.com/`, `https://www.tumblr.com/brand`, either with `/tagged/word`. A blog's own domain needs discovery."""
    parts = pasted(url)
    if parts is None or not is_host(parts, "tumblr.com"):
        return None
    steps = [step for step in parts.path.split("/") if step]
    name = (parts.hostname or "").removesuffix("tumblr.com").rstrip(".")
    if name in {"", "www"}:
        steps = steps[1:] if steps[:1] == ["blog"] else steps
        steps = steps[1:] if steps[:1] == ["view"] else steps
        name, steps = (steps[0].removeprefix("@"), steps[1:]) if steps else ("", [])
        if name in _PAGES:
            return None
    if not _BLOG.fullmatch(name) or name in {"api", "media", "assets"}:
        return None
    return Options(blog=name, tag=steps[1] if steps[:1] == ["tagged"] and len(steps) > 1 else None)


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The posts of a feed, or of an answer of the API. ReadError when it is something else, such as a consent page."""
    del options
    if is_json(body):
        answer = json_object(body, _WANTED)
        fields = Fields(answer)
        posts = next(
            (found for found in (fields, fields.row("response")) for name in ("posts", "liked_posts") if found.raw(name) is not None), None
        )
        if posts is None:
            raise unexpected(answer, _WANTED)
        yield from (_of_api(one) for name in ("posts", "liked_posts") for one in posts.rows(name))
        return
    feed = document(body)
    yield from (_of_feed(post(entry, feed), feed) for entry in feed.entries)


def _of_feed(raw: RawPost, feed: Document) -> RawPost:
    frame = parsed(raw.html) if raw.html else None
    number = _POST.search(raw.url or raw.native or "")
    pictures = images(raw.html or "", raw.base or "")
    moving = tuple(films(frame)) if frame else ()
    kind, target = _shape(frame, pictures, moving)
    return msgspec.structs.replace(
        raw,
        native=number[1] if number else raw.native,
        kind=kind,
        title=_title(raw.title, words(frame.body) if frame else raw.text or ""),
        author=_blog(feed),
        media=(*moving, *pictures) or raw.media,
        links=(target,) if target and kind == "link" else (),
        repost_of=attribute(frame.css_first("a.tumblr_blog") if frame else None, "href"),
    )


def _shape(frame: LexborHTMLParser | None, pictures: tuple[RawMedia, ...], moving: tuple[RawMedia, ...]) -> tuple[PostKind, str | None]:
    """What kind of post this is, by what stands first in it; of a link post also where it leads."""
    body = frame.body if frame else None
    first = next(iter(body.iter()), None) if body else None
    while first is not None and first.tag in {"p", "div"} and not words(first) and first.first_child is not None:
        first = next(iter(first.iter()), None)
    if moving:
        return ("video" if moving[0].kind == "video" else "audio"), None
    tag = (first.tag if first else None) or ""
    if tag in _FIRST and (pictures or tag not in {"img", "figure"}):
        return _FIRST[tag], None
    target = attribute(first, "href") if tag == "a" else None
    return ("link", target) if target else ("post", None)


def _title(title: str | None, caption: str) -> str | None:
    """The title, where somebody wrote one. The start of the caption is none; its first line may be, when it is whole."""
    if title is None or title.lower() in _NAMELESS:
        return None
    is_cut = title.endswith("...")
    if not is_cut and "\n" not in title:
        return title
    first, _, rest = title.partition("\n")
    if " ".join(title.removesuffix("...").split())[:40] not in caption:
        return " ".join(title.split())
    return first.strip() or None if rest else None


def _blog(feed: Document) -> RawAuthor:
    """A blog that was given no title is titled by its own address."""
    found = _GENERATOR.search(feed.feed.text("generator") or "")
    handle = found[1] if found else None
    title = feed.title
    is_named = title is not None and "://" not in title and title.lower() != "untitled"
    return RawAuthor(name=title if is_named else handle, handle=f"@{handle}" if handle else None, url=feed.link)


def _of_api(data: Fields) -> RawPost:
    sizes = [max(photo.rows("alt_sizes"), key=lambda one: one.number("width") or 0, default=Fields({})) for photo in data.rows("photos")]
    captions = [photo.text("caption") for photo in data.rows("photos")]
    kind = _TYPES.get(data.text("type") or "", "post")
    name = data.text("blog_name")
    film = data.text("video_url", "audio_url")
    target = data.text("url") if kind == "link" else None
    return RawPost(
        native=data.text("id_string", "id"),
        kind=kind,
        url=data.text("post_url"),
        author=RawAuthor(name=name, handle=f"@{name}" if name else None, url=f"https://{name}.tumblr.com/" if name else None),
        published=data.text("date"),
        title=data.text("title"),
        html=data.text("caption", "body", "description"),
        media=(
            *((RawMedia(kind="audio" if kind == "audio" else "video", url=film, preview=data.text("thumbnail_url")),) if film else ()),
            *(
                RawMedia(kind="image", url=size.text("url") or "", width=size.number("width"), height=size.number("height"), alt=caption)
                for size, caption in zip(sizes, captions, strict=True)
                if size.text("url")
            ),
        ),
        tags=tuple(data.texts("tags")),
        links=(target,) if target else (),
        counts=RawCounts(likes=data.number("note_count")),
        repost_of=data.text("reblogged_from_url"),
        sensitive=data.yes("is_nsfw"),
    )
