"""What editors have put on a post is seen: first, preferred, where it belongs, with thanks; what it still needs is told to nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from parvis.model.contest import Contest
from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.model.post import Post
from parvis.pages import home, lists, moved
from parvis.pages.edition import main_edition

AT = datetime(2026, 6, 1, tzinfo=UTC)
PageAt = Callable[[Hub, str], Page]


@pytest.fixture
def marked(make_post: Callable[..., Post], make_hub: Callable[..., Hub]) -> Callable[..., Hub]:
    """A hub of eight posts, some of them marked: `marked({7: {"pinned": AT}})`."""

    def make(marks: dict[int, dict[str, Any]], **fields: Any) -> Hub:
        items = (Item(post=make_post(number), status="published", reasons=(), tags=()) for number in range(8))
        return make_hub(items=tuple(msgspec.structs.replace(item, **marks.get(n, {})) for n, item in enumerate(items)), **fields)

    return make


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.post.id for item in items]


def test_the_wall_begins_with_what_is_pinned_and_shows_it_once(marked: Callable[..., Hub], page_at: PageAt) -> None:
    hub = marked({1: {"pinned": AT}, 7: {"pinned": AT.replace(day=2)}})

    values = page_at(hub, "mur/index.html").values

    assert [card.name for card in values["pinned"]] == ["Post 7", "Post 1"]
    assert all(card.pinned for card in values["pinned"])
    assert "Post 1" not in [card.name for day in values["days"] for card in day.cards]
    assert page_at(hub, "mur/page/1/index.html").values["pinned"] == ()


def test_numbered_pages_of_the_wall_keep_what_is_pinned(marked: Callable[..., Hub], page_at: PageAt) -> None:
    old = page_at(marked({7: {"pinned": AT}}), "mur/page/1/index.html").values

    assert "Post 7" in [card.name for day in old["days"] for card in day.cards]


def test_the_home_page_shows_pinned_then_featured_then_new(marked: Callable[..., Hub]) -> None:
    hub = marked({6: {"pinned": AT}, 5: {"featured": True}, 7: {"featured": True}})

    assert ids(home.first(hub)) == ["blog:6", "blog:5", "blog:7", "blog:0", "blog:1", "blog:2", "blog:3", "blog:4"]
    assert ids(lists.in_front(hub)) == ["blog:6"]


def test_features_leave_room_for_what_is_new(marked: Callable[..., Hub]) -> None:
    hub = marked({number: {"featured": True} for number in range(2, 8)})

    assert ids(home.first(hub))[:6] == ["blog:2", "blog:3", "blog:4", "blog:5", "blog:0", "blog:1"]


def test_what_is_moved_to_a_contest_stands_on_its_page_and_links_to_it(
    marked: Callable[..., Hub], make_contest: Callable[..., Contest], page_at: PageAt
) -> None:
    hub = marked(
        {3: {"moved": "contest:saveurs"}, 4: {"moved": "contest:other"}, 5: {"moved": "event:saveurs"}}, contests=(make_contest(),)
    )

    values = page_at(hub, "concours/saveurs/index.html").values
    item = next(item for item in hub.items if item.post.id == "blog:3")
    permalink = page_at(hub, f"{main_edition(hub).at.item(item.post)}index.html").values

    assert [card.name for card in values["moved"]] == ["Post 3"]
    assert [link.url for group in permalink["related"] for link in group.links] == ["concours/saveurs/"]
    assert ids(moved.moved_to("event", "saveurs", hub)) == ["blog:5"]


def test_thanks_are_said_and_owed_answers_are_not(marked: Callable[..., Hub], page_at: PageAt) -> None:
    hub = marked({0: {"answer": "thanked"}, 1: {"answer": "needed"}})

    cards = [card for day in page_at(hub, "mur/index.html").values["days"] for card in day.cards]

    assert [card.thanked for card in cards][:3] == ["Sucre Bleu dit merci", "", ""]
    assert "needed" not in str(msgspec.to_builtins(cards[1], builtin_types=(datetime,)))
