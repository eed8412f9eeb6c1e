"""Offers: in the order of their end, and no code before or after its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from parvis import pages
from parvis.model.hub import Hub
from parvis.model.offer import Offer
from parvis.model.page import Page
from parvis.model.place import Place
from parvis.model.product import Product

Make = Callable[..., Any]
At = Callable[[Hub, str], Page]
NOW = datetime(2026, 6, 12, 18, tzinfo=UTC)


def test_an_offer_shows_what_it_is_about(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    product = make_noun(Product, "cassis", colors=("#402050", "#301030"))
    ends = NOW + timedelta(days=1)
    offers = (
        make_noun(Offer, "a", benefit={"fr": "4 pour 3"}, ends=ends, products=("cassis",)),
        make_noun(Offer, "b", benefit={"fr": "Sac"}, ends=ends),
    )
    about, alone = page_at(make_hub(products=(product,), offers=offers), "offres/index.html").values["running"]

    assert about.swatch.colors == product.colors
    assert alone.swatch is None


@pytest.fixture
def four_offers(make_hub: Callable[..., Hub], make_noun: Make) -> Hub:
    """Two that run, one to come, one that has ended."""
    day = timedelta(days=1)

    def offer(slug: str, **facts: Any) -> Any:
        return make_noun(
            Offer, slug, **{"benefit": {"fr": "2 + 1"}, "code": f"CODE-{slug}", "ends": NOW + day, "shop": "https://s.example/"} | facts
        )

    return make_hub(
        offers=(
            offer("une", ends=NOW + 2 * day),
            offer("deux"),
            offer("bientot", starts=NOW + day, ends=NOW + 2 * day),
            offer("finie", ends=NOW),
        )
    )


def test_offers_are_listed_by_their_end_and_ended_ones_in_a_line(four_offers: Hub, page_at: At) -> None:
    values = page_at(four_offers, "offres/index.html").values

    assert [card.url for card in values["running"]] == ["offres/deux/", "offres/une/"]
    assert [card.url for card in values["coming"]] == ["offres/bientot/"]
    assert [card.url for card in values["ended"]] == ["offres/finie/"]


def test_no_page_knows_the_code_of_an_offer_that_does_not_hold(four_offers: Hub) -> None:
    said = b"".join(msgspec.msgpack.encode(page.values) for page in pages.every(four_offers))

    assert b"CODE-une" in said
    assert b"CODE-finie" not in said
    assert b"CODE-bientot" not in said


def test_the_page_of_an_ended_offer_says_so_and_is_not_indexed(four_offers: Hub, page_at: At) -> None:
    values = page_at(four_offers, "offres/finie/index.html").values

    assert (values["card"].state, values["noindex"], values["shop"]) == ("ended", True, "")
    assert page_at(four_offers, "offres/une/index.html").values["noindex"] is False


def test_an_offer_names_its_places_and_products(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    offer = make_noun(Offer, "ete", benefit={"fr": "2 + 1"}, ends=NOW + timedelta(days=1), places=("a", "gone"), products=("bleuet",))
    values = page_at(
        make_hub(offers=(offer,), places=(make_noun(Place, "a"),), products=(make_noun(Product, "bleuet"),)), "offres/ete/index.html"
    ).values

    assert [link.url for link in values["places"]] == ["lieux/a/"]
    assert [link.url for link in values["products"]] == ["produits/bleuet/"]
    assert values["related"] == ()  # nothing stands on a page twice
