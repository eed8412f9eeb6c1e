"""Encoding: one picture's bytes to all the files that pages offer of it, each width made from the next larger one."""

from __future__ import annotations

import io
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from PIL import Image, features

from parvis.build.pictures.rendition import LARGEST, PLAIN, WIDTHS, Format, Made, plain_widths, widths
from parvis.collect import pictures
from parvis.collect.limits import Limits
from parvis.errors import ReadError
from parvis.tidy import digests

#: Raise it when the same picture is encoded in another way, in what follows from no option below.
SETTINGS: Final = "1"
#: Pixels before decoding, as for pictures from outside.
PIXELS: Final = Limits().picture_pixels
#: Up to so many colours it is a drawing, which lossless encoders make smaller than any other and leave sharp.
_COLORS: Final = 256
_LOSSLESS_KINDS: Final = frozenset({"PNG", "GIF", "WEBP"})
#: How much larger than its end a picture may be before it is halved the quick way.
_GAP: Final = 3.0
#: One thread each: several pictures are encoded at the same time, and the bytes stay the same on every machine.
_AVIF: Final = {"quality": 50, "speed": 8, "max_threads": 1}
_WEBP: Final = {"quality": 75, "method": 2, "exact": False}
_LOSSLESS: Final = {"lossless": True, "quality": 60, "method": 4}
_JPEG: Final = {"quality": 80, "optimize": True, "progressive": True}

Files = dict[tuple[Format, int], bytes]


def encoder() -> str:
    """Names, options and versions of what encodes: another one may make other bytes."""
    codecs = " ".join(f"{name} {features.version(name)}" for name in ("avif", "webp", "jpg", "zlib"))
    options = digests.of_values([_AVIF, _WEBP, _LOSSLESS, _JPEG, _COLORS, _GAP, WIDTHS, LARGEST, PLAIN])
    return f"{SETTINGS} {options} pillow {features.version('pil')} {codecs}"


def encode(body: bytes, *, with_plain: bool) -> tuple[Made, Files]:
    """A picture's files, stripped of everything but pixels, upright. `with_plain`: also one as wide as it is that everybody can read.

    A picture that is damaged, too large or none is refused in `Made`.
    """
    try:
        opened = pictures.checked(body, PIXELS)
        kind = opened.format
        image = pictures.upright(opened, LARGEST)
    except ReadError as error:
        return Made(refused=str(error)), {}
    drawing = kind in _LOSSLESS_KINDS and image.getcolors(_COLORS) is not None
    files = _files(image, drawing=drawing, with_plain=with_plain)
    _leave_out(files)
    color = "" if pictures.is_transparent(image) else pictures.color(image)
    made = Made(image.width, image.height, color, _formats(files))
    return made, files


def _files(image: Image.Image, *, drawing: bool, with_plain: bool) -> Files:
    """Every width of every format, the widest first."""
    plain: Format = "png" if drawing or image.mode == "RGBA" else "jpg"
    of_plain = plain_widths(image.width) if with_plain else plain_widths(image.width)[:-1] if plain == "jpg" else ()
    better = widths(image.width)
    files: Files = {}
    for width in sorted({*better, *of_plain}, reverse=True):
        if width < image.width:
            height = max(1, round(image.height * width / image.width))
            image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=_GAP)
        if width in better:
            files |= {("webp", width): _saved(image, "WEBP", _LOSSLESS)} if drawing else _lossy(image, width)
        if width in of_plain:
            files[plain, width] = _saved(image, "PNG", {"optimize": True}) if plain == "png" else _saved(image, "JPEG", _JPEG)
    return files


def _lossy(image: Image.Image, width: int) -> Files:
    return {("avif", width): _saved(image, "AVIF", _AVIF), ("webp", width): _saved(image, "WEBP", _WEBP)}


def _saved(image: Image.Image, kind: str, options: Mapping[str, object]) -> bytes:
    taken = io.BytesIO()
    image.save(taken, kind, **options)
    return taken.getvalue()


def _leave_out(files: Files) -> None:
    """Take out what saves nobody anything.

    A width that is no smaller a file than a wider one of its format, and a format that is no smaller than the next one: whole
    formats, as a browser takes the first that it knows and would be left with gaps.
    """
    for kind, width in sorted(files, key=lambda file: -file[1]):
        wider = [data for (other, more), data in files.items() if other == kind and more > width]
        if wider and kind not in {"jpg", "png"} and min(map(len, wider)) <= len(files[kind, width]):
            del files[kind, width]
    order: tuple[Format, ...] = ("avif", "webp", "jpg", "png")
    present = [kind for kind in order if any(file[0] == kind for file in files)]
    for better, worse in reversed(list(pairwise(present))):
        if not _is_smaller(files, better, worse):
            for file in [file for file in files if file[0] == better]:
                del files[file]


def _is_smaller(files: Files, better: Format, worse: Format) -> bool:
    """Whether a format is worth its files: compared at the widths that both have."""
    both = [width for kind, width in files if kind == better and (worse, width) in files]
    return not both or sum(len(files[better, width]) for width in both) < sum(len(files[worse, width]) for width in both)


def _formats(files: Files) -> tuple[tuple[Format, tuple[int, ...]], ...]:
    order: tuple[Format, ...] = ("avif", "webp", "jpg", "png")
    found = ((kind, tuple(sorted(width for other, width in files if other == kind))) for kind in order)
    return tuple((kind, its) for kind, its in found if its)
