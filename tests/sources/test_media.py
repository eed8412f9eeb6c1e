"""What a file is, and how long it plays."""

from __future__ import annotations

import pytest

from parvis.sources._media import is_decoration, is_face, kind_of, pixels, seconds


@pytest.mark.parametrize(
    ("mime", "url", "medium", "kind"),
    [
        ("video/mp4", "https://c.example/a", "image", "video"),
        ("image/jpeg", "https://c.example/a.mp4", None, "image"),
        ("audio/mpeg; charset=x", "https://c.example/a", None, "audio"),
        ("application/ogg", "https://c.example/a", None, "audio"),
        ("application/pdf", "https://c.example/a", None, "document"),
        ("application/x-bittorrent", "https://c.example/a.torrent", "video", None),
        ("", "magnet:?xt=urn:btih:1", "video", None),
        ("image/svg+xml", "https://c.example/a.svg", "image", None),
        ("application/zip", "https://c.example/a.zip", None, None),
        ("application/octet-stream", "https://c.example/a.mp3?x=1#y", None, "audio"),
        (None, "https://c.example/A.JPG", None, "image"),
        (None, "https://c.example/%E9t%E9.webp", None, "image"),
        (None, "https://c.example/film", "video", "video"),
        (None, "https://c.example/page", None, None),
        (None, "", "nonsense", None),
    ],
)
def test_a_file_is_what_its_type_says_else_its_name_else_its_label(
    mime: str | None, url: str, medium: str | None, kind: str | None
) -> None:
    assert kind_of(mime, url, medium) == kind


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("61", 61),
        ("61.5", 61.5),
        ("1:01", 61),
        ("01:01:01", 3661),
        ("75:00", 4500),
        ("0", None),
        ("", None),
        (None, None),
        ("soon", None),
        ("1:2:3:4", None),
        ("9" * 20, None),
    ],
)
def test_a_duration_is_seconds_or_a_clock(text: str | None, length: float | None) -> None:
    assert seconds(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [("640", 640), ("640px", 640), ("12.5", 12), ("100%", None), ("0", None), ("auto", None), (None, None), ("-5", None)],
)
def test_a_length_in_pixels(text: str | None, length: int | None) -> None:
    assert pixels(text) == length


def test_faces_and_decoration_are_told_from_pictures() -> None:
    assert is_face("https://secure.gravatar.com/avatar/1?s=96")
    assert is_decoration("https://stats.wordpress.com/b.gif?x=1")
    assert is_decoration("https://c.example/img/twitter_icon_large.png")
    assert not is_decoration("https://c.example/macaron.jpg")
