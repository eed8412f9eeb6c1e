"""Captured feeds of every version and encoding: each gives all its items, with their authors, dates and media."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parvis.model.raw_post import RawPost
from parvis.sources.feed import Options, read
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


def posts(body: bytes) -> list[RawPost]:
    return list(read(body, ANY))


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
