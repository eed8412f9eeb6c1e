"""Products: their facts, shelves and promises, and what people make and say of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.post import Author, Media, Post
from parvis.model.product import Credit, Price, Product

Make = Callable[..., Any]
At = Callable[[Hub, str], Page]


def test_facts_stand_in_the_readers_language_and_apart(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    facts: dict[str, Any] = {
        "origin": {"fr": "Lac-Saint-Jean"},
        "allergens": {"fr": "Amandes", "en": "Almonds"},
        "price": Price(amount=2.5, currency="CAD", unit={"fr": "la pièce", "en": "each"}, url="https://shop.example/"),
    }
    hub = make_hub(products=(make_noun(Product, "bleuet", languages=("fr", "en"), **facts),))
    french, english = (page_at(hub, path).values for path in ("produits/bleuet/index.html", "en/products/bleuet/index.html"))

    assert [(fact.label, fact.text) for fact in french["facts"]] == [("Allergènes", "Amandes"), ("Provenance", "Lac-Saint-Jean")]
    assert [(fact.label, fact.text) for fact in english["facts"]] == [("Allergens", "Almonds"), ("Origin", "Lac-Saint-Jean")]
    assert (french["price"], english["price"]) == ("2,50\u00a0$CA la pièce", "CA$2.50 each")


def test_products_stand_on_their_shelves(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    states = ("available", "seasonal", "announced", "retired")
    hub = make_hub(products=tuple(make_noun(Product, state, status=state) for state in states))
    groups = page_at(hub, "produits/index.html").values["groups"]

    assert [(title, len(cards)) for title, cards in groups] == [("En boutique", 2), ("À venir", 1), ("Au musée", 1)]


def test_a_promise_says_what_became_of_it(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    late = make_noun(
        Product, "camerise", status="announced", promised=date(2026, 4, 30), launched=date(2026, 9, 12), late_because={"fr": "Le gel"}
    )
    promise = page_at(make_hub(products=(late,)), "produits/camerise/index.html").values["promise"]

    assert (promise.state, promise.sign, promise.because) == ("late", "En retard", "Le gel")


def test_several_people_share_the_credit(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    product = make_noun(Product, "bleuet", credit=(Credit(name="Ghislaine P."), Credit(name="Mikaël T.")))
    ((_, (card,)),) = page_at(make_hub(products=(product,)), "produits/index.html").values["groups"]

    assert card.credit == "Ghislaine P. et Mikaël T."
    named = page_at(make_hub(products=(product,)), "produits/bleuet/index.html").values["credits"]
    assert "".join(f"{credit.label}{credit.then}" for credit in named) == "Ghislaine P. et Mikaël T."


def test_products_stand_by_their_names_in_the_readers_language(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    names = {"erable": "Érable", "vanille": "Vanille", "cassis": "Cassis"}
    hub = make_hub(products=tuple(make_noun(Product, slug, name=name) for slug, name in names.items()))
    ((_, cards),) = page_at(hub, "produits/index.html").values["groups"]

    assert [card.name for card in cards] == ["Cassis", "Érable", "Vanille"]


def test_a_product_in_the_list_says_how_it_is_liked(
    make_hub: Callable[..., Hub], make_noun: Make, make_review: Callable[..., CuratedReview], page_at: At
) -> None:
    found = tuple(make_review(number, rating=rating, product="bleuet") for number, rating in enumerate((5.0, 4.0)))
    hub = make_hub(products=(make_noun(Product, "bleuet"), make_noun(Product, "camerise")), reviews=Reviews(published=found))
    ((_, (liked, unknown)),) = page_at(hub, "produits/index.html").values["groups"]

    assert (liked.rating, liked.stars.count("full")) == ("4,5 sur 5, 2 avis", 4)
    assert (unknown.rating, unknown.stars) == ("", ())


def test_films_and_posts_that_name_it_stand_on_its_page(
    make_hub: Callable[..., Hub], make_noun: Make, make_post: Make, page_at: At
) -> None:
    def film(number: int) -> Post:
        media = Media(kind="video", url=f"https://v.example/{number}", local="ab/1.webp")
        post: Post = make_post(number, kind="video", title=f"Le bleuet, {number}", media=(media,))
        return post

    others = [make_post(2, title="Un bleuet !"), make_post(3, title="Rien"), make_post(4, text="bleuet", author=Author(opted_out=True))]
    several, alone = (make_hub([*films, *others], products=(make_noun(Product, "bleuet"),)) for films in ([film(0), film(1)], [film(0)]))
    values = page_at(several, "produits/bleuet/index.html").values

    assert [card.title for card in values["films"]] == ["Le bleuet, 0", "Le bleuet, 1"]
    assert [card.title for card in values["posts"]] == ["Un bleuet\u202f!"]
    assert [card.title for card in page_at(alone, "produits/bleuet/index.html").values["posts"]] == ["Le bleuet, 0", "Un bleuet\u202f!"]


def test_a_journal_post_that_links_to_it_stands_on_its_page(
    make_hub: Callable[..., Hub], make_noun: Make, make_article: Make, page_at: At
) -> None:
    hub = make_hub(
        products=(make_noun(Product, "bleuet"),), articles=(make_article("un", title="Le bleuet"), make_article("deux", title="Autre"))
    )

    assert [teaser.url for teaser in page_at(hub, "produits/bleuet/index.html").values["articles"]] == ["journal/un/"]


def test_few_reviews_stand_beside_the_figures_of_all(
    make_hub: Callable[..., Hub], make_review: Callable[..., CuratedReview], make_noun: Make, page_at: At
) -> None:
    found = tuple(make_review(number, product="bleuet", rating=float(1 + number % 5)) for number in range(5))
    hub = make_hub(products=(make_noun(Product, "bleuet"),), reviews=Reviews(published=found, withheld=(make_review(9, product="bleuet"),)))
    values = page_at(hub, "produits/bleuet/index.html").values

    assert (len(values["opinions"].cards), values["opinions"].figures.count, values["opinions"].withheld) == (3, 5, 1)
    assert values["opinions"].shown == "Une sélection\u00a0: les 3 plus récents de 5 avis"
    assert values["json_ld"][0]["aggregateRating"]["reviewCount"] == 5


def test_three_reviews_are_no_selection(
    make_hub: Callable[..., Hub], make_review: Callable[..., CuratedReview], make_noun: Make, page_at: At
) -> None:
    hub = make_hub(
        products=(make_noun(Product, "bleuet"),),
        reviews=Reviews(published=(make_review(1, product="bleuet"), make_review(2, product="bleuet"))),
    )

    assert page_at(hub, "produits/bleuet/index.html").values["opinions"].shown == ""
