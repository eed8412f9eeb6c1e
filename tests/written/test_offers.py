"""Offers as their files tell of them, to the minute, and what they must say."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.model.offer import Offer
from parvis.written import articles, nouns, offers
from parvis.written.articles import Reader

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))
LEAST = "benefit: 2 + 1\nuntil: 2026-06-30 23:59\nconditions: Une fois\nshop: https://shop.example/"


def read(fields: str) -> Offer:
    text = f"---\nname: Été\n{fields}\n---\nProfitez.\n"
    return offers.read([articles.read(text, "content/offers/ete.md", "offer", READER)], READER)[0]


def told(fields: str) -> str:
    with pytest.raises(ContentError) as caught:
        read(fields)
    return str(caught.value)


def test_an_offer_ends_at_its_minute_in_the_hubs_zone() -> None:
    assert read(LEAST).ends == datetime(2026, 7, 1, 3, 59, tzinfo=UTC)
    assert read(LEAST.replace("23:59", "23:59+02:00")).ends == datetime(2026, 6, 30, 21, 59, tzinfo=UTC)


def test_an_offer_has_its_facts() -> None:
    facts = "from: 2026-06-01\ncode: ETE-26\nplaces: [mile-end]\nproducts: bleuet"
    offer = read(f"{LEAST.replace('Une fois', '[Une fois, {fr: En boutique, en: In shop}]')}\n{facts}")

    assert offer.starts == datetime(2026, 6, 1, 4, tzinfo=UTC)
    assert (offer.code, offer.places, offer.products) == ("ETE-26", ("mile-end",), ("bleuet",))
    assert offer.conditions == ({"fr": "Une fois"}, {"fr": "En boutique", "en": "In shop"})


@pytest.mark.parametrize(
    ("missing", "what"),
    [
        ("benefit: 2 + 1\n", "benefit: this field is missing. Add a line such as `benefit: 2 + 1`."),
        ("until: 2026-06-30 23:59\n", "until: this field is missing. Add a line such as `until: 2026-06-30 23:59`."),
        ("conditions: Une fois\n", "conditions: this field is missing."),
        ("\nshop: https://shop.example/", "places: nobody is told where the offer holds."),
    ],
)
def test_an_offer_must_say_what_it_gives_until_when_where_and_how(missing: str, what: str) -> None:
    assert what in told(LEAST.replace(missing, ""))


def test_an_offer_that_ends_before_it_begins_is_refused() -> None:
    assert "until: the offer ends before it begins." in told(f"{LEAST}\nfrom: 2026-07-01")


def test_a_condition_in_an_unknown_language_is_found() -> None:
    said = told(LEAST.replace("conditions: Une fois", "conditions: [{fr: Une fois, de: Einmal}]"))

    assert said.startswith("content/offers/ete.md:5: conditions.0.de: 'de' is none of the hub's languages.")


def test_places_and_products_that_an_offer_names_must_be_there(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "offers").mkdir(parents=True)
    (content / "offers" / "ete.md").write_text(f"---\nname: A\n{LEAST}\nplaces: [mile-end]\nproducts: [bleuet]\n---\n", encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        nouns.read(content, READER)
    assert str(caught.value).splitlines() == [
        "content/offers/ete.md:7: places: there is no 'mile-end' among the places. Write content/places/mile-end.md, or take it out.",
        "content/offers/ete.md:8: products: there is no 'bleuet' among the products. Write content/products/bleuet.md, or take it out.",
    ]
