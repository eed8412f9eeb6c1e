"""Products as their files tell of them."""

from __future__ import annotations

from datetime import date

import pytest

from parvis.errors import ContentError
from parvis.model.product import Credit, Price, Product
from parvis.written import articles, products
from parvis.written.articles import Reader

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))
WHOLE = """---
name: Bleuet-citron
status: seasonal
season: {fr: De mai à septembre, en: May to September}
colors: ["#5566AA", "#ffee99"]
ingredients: Bleuets, citron, amandes
origin: Lac-Saint-Jean
allergens: {fr: Amandes, en: Almonds}
price: {amount: 2.75, currency: cad, unit: {fr: la pièce, en: each}, url: https://shop.example/bleuet}
credit:
  - {name: Ghislaine P., contest: saveurs-2025, entry: bleuet-citron}
promised: 2026-03-15
launched: 2026-03-14
mentions: [bleuetcitron]
tags: [Bleuet]
---
Le bleuet.
"""


def read(text: str) -> Product:
    return products.read([articles.read(text, "content/products/bleuet-citron.md", "product", READER)], READER)[0]


def test_a_product_has_its_facts() -> None:
    product = read(WHOLE)

    assert (product.name, product.status, product.colors) == ("Bleuet-citron", "seasonal", ("#5566aa", "#ffee99"))
    assert product.season == {"fr": "De mai à septembre", "en": "May to September"}
    assert product.ingredients == {"fr": "Bleuets, citron, amandes"}
    assert product.price == Price(amount=2.75, currency="CAD", unit={"fr": "la pièce", "en": "each"}, url="https://shop.example/bleuet")
    assert product.credit == (Credit(name="Ghislaine P.", contest="saveurs-2025", entry="bleuet-citron"),)
    assert (product.promised, product.launched) == (date(2026, 3, 15), date(2026, 3, 14))
    assert (product.mentions, product.tags) == (("bleuetcitron",), ("Bleuet",))


def test_a_product_needs_nothing_but_a_name() -> None:
    product = read("---\nname: Bleuet\n---\n")

    assert (product.status, product.price, product.credit, product.colors) == ("available", None, (), ())


def test_a_promise_that_is_broken_needs_its_reason() -> None:
    late = "---\nname: A\npromised: 2026-04-30\nlaunched: 2026-09-12\n---\n"

    with pytest.raises(ContentError, match="nobody is told why"):
        read(late)
    assert read(late.replace("launched", "late_because: Pas de camerises\nlaunched")).late_because == {"fr": "Pas de camerises"}


@pytest.mark.parametrize(
    ("price", "what"),
    [
        ("{amount: 2}", "price.currency: this field is missing"),
        ("{amount: 2, currency: CAN}", "'CAN' is the code of no currency"),
        ("{amount: -2, currency: CAD}", "'-2' is no number from 0 to 1000000"),
        ("{amount: 2, currency: CAD, url: shop}", "'shop' is no address of a page"),
        ("{amount: 2, currency: CAD, was: 3}", "price.was: there is no field of this name here"),
    ],
)
def test_a_price_that_says_nothing_is_refused(price: str, what: str) -> None:
    with pytest.raises(ContentError, match=what):
        read(f"---\nname: A\nprice: {price}\n---\n")


def test_products_come_by_slug() -> None:
    files = [articles.read(f"---\ntitle: {name}\n---\n", f"content/products/{name}.md", "product", READER) for name in ("b", "a")]

    assert [product.slug for product in products.read(files, READER)] == ["a", "b"]
