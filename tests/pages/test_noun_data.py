"""What search engines are told of reviews, ideas, offers, challenges and lists; and what an idea looks like where it is shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from parvis.model.challenge import Challenge
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.model.offer import Offer
from parvis.model.page import Page
from parvis.model.place import Place
from parvis.pages import social

Make = Callable[..., Any]
At = Callable[[Hub, str], Page]
NOW = datetime(2026, 6, 12, 18, tzinfo=UTC)
HOME = "https://sucre.example"


def told(page: Page) -> list[dict[str, Any]]:
    return list(page.values["json_ld"])


def reviewed(make_hub: Make, review: CuratedReview) -> Hub:
    hub: Hub = make_hub(reviews=Reviews(published=(review,)))
    return hub


def page_of(hub: Hub, page_at: At) -> Page:
    review = hub.reviews.published[0].review
    return page_at(hub, f"avis/{review.kind}/{review.id8}/index.html")


def test_a_review_of_ones_own_says_of_what_it_is(make_hub: Make, make_review: Make, page_at: At) -> None:
    page = page_of(reviewed(make_hub, make_review()), page_at)
    review, _way = told(page)

    assert (review["@type"], review["author"]["name"], review["reviewRating"]["ratingValue"]) == ("Review", "Ghislaine P.", 4.0)
    itself = told(page_at(reviewed(make_hub, make_review()), "avis/produits/bleuet-citron/index.html"))[1]
    assert itself["@type"] == "Product"
    assert review["itemReviewed"] == {name: itself[name] for name in ("@id", "name", "url")}
    assert page.values["description"] == "4 étoiles sur 5 · La ganache est très bonne."


@pytest.mark.parametrize("fields", [{"first_party": False}, {"rating": None}, {"product": ""}, {"insider": "yes"}])
def test_a_copied_unrated_or_insiders_review_is_not_told(make_hub: Make, make_review: Make, page_at: At, fields: dict[str, Any]) -> None:
    assert [facts["@type"] for facts in told(page_of(reviewed(make_hub, make_review(**fields)), page_at))] == ["BreadcrumbList"]


def idea_page(make_hub: Make, make_contest: Make, page_at: At, **fields: Any) -> Page:
    contest = make_contest(**fields)
    return page_at(make_hub(contests=(contest,)), f"concours/saveurs/idees/{contest.entries[0].id}/index.html")


def test_an_idea_is_told_with_its_author_and_its_contest(make_hub: Make, make_contest: Make, page_at: At) -> None:
    idea = told(idea_page(make_hub, make_contest, page_at))[0]

    assert (idea["@type"], idea["name"], idea["dateCreated"]) == ("CreativeWork", "Thé au jasmin", "2026-04-08")
    assert idea["author"] == [{"@type": "Person", "name": "Personne 1"}]
    assert idea["isPartOf"]["url"] == f"{HOME}/concours/saveurs/"


def test_an_authors_name_stays_hidden_until_the_results(make_hub: Make, make_contest: Make, page_at: At) -> None:
    vote = msgspec.structs.replace(make_contest().vote, hide_authors=True)
    page = idea_page(make_hub, make_contest, page_at, vote=vote)

    assert "author" not in told(page)[0]
    assert b"Personne 1" not in msgspec.json.encode(page.values["json_ld"])
    assert "Personne 1" not in social.card(page, "Sucre Bleu").alt


def test_an_idea_is_shared_as_its_flavour(make_hub: Make, make_contest: Make, page_at: At) -> None:
    card = social.card(idea_page(make_hub, make_contest, page_at), "Sucre Bleu")

    assert (card.face, len(card.colors)) == ("product", 1)
    assert card.alt == "Saveurs 2026 · Thé au jasmin · Personne 1 · Sucre Bleu"


def test_an_offer_is_told_until_it_has_ended(make_hub: Make, make_noun: Make, page_at: At) -> None:
    shop = make_noun(Place, "boutique", role="shop")
    facts: dict[str, Any] = {"benefit": {"fr": "2 + 1"}, "places": ("boutique",)}
    running = make_noun(Offer, "fete", ends=NOW + timedelta(days=1), **facts)
    ended = make_noun(Offer, "passe", ends=NOW - timedelta(days=1), **facts)
    hub = make_hub(offers=(running, ended), places=(shop,), now=NOW)

    offer = told(page_at(hub, "offres/fete/index.html"))[0]
    assert (offer["@type"], offer["description"], offer["validThrough"]) == ("Offer", "2 + 1", "2026-06-13T18:00:00+00:00")
    assert offer["availableAtOrFrom"] == [{"@type": "Place", "name": "Boutique", "url": f"{HOME}/lieux/boutique/"}]
    assert [facts["@type"] for facts in told(page_at(hub, "offres/passe/index.html"))] == ["BreadcrumbList"]


def test_a_challenge_is_an_event_where_it_has_its_days(make_hub: Make, make_noun: Make, page_at: At) -> None:
    unit = {"fr": "macarons"}
    dated = make_noun(Challenge, "juin", unit=unit, starts=NOW, ends=NOW + timedelta(days=9))
    hub = make_hub(challenges=(dated, make_noun(Challenge, "toujours", unit=unit)))

    event = told(page_at(hub, "defis/juin/index.html"))[0]
    assert (event["@type"], event["startDate"], event["endDate"]) == ("Event", "2026-06-12T18:00:00+00:00", "2026-06-21T18:00:00+00:00")
    assert told(page_at(hub, "defis/toujours/index.html"))[0]["@type"] == "WebPage"


@pytest.mark.parametrize(
    "path", ["mur/", "en/wall/", "journal/", "avis/", "concours/", "concours/saveurs/idees/", "sources/blog/", "themes/ete/"]
)
def test_a_list_is_told_as_one(
    make_hub: Make, make_post: Make, make_article: Make, make_review: Make, make_contest: Make, page_at: At, path: str
) -> None:
    hub = make_hub(
        [make_post(tags=("Été",))],
        articles=(make_article(),),
        reviews=Reviews(published=(make_review(),)),
        contests=(make_contest(),),
    )

    page = page_at(hub, f"{path}index.html")
    found = next(facts for facts in told(page) if facts["@type"] == "CollectionPage")
    assert (found["url"], found["inLanguage"]) == (f"{HOME}/{path}", page.language)
