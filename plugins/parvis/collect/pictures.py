"""Our copy of a picture: checked by its content, turned upright, stripped of all that is no pixel, and made no larger than is shown."""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from parvis.collect.jobs import Picture
from parvis.errors import ReadError

#: What is tried at all. The content decides, never the name or what the server says.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_JPEG_QUALITY = 82
_WEBP_QUALITY = 80
#: So many colours, of so small a picture, are enough to tell the dominant one.
_PALETTE = 8
_THUMBNAIL = 64
_OPAQUE = 255
#: What makes a file a document for some reader, whatever its first bytes say; XMP data in honest pictures begins otherwise.
_MARKUP = (b"<svg", b"<html", b"<!doctype", b"<script", b"<body")
_HEAD, _TAIL = 1024, 4096
_GIF = (b"GIF87a", b"GIF89a")


def copy(body: bytes, pixels: int, side: int) -> Picture:
    """A copy for the archive: the same bytes for the same picture, JPEG for photos and WebP where something is transparent.

    ReadError when it is no picture of a kind that all browsers show, is damaged, has more than `pixels` pixels, or
    carries markup at its start or end (a file that is two things at once).
    """
    with unwarned():
        image = checked(body, pixels)
        moves = bool(getattr(image, "is_animated", False))
        return _encoded(upright(image, side), moves=moves)


def checked(body: bytes, pixels: int) -> Image.Image:
    """A picture that may be decoded. ReadError when it is no picture that all browsers show, has too many pixels, or is two things at once."""
    _refuse_markup(body)
    try:
        image = Image.open(io.BytesIO(body), formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise ReadError("it is no JPEG, PNG, WebP, GIF or AVIF.") from error
    except Image.DecompressionBombError as error:
        raise ReadError(f"it is far too large: it has more than {pixels // 1_000_000} million pixels.") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise ReadError(f"it is damaged ({type(error).__name__}).") from error
    if image.width * image.height > pixels:
        raise ReadError(f"it has {image.width} by {image.height} pixels, more than {pixels // 1_000_000} million.")
    if image.width < 1 or image.height < 1:
        raise ReadError("it has no pixels.")
    return image


def upright(image: Image.Image, side: int) -> Image.Image:
    """The first frame alone, decoded no larger than needed, turned as its EXIF data says, scaled down to `side`; RGB or RGBA.

    ReadError when it is damaged.
    """
    try:
        image.draft("RGB", (side, side))
        image.load()
        turned = _in_srgb(ImageOps.exif_transpose(image))
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError, KeyError) as error:
        raise ReadError(f"it is damaged ({type(error).__name__}).") from error
    plain = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    plain.thumbnail((side, side), Image.Resampling.LANCZOS)
    return plain


@contextmanager
def unwarned() -> Iterator[None]:
    """Pillow warns of what it takes for a bomb; here the pixel limit decides. Not for several threads at once: put it around them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _refuse_markup(body: bytes) -> None:
    ends = (body[:_HEAD].lower(), body[-_TAIL:].lower())
    if any(mark in end for mark in _MARKUP for end in ends):
        raise ReadError("it is a document (SVG or HTML), or a picture and a document at once.")
    if body.startswith(_GIF) and (body[6:8] == b"/*" or not body.rstrip(b"\0").endswith(b";")):
        raise ReadError("it is a GIF that goes on after its end, or a GIF and a programme at once.")


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours as they look without the profile, which the copy leaves out; a profile that makes no sense is passed over."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        turned = ImageCms.profileToProfile(image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image
    return turned or image


def _encoded(image: Image.Image, *, moves: bool) -> Picture:
    """Pixels alone, without profile, EXIF or comment."""
    transparent = is_transparent(image)
    plain = Image.new("RGBA" if transparent else "RGB", image.size)
    plain.paste(image)
    taken = io.BytesIO()
    if transparent:
        plain.save(taken, "WEBP", quality=_WEBP_QUALITY, method=4, exact=False)
    else:
        plain.save(taken, "JPEG", quality=_JPEG_QUALITY, optimize=True, progressive=True)
    return Picture(
        body=taken.getvalue(),
        extension="webp" if transparent else "jpg",
        width=plain.width,
        height=plain.height,
        color=color(plain),
        moves=moves,
    )


def is_transparent(image: Image.Image) -> bool:
    """Whether anything of a picture, in RGB or RGBA, lets through what is behind it."""
    return image.mode == "RGBA" and image.getchannel("A").getextrema()[0] != _OPAQUE


def color(image: Image.Image) -> str:
    """The colour that most of the picture is near to, as `#rrggbb`."""
    small = image.copy()
    small.thumbnail((_THUMBNAIL, _THUMBNAIL))
    if small.mode == "RGBA":
        seen = Image.new("RGB", small.size, "white")
        seen.paste(small, mask=small.getchannel("A"))
        small = seen
    reduced = small.quantize(_PALETTE, method=Image.Quantize.MEDIANCUT)
    counts = Counter(reduced.tobytes())  # one byte a pixel: its place in the palette
    index = min(counts, key=lambda index: (-counts[index], index))
    red, green, blue = (reduced.getpalette() or [])[3 * index : 3 * index + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
