"""Plans: whatever can change a page's values changes its plan, and a plan needs nothing but what it tells of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from parvis import pages
from parvis.model.article import Article
from parvis.model.hub import Hub, Item
from parvis.model.label import Label
from parvis.model.page import Plan
from parvis.model.post import Author, Media, Poll, Post
from parvis.model.source import Source
from parvis.pages.backdrop import Backdrop
from parvis.pages.edition import editions, main_edition
from parvis.pages.plans import plan

Edit = Callable[[Hub], Hub]
PICTURE = Media(kind="image", url="https://cdn.example/p.jpg", local="ab/abc.webp", width=800, height=600)
SOURCES = (Source(name="blog", kind="feed", title="The blog"), Source(name="shop", kind="mastodon", owner="brand"))


@pytest.fixture
def hub(make_hub: Callable[..., Hub], make_post: Callable[..., Post], make_article: Callable[..., Article]) -> Hub:
    """A hub of eleven items of two sources, some of them filmed, tagged, labelled, veiled or nobody's."""
    special: dict[int, dict[str, Any]] = {
        0: {"tags": ("Macaron", "Café"), "media": (PICTURE,)},
        1: {"kind": "video", "media": (PICTURE,), "tags": ("Macaron",)},
        2: {"author": Author(opted_out=True)},
        3: {"warning": "Sucre", "source": "shop", "id": "shop:3"},
        4: {"source": "shop", "id": "shop:4", "titled": False, "kind": "video", "media": (PICTURE,)},
        5: {"poll": Poll(options=(("Citron", 3), ("Cassis", 1))), "tags": ("macaron",)},
    }
    made = make_hub([make_post(number, **special.get(number, {})) for number in range(11)], sources=SOURCES, articles=(make_article(),))
    return of_item(1, disclosure=(Label("paid"),))(made)


def plans(hub: Hub) -> dict[str, Plan]:
    return {page.path: page for page in pages.planned(hub) if isinstance(page, Plan)}


def told(plan: Plan) -> bytes:
    """Everything that a plan says, and nothing of what it becomes."""
    return msgspec.msgpack.encode([plan.kind, plan.path, plan.template, plan.key, plan.title, plan.language, plan.updated])


def of_item(number: int, **changed: Any) -> Edit:
    def edit(hub: Hub) -> Hub:
        other = msgspec.structs.replace(hub.items[number], **changed)
        return msgspec.structs.replace(hub, items=tuple(other if place == number else one for place, one in enumerate(hub.items)))

    return edit


def of_post(number: int, **changed: Any) -> Edit:
    return lambda hub: of_item(number, post=msgspec.structs.replace(hub.items[number].post, **changed))(hub)


def of_source(number: int, **changed: Any) -> Edit:
    def edit(hub: Hub) -> Hub:
        other = msgspec.structs.replace(hub.sources[number], **changed)
        return msgspec.structs.replace(hub, sources=tuple(other if place == number else one for place, one in enumerate(hub.sources)))

    return edit


def of_site(**changed: Any) -> Edit:
    return lambda hub: msgspec.structs.replace(hub, site=msgspec.structs.replace(hub.site, **changed))


def of_hub(**changed: Any) -> Edit:
    return lambda hub: msgspec.structs.replace(hub, **changed)


def without(number: int) -> Edit:
    return lambda hub: msgspec.structs.replace(hub, items=tuple(one for place, one in enumerate(hub.items) if place != number))


WORDS = ("", "Citron", "Cassis ?", "Un mot de plus, et encore un")
FIELDS: dict[str, tuple[Any, ...]] = {
    "title": WORDS,
    "text": WORDS,
    "html": WORDS,
    "warning": (None, "Sucre"),
    "sensitive": (True, False),
    "titled": (True, False),
    "dated": (True, False),
    "language": (None, "fr", "ar"),
    "kind": ("post", "video", "event", "link", "audio"),
    "network": ("feed", "bluesky", "unheard-of"),
    "source": ("blog", "shop"),
    "url": (None, "https://blog.example/x"),
    "updated": (None, datetime(2026, 6, 12, 17, tzinfo=UTC)),
    "author": (Author(opted_out=True), Author(name="Zoé", handle="@z", url="https://z.example")),
    "media": ((), (PICTURE,), (PICTURE, PICTURE)),
    "poll": (None, Poll(options=(("Citron", 4),), closed=True)),
    "licence": (None, "CC0"),
}
#: Indexes that stay valid when an item or two have been taken out.
NUMBERS = some.integers(0, 7)
POSTS = some.sampled_from([(name, value) for name, values in FIELDS.items() for value in values])
OTHERS: tuple[Edit, ...] = (
    of_site(timezone="Asia/Tokyo"),
    of_site(page_size=2),
    of_site(name="Sucre Vert"),
    of_site(url=""),
    of_site(tagline={"fr": "Autre"}),
    of_site(notice={"fr": "Inventé"}),
    of_site(languages=("fr",)),
    of_site(languages=("fr", "en", "ar")),
    of_source(0, title="Le journal"),
    of_source(1, owner="community"),
    of_source(0, publish="listen"),
    of_source(1, kind="bluesky"),
    of_hub(now=datetime(2027, 1, 1, tzinfo=UTC)),
    of_hub(articles=()),
)
EDITS = some.one_of(
    some.builds(lambda number, change: of_post(number, **dict([change])), NUMBERS, POSTS),
    some.builds(without, NUMBERS),
    some.builds(lambda number, tags: of_item(number, tags=tags), NUMBERS, some.sampled_from([(), ("Macaron",), ("Thé", "Café")])),
    some.builds(lambda number, labels: of_item(number, disclosure=labels), NUMBERS, some.sampled_from([(), (Label("gift"),)])),
    some.sampled_from(OTHERS),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=some.lists(EDITS, min_size=1, max_size=3))
def test_whatever_changes_a_page_changes_its_plan(edits: list[Edit], hub: Hub) -> None:
    before, after = plans(hub), hub
    for edit in edits:
        after = edit(after)

    for path, new in plans(after).items():
        old = before.get(path)
        if old is not None and told(old) == told(new):
            assert msgspec.msgpack.encode(old.page()) == msgspec.msgpack.encode(new.page())


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in FIELDS.items() for value in values])
def test_edited_item_changes_the_plans_of_few_pages(name: str, value: Any, hub: Hub) -> None:
    before, after = plans(hub), plans(of_post(9, **{name: value})(hub))
    same = [path for path, plan in after.items() if path in before and told(before[path]) == told(plan)]

    assert len(same) > len(after) / 4


def test_plan_needs_neither_the_hub_nor_anything_else_that_is_not_in_its_key(hub: Hub) -> None:
    backdrops = {one.language: Backdrop(one.site, one.language, one.hub.sources, one.nav, one.written) for one in editions(hub)}
    for one in plans(hub).values():
        work = one.work_out
        assert isinstance(work, partial)
        edition, *material = work.args

        assert work.func.__closure__ is None
        assert work.keywords == {}
        assert work.func(backdrops[edition.language], *material) == work()


def test_the_clock_is_in_no_plan(hub: Hub) -> None:
    later = msgspec.structs.replace(hub, now=hub.now + timedelta(days=3), next_change=hub.now)

    assert {path: told(plan) for path, plan in plans(hub).items()} == {path: told(plan) for path, plan in plans(later).items()}


def test_equal_items_have_equal_plans(hub: Hub) -> None:
    again = msgspec.structs.replace(hub, items=tuple(msgspec.structs.replace(item) for item in hub.items))

    assert {path: told(plan) for path, plan in plans(hub).items()} == {path: told(plan) for path, plan in plans(again).items()}


def test_whatever_there_are_many_pages_of_is_planned(hub: Hub) -> None:
    worked_out = {page.kind for page in pages.planned(hub) if not isinstance(page, Plan)}

    assert {plan.kind for plan in plans(hub).values()} == {"item", "wall", "source", "tag", "video", "data", "embed", "feed"}
    assert not worked_out & {"item", "wall", "video"}


def test_card_is_made_once_for_all_lists_of_a_language(hub: Hub) -> None:
    edition = main_edition(hub)
    shown = [plan.page() for plan in plans(hub).values() if plan.language == "fr"]

    assert len(shown) > len(hub.items)
    assert {id(item) for item, _ in edition.cards.values()} == {id(item) for item in hub.items}


def test_function_is_part_of_the_key(hub: Hub) -> None:
    def by_title(edition: Backdrop, item: Item) -> dict[str, Any]:
        return {"title": item.post.title}

    def by_text(edition: Backdrop, item: Item) -> dict[str, Any]:
        return {"title": item.post.text}

    keys = [plan(one, main_edition(hub), hub.items[0], kind="item", path="a", template=None).key for one in (by_title, by_text)]

    assert keys[0] != keys[1]


def test_material_without_a_digest_is_refused(hub: Hub) -> None:
    def values(edition: Backdrop, anything: object) -> dict[str, Any]:
        return {"anything": anything}

    with pytest.raises(TypeError, match="is no plain value"):
        plan(values, main_edition(hub), object(), kind="item", path="a", template=None)
