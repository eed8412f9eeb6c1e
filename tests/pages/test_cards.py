"""Cards: what a list shows of a post, and what it must not show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.model.post import Author, Counts, Media, Occasion, Poll, Post
from parvis.model.right import Use
from parvis.model.source import Source
from parvis.pages import social
from parvis.pages.addresses import addresses
from parvis.pages.cards import card
from parvis.pages.edition import Edition
from parvis.pages.networks import mark
from parvis.pages.pictures import shape
from parvis.pages.values import Card

PICTURE = Media(kind="image", url="https://cdn.example/p.jpg", local="ab/abc.webp", width=800, height=600, alt="A macaron", color="#AABBCC")


@pytest.fixture
def draw(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> Callable[..., Card]:
    def draw(edition: str = "fr", *, sources: tuple[Source, ...] | None = None, **fields: Any) -> Card:
        hub = make_hub() if sources is None else make_hub(sources=sources)
        post = make_post(**fields)
        return card(Item(post=post, status="published", reasons=(), tags=post.tags), Edition(hub, edition))

    return draw


def test_card_shows_author_title_words_and_both_links(draw: Callable[..., Card]) -> None:
    shown = draw(title="A title", text="Words.")

    assert (shown.author, shown.title, shown.text, shown.original) == ("Ada", "A title", "Words.", "https://blog.example/0")
    assert shown.permalink.startswith("mur/blog/post-0-")


def test_title_that_we_made_is_not_shown_twice(draw: Callable[..., Card]) -> None:
    shown = draw(title="First words …", titled=False, text="First words of it.")

    assert (shown.title, shown.name) == ("", "First words …")


def test_picture_is_our_copy_and_never_the_original(draw: Callable[..., Card]) -> None:
    shown = draw(media=(PICTURE,))

    assert shown.picture is not None
    assert shown.picture.src == "media/ab/abc.webp"
    assert "cdn.example" not in msgspec.json.encode(shown).decode()


def test_picture_that_we_have_not_makes_a_card_of_words(draw: Callable[..., Card]) -> None:
    shown = draw(media=(Media(kind="image", url="https://cdn.example/p.jpg"),))

    assert (shown.picture, shown.face) == (None, "text")


def test_more_pictures_are_counted(draw: Callable[..., Card]) -> None:
    assert draw(media=(PICTURE, PICTURE, PICTURE)).more_pictures == 2


@pytest.mark.parametrize(
    ("fields", "face"),
    [
        ({"title": "T", "text": "Words"}, "text"),
        ({"title": "", "text": "Short words"}, "loud"),
        ({"title": "", "text": "long words " * 30}, "text"),
        ({"media": (PICTURE,)}, "picture"),
        ({"kind": "video", "media": (PICTURE,)}, "video"),
        ({"kind": "video"}, "text"),
        ({"kind": "audio"}, "audio"),
        ({"kind": "event", "occasion": Occasion(start=date(2026, 7, 1)), "media": (PICTURE,)}, "event"),
    ],
)
def test_face_follows_from_what_the_post_has(draw: Callable[..., Card], fields: dict[str, Any], face: str) -> None:
    assert draw(**fields).face == face


@pytest.mark.parametrize(
    ("size", "frame"),
    [
        ((1200, 400), "panorama"),
        ((1200, 800), "wide"),
        ((900, 900), "square"),
        ((800, 1000), "tall"),
        ((720, 1280), "slim"),
        ((None, 9), "wide"),
    ],
)
def test_frame_follows_from_the_proportions(size: tuple[int | None, int], frame: str) -> None:
    assert shape(*size) == frame


def test_color_that_is_none_is_left_out(draw: Callable[..., Card]) -> None:
    hostile = msgspec.structs.replace(PICTURE, color='red" onload="x')
    shown = draw(media=(hostile,))

    assert shown.picture is not None
    assert shown.picture.color == ""


def test_author_who_opted_out_is_a_bare_link(draw: Callable[..., Card]) -> None:
    shown = draw(
        network="mastodon", author=Author(name="Ada L", handle="@ada@x.example", opted_out=True), tags=("secret",), media=(PICTURE,)
    )
    told = msgspec.json.encode(shown).decode()

    assert (shown.face, shown.name, shown.original) == ("bare", "Un message sur Mastodon", "https://blog.example/0")
    assert not any(word in told for word in ("Ada", "@ada", "macarons", "secret", "abc.webp", "Post 0"))


def test_warning_veils_words_and_title(draw: Callable[..., Card]) -> None:
    shown = draw(title="The burn", warning="A burn", sensitive=True)

    assert (shown.veil, shown.name, shown.title, shown.warning) == ("all", "A burn", "", "A burn")


def test_mere_mark_veils_the_picture_alone(draw: Callable[..., Card]) -> None:
    shown = draw(title="Cake", sensitive=True, media=(PICTURE,))

    assert (shown.veil, shown.title) == ("picture", "Cake")


@pytest.mark.parametrize(("seconds", "clock"), [(None, ""), (0.2, ""), (59.6, "1:00"), (272, "4:32"), (3725, "1:02:05")])
def test_duration_reads_like_a_clock(draw: Callable[..., Card], seconds: float | None, clock: str) -> None:
    assert draw(media=(Media(kind="video", url="https://v.example/1", duration=seconds),)).duration == clock


def test_right_to_left_language_is_said(draw: Callable[..., Card]) -> None:
    assert (draw(language="ar-EG").direction, draw(language="he").direction, draw(language="fr").direction) == ("rtl", "rtl", "auto")


def test_text_is_cut_at_a_word(draw: Callable[..., Card]) -> None:
    shown = draw(title="", text="macarons " * 100)

    assert shown.text.endswith("macarons…")
    assert len(shown.text) <= 420


def test_counts_of_zero_are_no_counts(draw: Callable[..., Card]) -> None:
    assert [(figure.name, figure.number) for figure in draw(counts=Counts(likes=3, replies=0)).figures] == [("likes", 3)]


def test_tags_lead_to_their_pages_once_per_address(draw: Callable[..., Card]) -> None:
    assert [(tag.label, tag.url) for tag in draw(tags=("Été", "ete", "Bleu")).tags] == [("Été", "themes/ete/"), ("Bleu", "themes/bleu/")]


def test_own_source_is_told_from_others(draw: Callable[..., Card]) -> None:
    own = Source(name="blog", kind="feed", owner="brand")

    assert (draw(sources=(own,)).ours, draw().ours) == (True, False)


def test_network_is_named_in_the_language_of_the_page(draw: Callable[..., Card]) -> None:
    assert draw("fr", network="ical").network == "Agenda"
    assert draw("en", network="ical").network == "Calendar"
    assert draw(network="youtube_api").network == "YouTube"


def test_post_of_a_site_is_said_to_stand_on_its_host(draw: Callable[..., Card]) -> None:
    assert draw(url="https://www.blog.example/1").place == "blog.example"
    assert draw(network="bluesky").place == "Bluesky"


def test_unknown_network_wears_the_sign_of_the_web() -> None:
    assert (mark("gemini"), mark("opml"), mark("youtube_api")) == ("web", "feed", "youtube")


def test_event_stands_on_the_hub_calendar_day(draw: Callable[..., Card]) -> None:
    late = Occasion(start=datetime(2026, 7, 2, 2, tzinfo=UTC), end=datetime(2026, 7, 2, 4, tzinfo=UTC), place=" Rue\nLaurier ")
    shown = draw(occasion=late).appointment

    assert shown is not None
    assert (shown.day, shown.last_day, shown.month, shown.place) == (date(2026, 7, 1), None, "juil.", "Rue Laurier")


def test_whole_days_end_the_day_before_their_exclusive_end(draw: Callable[..., Card]) -> None:
    shown = draw(occasion=Occasion(start=date(2026, 7, 1), end=date(2026, 7, 4))).appointment

    assert shown is not None
    assert (shown.start, shown.last_day) == (None, date(2026, 7, 3))


def test_poll_is_told_in_percent_of_all_votes(draw: Callable[..., Card]) -> None:
    shown = draw(poll=Poll(options=(("Yes", 2), ("No", 1)), closed=True)).ballot

    assert shown is not None
    assert ([choice.percent for choice in shown.choices], shown.votes, shown.closed) == ([67, 33], 3, True)


def test_poll_without_votes_divides_by_nothing(draw: Callable[..., Card]) -> None:
    shown = draw(poll=Poll(options=(("Yes", 0), ("No", 0)))).ballot

    assert shown is not None
    assert [choice.percent for choice in shown.choices] == [0, 0]


@pytest.mark.parametrize(("uses", "drawn"), [(("site",), False), (("site", "social"), True)])
def test_networks_draw_a_picture_only_where_it_was_granted_for_them(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: Callable[[Hub, str], Page], uses: tuple[Use, ...], drawn: bool
) -> None:
    post = make_post(media=(PICTURE,))
    item = Item(post=post, status="published", reasons=(), rights="granted", uses=uses)
    hub = make_hub(items=(item,))

    page = page_at(hub, f"{addresses(hub.site, 'fr').item(post)}index.html")

    assert page.values["card"].picture is not None
    assert bool(social.card(page, "Hub").picture) is drawn


def test_card_says_nothing_twice(draw: Callable[..., Card]) -> None:
    assert draw(title="Pastel parade.", text="Pastel parade").text == ""
    assert draw(title="Pastel parade.", text="Pastel parade, and more").text == "Pastel parade, and more"


def test_card_says_an_address_as_people_do(draw: Callable[..., Card]) -> None:
    shown = draw(text="Voici https://www.shop.example/journal/bleuet-citron/, et http://forum.example.")

    assert shown.text == "Voici shop.example/…, et forum.example."


def test_feed_that_gives_nothing_but_sound_is_called_a_podcast(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    posts: tuple[Post, ...] = (make_post(1, network="feed", kind="audio"), make_post(2, network="feed", source="mixed", kind="audio"))
    posts += (make_post(3, network="feed", source="mixed"),)
    items = tuple(Item(post=post, status="published", reasons=(), tags=()) for post in posts)
    hub = make_hub(items=items)
    drawn = card(items[0], Edition(hub, "en"))

    assert [card(item, Edition(hub, "fr")).network for item in items] == ["Balado", "Blog", "Blog"]
    assert (drawn.network, drawn.mark) == ("Podcast", "listen")
