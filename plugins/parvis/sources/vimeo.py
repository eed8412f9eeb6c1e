"""Vimeo videos of a person, a channel or a group: the public Media RSS, no API key.

Not proven on a real answer of the feed as it is today: written from the published format and one trimmed capture. Video objects of the API
are read as well. What Vimeo appends to descriptions (the picture, "Cast:", "Tags:") is taken off; the tags become tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

import msgspec
from pydantic import model_validator

from parvis.errors import ReadError
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._address import is_host, pasted, segment
from parvis.sources._answer import is_json, json_object
from parvis.sources._body import inner, paragraphs, words
from parvis.sources._complaint import unexpected
from parvis.sources._document import Document, document
from parvis.sources._entry import post
from parvis.sources._fields import Fields
from parvis.sources._options import Server, one_of
from parvis.tidy.text import parsed

GRADE: Grade = "A"
PROVEN = False

_SITE = "https://vimeo.com"
_WANTED = "a list of Vimeo videos"
_NAME = re.compile(r"[\w-]{2,64}")
_CLIP = re.compile(r"clip(\d+)$|vimeo\.com/(?:\w+/)*(\d+)(?:[/?#]|$)|/videos/(\d+)")
_PAGES = {
    *("watch", "categories", "channels", "groups", "search", "log_in", "join", "upgrade", "features", "solutions", "help", "blog", "about"),
    *("upload", "manage", "settings", "ondemand", "stock", "enterprise", "create", "album", "showcase", "home", "event", "terms"),
}
#: "Vimeo / Failla Wines’s videos", "Vimeo / Videos by …": the name in a channel's title.
_TITLE = re.compile(r"^Vimeo / (.*?)(?:['\u2019]s? videos)?$")
_APPENDED = re.compile(r"^(?:Cast|Tags|Likes|Uploaded by)\s*:", re.IGNORECASE)
_LICENCE = re.compile(r"by(?:-(?:nc|sa|nd))*")


class Options(SourceOptions):
    """A person, a channel or a group."""

    user: str | None = None  #: the name in the address of their page
    channel: str | None = None  #: as in its address: `channels/NAME`
    group: str | None = None  #: as in its address: `groups/NAME`
    service: Server = _SITE  #: another server in Vimeo's place

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        one_of(self, "user", "channel", "group", "url")
        return self

    def address(self) -> str:
        """The feed's address."""
        if self.url:
            return self.url
        if self.user:
            return f"{self.service}/{segment(self.user)}/videos/rss"
        kind, name = ("channels", self.channel) if self.channel else ("groups", self.group)
        return f"{self.service}/{kind}/{segment(name or '')}/videos/rss"


def recognise(url: str) -> Options | None:
    """A person's page, a channel's or a group's; not the page of one video."""
    parts = pasted(url)
    if parts is None or not is_host(parts, "vimeo.com"):
        return None
    steps = [step for step in parts.path.split("/") if step]
    for kind, option in (("channels", "channel"), ("groups", "group")):
        if steps[:1] == [kind] and len(steps) > 1 and _NAME.fullmatch(steps[1]) and not any(step.isdigit() for step in steps[2:]):
            return Options.model_validate({option: steps[1]})
    if (
        steps
        and _NAME.fullmatch(steps[0])
        and not steps[0].isdigit()
        and steps[0].lower() not in _PAGES
        and steps[1:] in ([], ["videos"], ["videos", "rss"])
    ):
        return Options(user=steps[0])
    return None


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The videos of the feed, or of an answer of the API. ReadError when it is something else."""
    del options
    if is_json(body):
        yield from _of_api(body)
        return
    feed = document(body)
    yield from (_of_feed(post(entry, feed), feed) for entry in feed.entries)


def _of_feed(raw: RawPost, feed: Document) -> RawPost:
    clip = next((group for text in (raw.native, raw.url) if (found := _CLIP.search(text or "")) for group in found.groups() if group), None)
    page = f"{_SITE}/{clip}" if clip else raw.url
    body, tags = _description(raw.html)
    films = [one for one in raw.media if one.kind == "video"]
    still = next((one.preview for one in films if one.preview), None) or next((one.url for one in raw.media if one.kind == "image"), None)
    film = RawMedia(
        kind="video",
        url=page or "",
        preview=still,
        width=next((one.width for one in films), None),
        height=next((one.height for one in films), None),
        duration=next((one.duration for one in films), None),
    )
    return msgspec.structs.replace(
        raw,
        native=clip or raw.native,
        kind="video",
        url=page,
        author=_author(raw.author, feed),
        html=body,
        text=_unwrapped(raw.text),
        media=(film,) if page else raw.media,
        tags=(*raw.tags, *tags),
    )


def _author(author: RawAuthor, feed: Document) -> RawAuthor:
    """The person is credited in each video; of a person's own feed the title and picture are theirs as well."""
    titled = _TITLE.match(author.name or "")
    name = titled[1] if titled else author.name
    own = _TITLE.match(feed.title or "")
    is_own = bool(own and own[1] == name)
    home = (feed.link or "").removesuffix("/videos") if is_own else None
    return RawAuthor(name=name, url=home or author.url, avatar=feed.feed.row("image").text("href") if is_own else None)


def _description(body: str | None) -> tuple[str | None, tuple[str, ...]]:
    frame = parsed(body) if body else None
    if frame is None:
        return None, ()
    tags: tuple[str, ...] = ()
    for paragraph in paragraphs(frame):
        text = words(paragraph)
        if text.lower().startswith("tags:"):
            tags = tuple(tag for link in paragraph.css("a") if (tag := words(link)))
        if _APPENDED.match(text) or (not text and paragraph.css_first("img") is not None):
            paragraph.decompose()
    return inner(frame), tags


def _unwrapped(text: str | None) -> str | None:
    """Lines that were broken for the eye of a programmer, indentation and all, as one."""
    return re.sub(r"(?<=\S)\n[ \t]{4,}(?=\S)", " ", text) if text else None


def _of_api(body: bytes) -> Iterator[RawPost]:
    answer = json_object(body, _WANTED)
    fields = Fields(answer)
    rows = list(fields.rows("data")) or [fields]
    if not all("/videos/" in (row.text("uri") or "") for row in rows):
        if (fields.text("uri") or "").startswith(("/users/", "/categories/", "/channels/", "/groups/")):
            raise ReadError("the answer describes a person, a channel or a category, not videos")
        raise unexpected(answer, _WANTED)
    yield from map(_video, rows)


def _video(row: Fields) -> RawPost:
    clip = re.search(r"/videos/(\d+)", row.text("uri") or "")
    user = row.row("user")
    still, face = (_widest(fields.row("pictures")) for fields in (row, user))
    page = row.text("link") or ""
    licence = row.text("license")
    return RawPost(
        native=clip[1] if clip else None,
        kind="video",
        url=page,
        author=RawAuthor(name=user.text("name"), url=user.text("link"), avatar=face.text("link")),
        published=row.text("release_time", "created_time"),
        language=row.text("language"),
        title=row.text("name"),
        text=row.text("description"),
        media=(
            RawMedia(
                kind="video",
                url=page,
                preview=still.text("link"),
                width=row.number("width"),
                height=row.number("height"),
                duration=row.number("duration"),
            ),
        ),
        tags=tuple(tag for one in row.rows("tags") if (tag := one.text("name", "tag"))),
        counts=RawCounts(views=row.row("stats").number("plays")),
        sensitive=any(rating not in {"safe", "unrated"} for rating in row.texts("content_rating")),
        licence=f"https://creativecommons.org/licenses/{licence}/4.0/" if licence and _LICENCE.fullmatch(licence) else licence,
    )


def _widest(pictures: Fields) -> Fields:
    """Of the sizes of a picture the widest that a page has use for."""
    sizes = sorted(pictures.rows("sizes"), key=lambda one: one.number("width") or 0)
    fitting = [one for one in sizes if (one.number("width") or 0) <= 1_600]  # noqa: PLR2004 (pixels)
    return (fitting or sizes or [Fields({})])[-1]
