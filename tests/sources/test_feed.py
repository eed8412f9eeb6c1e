"""Feeds of every version: what is captured, what is broken, what is no feed at all."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from pydantic import ValidationError

from parvis.errors import ReadError
from parvis.model.raw_post import RawPost
from parvis.sources.feed import Options, read, recognise
from parvis.tidy import dates

Captured = Callable[[str], bytes]
ANY = Options(url="https://feeds.example/feed")

#: Captured document → how many items it has, as its manifest says.
ITEMS = {
    "rss2/lemonde_une_fr.xml": 21,
    "rss2/lefigaro_culture_fr_mojibake.xml": 50,
    "rss2/rue89_une_fr.xml": 25,
    "rss2/jdd_lefil_culture_fr.xml": 30,
    "rss2/reporterre_spip_fr.xml": 1,
    "rss2/macrumors_en.xml": 5,
    "rss1-rdf/planete_jquery_fr.rdf": 20,
    "rss1-rdf/orf_at_de.rdf": 50,
    "rss1-rdf/slashdot_en.rdf": 15,
    "rss1-rdf/biorxiv_plant_biology.rdf": 30,
    "atom/carnets_la_grange_fr.atom": 27,
    "atom/adobe_blog_brand.atom": 10,
    "atom/the_verge.atom": 10,
    "atom/planet_foss_il_hebrew_rtl.atom": 8,
    "atom/tpm_news.atom": 20,
    "atom/root_author.atom": 2,
    "cms-feeds/wordpress_nextcloud_brand.rss": 10,
    "cms-feeds/wordpress_grotte_du_barbu_fr.xml": 10,
    "cms-feeds/spip_jeux_linux_fr.xml": 20,
    "cms-feeds/medium_liz_marley.rss": 10,
    "cms-feeds/medium_invironment_publication.rss": 7,
    "cms-feeds/ghost_cloudflare_blog.xml": 1,
    "cms-feeds/ghost_element_blog.xml": 1,
    "cms-feeds/substack_heated.xml": 1,
    "cms-feeds/shopify_draw_down_blog.atom": 25,
    "cms-feeds/squarespace_katie_floyd.rss": 20,
    "cms-feeds/typepad_aws_blog_brand.atom": 10,
    "cms-feeds/blogger_google_ads_feedburner.atom": 25,
    "podcast/radio_france_label_pop_fr.xml": 52,
    "podcast/rsr_capsule_multimedia_fr-ch.xml": 15,
    "podcast/omni_show_brand.rss": 4,
    "podcast/night_vale_libsyn.xml": 1,
    "podcast/acast_season_episode.xml": 1,
    "podcast/podcasting20_namespace_example.xml": 3,
    "media-rss/vimeo_mrss_failla_wines_brand.xml": 1,
    "media-rss/google_cloud_blog_brand.rss": 20,
    "media-rss/rutube_tnt_brand_ru.rss": 20,
    "media-rss/wirecutter_nyt.xml": 1,
    "mastodon-rss/chriscoyier_v4.xml": 2,
    "bluesky/profile_rss_zachleat.xml": 1,
    "discourse/category_28_hebrew.rss": 25,
    "peertube/framasoft_rss_fr.xml": 20,
    "encodings/univers_freebox_iso-8859-1_fr.xml": 30,
    "encodings/cercle_psy_undeclared_iso-8859-1_fr.xml": 10,
    "encodings/cappuccinos_gb2312.xml": 10,
    "encodings/oren_ru_windows-1251.xml": 10,
    "encodings/muhasebetr_iso-8859-9.rss": 19,
    "json-feed/inessential.json": 20,
    "json-feed/pxlnv.json": 20,
    "json-feed/scripting_news_rss_in_json.json": 50,
    "json-feed/feedio_sample.json": 4,
}


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


@pytest.mark.parametrize(("path", "count"), ITEMS.items())
def test_every_captured_feed_gives_all_its_items(captured: Captured, path: str, count: int) -> None:
    found = posts(captured(path))

    assert len(found) == count


@pytest.mark.parametrize("path", ITEMS)
def test_every_captured_item_has_a_key_an_author_and_a_date(captured: Captured, path: str) -> None:
    for post in posts(captured(path)):
        assert post.native or post.url or post.published
        assert post.author.name
        assert "@" not in post.author.name.removeprefix("@")
        assert dates.read(post.published or ""), post.published


@pytest.mark.parametrize("path", ITEMS)
def test_every_captured_item_has_something_to_show(captured: Captured, path: str) -> None:
    found = posts(captured(path))

    empty = [post for post in found if not (post.title or post.html or post.text or post.media)]
    # One item of this feed really has nothing but a date.
    assert len(empty) == (1 if "cercle_psy" in path else 0)


def test_doubly_encoded_french_reads_as_french(captured: Captured) -> None:
    figaro, jdd = (posts(captured(f"rss2/{name}")) for name in ("lefigaro_culture_fr_mojibake.xml", "jdd_lefil_culture_fr.xml"))

    assert figaro[0].title == "«En écrivant j'ai eu le sentiment de reprendre possession de la vie de mon père, Bernard Maris»"
    assert not any(sign in (post.html or post.text or "") for post in (*figaro, *jdd) for sign in ("Ã©", "â€™"))
    assert any("l’héroïne" in (post.html or post.text or "") for post in jdd)


def test_an_excerpt_cut_inside_a_character_does_not_spoil_the_document(captured: Captured) -> None:
    found = posts(captured("cms-feeds/wordpress_grotte_du_barbu_fr.xml"))

    assert found[0].title == "LaGrotteDuBarbu – Episode 105 – ReliureToiMeme"
    assert "pinceau… et surtout" in (found[0].html or "")
    assert not any("Ã" in (post.html or "") for post in found)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("encodings/univers_freebox_iso-8859-1_fr.xml", "révolution"),
        ("encodings/cercle_psy_undeclared_iso-8859-1_fr.xml", "à"),
        ("encodings/cappuccinos_gb2312.xml", "雨"),
        ("encodings/oren_ru_windows-1251.xml", "Бузулуке"),
        ("encodings/muhasebetr_iso-8859-9.rss", "ğ"),
    ],
)
def test_every_encoding_reads_as_its_language(captured: Captured, path: str, word: str) -> None:
    words = " ".join(f"{post.title} {post.html} {post.text}" for post in posts(captured(path)))

    assert word in words
    assert "\ufffd" not in words


def test_a_newline_before_the_declaration_breaks_nothing(captured: Captured) -> None:
    first = posts(captured("cms-feeds/typepad_aws_blog_brand.atom"))[0]

    assert first.author.name == "AWS Editor"
    assert first.native == "tag:typepad.com,2003:post-61484736"


def test_lower_case_pubdate_of_rutube_is_a_date_and_the_player_is_the_film(captured: Captured) -> None:
    first = posts(captured("media-rss/rutube_tnt_brand_ru.rss"))[0]

    assert first.published == "2022-09-03 09:37:11+03:00"
    assert first.kind == "video"
    assert first.media[0].url == "https://rutube.ru/play/embed/23844400"
    assert first.media[0].preview == "https://pic.rutubelist.ru/video/93/24/93245691f0e18d063da5fa5cd60fa6de.jpg?size=l"
    assert first.media[0].duration == 823
    assert "\n" in (first.text or "")


def test_a_podcast_whose_items_share_their_page_has_an_id_for_each(captured: Captured) -> None:
    found = posts(captured("podcast/radio_france_label_pop_fr.xml"))

    assert len({post.url for post in found}) == 11
    assert len({post.native for post in found}) == 52
    assert found[0].author.name == "Vincent Théval"
    assert found[0].media[0].duration == 5299
    assert found[0].media[0].preview == "http://media.radiofrance-podcast.net/podcast09/RF_OMM_0000006330_ITE.jpg"


def test_transcripts_and_chapters_of_a_podcast_are_links(captured: Captured) -> None:
    first = posts(captured("podcast/podcasting20_namespace_example.xml"))[0]

    assert first.author.name == "John Doe"
    assert first.links == (
        "https://example.com/ep3/transcript.txt",
        "https://example.com/episode1/transcript.vtt",
        "https://example.com/ep3_chapters.json",
    )
    assert first.base == "https://example.com/podcast"


def test_an_mp4_that_is_labelled_a_picture_is_a_film(captured: Captured) -> None:
    second = posts(captured("mastodon-rss/chriscoyier_v4.xml"))[1]

    assert [one.kind for one in second.media] == ["image", "image", "image", "video"]
    assert second.title is None
    assert second.kind == "post"
    assert (
        second.author.avatar
        == "https://cdn.masto.host/frontendsocial/accounts/avatars/109/304/655/908/819/292/original/014aaccec467a555.jpg"
    )


def test_blueskys_profile_feed_is_text_and_names_handle_and_person(captured: Captured) -> None:
    only = posts(captured("bluesky/profile_rss_zachleat.xml"))[0]

    assert only.author.name == "Zach Leatherman"
    assert only.author.handle == "zachleat.com"
    assert only.html is None
    assert "Misunderstood: <details>" in (only.text or "")


def test_an_author_at_feed_level_is_every_items(captured: Captured) -> None:
    found = posts(captured("atom/root_author.atom"))

    assert {post.author.name for post in found} == {"Florens Verschelde"}
    assert found[0].author.url == "https://fvsch.com"


def test_a_planets_items_keep_their_own_authors(captured: Captured) -> None:
    found = posts(captured("atom/planet_foss_il_hebrew_rtl.atom"))

    assert found[0].author.name == "ik_5"
    assert len({post.author.name for post in found}) > 1
    assert found[0].language == "he"


def test_relative_links_keep_a_base_to_stand_against(captured: Captured) -> None:
    first = posts(captured("atom/tpm_news.atom"))[0]

    assert (first.url or "").startswith("/")
    assert first.base == "http://talkingpointsmemo.com"


def test_the_page_behind_a_counting_service_is_the_link(captured: Captured) -> None:
    first = posts(captured("cms-feeds/blogger_google_ads_feedburner.atom"))[0]

    assert first.url == "http://googleadsdeveloper.blogspot.com/2016/06/adwords-and-dfp-java-client-library.html"
    assert first.tags == ("adwords_api", "client_libraries", "dfp_api")


def test_a_body_is_html_though_it_was_declared_text(captured: Captured) -> None:
    first = posts(captured("atom/adobe_blog_brand.atom"))[0]

    assert first.text is None
    assert (first.html or "").startswith("<div class=")


def test_link_posts_of_a_json_feed_point_elsewhere(captured: Captured) -> None:
    found = posts(captured("json-feed/pxlnv.json"))

    assert sum(post.kind == "link" for post in found) == 19
    assert found[0].url == "https://pxlnv.com/linklog/uber-losses-2017/"
    assert found[0].links[0].startswith("https://www.bloomberg.com/")


def test_a_json_feed_of_version_one_names_its_author(captured: Captured) -> None:
    first = posts(captured("json-feed/inessential.json"))[0]

    assert first.author.name == "Brent Simmons"
    assert first.author.avatar == "http://ranchero.com/downloads/brent_avatar.png"


def test_rss_written_as_json_is_read_like_rss(captured: Captured) -> None:
    first = posts(captured("json-feed/scripting_news_rss_in_json.json"))[0]

    assert first.native == "http://scripting.com/2017/06/26.html#a080605"
    assert first.title is None
    assert first.author.name == "Scripting News"


def test_an_attachment_of_a_json_feed_is_a_picture(captured: Captured) -> None:
    first = posts(captured("json-feed/feedio_sample.json"))[0]

    assert [(one.kind, one.url) for one in first.media] == [("image", "http://localhost/some-resource.jpg")]


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
