"""Raw posts made into posts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest

from parvis.model.post import Author, Counts
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawOccasion, RawPoll, RawPost
from parvis.model.source import Source
from parvis.tidy.html import CLEANER
from parvis.tidy.post import keys, tidy

SOURCE = Source(name="shop", kind="feed")
ORIGIN = "https://shop.example/feed.xml"
NOW = datetime(2026, 6, 12, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-4)))
AT = datetime(2026, 6, 12, 14, tzinfo=UTC)


def made(source: Source = SOURCE, **raw: Any) -> Any:
    return tidy(RawPost(**raw), source, ORIGIN, NOW)


def test_whole_post_is_completed() -> None:
    post = made(
        native="tag:shop.example,2026:1",
        url="/posts/1?utm_source=rss",
        title="Nos <b>macarons</b> &amp; vous",
        html='<p>Bonjour, <a href="2">voici</a> le parfum <script>x</script>#Framboise de la semaine, merci @ada@m.example</p>',
        published="Fri, 12 Jun 2026 09:00:00 -0400",
        author=RawAuthor(name="Ada &amp; Co", handle="@ada", url="/ada", avatar="//cdn.example/ada.png"),
        tags=("#macaron", "framboise"),
    )

    assert post.id == "shop:tag:shop.example,2026:1"
    assert post.url == "https://shop.example/posts/1?utm_source=rss"
    assert (post.title, post.titled, post.slug) == ("Nos macarons & vous", True, "nos-macarons-vous")
    assert 'href="https://shop.example/posts/2"' in post.html
    assert "script" not in post.html
    assert post.text == "Bonjour, voici le parfum #Framboise de la semaine, merci @ada@m.example"
    assert (post.published, post.dated) == (datetime(2026, 6, 12, 13, tzinfo=UTC), True)
    assert post.author == Author(name="Ada & Co", handle="@ada", url="https://shop.example/ada", avatar="https://cdn.example/ada.png")
    assert post.tags == ("macaron", "framboise")
    assert post.mentions == ("@ada@m.example",)
    assert post.language == "fr"
    assert (post.source, post.network, post.cleaner, post.version) == ("shop", "feed", CLEANER, 1)


def test_post_goes_through_its_record_and_back() -> None:
    post = made(native="1", text="Bonjour", counts=RawCounts(likes=3), media=(RawMedia(kind="image", url="/a.jpg"),))

    assert msgspec.json.decode(msgspec.json.encode(post), type=type(post)) == post


def test_moment_of_collecting_is_in_utc_to_the_second() -> None:
    assert made(native="1").collected == AT


def test_post_without_title_gets_one_of_its_text() -> None:
    post = made(native="1", text="Nos macarons sont là ! Venez vite.\n\nhttps://shop.example/a")

    assert (post.title, post.titled, post.slug) == ("Nos macarons sont là !", False, "nos-macarons-sont-la")


def test_title_of_a_text_behind_a_warning_is_the_warning() -> None:
    post = made(native="1", text="The murderer is the baker.", warning="Spoiler: the film", sensitive=True)

    assert (post.title, post.titled, post.warning, post.sensitive) == ("Spoiler: the film", False, "Spoiler: the film", True)


def test_post_of_a_picture_alone_has_no_title_but_an_address() -> None:
    post = made(native="1", media=(RawMedia(kind="image", url="/a.jpg"),))

    assert (post.title, post.titled, post.slug) == ("", False, "item")


def test_plain_text_becomes_html_with_its_lines_and_links() -> None:
    post = made(native="1", text="un\ndeux https://x.example/\n\n<b>trois</b>")

    assert post.html == (
        '<p>un<br>deux <a href="https://x.example/" rel="nofollow ugc noopener">https://x.example/</a></p><p>&lt;b&gt;trois&lt;/b&gt;</p>'
    )
    assert post.text == "un\ndeux https://x.example/\n\n<b>trois</b>"


def test_description_without_any_tag_keeps_its_lines() -> None:
    assert made(native="1", html="un &amp; deux\ntrois").html == "<p>un &amp; deux<br>trois</p>"


def test_undated_post_is_dated_to_when_it_was_first_seen() -> None:
    for published in (None, "", "soon", "0000-00-00"):
        post = made(native="1", published=published)
        assert (post.published, post.dated) == (AT, False)


def test_post_dated_in_the_future_keeps_its_date() -> None:
    post = made(native="1", published="2030-01-01T00:00:00Z")

    assert (post.published, post.dated) == (datetime(2030, 1, 1, tzinfo=UTC), True)


def test_update_counts_only_when_it_is_later() -> None:
    assert made(native="1", published="2026-01-01", updated="2026-01-02").updated == datetime(2026, 1, 2, tzinfo=UTC)
    assert made(native="1", published="2026-01-01", updated="2026-01-01").updated is None


def test_post_with_a_date_of_update_alone_is_dated_by_it() -> None:
    post = made(native="1", updated="2026-01-02")

    assert (post.published, post.dated, post.updated) == (datetime(2026, 1, 2, tzinfo=UTC), True, None)


def test_id_falls_back_to_the_canonical_link_then_to_the_content() -> None:
    assert made(url="https://Shop.example/a?utm_source=x#y").id == "shop:https://shop.example/a"
    one, same, other = (made(title="t", text=text, published="2026-01-01").id for text in ("a  b", "a b", "c"))
    assert one == same
    assert one != other


def test_content_hash_does_not_depend_on_markup() -> None:
    one = list(keys(RawPost(html='<p class="a">Bonjour <img src="/t?1"></p>', published="2026-01-01T00:00:00Z"), ORIGIN))
    other = list(keys(RawPost(html="<div>Bonjour</div>", published="Thu, 01 Jan 2026 00:00:00 GMT"), ORIGIN))

    assert one == other
    assert len(one) == 1


def test_keys_are_given_best_first() -> None:
    native, link, digest = keys(RawPost(native=" 1\n2 ", url="/a", text="x"), ORIGIN)

    assert (native, link, len(digest)) == ("1 2", "https://shop.example/a", 32)


def test_endless_native_id_is_shortened_for_good() -> None:
    assert len(made(native="x" * 10_000).id) < 100
    assert made(native="x" * 10_000).id == made(native="x" * 10_000).id != made(native="x" * 10_001).id


def test_relative_addresses_stand_against_what_the_document_says() -> None:
    post = made(
        native="1", base="https://cdn.example/blog/", url="a", html='<p><a href="b">b</a></p>', media=(RawMedia(kind="image", url="c.jpg"),)
    )

    assert post.url == "https://cdn.example/blog/a"
    assert "https://cdn.example/blog/b" in post.html
    assert post.media[0].url == "https://cdn.example/blog/c.jpg"


def test_document_in_the_hubs_folder_gives_no_relative_addresses() -> None:
    post = tidy(RawPost(native="1", url="/a", html='<p><a href="/b">b</a></p>'), SOURCE, "content/recorded/feed.xml", NOW)

    assert post.url is None
    assert post.html == "<p>b</p>"


def test_unsafe_addresses_are_left_out_everywhere() -> None:
    bad = "javascript:alert(1)"
    post = made(
        native="1",
        url=bad,
        author=RawAuthor(name="a", url=bad, avatar="data:image/png;base64,x"),
        media=(RawMedia(kind="image", url=bad), RawMedia(kind="video", url="https://v.example/", preview=bad)),
        links=(bad, "/ok"),
        reply_to=bad,
        repost_of="at://did:plc:abc/app.bsky.feed.post/1",
        licence="data:text/html,x",
    )

    assert (post.url, post.author.url, post.author.avatar, post.reply_to, post.licence) == (None,) * 5
    assert [(media.url, media.preview) for media in post.media] == [("https://v.example/", None)]
    assert post.links == ("https://shop.example/ok",)
    assert post.repost_of == "at://did:plc:abc/app.bsky.feed.post/1"


def test_pictures_of_the_body_join_those_declared_once() -> None:
    post = made(
        native="1",
        html='<p><img src="https://cdn.example/a-300x200.jpg"><img src="/b.jpg" alt="b"><img src="/p.gif" width=1 height=1><img src="/still.jpg?w=2"></p>',
        media=(RawMedia(kind="image", url="http://cdn.example/a.jpg"), RawMedia(kind="video", url="/film", preview="/still.jpg")),
    )

    assert [media.url for media in post.media] == ["http://cdn.example/a.jpg", "https://shop.example/film", "https://shop.example/b.jpg"]
    assert "<img" not in post.html


def test_pictures_that_only_a_query_tells_apart_are_different() -> None:
    post = made(native="1", media=(RawMedia(kind="image", url="/image.php?id=1"), RawMedia(kind="image", url="/image.php?id=2")))

    assert len(post.media) == 2


def test_impossible_figures_are_left_out() -> None:
    media = RawMedia(kind="video", url="/a", width=0, height=-3, duration=float("nan"))
    post = made(native="1", media=(media,), counts=RawCounts(likes=-1, views=0))

    assert (post.media[0].width, post.media[0].height, post.media[0].duration) == (None, None, None)
    assert post.counts == Counts(views=0, at=AT)
    assert made(native="1").counts == Counts()


def test_tags_come_once_whatever_their_case() -> None:
    post = made(native="1", tags=("#Macaron", " macaron ", "Thé &amp; café", "<b>x</b>", ""), text="#MACARON #Été")

    assert post.tags == ("Macaron", "Thé & café", "x", "Été")


def test_code_in_a_long_article_makes_no_tags() -> None:
    assert made(native="1", html="<p>" + "mot " * 2_000 + "</p><pre>#include @media</pre>").tags == ()


@pytest.mark.parametrize(
    ("item", "source", "text", "expected"),
    [
        ("de", "en", "Nos macarons framboise sont de retour en boutique", "de"),
        (None, "en", "Nos macarons framboise sont de retour en boutique", "fr"),
        (None, "en", "Miam", "en"),
        (None, None, "Miam", None),
        ("fr_ca", None, "", "fr-CA"),
        ("zh-hant-tw", None, "", "zh-Hant-TW"),
        ("und", "fr", "", "fr"),
        ("not a language!", "fr", "", "fr"),
    ],
)
def test_language_is_the_items_else_the_texts_else_the_sources(
    item: str | None, source: str | None, text: str, expected: str | None
) -> None:
    post = made(Source(name="shop", kind="feed", language=source), native="1", language=item, text=text)

    assert post.language == expected


def test_account_that_opted_out_is_shown_as_a_bare_link() -> None:
    post = made(
        native="1",
        url="https://m.example/@ada/1",
        kind="photo",
        title="Secret",
        text="Secret #tag @eve",
        author=RawAuthor(name="Ada", handle="@ada", url="https://m.example/@ada", avatar="https://m.example/a.png", opted_out=True),
        media=(RawMedia(kind="image", url="https://m.example/a.jpg"),),
        tags=("secret",),
        links=("https://x.example/",),
        published="2026-01-01",
        expires_after=60,
    )

    assert (post.kind, post.url, post.author) == ("link", "https://m.example/@ada/1", Author(opted_out=True))
    assert (post.title, post.text, post.html, post.media, post.tags, post.links, post.mentions) == ("", "", "", (), (), (), ())
    assert (post.published, post.expires, post.slug) == (datetime(2026, 1, 1, tzinfo=UTC), AT + timedelta(seconds=60), "item")
    assert b"Secret" not in msgspec.json.encode(post)


def test_expiry_counts_from_now() -> None:
    assert made(native="1", expires_after=86_400).expires == AT + timedelta(days=1)
    assert made(native="1").expires is None


def test_event_keeps_days_as_days_and_moments_in_utc() -> None:
    day = made(native="1", kind="event", occasion=RawOccasion(start="2026-07-01", end="2026-07-03", place=" Parvis\n"))
    hour = made(
        native="1", kind="event", occasion=RawOccasion(start="2026-07-01T10:00:00-04:00", latitude=45.5, longitude=999.0, cancelled=True)
    )

    assert (day.occasion.start, day.occasion.end, day.occasion.place) == (date(2026, 7, 1), date(2026, 7, 3), "Parvis")
    assert (hour.occasion.start, hour.occasion.latitude, hour.occasion.longitude) == (datetime(2026, 7, 1, 14, tzinfo=UTC), 45.5, None)
    assert hour.occasion.cancelled


def test_event_without_a_readable_start_is_no_event() -> None:
    assert made(native="1", kind="event", occasion=RawOccasion(start="some day")).occasion is None


def test_poll_keeps_its_order_and_its_end() -> None:
    poll = made(native="1", poll=RawPoll(options=(("Rose\n", 3), ("Bleu", -1)), voters=3, closes="2026-07-01T00:00:00Z")).poll

    assert poll.options == (("Rose", 3), ("Bleu", 0))
    assert poll.closes == datetime(2026, 7, 1, tzinfo=UTC)
