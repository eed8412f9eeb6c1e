"""The search: what may be found is what a page shows, and what narrows it down is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from parvis.model.hub import Hub, Item
from parvis.model.page import Page
from parvis.model.post import Author, Post
from parvis.pages import every
from parvis.pages.search_records import Record, by_language


def _hub(make_hub: Callable[..., Hub], *posts: Post, **fields: Any) -> Hub:
    items = tuple(Item(post=post, status="published", reasons=()) for post in posts)
    return msgspec.structs.replace(make_hub(), items=items, **fields)


def _first(hub: Hub, language: str = "fr") -> Record:
    return by_language(hub)[language][0]


def _facts(record: Record) -> dict[str, str]:
    return {fact.facet: fact.value for fact in record.facts}


def test_post_is_found_by_its_words_and_told_as_its_page_tells_it(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    found = _first(_hub(make_hub, make_post(text="Une ganache au cassis.", language="fr-CA", kind="video")))

    assert found.text == "Une ganache au cassis."
    assert found.path.startswith("mur/")
    assert found.kind == "video"
    assert _facts(found)["language"] == "fr"


def test_author_who_asked_not_to_be_shown_is_not_found(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    hidden = make_post(author=Author(name="Gontran", opted_out=True), text="Une ganache au cassis.")

    assert by_language(_hub(make_hub, hidden))["fr"] == ()


def test_what_is_veiled_is_found_by_its_warning_alone(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    found = _first(_hub(make_hub, make_post(text="La fin du film.", title="La fin", warning="Dévoile la fin")))

    assert "film" not in found.text
    assert found.title == "Dévoile la fin"


def test_review_is_found_by_rating_product_and_its_authors_own_words(make_hub: Callable[..., Hub], make_review: Callable[..., Any]) -> None:
    hub = make_hub()
    hub = msgspec.structs.replace(hub, items=(), reviews=msgspec.structs.replace(hub.reviews, published=(make_review(1),)))
    found = _first(hub)

    assert found.kind == "review"
    assert _facts(found)["rating"] == "4"
    assert _facts(found)["product"] == "bleuet-citron"
    assert found.text == "La ganache est très bonne."


def test_each_language_finds_an_article_in_its_own_words_or_else_in_the_main_ones(
    make_hub: Callable[..., Hub], make_article: Callable[..., Any]
) -> None:
    articles = (
        make_article("vote", language="fr", title="Le vote"),
        make_article("vote", language="en", title="The vote"),
        make_article("seul", language="fr"),
    )
    found = by_language(_hub(make_hub, articles=articles))

    assert {record.path for record in found["fr"]} == {"journal/vote/", "journal/seul/"}
    assert {record.path for record in found["en"]} == {"en/journal/vote/", "journal/seul/"}
    assert {record.language for record in found["en"]} == {"en", "fr"}


def _page(hub: Hub, path: str) -> Page | None:
    return next((page for page in every(hub) if page.path == path), None)


def test_facets_are_counted_and_one_that_divides_nothing_is_left_out(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    hub = _hub(
        make_hub, make_post(id="a:1", language="fr"), make_post(id="a:2", language="fr", kind="video"), make_post(id="a:3", language="en")
    )
    page = _page(hub, "recherche/index.html")

    assert page is not None
    facets = {facet.name: [(choice.value, choice.count) for choice in facet.choices] for facet in page.values["facets"]}
    assert facets == {"kind": [("wall", 2), ("video", 1)], "language": [("fr", 2), ("en", 1)]}


def test_search_engines_are_not_led_to_the_search(make_hub: Callable[..., Hub]) -> None:
    page = _page(make_hub(), "en/search/index.html")

    assert page is not None
    assert not page.indexed


def test_hub_that_wants_no_search_has_neither_page_nor_door(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub()
    hub = msgspec.structs.replace(hub, site=msgspec.structs.replace(hub.site, search=False))

    assert _page(hub, "recherche/index.html") is None
    home = _page(hub, "index.html")
    assert home is not None
    assert home.values["search_page"] == ""
