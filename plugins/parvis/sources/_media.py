"""The media of a feed's item: out of Media RSS, enclosures and podcast elements, each thing once and called what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import unquote

import msgspec

from parvis.model.raw_post import MediaKind, RawMedia
from parvis.sources._details import Details, Film
from parvis.sources._fields import Fields

_ENDINGS_OF: Mapping[MediaKind, str] = MappingProxyType(
    {
        "image": "jpg jpeg png gif webp avif bmp jfif",
        "video": "mp4 m4v webm mov ogv mpg mpeg avi m3u8 mkv 3gp",
        "audio": "mp3 m4a ogg oga opus wav flac aac wma",
        "document": "pdf epub odt odp docx pptx",
    }
)
_ENDINGS: Mapping[str, MediaKind] = MappingProxyType({ending: kind for kind, endings in _ENDINGS_OF.items() for ending in endings.split()})
_TYPES: Mapping[str, MediaKind] = MappingProxyType(
    {
        "application/ogg": "audio",
        "application/pdf": "document",
        "application/epub+zip": "document",
        "application/vnd.apple.mpegurl": "video",
        "application/x-mpegurl": "video",
        "application/dash+xml": "video",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "document",
    }
)
_MEDIUMS: Mapping[str, MediaKind] = MappingProxyType({"image": "image", "video": "video", "audio": "audio", "document": "document"})
_FLASH = "application/x-shockwave-flash"
_NO_PICTURE = re.compile(
    r"emoji|smil(?:ey|ies)|/core/emoji/|pixel\.(?:gif|png|wp)|/b\.gif|1x1|spacer|feedsportal\.com|feedburner\.com/~|doubleclick\.|"
    r"stats\.(?:wp|wordpress)\.com|medium\.com/_/stat|/feed-icon|feeds\.wordpress\.com|flattr|addthis|addtoany|sharethis|"
    r"(?:twitter|facebook|google|linkedin|pinterest|share|rss)[-_]?(?:icon|button|logo)",
    re.IGNORECASE,
)
_FACE = re.compile(r"gravatar\.com/avatar", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{1,2})(?:\.\d+)?")


def kind_of(mime: str | None, url: str, medium: str | None = None) -> MediaKind | None:
    """What a file is: by its type (an MP4 labelled `medium="image"` is a film), else its ending, else what it is labelled; None: no media."""
    mime = (mime or "").split(";")[0].strip().lower()
    if mime in _TYPES:
        return _TYPES[mime]
    if "bittorrent" in mime or url.lower().startswith("magnet:"):
        return None
    main = mime.partition("/")[0]
    if main in {"image", "audio", "video"} and mime != "image/svg+xml":
        return _MEDIUMS[main]
    ending = re.search(r"\.([a-z0-9]{2,5})$", unquote(url).split("?")[0].split("#")[0].lower())
    if ending and ending[1] in _ENDINGS:
        return _ENDINGS[ending[1]]
    if mime and mime not in {_FLASH, "application/octet-stream", "binary/octet-stream"}:
        return None
    return _MEDIUMS.get((medium or "").lower())


def seconds(text: str | None) -> float | None:
    """A duration as podcasts and films give it: seconds, `mm:ss` or `h:mm:ss`; None for nonsense."""
    text = (text or "").strip()
    if re.fullmatch(r"\d{1,7}(?:\.\d+)?", text):
        return float(text) or None
    found = _CLOCK.fullmatch(text)
    return float(int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])) or None if found else None


def media(entry: Fields, details: Details, cover: str | None) -> tuple[RawMedia, ...]:
    """All media of an item, in the document's order, each address once. `cover` is the still of sounds that have none of their own."""
    found: dict[str, RawMedia] = {}
    for thing in (*_films(details, entry.text("link")), *_enclosures(entry)):
        known = found.get(thing.url)
        found[thing.url] = _merged(known, thing) if known else thing
    own = _own_cover(entry, details)
    things = [_with_still(thing, details, own or cover) for thing in found.values()]
    if not any(thing.kind in {"image", "video", "audio"} for thing in things):
        things += _stills(details, own)
    return tuple(things)


def is_face(url: str) -> bool:
    """Whether this is the picture of an author, not of an item."""
    return bool(_FACE.search(url))


def is_decoration(url: str) -> bool:
    """Whether this is a counting pixel, a smiley or another picture that shows nothing."""
    return bool(_NO_PICTURE.search(url))


def pixels(text: str | None) -> int | None:
    """A length as attributes give it (`640`, `640px`), in pixels; None for percentages and nonsense."""
    found = re.fullmatch(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", text or "")
    return int(found[1]) if found and int(found[1]) > 0 else None


def is_picture(film: Film) -> bool:
    """Whether this content is a picture, so that its description is the picture's alternative text."""
    return kind_of(film.attributes.get("type"), film.attributes.get("url", ""), film.attributes.get("medium")) == "image"


def faces(details: Details) -> str | None:
    """The author's picture, which some blogs give as if it were the item's."""
    return next((url for film in details.films if is_face(url := film.attributes.get("url", ""))), None)


def not_media(entry: Fields, details: Details) -> Iterator[str]:
    """Addresses that the item points to and that are no media of it: transcripts, chapters, enclosed archives."""
    for name in ("podcast:transcript", "podcast:chapters"):
        yield from (one["url"].strip() for one in details.elements.get(name, []) if one.get("url", "").strip())
    for link in entry.rows("links"):
        url = link.text("href")
        rel, mime = link.text("rel"), link.text("type")
        enclosed = rel == "enclosure" and url and kind_of(mime, url) is None and not _is_torrent(mime, url)
        if url and (enclosed or rel in {"related", "via"}):
            yield url


def _is_torrent(mime: str | None, url: str) -> bool:
    return "bittorrent" in (mime or "") or url.lower().split("?")[0].endswith(".torrent") or url.lower().startswith("magnet:")


def _films(details: Details, page: str | None) -> Iterator[RawMedia]:
    """One medium for each content alone, one for each group: its contents are the same thing in several sizes."""
    alone = [film for film in details.films if not film.group]
    yield from _widest(medium for film in alone if (medium := _film(film, details, page)))
    for group in dict.fromkeys(film.group for film in details.films if film.group):
        sizes = [film for film in details.films if film.group == group]
        sizes.sort(key=lambda film: film.attributes.get("isDefault") != "true")
        usable = [medium for film in sizes if (medium := _film(film, details, page))]
        yield from usable[:1]
    if details.player.get("url") and not details.films:
        yield RawMedia(kind="video", url=details.player["url"].strip())


def _film(film: Film, details: Details, page: str | None) -> RawMedia | None:
    attributes = film.attributes
    url, player = attributes.get("url", "").strip(), (film.player or details.player).get("url", "").strip()
    kind = kind_of(attributes.get("type"), url, attributes.get("medium"))
    if attributes.get("type", "").lower() == _FLASH or (kind is None and not url and player):
        url, kind = player or page or "", "video"
    if kind == "video" and not url:
        url = player
    if not url or kind is None or is_face(url) or is_decoration(url):
        return None
    return RawMedia(
        kind=kind,
        url=url,
        preview=_largest(film.thumbnails) if kind != "image" else None,
        width=pixels(attributes.get("width") or film.player.get("width")),
        height=pixels(attributes.get("height") or film.player.get("height")),
        alt=film.description if kind == "image" else None,
        duration=seconds(attributes.get("duration")),
    )


def _enclosures(entry: Fields) -> Iterator[RawMedia]:
    duration = seconds(entry.text("itunes_duration"))
    for link in entry.rows("links"):
        url = link.text("href")
        if link.text("rel") != "enclosure" or not url:
            continue
        kind = kind_of(link.text("type"), url)
        if kind and not is_decoration(url):
            yield RawMedia(kind=kind, url=url, duration=duration if kind in {"audio", "video"} else None)


def _widest(media: Iterable[RawMedia]) -> list[RawMedia]:
    """Of pictures that share their words and differ in width alone, the widest: newspapers list one picture in every size."""
    kept: list[RawMedia] = []
    for medium in media:
        last = kept[-1] if kept else None
        if last and medium.kind == last.kind == "image" and medium.alt and medium.alt == last.alt and medium.width and last.width:
            if medium.width > last.width:
                kept[-1] = medium
        else:
            kept.append(medium)
    return kept


def _merged(known: RawMedia, other: RawMedia) -> RawMedia:
    """The same address twice (an enclosure and a content): what either knows."""
    missing = {
        name: value
        for name in ("preview", "width", "height", "alt", "duration")
        if getattr(known, name) is None and (value := getattr(other, name)) is not None
    }
    return msgspec.structs.replace(known, **missing)


def _with_still(thing: RawMedia, details: Details, cover: str | None) -> RawMedia:
    if thing.kind not in {"video", "audio"} or thing.preview:
        return thing
    still = _largest(details.thumbnails) or (cover if thing.kind == "audio" else None)
    return msgspec.structs.replace(thing, preview=still)


def _stills(details: Details, own: str | None) -> list[RawMedia]:
    """An item that has only a thumbnail, or a cover of its own: that is its picture."""
    best = max(details.thumbnails, key=_width, default=None)
    url = best.get("url", "").strip() if best else own or ""
    if not url or is_face(url) or is_decoration(url):
        return []
    return [RawMedia(kind="image", url=url, width=pixels((best or {}).get("width")), height=pixels((best or {}).get("height")))]


def _own_cover(entry: Fields, details: Details) -> str | None:
    for image in details.elements.get("itunes:image", []):
        if url := (image.get("href") or image.get("url") or "").strip():
            return url
    return entry.row("image").text("href", "url")


def _largest(thumbnails: list[dict[str, str]]) -> str | None:
    best = max(thumbnails, key=_width, default={})
    return best.get("url", "").strip() or None


def _width(thumbnail: Mapping[str, str]) -> int:
    return pixels(thumbnail.get("width")) or 0
