"""Permalinks: the original first, and nothing of somebody who asked not to be shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from parvis.model.hub import Hub
from parvis.model.page import Body, Page
from parvis.model.post import Author, Media, Post
from parvis.pages.items import licence
from parvis.pages.values import Link

PageAt = Callable[[Hub, str], Page]


def _permalink(hub: Hub, page_at: PageAt) -> Page:
    post = hub.items[0].post
    slug = "item" if post.author.opted_out else post.slug
    return page_at(hub, f"mur/{post.source}/{slug}-{post.id8}/index.html")


def test_permalink_shows_the_body_against_its_origin(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    page = _permalink(make_hub([make_post()]), page_at)

    assert page.values["body"] == Body("<p>Some words about macarons.</p>", "https://blog.example/0")
    assert page.values["canonical"] == "https://blog.example/0"


def test_words_that_are_the_title_are_not_said_twice(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    page = _permalink(make_hub([make_post(title="The blue one.", text="The blue one.", html="<p>The blue one.</p>")]), page_at)

    assert (page.values["card"].title, page.values["body"]) == ("The blue one.", None)


def test_permalink_shows_every_picture_of_ours(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    media = (
        Media(kind="image", url="https://x.example/1", local="ab/1.webp"),
        Media(kind="image", url="https://x.example/2"),
        Media(kind="image", url="https://x.example/3", local="ab/3.webp"),
    )
    page = _permalink(make_hub([make_post(media=media)]), page_at)

    assert [picture.src for picture in page.values["pictures"]] == ["media/ab/1.webp", "media/ab/3.webp"]


def test_permalink_of_an_opted_out_author_is_a_bare_link(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt
) -> None:
    page = _permalink(make_hub([make_post(author=Author(name="Ada", opted_out=True), licence="CC")]), page_at)

    assert (page.values["body"], page.values["pictures"], page.values["tags"], page.values["noindex"]) == (None, (), (), True)
    assert "Ada" not in str(page.values)
    assert page.title == "Un message sur blog.example"


def test_description_says_nothing_of_what_is_veiled(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    page = _permalink(make_hub([make_post(warning="A burn")]), page_at)

    assert (page.title, page.values["description"]) == ("A burn", "")


def test_edit_is_told_only_where_it_came_later(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    later = datetime(2026, 6, 14, tzinfo=UTC)
    edited = _permalink(make_hub([make_post(updated=later)]), page_at)
    same = _permalink(make_hub([make_post(updated=make_post().published)]), page_at)

    assert (edited.values["updated"], edited.updated, same.values["updated"]) == (later, later, None)


def test_all_tags_stand_on_the_permalink(make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt) -> None:
    page = _permalink(make_hub([make_post(tags=("a1", "b2", "c3", "d4", "e5"))]), page_at)

    assert len(page.values["tags"]) == 5
    assert len(page.values["card"].tags) == 3


def test_permalink_leads_on_to_what_its_source_said_before(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt
) -> None:
    first, *others = [make_post(number) for number in range(4)]
    hub = make_hub([first, others[0], make_post(9, author=Author(name="Ada", opted_out=True)), *others[1:]])
    before = _permalink(hub, page_at).values["earlier"]

    assert [shown.original for shown in before] == [post.url for post in others]


def test_page_of_a_post_stays_as_it_is_when_a_newer_one_comes(
    make_hub: Callable[..., Hub], make_post: Callable[..., Post], page_at: PageAt
) -> None:
    newer, older = make_post(0), make_post(1)
    path = f"mur/{older.source}/{older.slug}-{older.id8}/index.html"

    assert page_at(make_hub([newer, older]), path).values["earlier"] == ()


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("https://creativecommons.org/licenses/by-nc/4.0/", "CC BY-NC 4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://terms.example/photos", "terms.example"),
    ],
)
def test_licence_has_the_name_that_people_know(named: str, expected: str) -> None:
    assert licence(named) == Link(expected, named)
    assert licence("Attribution - Share Alike") == Link("Attribution - Share Alike", "")
