"""Reddit: new posts of a subreddit, a person or a search, by the public Atom feed, no key; its JSON listings are read as well.

Bodies are layout tables: the thumbnail, the author's words, who submitted it, `[link]` and `[comments]`. Each is put where it belongs. Since
June 2026 Reddit answers about one anonymous request a minute (prof18/feed-flow#1303): `MIN_INTERVAL` is for the schedule to keep.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Literal, Self
from urllib.parse import parse_qs

import msgspec
from pydantic import model_validator

from parvis.errors import ReadError
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._address import is_host, pasted, query, segment
from parvis.sources._answer import is_json, json_value
from parvis.sources._body import attribute, words
from parvis.sources._complaint import unexpected
from parvis.sources._document import Document, Entry, document
from parvis.sources._entry import post
from parvis.sources._fields import Fields
from parvis.sources._media import kind_of
from parvis.sources._options import Server, one_of
from parvis.tidy.text import parsed

GRADE: Grade = "A"
PROVEN = True
#: Seconds between two requests to Reddit, whatever the sources.
MIN_INTERVAL = 60

_SITE = "https://www.reddit.com"
_WANTED = "a listing of Reddit posts"
_NAME = re.compile(r"[\w-]{2,50}")
_ANY_REDDIT = re.compile(r"^https?://(?:[\w-]+\.)?reddit\.com(?=/)")
_COMMENTS = re.compile(r"\[(?:(\d+) )?comments?\]")
_SORTS = ("new", "hot", "top", "rising", "controversial")


class Options(SourceOptions):
    """A subreddit, a person, or a search."""

    subreddit: str | None = None  #: without `r/`
    user: str | None = None  #: without `u/`
    search: str | None = None  #: words to look for; in one subreddit where that is given too
    sort: Literal["new", "hot", "top", "rising", "controversial"] = "new"  #: of a subreddit
    service: Server = _SITE  #: another server in Reddit's place

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.search is None:
            one_of(self, "subreddit", "user", "url")
        elif self.user or self.url:
            raise ValueError("`search` goes with `subreddit` or alone")
        for name in ("subreddit", "user"):
            if (value := getattr(self, name)) and not _NAME.fullmatch(value):
                raise ValueError(f"`{name}` is a name alone, without r/ or u/")
        return self

    def address(self) -> str:
        """The feed's address."""
        if self.url:
            return self.url
        if self.search is not None:
            inside = f"/r/{self.subreddit}" if self.subreddit else ""
            return f"{self.service}{inside}/search.rss?{query(q=self.search, sort='new', restrict_sr='on' if inside else None)}"
        return f"{self.service}/user/{self.user}/submitted/.rss" if self.user else f"{self.service}/r/{self.subreddit}/{self.sort}/.rss"


def recognise(url: str) -> Options | None:
    """A subreddit's page, a person's, or one of search results, of any of Reddit's hosts."""
    parts = pasted(url)
    if parts is None or not is_host(parts, "reddit.com"):
        return None
    steps = [step for step in parts.path.split("/") if step and step not in {".rss", ".json"}]
    words_ = next(iter(parse_qs(parts.query).get("q", [])), None)
    inside = steps[1].removesuffix(".rss") if steps[:1] == ["r"] and len(steps) > 1 else None
    if steps[-1:] in (["search"], ["search.rss"]):
        return Options(search=words_, subreddit=inside) if words_ and (inside is None or _NAME.fullmatch(inside)) else None
    if inside and _NAME.fullmatch(inside) and len(steps) <= 3:  # noqa: PLR2004 (the sorting)
        sort = steps[2] if len(steps) > 2 else "new"  # noqa: PLR2004 (the sorting)
        return Options.model_validate({"subreddit": inside, "sort": sort}) if sort in _SORTS else None
    if steps[:1] in (["user"], ["u"]) and len(steps) > 1 and _NAME.fullmatch(steps[1].removesuffix(".rss")):
        return Options(user=steps[1].removesuffix(".rss"))
    return None


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The posts of a feed or of a JSON listing; of a post with its comments, the post. ReadError when it is something else."""
    del options
    if is_json(body):
        yield from (_of_listing(one) for one in _children(json_value(body, _WANTED)))
        return
    feed = document(body)
    for entry in feed.entries:
        yield _of_feed(entry, feed)


def _of_feed(entry: Entry, feed: Document) -> RawPost:
    raw = post(entry, feed)
    frame = parsed(raw.html or "")
    links = {words(node): attribute(node, "href") for node in frame.css("a")} if frame else {}
    target = links.get("[link]")
    replies = next((int(found[1]) for text in links if (found := _COMMENTS.fullmatch(text)) and found[1]), None)
    page = _ANY_REDDIT.sub(_SITE, raw.url or "") or None
    written = frame.css_first("div.md") if frame else None
    still = attribute(frame.css_first("table img") if frame else None, "src") or next((one.url for one in raw.media), None)
    elsewhere = target if target and _ANY_REDDIT.sub(_SITE, target) != page else None
    return msgspec.structs.replace(
        raw,
        **_shape(elsewhere, RawMedia(kind="image", url=still) if still else None),
        native=(raw.native or "").removeprefix("/") or None,
        url=page,
        author=_person(raw.author.name),
        html=written.inner_html.strip() if written and written.inner_html else None,
        text=None,
        tags=tuple(tag for one in entry.fields.rows("tags") if (tag := one.text("term"))),
        counts=RawCounts(replies=replies),
        base=_SITE,
    )


def _shape(elsewhere: str | None, still: RawMedia | None) -> dict[str, Any]:
    """Kind, media and links of a post that points elsewhere: a picture or a film of its own, or a link with a still."""
    stills = (still,) if still else ()
    if elsewhere is None:
        return {"kind": "post", "media": stills, "links": ()}
    if "//v.redd.it/" in elsewhere:
        return {"kind": "video", "media": (RawMedia(kind="video", url=elsewhere, preview=still.url if still else None),), "links": ()}
    if kind_of(None, elsewhere) == "image":
        return {"kind": "photo", "media": (RawMedia(kind="image", url=elsewhere, width=_width(still), height=_height(still)),), "links": ()}
    kind = "photo" if "/gallery/" in elsewhere else "link"
    return {"kind": kind, "media": stills, "links": (elsewhere,)}


def _width(still: RawMedia | None) -> int | None:
    return still.width if still else None


def _height(still: RawMedia | None) -> int | None:
    return still.height if still else None


def _person(name: str | None) -> RawAuthor:
    bare = re.sub(r"^/?u/", "", name or "")
    if not bare or bare == "[deleted]":
        return RawAuthor()
    return RawAuthor(name=bare, handle=f"u/{bare}", url=f"{_SITE}/user/{segment(bare)}")


def _children(value: Any) -> list[Fields]:
    """The posts of a listing; of the two listings that a post's page answers, the first, which holds the post alone."""
    listing = Fields(value[0] if isinstance(value, list) and value else value)
    if listing.text("kind") != "Listing":
        if listing.text("message"):
            raise ReadError(f"Reddit answered: {listing.text('message')}")
        raise unexpected(value, _WANTED)
    return [one.row("data") for one in listing.row("data").rows("children") if one.text("kind") in {"t1", "t3"}]


def _of_listing(data: Fields) -> RawPost:
    page = f"{_SITE}{data.text('permalink')}" if (data.text("permalink") or "").startswith("/") else None
    target = data.text("url_overridden_by_dest") or (None if data.yes("is_self") else data.text("url"))
    elsewhere = html.unescape(target) if target and target.startswith("http") else None
    edited, created = data.number("edited"), data.number("created_utc")
    return RawPost(
        native=data.text("name"),
        **_shape(elsewhere, _preview(data)),
        url=page,
        author=_person(data.text("author")),
        published=datetime.fromtimestamp(created, UTC).isoformat() if created else None,
        updated=datetime.fromtimestamp(edited, UTC).isoformat() if edited else None,
        title=html.unescape(data.text("title") or "") or None,
        html=_written(data.text("selftext_html", "body_html")),
        tags=tuple(tag for tag in (data.text("subreddit"), data.text("link_flair_text")) if tag),
        counts=RawCounts(likes=data.number("score"), replies=data.number("num_comments")),
        sensitive=data.yes("over_18"),
        reply_to=data.text("parent_id"),
        base=_SITE,
    )


def _preview(data: Fields) -> RawMedia | None:
    """The post's still in full size, else its thumbnail; addresses are escaped like HTML."""
    for image in data.row("preview").rows("images"):
        source = image.row("source")
        if url := source.text("url"):
            return RawMedia(kind="image", url=html.unescape(url), width=source.number("width"), height=source.number("height"))
    thumbnail = data.text("thumbnail")
    return RawMedia(kind="image", url=html.unescape(thumbnail)) if thumbnail and thumbnail.startswith("http") else None


def _written(body: str | None) -> str | None:
    """The author's words; older answers escape the HTML once more."""
    if body is None:
        return None
    framed = parsed(html.unescape(body) if body.startswith("&lt;") else body)
    written = framed.css_first("div.md") if framed else None
    return (written.inner_html or "").strip() or None if written else None
