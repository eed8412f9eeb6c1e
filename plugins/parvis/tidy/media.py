"""Pictures, films and sounds of a raw post: each once, with an absolute address."""

from __future__ import annotations

import math
import re

from parvis.model.post import Media
from parvis.model.raw_post import RawMedia, RawPost
from parvis.tidy import text
from parvis.tidy.html import images
from parvis.tidy.links import absolute, canonical

_LONGEST_ALT = 1_500  # what Mastodon takes
_MOST_MEDIA = 40
_MOST_FROM_BODY = 12

# Pictures of one upload in several sizes: photo.jpg, photo-300x200.jpg, photo-scaled.jpg.
_SIZE = re.compile(r"-(?:\d{2,5}x\d{2,5}|scaled)(?=\.\w{3,4}$)")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)


def of(raw: RawPost, base: str) -> tuple[Media, ...]:
    """What an item declares, then the pictures of its body that are not among them; addresses are absolute, against `base`."""
    unique: dict[str, Media] = {}
    for one in raw.media:
        media = _medium(one, base)
        if media:
            unique.setdefault(_picture_key(media.url), media)
    previews = {_picture_key(media.preview) for media in unique.values() if media.preview}
    for one in images(raw.html or "", base)[:_MOST_FROM_BODY]:
        media = _medium(one, base)
        if media and _picture_key(media.url) not in previews:
            unique.setdefault(_picture_key(media.url), media)
    return tuple(unique.values())[:_MOST_MEDIA]


def _medium(raw: RawMedia, base: str) -> Media | None:
    url = absolute(raw.url, base)
    if url is None:
        return None
    return Media(
        kind=raw.kind,
        url=url,
        preview=absolute(raw.preview, base),
        width=raw.width if raw.width and raw.width > 0 else None,
        height=raw.height if raw.height and raw.height > 0 else None,
        alt=text.one_line(raw.alt or "", _LONGEST_ALT) or None,
        duration=raw.duration if raw.duration and math.isfinite(raw.duration) and raw.duration > 0 else None,
    )


def _picture_key(url: str) -> str:
    """What two addresses of one picture have in common: they differ by scheme, by the size asked for, by a cut in the file's name."""
    path, _, query = canonical(url).partition("://")[2].partition("?")
    return _SIZE.sub("", path) if _PICTURE_FILE.search(path) else f"{path}?{query}"
