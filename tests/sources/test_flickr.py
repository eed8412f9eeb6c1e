"""Flickr: feeds and answers of the API to photos; people, groups and tags to addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.raw_post import RawPost
from parvis.sources.flickr import Options, read, recognise

Captured = Callable[[str], bytes]
ANY = Options(user="48407098@N00")


def photos(body: bytes) -> list[RawPost]:
    return list(read(body, ANY))


@pytest.mark.parametrize(
    ("name", "count"), [("photos_feed_mrss.xml", 10), ("people_getPublicPhotos_extras.json", 2), ("photos_getInfo.json", 1)]
)
def test_every_captured_photo_has_id_page_author_and_picture(captured: Captured, name: str, count: int) -> None:
    found = photos(captured(f"flickr/{name}"))

    assert len(found) == count
    for post in found:
        assert (post.native or "").isdigit()
        assert (post.native or "?") in (post.url or "")
        assert post.author.name
        assert (post.author.url or "").startswith("https://www.flickr.com/photos/")
        assert post.kind == "photo"
        assert [one.kind for one in post.media] == ["image"]


def test_the_frame_of_a_feed_comes_off(captured: Captured) -> None:
    first = photos(captured("flickr/photos_feed_mrss.xml"))[0]

    assert (first.html, first.text) == (None, None)
    assert first.tags == ("atlanta", "georgia")
    assert first.author.name == "kebernet"
    assert first.author.avatar == "http://static.flickr.com/4/buddyicons/48407098@N00.jpg?1107755534"
    assert (first.media[0].width, first.media[0].height) == (1600, 1200)


def test_of_many_sizes_the_widest_that_a_page_has_use_for(captured: Captured) -> None:
    first = photos(captured("flickr/people_getPublicPhotos_extras.json"))[0]

    assert first.media[0].url.endswith("_h.jpg")
    assert (first.media[0].width, first.media[0].height) == (1600, 1000)
    assert first.published == "2013-10-06T12:06:46+00:00"
    assert first.tags == ("foo",)


def test_a_photo_of_get_info_is_unwrapped(captured: Captured) -> None:
    only = photos(captured("flickr/photos_getInfo.json"))[0]

    assert only.title == "Hana"
    assert only.author.name == "Janko Marohnić"
    assert only.media[0].url == "https://live.staticflickr.com/8191/8130464513_780e01decd_b.jpg"
    assert only.published is None  # its stamp is of 1970


def test_all_rights_reserved_is_no_licence_and_cc_is_one(captured: Captured) -> None:
    body = captured("flickr/people_getPublicPhotos_extras.json")

    assert photos(body)[0].licence is None
    assert photos(body.replace(b'"license":"0"', b'"license":"4"'))[0].licence == "https://creativecommons.org/licenses/by/2.0/"


def test_a_failure_of_the_api_is_repeated() -> None:
    with pytest.raises(ReadError, match="Flickr answered: Invalid API Key"):
        photos(b'{"stat": "fail", "code": 100, "message": "Invalid API Key (Key has invalid format)"}')


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (Options(user="48407098@N00"), "photos_public.gne?id=48407098%40N00&format=atom&lang=en-us"),
        (Options(tagged=("macaron", "bleu")), "photos_public.gne?tags=macaron%2Cbleu&tagmode=all&format=atom&lang=en-us"),
        (
            Options(user="48407098@N00", tagged=("x",), match="any"),
            "photos_public.gne?id=48407098%40N00&tags=x&tagmode=any&format=atom&lang=en-us",
        ),
        (Options(group="2241717@N21"), "groups_pool.gne?id=2241717%40N21&format=atom&lang=en-us"),
    ],
)
def test_options_become_the_feeds_address(options: Options, asked: str) -> None:
    assert options.address() == f"https://www.flickr.com/services/feeds/{asked}"


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("https://www.flickr.com/photos/48407098@N00/", Options(user="48407098@N00")),
        ("https://www.flickr.com/people/48407098@N00", Options(user="48407098@N00")),
        ("https://www.flickr.com/photos/tags/macaron", Options(tagged=("macaron",))),
        ("https://www.flickr.com/groups/2241717@N21/pool/", Options(group="2241717@N21")),
        (
            "https://www.flickr.com/services/feeds/photos_public.gne?tags=x",
            Options(url="https://www.flickr.com/services/feeds/photos_public.gne?tags=x"),
        ),
        ("https://www.flickr.com/photos/kebernet/", None),
        ("https://www.flickr.com/explore", None),
    ],
)
def test_addresses_that_a_person_pastes(url: str, options: Options | None) -> None:
    assert recognise(url) == options


@pytest.mark.parametrize(
    "options", [{}, {"user": "kebernet"}, {"group": "1@N11", "tagged": ["x"]}, {"url": "https://x.example/", "user": "1@N11"}]
)
def test_a_mistake_in_the_options_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)
