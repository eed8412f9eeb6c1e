"""Tumblr: feeds and answers of the API to posts; blogs and tags to addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.raw_post import RawPost
from parvis.sources.tumblr import Options, read, recognise

Captured = Callable[[str], bytes]
ANY = Options(blog="brand")


def posts(body: bytes | str) -> list[RawPost]:
    return list(read(body.encode() if isinstance(body, str) else body, ANY))


def blog(item: str) -> str:
    head = "<title>Brand</title><generator>Tumblr (3.0; @brand)</generator><link>https://brand.tumblr.com/</link>"
    return f"<rss version='2.0'><channel>{head}<item>{item}</item></channel></rss>"


@pytest.mark.parametrize("name", ["onethingwell.rss", "womensweardaily_brand.rss", "likes_api.json"])
def test_every_captured_post_has_id_page_author_and_date(captured: Captured, name: str) -> None:
    found = posts(captured(f"tumblr/{name}"))

    assert len(found) == 20
    assert len({post.native for post in found}) == 20
    for post in found:
        assert (post.native or "").isdigit()
        assert post.native in (post.url or "").split("/")
        assert (post.author.handle or "").startswith("@")
        assert post.author.name
        assert "://" not in post.author.name
        assert post.published


def test_a_caption_is_no_title_but_its_whole_first_line_is(captured: Captured) -> None:
    found = posts(captured("tumblr/womensweardaily_brand.rss"))

    assert found[0].title == "Sue Wong RTW Spring 2015"
    assert not any("\n" in (post.title or "") or (post.title or "").endswith("...") for post in found)


def test_pictures_come_out_of_the_bodies(captured: Captured) -> None:
    found = posts(captured("tumblr/womensweardaily_brand.rss"))

    assert all(post.kind == "photo" for post in found)
    assert found[0].media[0].url == "http://31.media.tumblr.com/cd505251ce02d3de1c603f560e7d9b69/tumblr_ndywlqVRKT1qa7p1yo1_500.jpg"


def test_a_blog_of_links_gives_links(captured: Captured) -> None:
    first = posts(captured("tumblr/onethingwell.rss"))[0]

    assert first.kind == "link"
    assert first.links == ("http://neilb.bitbucket.org/csvfix/",)
    assert first.author.name == "One Thing Well"
    assert first.tags == ("csv", "crossplatform", "utilities")


def test_of_each_photo_of_the_api_the_largest_size(captured: Captured) -> None:
    first = posts(captured("tumblr/likes_api.json"))[0]

    assert (first.media[0].width, first.media[0].height) == (720, 1280)
    assert first.author.handle == "@alwaysdaddys"
    assert first.counts.likes == 26


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Photo", "<img src='https://t.example/1.jpg'/>", None),
        ("A written title", "<p>Other words.</p>", "A written title"),
        ("The start of a caption that was...", "<p>The start of a caption that was cut.</p>", None),
        ("First line\nSecond line, cut...", "<p>First line</p><p>Second line, cut here.</p>", "First line"),
        ("Two\nlines", "<p>of nothing in the body</p>", "Two lines"),
    ],
)
def test_titles_that_tumblr_made_are_undone(title: str, body: str, expected: str | None) -> None:
    only = posts(
        blog(f"<title>{title}</title><link>https://brand.tumblr.com/post/123456789</link><description><![CDATA[{body}]]></description>")
    )[0]

    assert only.title == expected


def test_a_repeated_post_tells_whose_it_is() -> None:
    body = "<p><a class='tumblr_blog' href='https://friend.tumblr.com/post/1'>friend</a>:</p><blockquote><p>Words.</p></blockquote>"

    only = posts(
        blog(f"<title>t</title><link>https://brand.tumblr.com/post/123456789/slug</link><description><![CDATA[{body}]]></description>")
    )[0]

    assert only.repost_of == "https://friend.tumblr.com/post/1"
    assert only.native == "123456789"


def test_a_consent_page_in_the_feeds_place_is_said_so() -> None:
    with pytest.raises(ReadError, match="consent page made for people"):
        posts("<!DOCTYPE html><html><head><title>Tumblr</title></head><body><form action='/privacy/consent'>GDPR</form></body></html>")


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(ReadError):
        posts('{"meta": {"status": 401, "msg": "Unauthorized"}, "response": []}')


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (Options(blog="brand"), "https://brand.tumblr.com/rss"),
        (Options(blog="brand", tag="macaron bleu"), "https://brand.tumblr.com/tagged/macaron%20bleu/rss"),
        (Options(host="blog.brand.example"), "https://blog.brand.example/rss"),
        (Options(blog="brand", host="http://127.0.0.1:9000"), "http://127.0.0.1:9000/rss"),
    ],
)
def test_options_become_the_feeds_address(options: Options, asked: str) -> None:
    assert options.address() == asked


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("https://brand.tumblr.com/", Options(blog="brand")),
        ("brand.tumblr.com/tagged/macaron", Options(blog="brand", tag="macaron")),
        ("https://www.tumblr.com/brand", Options(blog="brand")),
        ("https://www.tumblr.com/blog/view/brand", Options(blog="brand")),
        ("https://www.tumblr.com/tagged/macaron", None),
        ("https://www.tumblr.com/dashboard", None),
        ("https://api.tumblr.com/v2/", None),
        ("https://brand.example/", None),
    ],
)
def test_addresses_that_a_person_pastes(url: str, options: Options | None) -> None:
    assert recognise(url) == options


@pytest.mark.parametrize("options", [{}, {"blog": "brand.tumblr.com"}, {"url": "https://x.example/rss", "tag": "x"}])
def test_a_mistake_in_the_options_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)
