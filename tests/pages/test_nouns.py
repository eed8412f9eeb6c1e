"""What the rooms of products, places, offers and challenges have in common: a door where they hold something, and lists in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from parvis import pages
from parvis.model.challenge import Challenge
from parvis.model.hub import Hub
from parvis.model.offer import Offer
from parvis.model.page import Page
from parvis.model.place import Place
from parvis.model.product import Product

Make = Callable[..., Any]
At = Callable[[Hub, str], Page]
NOW = datetime(2026, 6, 12, 18, tzinfo=UTC)


def paths(hub: Hub) -> set[str]:
    return {page.path for page in pages.every(hub)}


def labels(hub: Hub) -> list[str]:
    nav: Iterable[Any] = next(page for page in pages.every(hub) if page.path == "index.html").values["nav"]
    return [link.label for link in nav]


def test_empty_rooms_have_neither_page_nor_door(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub()

    assert not {path for path in paths(hub) if path.startswith(("produits", "lieux", "offres", "defis"))}
    assert not {"Les produits", "Les lieux", "Les offres", "Les défis"} & set(labels(hub))


def test_rooms_that_hold_something_have_a_door(make_hub: Callable[..., Hub], make_noun: Make) -> None:
    hub = make_hub(
        products=(make_noun(Product, "bleuet"),),
        places=(make_noun(Place, "mile-end"),),
        offers=(make_noun(Offer, "ete", benefit={"fr": "2 + 1"}, ends=NOW + timedelta(days=1)),),
        challenges=(make_noun(Challenge, "cent", unit={"fr": "pas"}),),
    )

    assert {"Les produits", "Les lieux", "Les offres", "Les défis"} <= set(labels(hub))
    assert {"produits/bleuet/index.html", "en/products/index.html", "lieux/mile-end/index.html", "defis/cent/index.html"} <= paths(hub)


def test_every_noun_is_listed_by_its_kind(make_hub: Callable[..., Hub], make_noun: Make) -> None:
    hub = make_hub(products=(make_noun(Product, "bleuet", languages=("fr", "en")), make_noun(Product, "camerise")))
    listed = [page for page in pages.every(hub) if page.kind == "product"]

    assert [page.path for page in listed] == ["produits/bleuet/index.html", "produits/camerise/index.html", "en/products/bleuet/index.html"]


def test_a_noun_that_is_not_translated_is_listed_with_its_own_page(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    hub = make_hub(products=(make_noun(Product, "camerise"),))
    ((_, (card,)),) = page_at(hub, "en/products/index.html").values["groups"]

    assert (card.url, card.language, card.sign) == ("produits/camerise/", "fr", "In the shop")
    assert page_at(hub, "produits/camerise/index.html").values["alternates"] == ()
