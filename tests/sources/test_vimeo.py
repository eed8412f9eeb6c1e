"""Vimeo: Media RSS and video objects to videos; people, channels and groups to addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.sources.vimeo import PROVEN, Options, read, recognise

Captured = Callable[[str], bytes]
ANY = Options(user="brand")


def test_the_captured_media_rss_gives_a_video_with_its_person(captured: Captured) -> None:
    only = next(iter(read(captured("media-rss/vimeo_mrss_failla_wines_brand.xml"), ANY)))

    assert (only.native, only.url, only.kind) == ("1013595996", "https://vimeo.com/1013595996", "video")
    assert (only.author.name, only.author.url) == ("Failla Wines", "https://vimeo.com/user110157601")
    assert (only.author.avatar or "").startswith("https://i.vimeocdn.com/portrait/")
    assert only.media[0].duration == 610
    assert (only.media[0].preview or "").startswith("https://i.vimeocdn.com/video/1931613648")
    assert only.text == "Also check the email for a few important dates in October you'll want to mark on your calendar!"


def test_a_captured_video_object_is_read_as_well(captured: Captured) -> None:
    only = next(iter(read(captured("vimeo/video_production_reel.json"), ANY)))

    assert only.native == "222928033"
    assert only.author.name == "Awan Ali  Astori"
    assert only.tags == ("Cartoons", "Vfx", "Stop Fame", "Animation Serials")
    assert only.media[0].preview == "https://i.vimeocdn.com/video/641585765_960x555.jpg?r=pad"
    assert only.counts.views == 5


@pytest.mark.parametrize("name", ["user_staff.json", "category_animation.json"])
def test_what_describes_no_video_is_refused_by_name(captured: Captured, name: str) -> None:
    with pytest.raises(ReadError, match="not videos"):
        list(read(captured(f"vimeo/{name}"), ANY))


def test_it_says_that_it_is_not_proven() -> None:
    assert PROVEN is False


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (Options(user="brand"), "https://vimeo.com/brand/videos/rss"),
        (Options(channel="staffpicks"), "https://vimeo.com/channels/staffpicks/videos/rss"),
        (Options(group="shortfilms", service="http://127.0.0.1:9000"), "http://127.0.0.1:9000/groups/shortfilms/videos/rss"),
    ],
)
def test_options_become_the_feeds_address(options: Options, asked: str) -> None:
    assert options.address() == asked


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("https://vimeo.com/brand", Options(user="brand")),
        ("vimeo.com/brand/videos", Options(user="brand")),
        ("https://vimeo.com/channels/staffpicks", Options(channel="staffpicks")),
        ("https://vimeo.com/groups/shortfilms/videos", Options(group="shortfilms")),
        ("https://vimeo.com/1013595996", None),
        ("https://vimeo.com/channels/staffpicks/1013595996", None),
        ("https://vimeo.com/categories", None),
        ("https://player.vimeo.com/video/1", None),
    ],
)
def test_addresses_that_a_person_pastes(url: str, options: Options | None) -> None:
    assert recognise(url) == options


def test_one_place_is_asked_for() -> None:
    with pytest.raises(ValidationError, match="give `user`, `channel`, `group` or `url`"):
        Options()
