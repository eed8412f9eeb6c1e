"""Flickr photos of a person, a group or tags: the public Atom feed, no API key; its RSS and answers of the REST API are read as well.

Each body is a frame of Flickr's ("X posted a photo:", the photo) around the description, which alone is kept. A photo's licence is kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal, Self

import msgspec
from pydantic import model_validator

from parvis.errors import ReadError
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions
from parvis.sources._address import is_host, pasted, query
from parvis.sources._answer import is_json, json_object
from parvis.sources._body import inner, paragraphs, words
from parvis.sources._complaint import unexpected
from parvis.sources._document import Document, Entry, document
from parvis.sources._entry import post
from parvis.sources._fields import Fields
from parvis.sources._options import Server
from parvis.tidy.html import images
from parvis.tidy.text import parsed

GRADE: Grade = "A"
PROVEN = True

_SITE = "https://www.flickr.com"
_WANTED = "a list of Flickr photos"
_NSID = re.compile(r"\d+@N\d{2}")
_PHOTO = re.compile(r"/photo/(\d+)$|/photos/[^/]+/(\d+)(?:/|$)")
_PERSON = re.compile(r"/photos/([^/]+)/\d+")
_FEED = re.compile(r"/services/feeds/(?:photos_public|groups_pool|photos_faves|photoset)\.gne")
#: Widths of the sizes that the API names, and how wide a picture a page has use for.
_SIZES = ("sq", "q", "t", "s", "n", "m", "z", "c", "l", "h", "k", "o")
_WIDE_ENOUGH = 1_600
_FIRST_MOMENT, _LAST_MOMENT = 1_075_593_600, 4_102_444_800  # Flickr opened in February 2004
_CC = "https://creativecommons.org/licenses"
#: flickr.photos.licenses.getInfo; 0 is "All Rights Reserved", which is no licence.
_LICENCES = {
    "1": f"{_CC}/by-nc-sa/2.0/",
    "2": f"{_CC}/by-nc/2.0/",
    "3": f"{_CC}/by-nc-nd/2.0/",
    "4": f"{_CC}/by/2.0/",
    "5": f"{_CC}/by-sa/2.0/",
    "6": f"{_CC}/by-nd/2.0/",
    "7": "https://www.flickr.com/commons/usage/",
    "8": "https://www.usa.gov/copyright.shtml",
    "9": "https://creativecommons.org/publicdomain/zero/1.0/",
    "10": "https://creativecommons.org/publicdomain/mark/1.0/",
}


class Options(SourceOptions):
    """A person's photos (all, or those with tags), a group's pool, or everybody's photos with tags."""

    user: str | None = None  #: the person's id, such as `48407098@N00`
    group: str | None = None  #: the group's id, likewise
    tagged: tuple[str, ...] = ()  #: photos with these tags, such as `[macaron, montreal]`
    match: Literal["all", "any"] = "all"  #: all of them, or any
    service: Server = _SITE  #: another server in Flickr's place

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        given = [bool(self.url), bool(self.group), bool(self.user or self.tagged)]
        if sum(given) != 1:
            raise ValueError("give `user`, `tagged` (also both), `group` or `url`")
        for name in ("user", "group"):
            value = getattr(self, name)
            if value and not _NSID.fullmatch(value):
                raise ValueError(f"`{name}` is an id such as 48407098@N00; `parvis add` finds it for the address of the page")
        return self

    def address(self) -> str:
        """The feed's address."""
        if self.url:
            return self.url
        if self.group:
            return f"{self.service}/services/feeds/groups_pool.gne?{query(id=self.group, format='atom', lang='en-us')}"
        tags = query(tags=",".join(self.tagged), tagmode=self.match if self.tagged else None)
        return f"{self.service}/services/feeds/photos_public.gne?" + "&".join(
            filter(None, (query(id=self.user), tags, query(format="atom", lang="en-us")))
        )


def recognise(url: str) -> Options | None:
    """A page named by an id, a page of tags, or the feed. A page named in words needs discovery: it links its feed."""
    parts = pasted(url)
    if parts is None or not is_host(parts, "flickr.com"):
        return None
    steps = [step for step in parts.path.split("/") if step]
    if _FEED.fullmatch(parts.path):
        return Options(url=url)
    if steps[:2] == ["photos", "tags"] and len(steps) > 2:  # noqa: PLR2004 (the tag)
        return Options(tagged=(steps[2],))
    if steps[:1] in (["photos"], ["people"]) and len(steps) > 1 and _NSID.fullmatch(steps[1]):
        return Options(user=steps[1])
    if steps[:1] == ["groups"] and len(steps) > 1 and _NSID.fullmatch(steps[1]):
        return Options(group=steps[1])
    return None


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """The photos of a feed, or of an answer of the API. ReadError when it is something else."""
    del options
    if is_json(body):
        yield from _of_api(json_object(body, _WANTED))
        return
    feed = document(body)
    for entry in feed.entries:
        yield _of_feed(entry, feed)


def _of_feed(entry: Entry, feed: Document) -> RawPost:
    raw = post(entry, feed)
    photo = next(
        (group for found in (_PHOTO.search(raw.native or ""), _PHOTO.search(raw.url or "")) if found for group in found.groups() if group),
        None,
    )
    media = raw.media or images(raw.html or "", raw.base or "")[:1]
    return msgspec.structs.replace(
        raw,
        native=photo or raw.native,
        kind="video" if any(one.kind == "video" for one in media) else "photo",
        author=_author(raw.author, raw.url, entry.fields, feed),
        updated=None,
        html=_description(raw.html),
        media=media,
        tags=tuple(tag for given in raw.tags for tag in _tags(given, entry.fields)),
    )


def _author(author: RawAuthor, page: str | None, fields: Fields, feed: Document) -> RawAuthor:
    """The photographer's page follows from the photo's; a portrait is given in Atom, in RSS that of the feed's own person."""
    person = _PERSON.search(page or "")
    home = f"{_SITE}/photos/{person[1]}/" if person else author.url
    face = fields.text("flickr_buddyicon") or feed.feed.row("image").text("href")
    is_own = bool(fields.text("flickr_buddyicon") or (person and feed.link and f"/photos/{person[1]}" in feed.link))
    return RawAuthor(name=author.name, url=home, avatar=face if is_own and face and "buddyicon" in face else None)


def _description(body: str | None) -> str | None:
    """The photographer's own words: without the paragraph that says who posted, and the one that is the photo."""
    framed = parsed(body) if body else None
    if framed is None:
        return None
    for place, paragraph in enumerate(paragraphs(framed)):
        is_frame = paragraph.css_first("img") is not None or (place == 0 and words(paragraph).endswith(":"))
        if is_frame and paragraph.css_first("a") is not None:
            paragraph.decompose()
    return inner(framed)


def _tags(given: str, fields: Fields) -> list[str]:
    """RSS gives all tags in one text, Atom each in its own."""
    together = any(one.text("scheme") == "urn:flickr:tags" for one in fields.rows("tags"))
    return given.split() if together else [given]


def _of_api(answer: dict[str, object]) -> Iterator[RawPost]:
    fields = Fields(answer)
    if fields.text("stat") == "fail":
        raise ReadError(f"Flickr answered: {html.unescape(fields.text('message') or 'the request failed')}")
    for name in ("photos", "photoset"):
        if fields.row(name):
            yield from (_photo(one, fields.row(name)) for one in fields.row(name).rows("photo"))
            return
    if not fields.row("photo"):
        raise unexpected(answer, _WANTED)
    yield _photo(fields.row("photo"), Fields({}))


def _photo(photo: Fields, listed: Fields) -> RawPost:
    """A photo of a list with `extras`, or of flickr.photos.getInfo, which wraps texts in `_content`."""
    owner = photo.row("owner")
    person = owner.text("nsid") or photo.text("owner") or listed.text("owner")
    page = next((one.text("_content") for one in photo.row("urls").rows("url") if one.text("type") == "photopage"), None)
    place = photo.text("pathalias") or owner.text("path_alias") or person
    return RawPost(
        native=photo.text("id"),
        kind="video" if photo.text("media") == "video" else "photo",
        url=page or (f"{_SITE}/photos/{place}/{photo.text('id')}/" if place else None),
        author=RawAuthor(
            name=owner.text("realname", "username") or photo.text("ownername") or listed.text("ownername"),
            url=f"{_SITE}/photos/{place}/" if place else None,
            avatar=_face(owner or photo, person),
        ),
        published=_moment(photo.number("dateupload", "dateuploaded") or photo.row("dates").number("posted")),
        title=photo.text("title") or photo.row("title").text("_content"),
        html=photo.row("description").text("_content"),
        media=_picture(photo),
        tags=_own_tags(photo),
        counts=RawCounts(likes=photo.number("count_faves"), replies=photo.row("comments").number("_content"), views=photo.number("views")),
        licence=_LICENCES.get(photo.text("license") or ""),
    )


def _moment(stamp: int | None) -> str | None:
    """Seconds since 1970 as a date; none of a time before Flickr."""
    return datetime.fromtimestamp(stamp, UTC).isoformat() if stamp and _FIRST_MOMENT < stamp < _LAST_MOMENT else None


def _own_tags(photo: Fields) -> tuple[str, ...]:
    """Without the tags that machines write, such as `vision:night=077`."""
    found = (photo.text("tags") or "").split() or [tag for one in photo.row("tags").rows("tag") if (tag := one.text("raw", "_content"))]
    return tuple(tag for tag in found if "=" not in tag)


def _face(fields: Fields, person: str | None) -> str | None:
    """How Flickr builds a portrait's address; without a server there is none."""
    server, farm = fields.text("iconserver"), fields.text("iconfarm")
    return f"https://farm{farm}.staticflickr.com/{server}/buddyicons/{person}.jpg" if person and server not in {None, "0"} else None


def _picture(photo: Fields) -> tuple[RawMedia, ...]:
    """The widest size that a page has use for; without any size, the one whose address follows from the photo's secret."""
    sizes = [(photo.number(f"width_{size}") or 0, size) for size in _SIZES if photo.text(f"url_{size}")]
    fitting = [one for one in sizes if one[0] <= _WIDE_ENOUGH] or sizes[:1]
    if fitting:
        width, size = max(fitting)
        return (RawMedia(kind="image", url=photo.text(f"url_{size}") or "", width=width or None, height=photo.number(f"height_{size}")),)
    parts = [photo.text(name) for name in ("server", "id", "secret")]
    if not all(parts):
        return ()
    return (RawMedia(kind="image", url="https://live.staticflickr.com/{}/{}_{}_b.jpg".format(*parts)),)
