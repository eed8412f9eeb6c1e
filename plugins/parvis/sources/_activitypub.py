"""ActivityPub objects and outboxes (Pleroma, Lemmy, NodeBB, Mobilizon): what two kinds here may be given in place of their own answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parvis.model.raw_post import MediaKind, PostKind, RawAuthor, RawMedia, RawOccasion, RawPost
from parvis.sources._address import name_of, parts_of
from parvis.sources._fields import Fields
from parvis.sources._figures import degrees

_LISTS = {"OrderedCollection", "OrderedCollectionPage", "Collection", "CollectionPage"}
_OBJECTS: dict[str, PostKind] = {"Note": "post", "Article": "post", "Page": "post", "Question": "post", "Video": "video", "Event": "event"}
_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
_KINDS: dict[str, MediaKind] = {"Image": "image", "Video": "video", "Audio": "audio"}


def speaks(document: Any) -> bool:
    """Whether it is a list or an object of ActivityPub that holds posts."""
    return Fields(document).text("type") in (*_LISTS, *_OBJECTS, "Create", "Announce")


def posts(document: Any) -> Iterator[RawPost]:
    """The posts in it, in its order; what is addressed to single people, and what is only repeated, is left out."""
    answer = Fields(document)
    if answer.text("type") not in _LISTS:
        found = _post(answer.row("object") if answer.text("type") == "Create" else answer)
        yield from [found] if found else []
        return
    page = answer.row("first") or answer
    for name in ("orderedItems", "items"):
        for activity in page.rows(name):
            found = _post(activity.row("object") if activity.text("type") == "Create" else activity)
            yield from [found] if found else []


def _post(thing: Fields) -> RawPost | None:
    kind = _OBJECTS.get(thing.text("type") or "")
    if kind is None or not _is_public(thing) or not thing.text("id", "url"):
        return None
    actor = thing.text("attributedTo", "actor")
    media = tuple(_media(thing))
    return RawPost(
        native=thing.text("id", "url"),
        kind=kind,
        url=thing.text("url", "id"),
        author=RawAuthor(name=_name(actor), handle=_handle(actor), url=actor),
        published=thing.text("published"),
        updated=thing.text("updated"),
        language=thing.row("language").text("identifier") or thing.text("inLanguage"),
        title=thing.text("name"),
        html=thing.text("content"),
        media=media,
        tags=tuple(_tags(thing, "Hashtag")),
        links=tuple(_links(thing, media)),
        mentions=tuple(_tags(thing, "Mention")),
        reply_to=thing.text("inReplyTo"),
        sensitive=thing.yes("sensitive"),
        # Of an article, `summary` is its beginning; of a note, the warning before it.
        warning=thing.text("summary") if thing.text("type") == "Note" else None,
        occasion=_occasion(thing) if kind == "event" else None,
    )


def _is_public(thing: Fields) -> bool:
    addressed = [*thing.texts("to"), *thing.texts("cc"), thing.text("to") or ""]
    return not any(addressed) or any(to in _PUBLIC for to in addressed)


def _name(actor: str | None) -> str | None:
    """The last part of the actor's address; an object names its author no other way."""
    return parts_of(actor).path.rstrip("/").rpartition("/")[2].lstrip("@") or None if actor else None


def _handle(actor: str | None) -> str | None:
    name = _name(actor)
    return f"@{name}@{name_of(actor or '')}" if name else None


def _media(thing: Fields) -> Iterator[RawMedia]:
    shown = set()
    for attachment in (*thing.rows("attachment"), thing.row("image")):
        url = attachment.text("url", "href")
        kind = _KINDS.get(attachment.text("type") or "") or _kind_of(attachment.text("mediaType"))
        if url and kind and url not in shown:
            shown.add(url)
            yield RawMedia(
                kind=kind,
                url=url,
                width=attachment.number("width"),
                height=attachment.number("height"),
                alt=attachment.text("name", "summary"),
            )


def _kind_of(media_type: str | None) -> MediaKind | None:
    main = (media_type or "").partition("/")[0]
    return _KINDS.get(main.capitalize())


def _links(thing: Fields, media: tuple[RawMedia, ...]) -> Iterator[str]:
    known = {one.url for one in media}
    for attachment in thing.rows("attachment"):
        url = attachment.text("href", "url")
        if url and attachment.text("type") in {"Link", "Page"} and url not in known:
            yield url


def _tags(thing: Fields, kind: str) -> Iterator[str]:
    for tag in thing.rows("tag"):
        name = tag.text("name", "preferredUsername")
        if name and tag.text("type") == kind:
            yield name.lstrip("#") if kind == "Hashtag" else name


def _occasion(thing: Fields) -> RawOccasion | None:
    start = thing.text("startTime")
    if start is None:
        return None
    place = thing.row("location")
    return RawOccasion(
        start=start,
        end=thing.text("endTime"),
        place=place.text("name"),
        latitude=degrees(place, "latitude"),
        longitude=degrees(place, "longitude"),
        cancelled=thing.text("ical:status", "status") == "CANCELLED",
    )
