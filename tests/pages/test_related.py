"""Related things as links in the reader's language; an item's page changes with what it is about and with no other item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from parvis import pages
from parvis.model.ambassador import Ambassador, Consent, Period
from parvis.model.event import Event, Occurrence
from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.model.post import Post
from parvis.model.product import Product
from parvis.pages import related
from parvis.pages.edition import editions

Make = Callable[..., Any]
DAY = date(2026, 6, 20)


def community(make_hub: Callable[..., Hub], make_noun: Make, make_article: Make, **more: Any) -> Hub:
    meeting = make_noun(Event, "fete", start=DAY, tags=("baies",), occurrences=(Occurrence(start=DAY),), languages=("fr", "en"))
    return make_hub(
        events=(meeting,),
        products=(make_noun(Product, "camerise", tags=("baies",)),),
        articles=(make_article("rouge", tags=("baies",)),),
        **more,
    )


def test_groups_have_their_names_and_pages_in_the_readers_language(
    make_hub: Callable[..., Hub], make_noun: Make, make_article: Make
) -> None:
    french, english = editions(community(make_hub, make_noun, make_article))

    assert [(group.label, [link.url for link in group.links]) for group in related.of("event", "fete", french)] == [
        ("Les produits", ["produits/camerise/"]),
        ("Le journal", ["journal/rouge/"]),
    ]
    assert [(group.label, [link.url for link in group.links]) for group in related.of("product", "camerise", english)] == [
        ("Events", ["en/events/fete/"]),
        ("Journal", ["journal/rouge/"]),
    ]


def test_what_a_page_shows_already_is_not_named_again(make_hub: Callable[..., Hub], make_noun: Make, make_article: Make) -> None:
    french, _ = editions(community(make_hub, make_noun, make_article))
    groups = related.of("event", "fete", french)

    assert [group.label for group in related.beyond(groups, ["produits/camerise/"])] == ["Le journal"]
    assert related.beyond(groups, []) == groups


def test_every_noun_post_and_item_names_what_belongs_to_it(
    make_hub: Callable[..., Hub], make_noun: Make, make_article: Make, make_post: Callable[..., Post], page_at: Callable[[Hub, str], Page]
) -> None:
    hub = community(make_hub, make_noun, make_article)
    hub = msgspec.structs.replace(hub, items=(Item(post=make_post(1), status="published", reasons=(), tags=("Baies",)),))
    named = {page.kind: page.values["related"] for page in pages.every(hub) if "related" in page.values}

    assert {"event", "product", "post", "item"} <= named.keys()
    # The journal's post stands on the product's page itself.
    assert [len(named[kind]) for kind in ("event", "product", "post", "item")] == [2, 1, 2, 3]


def test_another_item_changes_no_items_page(
    make_hub: Callable[..., Hub], make_noun: Make, make_article: Make, make_post: Callable[..., Post]
) -> None:
    hub = community(make_hub, make_noun, make_article)
    items = tuple(Item(post=make_post(number), status="published", reasons=(), tags=("baies",)) for number in range(3))

    def drawn(found: tuple[Item, ...]) -> dict[str, Page]:
        return {page.path: page for page in pages.every(msgspec.structs.replace(hub, items=found)) if page.kind == "item"}

    few, more = drawn(items[1:]), drawn(items)
    assert len(few) == 2
    assert all(more[path] == page for path, page in few.items())


def test_a_person_whose_consent_has_ended_is_called_by_the_first_name(
    make_hub: Callable[..., Hub], make_ambassador: Callable[..., Ambassador], make_noun: Make, page_at: Callable[[Hub, str], Page]
) -> None:
    ended = Consent(period=Period(date(2025, 1, 1), date(2026, 1, 1)), scope=("page",))
    person = make_ambassador("rosalie", name="Rosalie Vadnais", first_name="Rosalie", consent=ended, after="goodbye")
    event = make_noun(Event, "fete", start=DAY, organiser="rosalie", occurrences=(Occurrence(start=DAY),))
    page = page_at(make_hub(events=(event,), ambassadors=(person,)), "evenements/fete/index.html")

    assert page.values["organiser"].label == page.values["card"].organiser == "Rosalie"
    assert page.values["related"] == ()
