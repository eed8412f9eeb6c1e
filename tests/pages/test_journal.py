"""The editors' posts and pages, in the languages in which they are written."""

from __future__ import annotations

from collections.abc import Callable

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
