"""The pages that list posts: wall, sources, topics, films, home."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import chain

from parvis import pages
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.post import Author, Media, Post
from parvis.model.source import Source

PageAt = Callable[[Hub, str], Page]
POSTER = Media(kind="video", url="https://v.example/1", local="ab/c.webp", width=1280, height=720)


def _names(page: Page) -> list[str]:
    return [card.name for day in page.values["days"] for card in day.cards]


def test_wall_shows_the_newest_first_by_day(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    late = make_post(0, published=datetime(2026, 6, 13, 1, tzinfo=UTC))  # still the 12th in Montréal
    wall = page_at(make_hub([late, make_post(1), make_post(20)]), "mur/index.html")

    assert [(day.day, len(day.cards)) for day in wall.values["days"]] == [(date(2026, 6, 12), 2), (date(2026, 6, 11), 1)]
    assert _names(wall) == ["Post 0", "Post 1", "Post 20"]


def test_wall_page_one_holds_the_oldest_in_every_language(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt
) -> None:
    hub = make_hub([make_post(number) for number in range(9)])

    for path in ("mur/page/1/index.html", "en/wall/page/1/index.html"):
        assert _names(page_at(hub, path)) == ["Post 6", "Post 7", "Post 8"]


def test_wall_pages_name_each_other_in_the_other_language(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt
) -> None:
    hub = make_hub([make_post(number) for number in range(9)])
    alternates = page_at(hub, "mur/page/1/index.html").values["alternates"]

    assert [(other.language, other.label, other.url) for other in alternates] == [
        ("fr", "français", "mur/page/1/"),
        ("en", "English", "en/wall/page/1/"),
    ]


def test_hub_of_one_language_offers_no_other(make_hub: Callable[..., Hub], page_at: PageAt) -> None:
    assert page_at(make_hub(languages=("fr",)), "mur/index.html").values["alternates"] == ()


def test_pager_names_neighbours_and_both_ends(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    hub = make_hub([make_post(number) for number in range(15)])
    pager = page_at(hub, "mur/page/3/index.html").values["pager"]

    assert (pager.newest, pager.newer, pager.older, pager.oldest) == ("mur/", "mur/page/4/", "mur/page/2/", "mur/page/1/")


def test_newest_numbered_page_leads_to_the_front_once(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt
) -> None:
    hub = make_hub([make_post(number) for number in range(6)])
    pager = page_at(hub, "mur/page/1/index.html").values["pager"]

    assert (pager.newest, pager.newer, pager.older, pager.oldest) == (None, "mur/", None, None)


def test_source_shows_its_own_posts_alone(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    sources = (Source(name="blog", kind="feed"), Source(name="tube", kind="youtube", title="Our films"))
    hub = make_hub([make_post(1), make_post(2, id="tube:2", source="tube", network="youtube")], sources=sources)

    assert _names(page_at(hub, "sources/tube/index.html")) == ["Post 2"]
    assert page_at(hub, "en/sources/tube/index.html").title == "Our films"


def test_source_that_only_listens_has_no_page_and_no_name_anywhere(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(sources=(Source(name="quiet", kind="feed", title="Quiet one", publish="listen"),))

    assert not any("quiet" in page.path or "Quiet one" in str(page.values) for page in pages.every(hub))


def test_topic_gathers_all_spellings_of_its_address(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    hub = make_hub([make_post(1, tags=("ETE",)), make_post(2, tags=("Été", "ete"))])
    topic = page_at(hub, "themes/ete/index.html")

    assert _names(topic) == ["Post 1", "Post 2"]
    assert topic.values["label"] == "ete"  # the oldest post's last spelling: a newer one does not rename the page


def test_topics_exist_once_and_are_listed(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    hub = make_hub([make_post(1, tags=("zeste", "amande"))])

    assert [tag.label for tag in page_at(hub, "themes/index.html").values["tags"]] == ["amande", "zeste"]
    assert not any(page.path.startswith("en/topics") for page in pages.every(hub))


def test_topics_most_talked_about_have_a_picture_each(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt
) -> None:
    names = ("un", "deux", "trois", "quatre", "cinq")
    posts = [
        make_post(
            number, tags=names[: number + 1], media=(Media(kind="image", url=f"https://x.example/{number}", local=f"ab/{number}.webp"),)
        )
        for number in range(5)
    ]
    tiles = page_at(make_hub(posts), "themes/index.html").values["tiles"]

    assert [(tile.label, tile.count) for tile in tiles][:2] == [("un", 5), ("deux", 4)]
    assert len({tile.picture.src for tile in tiles}) == 5
    assert page_at(make_hub(posts[:2]), "themes/index.html").values["tiles"] == ()


def test_tags_of_an_author_who_opted_out_make_no_topic(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    hub = make_hub([make_post(1, tags=("secret",), author=Author(opted_out=True))])

    assert not any("secret" in page.path for page in pages.every(hub))


def test_films_are_the_videos_alone(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    hub = make_hub([make_post(1), make_post(2, kind="video", media=(POSTER,))])

    assert [card.name for card in page_at(hub, "videos/index.html").values["cards"]] == ["Post 2"]


def test_home_leads_with_the_newest_picture(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    home = page_at(make_hub([make_post(1), make_post(2, media=(POSTER,)), make_post(3)]), "index.html")

    assert home.values["lead"].name == "Post 2"
    assert [[card.name for card in column] for column in home.values["fresh"]] == [["Post 1"], ["Post 3"]]


def test_home_never_leads_with_a_veiled_picture(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    home = page_at(make_hub([make_post(1), make_post(2, media=(POSTER,), sensitive=True)]), "index.html")

    assert home.values["lead"].name == "Post 1"


def test_home_of_an_empty_hub_leads_with_nothing(make_hub: Callable[..., Hub], page_at: PageAt) -> None:
    home = page_at(make_hub(), "en/index.html")

    assert (home.values["lead"], home.values["fresh"], home.values["count"], home.values["tagline"]) == (None, (), 0, "The square")


def test_home_shows_a_film_once(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    home = page_at(make_hub([make_post(number, kind="video", media=(POSTER,)) for number in range(20)]), "index.html")
    shown = [home.values["lead"], *chain.from_iterable(home.values["fresh"]), *home.values["films"]]

    assert len({card.permalink for card in shown}) == len(shown) == 12


def test_doors_open_only_to_rooms_that_hold_something(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt
) -> None:
    empty = page_at(make_hub(sources=()), "index.html").values["nav"]
    full = page_at(make_hub([make_post(kind="video", tags=("bleu",))]), "index.html").values["nav"]

    assert [door.label for door in empty] == ["Le mur"]
    assert [door.label for door in full] == ["Le mur", "Vidéos", "Thèmes", "Sources"]


def test_tagline_falls_back_on_the_main_language(make_hub: Callable[..., Hub], page_at: PageAt) -> None:
    assert page_at(make_hub(tagline={"fr": "La place"}), "en/index.html").values["tagline"] == "La place"
