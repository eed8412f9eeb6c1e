"""The home page: what is on now first, then what is set large."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from parvis.curate.events import shown
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.event import Event
from parvis.model.product import Credit, Product
from parvis.model.review import Review
from parvis.pages.edition import main_edition
from parvis.pages.home_features import dream, voice

Make = Callable[..., Any]
NOW = datetime(2026, 6, 12, 18, tzinfo=UTC)


def review(number: int, **fields: Any) -> CuratedReview:
    known: dict[str, Any] = {
        "id": f"judgeme:{number}",
        "source": "reviews-judgeme",
        "kind": "judgeme",
        "first_party": True,
        "published": NOW - timedelta(days=number),
        "collected": NOW,
        "rating": 4.0,
        "language": "fr",
        "text": f"Un texte assez long pour être posé en grand, {number}.",
        "digest": "",
    }
    return CuratedReview(review=Review(**known | fields), status="published", reasons=(), replies=())


@pytest.fixture
def bleuet(make_noun: Make) -> Product:
    made: Product = make_noun(Product, "bleuet", credit=(Credit(name="Ghislaine P."),), launched=date(2026, 3, 14))
    return made


def test_a_contest_on_its_way_has_the_first_screen_and_one_living_sentence(make_hub: Make, make_contest: Make, page_at: Make) -> None:
    contest = make_contest()
    vote = contest.ends("vote")
    now = page_at(make_hub(contests=(contest,), now=vote - timedelta(days=3)), "index.html").values["now"]
    later = page_at(make_hub(contests=(contest,), now=vote - timedelta(minutes=1)), "index.html").values["now"]

    assert now.contest.phase == "vote"
    assert now.sentence.startswith("Le vote est ouvert\u00a0: ")
    assert now.sentence.endswith("encore 3\u00a0jours")
    assert later.sentence.endswith("les dernières heures")


def test_what_is_decided_is_counted_no_more(make_hub: Make, make_contest: Make, page_at: Make) -> None:
    contest = make_contest()
    now = page_at(make_hub(contests=(contest,), now=contest.starts("launch")), "index.html").values["now"]

    assert now.sentence == now.contest.headline
    assert {card.id for card in now.flavours} == {winner.entry for winner in (contest.outcome.winners if contest.outcome else ())}


def test_the_next_event_that_takes_place_leads_where_no_contest_is_on(make_hub: Make, make_noun: Make, page_at: Make) -> None:
    off = make_noun(Event, "off", start=date(2026, 6, 13), timezone="America/Montreal", cancelled=True)
    on = make_noun(Event, "on", start=date(2026, 6, 14), timezone="America/Montreal")
    empty = make_hub()
    home = page_at(make_hub(events=shown((off, on), (), empty.site, empty.now)), "index.html").values

    assert home["now"].event.date.day == date(2026, 6, 14)
    assert [event.date.day for event in home["events"]] == [date(2026, 6, 13)]


def test_the_review_that_speaks_for_the_others_is_rated_as_most_rate(make_hub: Make, bleuet: Product) -> None:
    found = (review(1, rating=1.0), review(2, rating=5.0), review(3), review(4), review(5))
    hub = make_hub(products=(bleuet,), reviews=Reviews(published=found))
    told = voice(hub, main_edition(hub))

    assert told is not None
    assert told.review.id == "judgeme:3"
    assert told.figures.count == 5


def test_a_review_of_a_product_stands_beside_the_average_of_that_product(make_hub: Make, bleuet: Product) -> None:
    found = (review(1), review(2, product="bleuet"), review(3, product="bleuet", rating=1.0))
    hub = make_hub(products=(bleuet,), reviews=Reviews(published=found))
    told = voice(hub, main_edition(hub))

    assert told is not None
    assert told.product is not None
    assert (told.review.rating[:1], told.figures.count, told.figures.average) == ("4", 2, "2,5")


def test_one_who_belongs_to_the_brand_speaks_for_nobody(make_hub: Make) -> None:
    hub = make_hub(reviews=Reviews(published=(review(1, insider="salariée"), review(2, text="Court."))))

    assert voice(hub, main_edition(hub)) is None


def test_only_an_idea_of_somebody_else_that_is_in_the_shop_is_told(make_hub: Make, make_noun: Make, bleuet: Product) -> None:
    own = make_noun(Product, "vanille", launched=date(2026, 5, 1))
    coming = make_noun(Product, "sapin", credit=(Credit(name="Mikaël"),), launched=date(2026, 12, 1))
    hub = make_hub(products=(own, coming, bleuet))
    told = dream(hub, main_edition(hub))

    assert told is not None
    assert (told.product.credit, told.launched) == ("Ghislaine P.", date(2026, 3, 14))
    assert dream(make_hub(products=(own, coming)), main_edition(make_hub(products=(own, coming)))) is None
