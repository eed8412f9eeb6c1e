"""The editors' posts and pages, in the languages in which they are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from parvis import pages
from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.post import Post

PageAt = Callable[[Hub, str], Page]


def test_journal_lists_a_post_once_in_its_own_language(
    make_hub: Callable[..., Hub], make_article: Callable[..., Article], page_at: PageAt
) -> None:
    hub = make_hub(articles=(make_article(), make_article(language="en", title="Hello"), make_article("seul", title="Seul")))

    french = page_at(hub, "journal/index.html").values["posts"]
    english = page_at(hub, "en/journal/index.html").values["posts"]

    assert [(post.title, post.url) for post in french] == [("Bonjour", "journal/bonjour/"), ("Seul", "journal/seul/")]
    assert [(post.title, post.url) for post in english] == [("Hello", "en/journal/bonjour/"), ("Seul", "journal/seul/")]


def test_post_has_a_page_only_where_it_is_written(make_hub: Callable[..., Hub], make_article: Callable[..., Article]) -> None:
    paths = {page.path for page in pages.every(make_hub(articles=(make_article(),))) if page.kind == "post"}

    assert paths == {"journal/bonjour/index.html"}


def test_versions_of_a_post_name_each_other(make_hub: Callable[..., Hub], make_article: Callable[..., Article], page_at: PageAt) -> None:
    hub = make_hub(articles=(make_article(), make_article(language="en")))

    assert [(other.language, other.url) for other in page_at(hub, "en/journal/bonjour/index.html").values["alternates"]] == [
        ("fr", "journal/bonjour/"),
        ("en", "en/journal/bonjour/"),
    ]


def test_version_of_another_slug_is_found_by_its_name(
    make_hub: Callable[..., Hub], make_article: Callable[..., Article], page_at: PageAt
) -> None:
    hub = make_hub(articles=(make_article(translations=(("en", "en/journal/hello/"),)),))

    assert [other.url for other in page_at(hub, "journal/bonjour/index.html").values["alternates"]] == [
        "journal/bonjour/",
        "en/journal/hello/",
    ]


def test_tag_of_a_post_leads_only_to_topics_that_exist(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], make_article: Callable[..., Article], page_at: PageAt
) -> None:
    hub = make_hub([make_post(tags=("bleu",))], articles=(make_article(tags=("Bleu", "vote")),))

    assert [(tag.label, tag.url) for tag in page_at(hub, "journal/bonjour/index.html").values["tags"]] == [
        ("Bleu", "themes/bleu/"),
        ("vote", ""),
    ]


def test_written_page_stands_at_the_root_and_in_every_foot(
    make_hub: Callable[..., Hub], make_article: Callable[..., Article], page_at: PageAt
) -> None:
    hub = make_hub(written_pages=(make_article("a-propos", kind="page", title="À propos"),))

    assert page_at(hub, "a-propos/index.html").kind == "page"
    assert [link.url for link in page_at(hub, "mur/index.html").values["written"]] == ["a-propos/"]
    assert page_at(hub, "en/wall/index.html").values["written"] == ()


def test_title_of_a_post_gets_its_typographic_spaces(
    make_hub: Callable[..., Hub], make_article: Callable[..., Article], page_at: PageAt
) -> None:
    hub = make_hub(articles=(make_article(title="Qui vient ?"),))

    assert page_at(hub, "journal/bonjour/index.html").values["title"] == "Qui vient\u202f?"


def test_older_posts_stand_by_the_year_below_the_newest(
    make_hub: Callable[..., Hub], make_article: Callable[..., Article], page_at: PageAt
) -> None:
    years = (2026, 2026, 2026, 2026, 2026, 2025, 2025, 2024)
    articles = tuple(make_article(f"p{number}", published=datetime(year, 3, 9 - number, tzinfo=UTC)) for number, year in enumerate(years))

    many = page_at(make_hub(articles=articles), "journal/index.html").values
    few = page_at(make_hub(articles=articles[:7]), "journal/index.html").values

    assert (many["large"], [(year, len(posts)) for year, posts in many["years"]]) == (4, [(2026, 1), (2025, 2), (2024, 1)])
    assert (few["large"], few["years"]) == (7, ())


def test_what_to_read_next_begins_with_what_belongs_to_the_post(
    make_hub: Callable[..., Hub], make_article: Callable[..., Article], page_at: PageAt
) -> None:
    days = {"a": 9, "b": 8, "c": 7, "d": 6, "e": 5}
    about = {"b": ("post:e",)}
    articles = tuple(
        make_article(slug, published=datetime(2026, 3, day, tzinfo=UTC), about=about.get(slug, ())) for slug, day in days.items()
    )
    values = page_at(make_hub(articles=articles), "journal/b/index.html").values

    assert [post.url for post in values["onwards"]] == ["journal/e/", "journal/c/", "journal/d/"]


def test_a_summary_that_nobody_wrote_is_not_said_before_the_text(
    make_hub: Callable[..., Hub], make_article: Callable[..., Article], page_at: PageAt
) -> None:
    values = page_at(make_hub(articles=(make_article(summary="How it begins"),)), "journal/bonjour/index.html").values

    assert (values["summary"], values["description"]) == ("", "How it begins")
