"""The transparency page: what it counts, what it names, and what never stands on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from parvis.model.article import Article
from parvis.model.hub import Hub, Item
from parvis.model.post import Author, Post
from parvis.model.rule import Rule, When
from parvis.model.source import Source
from parvis.model.takedown import Takedown
from parvis.pages import transparency

MOMENT = datetime(2026, 6, 1, tzinfo=UTC)
SECRET = "Nobody-may-read-this"


def item(native: str, status: Any = "published", source: str = "blog", kind: Any = "post", **fields: Any) -> Item:
    post = Post(
        id=f"{source}:{native}",
        source=source,
        network="feed",
        kind=kind,
        published=MOMENT,
        collected=MOMENT,
        title=SECRET if status != "published" else "shown",
        author=Author(name=SECRET, handle=SECRET),
    )
    return Item(post=post, status=status, reasons=(SECRET,), **fields)


@pytest.fixture
def told(make_hub: Callable[..., Hub]) -> Callable[..., dict[str, Any]]:
    def _told(language: str = "fr", **fields: Any) -> dict[str, Any]:
        hub = msgspec.structs.replace(make_hub([]), sources=(Source(name="blog", kind="feed", title="Le blog", owner="brand"),), **fields)
        return next(dict(page.values) for page in transparency.pages(hub) if page.language == language)

    return _told


WITHHELD = (
    item("a", "hidden", stage="ruled", rule="no-spam"),
    item("b", "hidden", stage="ruled", rule="no-spam"),
    item("c", "waiting", stage="held"),
    item("d", "refused", stage="hidden", ground="insult"),
    item("e", "hidden", same_as="blog:1"),
    item("f", "listening", stage="listened"),
)


def test_what_came_is_told_by_what_became_of_it_and_why(told: Callable[..., dict[str, Any]]) -> None:
    values = told(items=(item("1"), item("2", quoted=True)), withheld=WITHHELD)
    figures = values["figures"]

    assert (figures.came, figures.published, figures.quoted, figures.waiting, figures.hidden, figures.listening) == (8, 2, 1, 1, 4, 1)
    assert [(row.label, row.count, row.width) for row in values["because"]] == [
        ("La règle «\u00a0no-spam\u00a0»", 2, 1000),
        ("Elle attend qu’une personne l’ait lue", 1, 500),
        ("Une personne de la rédaction en a décidé\u00a0: il insulte ou menace quelqu’un", 1, 500),
        ("La même publication est montrée depuis un autre réseau", 1, 500),
    ]


def test_nothing_of_what_is_not_shown_stands_on_it(told: Callable[..., dict[str, Any]]) -> None:
    assert SECRET not in repr(told(items=(item("1"),), withheld=WITHHELD))
    assert SECRET not in repr(told("en", items=(item("1"),), withheld=WITHHELD))


def test_every_rule_in_force_is_named_with_what_it_does_and_how_often(told: Callable[..., dict[str, Any]]) -> None:
    rules = (
        Rule(name="no-spam", when=When(media=True), outcome="hide"),
        Rule(name="tagged", when=When(media=True), tags=("x",)),
        Rule(name="read-first", when=When(media=True), outcome="wait"),
    )
    values = told("en", withheld=WITHHELD, rules=rules)

    assert [(row.label, row.note, row.count) for row in values["rules"]] == [
        ("no-spam", "does not show", 2),
        ("tagged", "sorts", 0),
        ("read-first", "has an editor read it first", 0),
    ]


def test_sources_have_their_share_and_their_owner(told: Callable[..., dict[str, Any]]) -> None:
    values = told("en", items=(item("1"), item("2")))

    assert [(row.label, row.count, row.note, row.width) for row in values["sources"]] == [("Le blog", 2, "ours", 1000)]
    assert [row.share for row in values["networks"]] == ["100%"]
    assert values["promotion"] == "100%"


def test_a_podcast_is_not_counted_as_a_blog(told: Callable[..., dict[str, Any]]) -> None:
    heard = (item("1"), item("2"), item("3", source="sound", kind="audio"))
    networks = told("en", items=heard)["networks"]

    assert [(row.label, row.count, row.mark) for row in networks] == [("Blog", 2, "feed"), ("Podcast", 1, "listen")]


def test_takedowns_are_counted_by_their_ground(told: Callable[..., dict[str, Any]]) -> None:
    found = tuple(
        Takedown(at=date(2026, 6, day), ground=ground, kind="author", items=day, by=SECRET) for day, ground in ((1, "image"), (2, "image"))
    )
    values = told("en", takedowns=found)

    assert (values["requests"], values["takedowns"]) == (2, 3)
    assert [(row.label, row.count) for row in values["grounds"]] == [("right to one’s own image", 2)]
    assert SECRET not in repr(values)


def test_the_charter_is_the_page_that_the_settings_name(
    told: Callable[..., dict[str, Any]], make_hub: Callable[..., Hub], make_article: Callable[..., Article]
) -> None:
    page = make_article("charte", kind="page", published=None)
    site = msgspec.structs.replace(make_hub([]).site, charter="charte", moderators=("Awa",))

    assert told(written_pages=(page,))["charter"] is None
    assert told(written_pages=(page,), site=site)["charter"] == page.body
    assert told("en", written_pages=(page,), site=site)["charter_language"] == "fr"


def test_people_are_named_only_where_the_settings_say_so(told: Callable[..., dict[str, Any]], make_hub: Callable[..., Hub]) -> None:
    site = msgspec.structs.replace(make_hub([]).site, moderators=("Awa",))

    assert told()["moderators"] == ()
    assert told(site=site)["moderators"] == ("Awa",)


def test_an_empty_hub_has_the_page(told: Callable[..., dict[str, Any]]) -> None:
    values = told()

    assert values["figures"].came == 0
    assert (values["because"], values["sources"], values["promotion"]) == ((), (), "0\u00a0%")


def test_the_bar_of_all_that_came_has_every_part_and_is_whole(told: Callable[..., dict[str, Any]]) -> None:
    fates = told(items=tuple(item(str(number)) for number in range(900)), withheld=WITHHELD)["fates"]

    assert [part.name for part in fates] == ["shown", "waiting", "hidden", "listening"]
    assert [part.start for part in fates] == [0, *(part.start + part.width for part in fates[:-1])]
    assert sum(part.width for part in fates) == 1000
    assert min(part.width for part in fates) == 8  # one of 906 can be seen, too
    assert told()["fates"] == ()
