"""JSON Feed 1.0 and 1.1, and RSS written as JSON: the two kinds of feed that a `.json` address may give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parvis.errors import ReadError
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPost
from parvis.sources._answer import json_object
from parvis.sources._fields import Fields
from parvis.sources._media import kind_of, seconds
from parvis.sources._people import on_the_web, people, person

_WANTED = "a feed in JSON"


def posts(body: bytes) -> Iterator[RawPost]:
    """Every item of the feed, in its order; ReadError when the answer is JSON of another shape."""
    value = json_object(body, _WANTED)
    channel = Fields(value).row("rss").row("channel")
    if channel:
        return _rss_posts(channel)
    if "jsonfeed.org" in str(value.get("version", "")) or isinstance(value.get("items"), list):
        return _posts(Fields(value))
    raise ReadError(f"the answer is JSON, but not {_WANTED}{_complaint(value)}")


def _complaint(value: dict[str, Any]) -> str:
    """What the server says is wrong, where it says so."""
    fields = Fields(value)
    said = fields.row("error").text("message") or fields.text("error", "message", "detail")
    return f'; it says "{said[:200]}"' if said else ""


def _posts(feed: Fields) -> Iterator[RawPost]:
    for item in feed.rows("items"):
        things = tuple(_media(item))
        body, url, elsewhere = item.text("content_html"), item.text("url"), item.text("external_url")
        yield RawPost(
            native=item.text("id"),
            kind=_kind(things, elsewhere),
            url=url or elsewhere,
            author=_author(item)
            or _author(feed)
            or RawAuthor(name=person(feed.text("title")), url=feed.text("home_page_url"), avatar=feed.text("icon", "favicon")),
            published=item.text("date_published"),
            updated=item.text("date_modified"),
            language=item.text("language") or feed.text("language"),
            title=item.text("title"),
            html=body,
            text=None if body else item.text("content_text", "summary"),
            media=things,
            tags=tuple(dict.fromkeys(item.texts("tags"))),
            links=(elsewhere,) if elsewhere else (),
            base=feed.text("home_page_url"),
        )


def _kind(things: tuple[RawMedia, ...], elsewhere: str | None) -> Any:
    kinds = {thing.kind for thing in things}
    return "audio" if "audio" in kinds else "video" if "video" in kinds else "link" if elsewhere else "post"


def _author(fields: Fields) -> RawAuthor | None:
    """Version 1.1 has `authors`, version 1.0 `author`; old feeds serve both."""
    rows = [*fields.rows("authors")] or [fields.row("author")]
    name = people([one.text("name") for one in rows])
    first = rows[0]
    return RawAuthor(name=name, url=on_the_web(first.text("url")), avatar=first.text("avatar")) if name else None


def _media(item: Fields) -> Iterator[RawMedia]:
    still = item.text("image", "banner_image")
    films = False
    for one in item.rows("attachments"):
        url = one.text("url")
        kind = kind_of(one.text("mime_type"), url) if url else None
        if url and kind:
            films = films or kind in {"audio", "video"}
            preview = still if kind in {"audio", "video"} else None
            yield RawMedia(
                kind=kind,
                url=url,
                duration=seconds(one.text("duration_in_seconds")),
                alt=one.text("title") if kind == "image" else None,
                preview=preview,
            )
    if still and not films:
        yield RawMedia(kind="image", url=still)


def _rss_posts(channel: Fields) -> Iterator[RawPost]:
    rows = channel.raw("item")
    for one in rows if isinstance(rows, list) else [rows]:
        if not isinstance(one, dict):
            continue
        item = Fields(one)
        body = _value(item, "content:encoded") or _value(item, "description")
        things = tuple(_rss_media(item))
        yield RawPost(
            native=_value(item, "guid"),
            kind=_kind(things, None),
            url=_value(item, "link"),
            author=RawAuthor(
                name=person(_value(item, "author") or _value(item, "dc:creator")) or person(channel.text("title")),
                url=channel.text("link"),
                avatar=channel.row("image").text("url"),
            ),
            published=_value(item, "pubDate"),
            language=channel.text("language"),
            title=_value(item, "title"),
            html=body,
            media=things,
            tags=tuple(dict.fromkeys(_tags(item))),
            counts=RawCounts(replies=item.number("slash:comments")),
            base=channel.text("link"),
        )


def _value(item: Fields, name: str) -> str | None:
    """An element with attributes is an object whose text stands under `#value`."""
    return item.text(name) or item.row(name).text("#value", "_value", "$t")


def _tags(item: Fields) -> Iterator[str]:
    found = item.raw("category")
    for one in found if isinstance(found, list) else [found]:
        tag = one if isinstance(one, str) else Fields(one).text("#value")
        if tag and tag.strip():
            yield tag.strip()


def _rss_media(item: Fields) -> Iterator[RawMedia]:
    found = item.raw("enclosure")
    for one in found if isinstance(found, list) else [found]:
        url = Fields(one).text("url")
        kind = kind_of(Fields(one).text("type"), url) if url else None
        if url and kind:
            yield RawMedia(kind=kind, url=url)
