"""What belongs together: by name, by whose words it is, by tags; and what does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from parvis.curate import links
from parvis.curate.links import Links
from parvis.model.ambassador import Ambassador, Consent, Period
from parvis.model.article import Article
from parvis.model.event import Event, Venue
from parvis.model.hub import Hub, Item
from parvis.model.offer import Offer
from parvis.model.place import Place
from parvis.model.post import Author, Post
from parvis.model.product import Credit, Product

DAY = date(2026, 6, 20)
END = datetime(2026, 7, 1, tzinfo=UTC)
Make = Callable[..., Any]


def names(found: Any) -> list[str]:
    return [str(one) for one in found]


@pytest.fixture
def hub(
    make_hub: Callable[..., Hub], make_noun: Make, make_article: Callable[..., Article], make_ambassador: Callable[..., Ambassador]
) -> Hub:
    return make_hub(
        products=(
            make_noun(Product, "camerise", name="Camerise", tags=("baies",), credit=(Credit(name="A", contest="saveurs"),)),
            make_noun(Product, "bleuet-citron", name="Bleuet-citron", tags=("baies",)),
            make_noun(Product, "cafe", name="Café"),
        ),
        places=(make_noun(Place, "boutique"),),
        offers=(make_noun(Offer, "deux-pour-un", benefit={"fr": "2 + 1"}, ends=END, products=("cafe",), places=("boutique",)),),
        events=(
            make_noun(Event, "cueillette", start=DAY, hashtag="Camerise", venue=Venue(place="boutique"), organiser="Rosalie Vadnais"),
            make_noun(Event, "atelier", start=DAY, about=("product:cafe", "item:blog:7")),
        ),
        ambassadors=(make_ambassador("rosalie", name="Rosalie Vadnais", favourites=("cafe",), topics=("macarons",)),),
        articles=(
            make_article("rouge", tags=("Baies",), about=("product:camerise",)),
            make_article("rouge", language="en", tags=("berries",)),
            make_article("rien", tags=("autre",)),
        ),
    )


def test_what_names_another_is_linked_from_both_sides(hub: Hub) -> None:
    found = Links(hub)

    assert names(found.of("event", "atelier")) == ["product:cafe"]
    assert {"event:atelier", "ambassador:rosalie", "offer:deux-pour-un"} == set(names(found.of("product", "cafe")))
    assert names(found.of("place", "boutique")) == ["event:cueillette", "offer:deux-pour-un"]


def test_tags_and_hashtags_link_whatever_their_spelling(hub: Hub) -> None:
    found = Links(hub)

    assert names(found.of("product", "bleuet-citron")) == ["product:camerise", "post:rouge"]
    assert names(found.of("event", "cueillette")) == ["product:camerise", "ambassador:rosalie", "place:boutique"]
    assert names(found.of("post", "rien")) == []


def test_what_is_named_comes_before_what_shares_a_tag(hub: Hub) -> None:
    assert names(Links(hub).of("post", "rouge")) == ["product:camerise", "product:bleuet-citron"]


def test_nothing_is_linked_to_itself_or_to_what_is_not_there(hub: Hub) -> None:
    found = Links(hub)

    for noun in hub.nouns():
        own = f"{type(noun).__name__.lower()}:{noun.slug}"
        assert own not in names(found.of(*own.split(":")))
    assert "contest:saveurs" not in names(found.of("product", "camerise"))
    assert names(found.of("product", "gone")) == []


def test_an_item_leads_to_what_it_is_about(hub: Hub, make_post: Callable[..., Post]) -> None:
    found = Links(hub)

    def of(number: int, *tags: str, **fields: Any) -> list[str]:
        return names(found.of_item(Item(post=make_post(number), status="published", reasons=(), tags=tags, **fields)))

    assert of(1, "bleuetcitron") == ["product:bleuet-citron"]
    assert of(2, "camerise") == ["product:camerise", "event:cueillette"]
    assert of(3, ambassador="rosalie") == ["ambassador:rosalie"]
    assert of(7) == ["event:atelier"]
    assert of(8, "été") == []


def test_of_somebody_who_asked_not_to_be_shown_nothing_is_looked_at(hub: Hub, make_post: Callable[..., Post]) -> None:
    item = Item(post=make_post(7, author=Author(name="A", opted_out=True)), status="published", reasons=(), tags=("camerise",))

    assert Links(hub).of_item(item) == ()


def test_a_review_leads_to_its_product(hub: Hub, make_review: Make) -> None:
    assert names(Links(hub).of_review(make_review(product="cafe"))) == ["product:cafe"]
    assert names(Links(hub).of_review(make_review(product="gone"))) == []


def test_nobody_is_led_to_a_person_whose_consent_has_ended(hub: Hub) -> None:
    gone = Consent(period=Period(date(2025, 1, 1), date(2026, 1, 1)), scope=("page",))
    people = tuple(msgspec.structs.replace(person, consent=gone) for person in hub.ambassadors)
    found = Links(msgspec.structs.replace(hub, ambassadors=people))

    assert "ambassador:rosalie" not in names(found.of("product", "cafe")) + names(found.of("event", "cueillette"))


def test_a_tag_that_everything_carries_says_nothing(make_hub: Callable[..., Hub], make_noun: Make) -> None:
    few = make_hub(products=tuple(make_noun(Product, f"p-{number}", tags=("macaron",)) for number in range(links.COMMON)))
    many = make_hub(products=tuple(make_noun(Product, f"p-{number}", tags=("macaron",)) for number in range(links.COMMON + 1)))

    assert len(Links(few).of("product", "p-0")) == links.MOST
    assert Links(many).of("product", "p-0") == ()


def test_links_do_not_depend_on_the_order_of_things(hub: Hub) -> None:
    turned = msgspec.structs.replace(hub, products=hub.products[::-1], events=hub.events[::-1], articles=hub.articles[::-1])

    for noun in hub.nouns():
        own = (type(noun).__name__.lower(), noun.slug)
        assert Links(turned).of(*own) == Links(hub).of(*own)


def test_an_idea_that_is_cited_leads_to_its_contest(make_hub: Callable[..., Hub], make_article: Make, make_contest: Make) -> None:
    hub = make_hub(contests=(make_contest("saveurs"),), articles=(make_article("a", about=("entry:saveurs/12",)),))

    assert names(Links(hub).of("post", "a")) == ["contest:saveurs"]
    assert names(Links(hub).of("contest", "saveurs")) == ["post:a"]
