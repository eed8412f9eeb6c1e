"""What the reader of feeds makes of an item's fields, of what is broken, and of what is no feed at all."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.raw_post import RawPost
from parvis.sources.feed import Options, read, recognise

Captured = Callable[[str], bytes]
ANY = Options(url="https://feeds.example/feed")


def posts(body: bytes | str) -> list[RawPost]:
    return list(read(body.encode() if isinstance(body, str) else body, ANY))


def rss(item: str, channel: str = "") -> str:
    """An RSS 2.0 feed of one item, with the usual modules."""
    spaces = (
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    return (
        f'<rss version="2.0" {spaces}><channel><title>C</title><link>https://c.example/</link>{channel}<item>{item}</item></channel></rss>'
    )


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<author>lea@patisserie.photography (Léa Tremblay)</author>", "Léa Tremblay"),
        ("<author>Léa Tremblay (lea@c.example)</author>", "Léa Tremblay"),
        ("<author>lea@c.example</author>", "C"),
        ("<author>noreply@blogger.com (Ava)</author>", "Ava"),
        ("<author>no-reply@c.example (No reply c.example)</author>", "C"),
        ("<dc:creator>Ada</dc:creator><dc:creator>Noé</dc:creator><dc:creator>Ada</dc:creator>", "Ada, Noé"),
        ("<dc:creator>@ada@mastodon.example</dc:creator>", "@ada@mastodon.example"),
        ("<media:credit role='photographer'>Jun</media:credit>", "C"),
    ],
)
def test_an_author_is_a_name_and_never_a_mail_address(author: str, name: str) -> None:
    only = posts(rss(f"<title>t</title>{author}"))[0]

    assert only.author.name == name


def test_a_faces_picture_is_the_authors_and_no_picture_of_the_item() -> None:
    item = "<title>t</title><dc:creator>Ada</dc:creator><media:content url='https://secure.gravatar.com/avatar/1' medium='image'/>"

    only = posts(rss(item))[0]

    assert only.media == ()
    assert only.author.avatar == "https://secure.gravatar.com/avatar/1"


def test_one_picture_in_every_size_is_one_picture() -> None:
    sizes = "".join(
        f"<media:content url='https://c.example/{width}.jpg' type='image/jpeg' width='{width}'><media:description>Au four</media:description></media:content>"
        for width in (140, 700, 460)
    )

    only = posts(rss(f"<title>t</title>{sizes}"))[0]

    assert [(one.url, one.width, one.alt) for one in only.media] == [("https://c.example/700.jpg", 700, "Au four")]


def test_an_enclosure_that_media_rss_repeats_is_one_medium() -> None:
    item = "<title>t</title><enclosure url='https://c.example/a.mp3' type='audio/mpeg'/><media:content url='https://c.example/a.mp3' type='audio/mpeg' duration='61'/>"

    only = posts(rss(item))[0]

    assert [(one.kind, one.duration) for one in only.media] == [("audio", 61)]


def test_what_is_no_medium_is_a_link_and_a_torrent_is_nothing() -> None:
    item = "<title>t</title><enclosure url='https://c.example/a.zip' type='application/zip'/><enclosure url='https://c.example/a.torrent' type='application/x-bittorrent'/>"

    only = posts(rss(item))[0]

    assert only.media == ()
    assert only.links == ("https://c.example/a.zip",)


def test_an_undated_item_stays_undated() -> None:
    only = posts(rss("<title>t</title><link>https://c.example/1</link>"))[0]

    assert only.published is None
    assert only.updated is None


def test_an_item_with_a_picture_alone_is_recognised_again() -> None:
    body = "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>C</title><item><media:thumbnail url='https://c.example/1.jpg'/></item><item><media:thumbnail url='https://c.example/2.jpg'/></item></channel></rss>"

    natives = [post.native for post in posts(body)]

    assert len(set(natives)) == 2
    assert natives == [post.native for post in posts(body)]


def test_an_atom_id_is_kept_as_it_is_written_whatever_the_base() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://c.example/x/"><title>C</title><entry><content xml:base="/y/" type="text">a</content>'
        "<id>t3_42tizy</id><updated>2026-01-01T00:00:00Z</updated></entry></feed>"
    )

    only = posts(body)[0]

    assert only.native == "t3_42tizy"


def test_the_feeds_title_is_its_own_and_not_that_of_a_live_item_or_a_picture(captured: Captured) -> None:
    found = posts(
        '<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>C</title>'
        "<podcast:liveItem><title>Live</title></podcast:liveItem><image><title>Logo</title></image><item><title>t</title></item></channel></rss>"
    )

    assert found[0].author.name == "C"


def test_text_with_angle_brackets_in_atom_stays_text() -> None:
    body = '<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><id>1</id><content type="text">Use &lt;b&gt; twice</content></entry></feed>'

    only = posts(body)[0]

    assert (only.html, only.text) == (None, "Use <b> twice")


def test_a_caption_of_a_picture_is_its_alternative_text_and_no_body() -> None:
    item = "<title>t</title><media:content url='https://c.example/1.png' type='image/png'><media:description>Deux coques</media:description></media:content>"

    only = posts(rss(item))[0]

    assert (only.html, only.text) == (None, None)
    assert only.media[0].alt == "Deux coques"


@pytest.mark.parametrize("body", [b"", b"  \r\n\t "])
def test_nothing_is_said_so(body: bytes) -> None:
    with pytest.raises(ReadError, match="answered with nothing"):
        posts(body)


@pytest.mark.parametrize(
    "body",
    [
        "<!DOCTYPE html><html><head><title>x</title></head><body></body></html>",
        "\n<!-- hello --><HTML><body><item><title>x</title></item></body></HTML>",
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml"/>',
    ],
)
def test_a_web_page_is_no_feed_and_is_said_so(body: str) -> None:
    with pytest.raises(ReadError, match="the address answered with a web page, not a feed"):
        posts(body)


def test_youtubes_page_for_a_missing_channel_is_said_to_be_a_page(captured: Captured) -> None:
    with pytest.raises(ReadError, match="web page"):
        posts(captured("error-responses/youtube_feed_404.html"))


def test_a_consent_page_is_said_to_be_one() -> None:
    with pytest.raises(ReadError, match="consent page"):
        posts("<!doctype html><html><title>Before you continue</title><form action='https://consent.example/save'></form></html>")


@pytest.mark.parametrize("body", ["Not found", '{"error": {"message": "quota"}}', "[1, 2]", '{"a": ', "<svg/>", "\x00\x01\x02"])
def test_what_is_no_feed_is_an_error_of_this_source(body: str) -> None:
    with pytest.raises(ReadError):
        posts(body)


def test_what_a_server_says_is_repeated() -> None:
    with pytest.raises(ReadError, match="quota exceeded"):
        posts(json.dumps({"error": {"message": "quota exceeded"}}))


def test_an_empty_feed_is_a_feed_without_items() -> None:
    found = posts("<rss version='2.0'><channel><title>C</title></channel></rss>")

    assert found == []


def test_a_truncated_feed_keeps_what_was_found(captured: Captured) -> None:
    whole = captured("cms-feeds/wordpress_nextcloud_brand.rss")

    found = posts(whole[: len(whole) // 2])

    assert 0 < len(found) < 10
    assert found[0] == posts(whole)[0]


def test_a_warning_of_the_server_before_the_feed_is_passed_over() -> None:
    found = posts('<br />\n<b>Warning</b>: mysql in /x.php<br />\n<?xml version="1.0" encoding="UTF-8"?>' + rss("<title>é</title>"))

    assert found[0].title == "é"


def test_control_characters_do_not_break_a_feed() -> None:
    found = posts(
        rss(
            "<title>a\x0bb\x00c</title><media:content url='https://c.example/1.png' type='image/png'><media:description>alt</media:description></media:content>"
        )
    )

    assert found[0].title == "abc"
    assert found[0].media[0].alt == "alt"


@pytest.mark.parametrize(
    "body",
    [
        rss("<description>" + "<a>" * 100_000 + "</description>"),
        rss("<title>t</title>").replace("<item>", "<item " + " ".join(f"a{n}='1'" for n in range(5_000)) + ">"),
        rss("<author>" + "a." * 100_000 + "@</author>"),
    ],
    ids=["nested", "attributes", "name"],
)
def test_what_is_made_to_burn_time_is_refused(body: str) -> None:
    with pytest.raises(ReadError, match="that is no feed"):
        posts(body)


def test_entities_are_neither_fetched_nor_blown_up() -> None:
    bomb = "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    declared = f'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">]>'

    found = posts(declared + rss("<title>&j;|&x;</title>"))

    assert len(found[0].title or "") < 100


@pytest.mark.parametrize(
    "url",
    [
        "https://c.example/feed",
        "https://c.example/feed/",
        "https://c.example/blog/index.xml",
        "https://c.example/rss.xml",
        "https://c.example/posts.atom",
        "https://c.example/planet.rdf",
        "https://c.example/feed.json",
        "https://c.example/fr/feed/atom",
        "https://c.example/?feed=rss2",
        "http://c.example:8080/x.rss?lang=fr",
    ],
)
def test_an_address_that_is_plainly_a_feeds_is_recognised(url: str) -> None:
    assert recognise(url) == Options(url=url)


def test_the_feed_scheme_means_https() -> None:
    assert recognise("feed://c.example/x") == Options(url="https://c.example/x")
    assert recognise("feed:https://c.example/x") == Options(url="https://c.example/x")


@pytest.mark.parametrize(
    "url",
    [
        "https://c.example/",
        "https://c.example/feeding-cats",
        "https://c.example/sitemap.xml",
        "mailto:a@c.example",
        "ftp://c.example/feed",
        "http://[",
    ],
)
def test_a_page_is_left_to_discovery(url: str) -> None:
    assert recognise(url) is None


def test_a_feed_needs_an_address() -> None:
    with pytest.raises(ValidationError, match="give `url`"):
        Options()
