"""One review on its card, its figures, and what search engines are told of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from parvis.model.article import Article
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.reply import Reply
from parvis.model.review import Answer, Photo
from parvis.pages import json_ld
from parvis.pages.edition import Edition
from parvis.pages.review_cards import card, stars
from parvis.pages.review_figures import figures_value

Make = Callable[..., CuratedReview]
AT = datetime(2026, 6, 11, tzinfo=UTC)


def edition(make_hub: Callable[..., Hub], language: str = "fr", **fields: Any) -> Edition:
    return Edition(make_hub(**fields), language)


@pytest.mark.parametrize(
    ("rating", "drawn_stars"),
    [
        (5.0, "full full full full full"),
        (4.5, "full full full full half"),
        (4.2, "full full full full empty"),
        (4.3, "full full full full half"),
        (1.0, "full empty empty empty empty"),
        (None, ""),
    ],
)
def test_stars_are_five_or_none(rating: float | None, drawn_stars: str) -> None:
    assert " ".join(stars(rating)) == drawn_stars


@pytest.mark.parametrize(
    ("language", "rating", "words"),
    [
        ("fr", 4.5, "4,5 étoiles sur 5"),
        ("fr", 1.0, "1 étoile sur 5"),
        ("en", 4.0, "4 stars out of 5"),
        ("en", 1.0, "1 star out of 5"),
        ("en", None, ""),
    ],
)
def test_a_rating_stands_in_words(make_hub: Callable[..., Hub], make_review: Make, language: str, rating: float | None, words: str) -> None:
    assert card(make_review(rating=rating), edition(make_hub, language)).rating == words


def test_a_card_tells_what_must_be_told(make_hub: Callable[..., Hub], make_review: Make) -> None:
    one = make_review(
        verified=True,
        proof="commande 12",
        incentive="une boîte",
        insider="yes",
        experienced=date(2026, 6, 1),
        updated=AT,
        url="https://x.example/1",
    )

    shown = card(one, edition(make_hub))

    assert [(sign.kind, sign.label, sign.told) for sign in shown.signs] == [
        ("verified", "Vérifié", "commande 12"),
        ("reward", "Avis récompensé", "une boîte"),
        ("insider", "Personne liée à la marque", ""),
    ]
    assert (shown.experienced, shown.updated, shown.origin, shown.original) == (date(2026, 6, 1), AT, "Judge.me", "https://x.example/1")


@pytest.mark.parametrize(("told", "shown"), [((2026, 6, 11), 10), ((2026, 6, 10), 10), ((2026, 6, 2), 2), ((2026, 6, 19), 19)])
def test_the_day_of_an_experience_is_not_after_its_publication_because_a_platforms_clock_is_ahead(
    make_hub: Callable[..., Hub], make_review: Make, told: tuple[int, int, int], shown: int
) -> None:
    one = make_review(published=datetime(2026, 6, 11, 1, tzinfo=UTC), experienced=date(*told))  # the evening of the 10th in Montréal

    assert card(one, edition(make_hub)).experienced == date(2026, 6, shown)


def test_nobody_is_called_verified_without_a_mark(make_hub: Callable[..., Hub], make_review: Make) -> None:
    assert card(make_review(), edition(make_hub)).signs == ()


def test_a_nameless_author_is_anonymous(make_hub: Callable[..., Hub], make_review: Make) -> None:
    assert card(make_review(author=""), edition(make_hub, "en")).author == "Anonymous"


def test_a_long_review_is_cut_on_a_list_and_whole_on_its_page(make_hub: Callable[..., Hub], make_review: Make) -> None:
    long = make_review(text="mot " * 400)

    assert card(long, edition(make_hub)).cut
    assert len(card(long, edition(make_hub)).text) <= 600
    assert not card(long, edition(make_hub), whole=True).cut
    assert card(make_review(text="mot " * 150), edition(make_hub)).text == "mot " * 150


def test_foreign_pictures_are_never_shown(make_hub: Callable[..., Hub], make_review: Make) -> None:
    photos = (Photo(url="https://cdn.example/1.jpg"), Photo(picture="images/a.jpg", alt="La boîte"))

    shown = card(make_review(photos=photos), edition(make_hub)).photos

    assert [(photo.src, photo.alt) for photo in shown] == [("images/a.jpg", "La boîte")]


def test_replies_and_what_changed_stand_below(
    make_hub: Callable[..., Hub], make_review: Make, make_article: Callable[..., Article]
) -> None:
    reply = Reply(review="judgeme:0", text="Merci !", by="Awa Diop", at=AT, changed=("post:la-boite", "post:pas-encore"))
    one = make_review(replies=(reply,), answer=Answer(text="Thanks", at=AT))

    shown = card(one, edition(make_hub, articles=(make_article("la-boite", title="La boîte"),)))

    assert [(link.label, link.url) for link in shown.replies[0].changed] == [("La boîte", "journal/la-boite/")]
    assert shown.replies[0].text == "Merci\u202f!"
    assert shown.answer is not None
    assert shown.answer.by == "Sucre Bleu"


def test_a_product_that_the_hub_does_not_know_leads_to_its_reviews(make_hub: Callable[..., Hub], make_review: Make) -> None:
    shown = card(make_review(product="camerise", product_name="La camerise"), edition(make_hub))

    assert shown.product is not None
    assert (shown.product.label, shown.product.url) == ("La camerise", "avis/produits/camerise/")


def test_figures_of_reviews_without_ratings_have_no_average(make_hub: Callable[..., Hub], make_review: Make) -> None:
    value = figures_value((make_review(rating=None),), edition(make_hub))

    assert (value.average, value.count, value.rated, value.stars) == ("", 1, 0, ())


def test_structured_data_are_of_products_and_first_hand_alone(make_hub: Callable[..., Hub], make_review: Make) -> None:
    shown = edition(make_hub)
    found = (
        make_review(0, rating=5.0),
        make_review(1, rating=3.0),
        make_review(2, rating=1.0, first_party=False),
        make_review(3, insider="yes"),
    )

    data = json_ld.product("Bleuet", "https://x.example/p", found, shown)

    assert data is not None
    assert (data["@type"], data["name"], data["url"]) == ("Product", "Bleuet", "https://x.example/p")
    assert data["aggregateRating"] == {"@type": "AggregateRating", "ratingValue": 4.0, "reviewCount": 2, "bestRating": 5, "worstRating": 1}
    assert [review["reviewRating"]["ratingValue"] for review in data["review"]] == [5.0, 3.0]
    assert data["review"][0]["author"] == {"@type": "Person", "name": "Ghislaine P."}
    assert data["review"][0]["datePublished"] == "2026-06-10"


@pytest.mark.parametrize("fields", [{"first_party": False}, {"rating": None}, {"product": ""}, {"insider": "yes"}])
def test_copied_unrated_and_insiders_reviews_are_never_marked_up(
    make_hub: Callable[..., Hub], make_review: Make, fields: dict[str, Any]
) -> None:
    assert json_ld.product("x", "https://x.example", (make_review(**fields),), edition(make_hub)) is None


def test_a_title_that_only_repeats_the_words_is_not_said_twice(
    make_hub: Callable[..., Hub], make_review: Make, page_at: Callable[[Hub, str], Page]
) -> None:
    found = (make_review(0, title="Confiture", text="Confiture."), make_review(1, title="Sucré", text="Confiture."))
    shown = page_at(make_hub(reviews=Reviews(published=found)), "avis/index.html").values["cards"]

    assert [card.title for card in shown] == ["", "Sucré"]
