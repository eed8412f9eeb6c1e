"""Our copies of pictures: pixels alone, upright, no larger than shown, always the same bytes."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms

from parvis.collect.jobs import Picture
from parvis.collect.pictures import copy
from parvis.errors import ReadError

PIXELS, SIDE = 50_000_000, 1600


def encoded(image: Image.Image, kind: str = "PNG", **more: Any) -> bytes:
    taken = io.BytesIO()
    image.save(taken, kind, **more)
    return taken.getvalue()


def copied(body: bytes) -> Picture:
    return copy(body, PIXELS, SIDE)


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.body))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_that_browsers_show_becomes_a_jpeg(kind: str) -> None:
    picture = copied(encoded(Image.new("RGB", (40, 30), "#cc3366"), kind))

    assert (picture.extension, picture.width, picture.height) == ("jpg", 40, 30)
    assert opened(picture).format == "JPEG"


def test_what_is_transparent_becomes_a_webp() -> None:
    picture = copied(encoded(Image.new("RGBA", (40, 30), (255, 0, 0, 100))))

    assert picture.extension == "webp"
    assert opened(picture).mode == "RGBA"


def test_an_alpha_channel_without_transparency_is_none() -> None:
    assert copied(encoded(Image.new("RGBA", (40, 30), (255, 0, 0, 255)))).extension == "jpg"


def test_a_transparent_palette_is_seen() -> None:
    image = Image.new("P", (10, 10), 0)
    image.putpalette([255, 0, 0, 0, 255, 0])

    assert copied(encoded(image, "GIF", transparency=0)).extension == "webp"


def test_the_same_picture_gives_the_same_bytes() -> None:
    body = encoded(Image.effect_noise((300, 200), 60).convert("RGB"))

    assert copied(body) == copied(body)


def test_a_large_picture_is_made_no_larger_than_shown() -> None:
    picture = copied(encoded(Image.new("RGB", (4000, 1000), "white")))

    assert (picture.width, picture.height) == (1600, 400)


def test_a_small_picture_is_not_made_larger() -> None:
    assert copied(encoded(Image.new("RGB", (12, 9)))).width == 12


def test_exif_turns_the_picture_and_then_is_gone() -> None:
    image = Image.new("RGB", (60, 20), "black")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "taken at home"
    picture = copied(encoded(image, "JPEG", exif=exif))

    assert (picture.width, picture.height) == (20, 60)
    assert not opened(picture).getexif()
    assert b"taken at home" not in picture.body


def test_a_colour_profile_is_applied_and_then_gone() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = copied(encoded(Image.new("RGB", (20, 20), "#336699"), "JPEG", icc_profile=profile, quality=95))

    assert "icc_profile" not in opened(picture).info
    assert picture.color.startswith("#33")


def test_a_broken_colour_profile_is_passed_over() -> None:
    assert copied(encoded(Image.new("RGB", (20, 20)), "JPEG", icc_profile=b"no profile at all")).width == 20


def test_of_an_animation_the_first_frame_is_taken() -> None:
    frames = [Image.new("RGB", (10, 10), color) for color in ("red", "green", "blue")]
    picture = copied(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))

    assert picture.color == "#ff0000"


def test_the_colour_is_the_one_that_most_of_it_has() -> None:
    image = Image.new("RGB", (100, 100), "#204060")
    image.paste("#ffee00", (0, 0, 30, 30))

    assert copied(encoded(image)).color == "#204060"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG or HTML"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<svg onload="x()"/>', "SVG or HTML"),
        (b"<!doctype html><p>no picture", "SVG or HTML"),
        (encoded(Image.new("RGB", (9, 9))) + b"<script>alert(1)</script>", "a document at once"),
        (b"GIF89a/*<svg/onload=alert(1)>*/=1", "a document at once"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "no JPEG, PNG, WebP, GIF or AVIF"),
        (b"BM" + bytes(200), "no JPEG, PNG, WebP, GIF or AVIF"),
        (encoded(Image.new("RGB", (9, 9)), "TIFF"), "no JPEG, PNG, WebP, GIF or AVIF"),
        (b"", "no JPEG, PNG, WebP, GIF or AVIF"),
        (encoded(Image.effect_noise((300, 300), 50))[:400], "damaged"),
        (png(9000, 9000), "9000 by 9000 pixels, more than 50 million"),
        (png(65535, 65535), "too large"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(body: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        copied(body)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA"])
def test_every_mode_can_be_copied(mode: str) -> None:
    image = Image.new(mode, (10, 10))

    assert copied(encoded(image, "TIFF" if mode == "none" else ("JPEG" if mode == "CMYK" else "PNG"))).width == 10
