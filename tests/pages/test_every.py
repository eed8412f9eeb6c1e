"""All pages of a hub together: which there are, and what one new post changes."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from parvis import pages
from parvis.errors import ContentError
from parvis.model.article import Article
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.post import Media, Post


def _paths(hub: Hub) -> list[str]:
    return [page.path for page in pages.every(hub)]


def _bytes(hub: Hub) -> dict[str, bytes]:
    return {page.path: msgspec.msgpack.encode(page.values) for page in pages.every(hub)}


def test_empty_hub_has_its_rooms_in_every_language(make_hub: Callable[..., Hub]) -> None:
    paths = set(_paths(make_hub(sources=())))

    assert {"index.html", "mur/index.html", "videos/index.html", "journal/index.html", "sources/index.html", "404.html"} <= paths
    assert {"en/index.html", "en/wall/index.html", "en/videos/index.html", "en/404.html"} <= paths
    assert {"feed.xml", "feed.json", "sources.opml", "api/wall/latest.json"} <= paths


def test_index_of_pages_comes_last(make_hub: Callable[..., Hub]) -> None:
    assert _paths(make_hub())[-1] == "api/index.json"


def test_every_path_is_ascii_and_stands_once(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    hub = make_hub([make_post(number, tags=("Été", "マカロン")) for number in range(8)])
    paths = _paths(hub)

    assert len(paths) == len(set(paths))
    assert all(path.isascii() and path == path.lower() for path in paths)


def test_every_html_page_is_listed_by_its_kind(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], make_article: Callable[..., Article]
) -> None:
    hub = make_hub([make_post(tags=("bleu",))], articles=(make_article(),), written_pages=(make_article("a-propos", kind="page"),))
    *drawn, index = pages.every(hub)
    listed = {entry["url"]: entry["kind"] for entry in index.values["pages"]}

    assert set(listed) == {f"https://sucre.example/{page.url}" for page in drawn if page.path.endswith(".html")}
    assert list(listed) == sorted(listed)
    rooms = {"home", "wall", "item", "video", "source", "tag", "journal", "post", "page", "error", "embed", "kiosk", "search"}
    assert set(listed.values()) == rooms | {"personal-data", "transparency"}


def test_index_says_when_a_page_changed(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    *_, index = pages.every(make_hub([make_post()], url=""))
    wall = next(entry for entry in index.values["pages"] if entry["url"] == "/mur/")

    assert wall == {"kind": "wall", "url": "/mur/", "title": "Le mur", "updated": "2026-06-12T16:00:00Z"}


def test_two_pages_at_one_path_are_refused(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    with pytest.raises(ValueError, match="two pages at mur/blog"):
        list(pages.every(make_hub([make_post(1), make_post(1)])))


def test_page_of_an_editor_cannot_take_the_address_of_a_room(make_hub: Callable[..., Hub], make_article: Callable[..., Article]) -> None:
    hub = make_hub(written_pages=(make_article("mur", kind="page"), make_article("en", kind="page")))

    with pytest.raises(ContentError) as told:
        list(pages.every(hub))
    assert [mistake.file for mistake in told.value.mistakes] == ["content/posts/en.md", "content/posts/mur.md"]


def test_two_posts_of_one_slug_and_language_are_refused(make_hub: Callable[..., Hub], make_article: Callable[..., Article]) -> None:
    hub = make_hub(articles=(make_article(), make_article(file="content/posts/other.md")))

    with pytest.raises(ContentError, match=r"other\.md: slug: the slug 'bonjour' is already that of content/posts/bonjour\.md"):
        list(pages.every(hub))


def test_new_post_changes_only_the_pages_that_show_it(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    old = [make_post(number, tags=("bleu",)) for number in range(1, 12)]
    before, after = _bytes(make_hub(old)), _bytes(make_hub([make_post(0), *old]))
    changed = {path for path in after if before.get(path) != after[path]}

    assert changed == {
        f"mur/blog/post-0-{make_post(0).id8}/index.html",
        *("index.html", "en/index.html", "api/index.json"),
        *(f"{room}feed.{ending}" for room in ("", "en/", "mur/", "sources/blog/") for ending in ("xml", "json")),
        *("mur/index.html", "en/wall/index.html", "sources/blog/index.html", "en/sources/blog/index.html", "api/wall/latest.json"),
        # The twelfth post fills a third numbered page: it is new, and the second leads to it.
        *(f"{room}/page/{number}/index.html" for room in ("mur", "en/wall", "sources/blog", "en/sources/blog") for number in (2, 3)),
        *("api/wall/2.json", "api/wall/3.json"),
        *("embed/wall/index.html", "embed/en/wall/index.html", "api/embed/fr/wall.json", "api/embed/en/wall.json"),
        # What came is counted; the map of the site has the new page.
        *("transparence/index.html", "en/transparency/index.html", "sitemap.xml"),
    }


def test_same_hub_makes_the_same_pages(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    posts = [make_post(number, tags=("bleu", "rouge")) for number in range(9)]

    assert _bytes(make_hub(posts)) == _bytes(make_hub(posts))


def test_values_hold_nothing_but_plain_values(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    hub = make_hub([make_post(media=(Media(kind="image", url="https://x.example/1", local="ab/c.webp"),))])

    assert all(type(key) is str for page in pages.every(hub) for key in page.values)
    assert all(msgspec.msgpack.encode(page.values) for page in pages.every(hub))


def test_post_that_is_withheld_reaches_no_page(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    withheld = make_hub([make_post(title="Unseen matters", text="unseen", html="unseen")])
    hub = msgspec.structs.replace(withheld, items=(), withheld=withheld.items)

    assert b"nseen" not in b"".join(_bytes(hub).values())


def test_every_template_exists(make_hub: Callable[..., Hub], theme_templates: set[str]) -> None:
    named = {page.template for page in pages.every(make_hub()) if page.template}

    assert named <= theme_templates


def test_page_knows_its_own_language(make_hub: Callable[..., Hub]) -> None:
    def told(page: Page) -> bool:
        return page.language == ("en" if "en" in page.path.split("/") else "fr")

    assert all(told(page) for page in pages.every(make_hub()) if page.kind != "data" and not page.path.startswith("api/"))
