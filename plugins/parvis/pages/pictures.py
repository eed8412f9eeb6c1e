"""Pictures of posts: our own copies of them, each in the frame that fits its shape."""

from __future__ import annotations

import re
from typing import Final

from parvis.model.post import Media, Post
from parvis.pages.values import Picture, Shape
from parvis.tidy import text

_COLOR: Final = re.compile(r"#[0-9a-f]{6}", re.ASCII | re.IGNORECASE)
#: Width divided by height, from which on a picture has the shape.
_SHAPES: Final[tuple[tuple[float, Shape], ...]] = ((2.2, "panorama"), (1.2, "wide"), (0.85, "square"), (0.62, "tall"), (0.0, "slim"))


def pictures(post: Post) -> tuple[Picture, ...]:
    """Our own copies of the post's pictures and posters: what has none is not shown."""
    return tuple(_picture(media, media.local) for media in post.media if media.local)


def _picture(media: Media, local: str) -> Picture:
    color = media.color if media.color and _COLOR.fullmatch(media.color) else ""
    return Picture(
        f"media/{local}",
        media.width,
        media.height,
        text.one_line(media.alt or "", 500),
        shape(media.width, media.height),
        color,
        media.url if media.moves else "",
    )


def shape(width: int | None, height: int | None) -> Shape:
    """Which frame a picture gets; one of unknown size gets a wide one."""
    if not width or not height:
        return "wide"
    return next(found for least, found in _SHAPES if width / height >= least)
