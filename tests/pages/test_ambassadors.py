"""Ambassadors' pages: who they are, what binds them, their own wall; of whoever has left, what they agreed to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from parvis import pages
from parvis.model.ambassador import Ambassador, Code, Consent, Period, Portrait, Profile
from parvis.model.article import Article
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.model.label import Label
from parvis.model.page import Page
from parvis.model.post import Post
from parvis.model.product import Product
from parvis.model.source import Source
from parvis.pages import ambassadors
from parvis.pages.bonds import bond
from parvis.pages.edition import Edition
from parvis.pages.values import Link

Make = Callable[..., Ambassador]
MakeHub = Callable[..., Hub]
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
PAST = Period(date(2025, 1, 1), date(2025, 12, 31))
ENDED = Consent(period=Period(date(2024, 12, 1), date(2026, 6, 11)), scope=("page", "portrait"))


@pytest.fixture
def page_of(make_hub: MakeHub, page_at: Callable[[Hub, str], Page]) -> Callable[..., dict[str, Any]]:
    """Values of the French page of the only ambassador."""

    def find(person: Ambassador, **fields: Any) -> dict[str, Any]:
        return page_at(make_hub(ambassadors=(person,), **fields), f"ambassadeurs/{person.slug}/index.html").values

    return find


def test_each_has_a_page_in_each_language_in_which_they_are_told(make_hub: MakeHub, make_ambassador: Make) -> None:
    hub = make_hub(ambassadors=(make_ambassador("ada", languages=("fr", "en")), make_ambassador("bao")))
    found = {page.path: page.kind for page in pages.every(hub) if page.kind.startswith("ambassador")}

    assert found == {
        "ambassadeurs/index.html": "ambassadors",
        "ambassadeurs/ada/index.html": "ambassador",
        "ambassadeurs/bao/index.html": "ambassador",
        "en/ambassadors/index.html": "ambassadors",
        "en/ambassadors/ada/index.html": "ambassador",
    }


def test_a_hub_without_ambassadors_has_no_door_to_them(make_hub: MakeHub, make_ambassador: Make) -> None:
    assert not [page for page in pages.every(make_hub()) if "ambassad" in page.path]
    assert "Ambassadeurs" not in [link.label for link in Edition(make_hub(), "fr").nav]
    assert Link("Ambassadeurs", "ambassadeurs/") in Edition(make_hub(ambassadors=(make_ambassador(),)), "fr").nav


def test_the_weeks_own_leads_the_list_and_alumni_end_it(make_hub: MakeHub, make_ambassador: Make, page_at: Any) -> None:
    people = (make_ambassador("ada"), make_ambassador("bao"), make_ambassador("old", contract=PAST, after="goodbye"))
    values = page_at(make_hub(ambassadors=people, spotlight=people[1]), "ambassadeurs/index.html").values

    assert values["lead"].first_name == "Bao"
    assert [card.first_name for card in values["cards"]] == ["Ada"]
    assert [(card.first_name, card.time) for card in values["alumni"]] == [
        ("Old", "Avec nous du 1er\u00a0janvier 2025 au 31\u00a0décembre 2025")
    ]


def test_home_shows_the_weeks_own(make_hub: MakeHub, make_ambassador: Make, page_at: Any) -> None:
    ada = make_ambassador("ada", relationship="paid", contract=YEAR)

    assert page_at(make_hub(), "index.html").values["now"].spotlight is None
    home = page_at(make_hub(ambassadors=(ada,), spotlight=ada), "index.html").values
    shown = home["now"].spotlight

    assert (home["spotlight"], home["lead"]) == (None, None)  # she has the first screen, and stands there alone
    assert (shown.first_name, shown.disclosure) == ("Ada", ("Collaboration commerciale",))


def test_a_card_says_who_and_what_binds_them(make_hub: MakeHub, make_ambassador: Make) -> None:
    person = make_ambassador(
        "noemie-castilloux",
        relationship="gift",
        role={"fr": "Essayeuse", "en": "Baker"},
        place={"fr": "Rosemont"},
        quote={"fr": "Trois fournées ?"},
    )
    card = ambassadors.card(person, Edition(make_hub(ambassadors=(person,)), "en"))

    assert (card.first_name, card.rest, card.name) == ("Noemie", "Castilloux", "Noemie Castilloux")
    assert (card.role, card.place, card.quote) == ("Baker", "Rosemont", "Trois fournées\u202f?")
    assert (card.disclosure, card.time, card.alumni) == (("Gift",), "With us since January\u00a01, 2025", False)


@pytest.mark.parametrize(
    ("name", "first_name", "rest"),
    [
        ("Ada", "Ada", ""),
        ("Phạm Minh Anh", "Minh Anh", "Phạm Minh Anh"),
        ("Adamo Rossi", "Ada", "Adamo Rossi"),
        ("ليلى الحداد", "ليلى", "الحداد"),
    ],
)
def test_the_rest_of_a_name_makes_it_whole(make_hub: MakeHub, make_ambassador: Make, name: str, first_name: str, rest: str) -> None:
    person = make_ambassador(name=name, first_name=first_name)

    assert ambassadors.card(person, Edition(make_hub(), "fr")).rest == rest


def test_their_own_wall_is_theirs_alone(make_hub: MakeHub, make_post: Callable[..., Post], make_ambassador: Make, page_at: Any) -> None:
    ada = make_ambassador("ada")
    source = Source(name="blog", kind="feed", title="Le blogue", owner="ambassador: ada")
    hub = make_hub([make_post(number) for number in range(20)], ambassadors=(ada,), sources=(source,))
    mine = tuple(msgspec.structs.replace(item, ambassador="ada" if number % 2 else "") for number, item in enumerate(hub.items))

    few = page_at(msgspec.structs.replace(hub, items=mine), "ambassadeurs/ada/index.html").values
    assert [card.title for card in few["posts"]] == [f"Post {number}" for number in range(1, 20, 2)]
    assert few["more"] == ()
    every = tuple(msgspec.structs.replace(item, ambassador="ada") for item in hub.items)
    many = page_at(msgspec.structs.replace(hub, items=every), "ambassadeurs/ada/index.html").values
    assert len(many["posts"]) == ambassadors.POSTS
    assert many["more"] == (Link("Le blogue", "sources/blog/"),)


def test_their_posts_carry_their_label(make_hub: MakeHub, make_post: Callable[..., Post], make_ambassador: Make, page_at: Any) -> None:
    hub = make_hub([make_post()], ambassadors=(make_ambassador("ada"),))
    signs = (Label("paid", date(2026, 1, 1)),)
    items = tuple(msgspec.structs.replace(item, ambassador="ada", disclosure=signs) for item in hub.items)

    (card,) = page_at(msgspec.structs.replace(hub, items=items), "ambassadeurs/ada/index.html").values["posts"]
    assert card.disclosure == ("Collaboration commerciale depuis le 1er\u00a0janvier 2026",)


def test_favourites_topics_profiles_and_code_are_shown(page_of: Any, make_ambassador: Make, make_noun: Any, make_post: Any) -> None:
    person = make_ambassador(
        favourites=("cassis", "unknown"),
        topics=("Été", "sans page"),
        profiles=(Profile("Photos", "https://photos.example/ada"),),
        code=Code(text="ADA10", period=Period(None, date(2026, 6, 30)), gives={"fr": "10 %"}, url="https://shop.example/"),
    )
    values = page_of(person, products=(make_noun(Product, "cassis"),), posts=[make_post(tags=("été",))])

    assert [product.name for product in values["favourites"]] == ["Cassis"]
    assert values["topics"] == (Link("Été", "themes/ete/"), Link("sans page", ""))
    assert values["profiles"] == (Link("Photos", "https://photos.example/ada"),)
    assert (values["voucher"].text, values["voucher"].gives, values["voucher"].until) == ("ADA10", "10\u00a0%", "30\u00a0juin 2026")


def test_the_journal_speaks_of_them(page_of: Any, make_ambassador: Make, make_article: Callable[..., Article]) -> None:
    articles = (make_article("a", summary="Une soirée avec Noémie Castilloux."), make_article("b", summary="Une soirée sans Noémie."))
    values = page_of(make_ambassador("noemie-castilloux", name="Noémie Castilloux"), articles=articles)

    assert [teaser.url for teaser in values["articles"]] == ["journal/a/"]


def test_reviews_of_theirs_are_those_that_say_so(page_of: Any, make_ambassador: Make, make_review: Callable[..., CuratedReview]) -> None:
    told = make_review(1, author="Ada L.", insider="ambassadrice")
    same_name = make_review(2, author="Ada L.")
    values = page_of(make_ambassador(name="Ada Lovelace"), reviews=Reviews(published=(told, same_name)))

    assert [card.author for card in values["reviews"]] == ["Ada L."]


def test_a_person_is_told_to_search_engines(page_of: Any, make_ambassador: Make) -> None:
    person = make_ambassador(profiles=(Profile("Photos", "https://photos.example/ada"),), role={"fr": "Essayeuse"})
    found = page_of(person)["json_ld"][0]

    assert (found["@type"], found["url"]) == ("ProfilePage", "https://sucre.example/ambassadeurs/ada/")
    assert found["mainEntity"] == {
        "@type": "Person",
        "name": "Ada",
        "url": "https://sucre.example/ambassadeurs/ada/",
        "jobTitle": "Essayeuse",
        "sameAs": ["https://photos.example/ada"],
    }


def test_alumni_say_goodbye_in_the_past(page_of: Any, make_ambassador: Make) -> None:
    person = make_ambassador(relationship="paid", contract=PAST, after="goodbye", farewell={"fr": "Merci, Ada."}, role={"fr": "Essayeuse"})
    values = page_of(person)

    assert (values["farewell"], values["card"].alumni, values["card"].role) == ("Merci, Ada.", True, "Essayeuse")
    assert (values["bond"].sentence, values["bond"].over) == ("Recevait un paiement de Sucre Bleu.", True)
    assert values["card"].disclosure == ()


def test_without_consent_a_goodbye_is_a_first_name_alone(page_of: Any, make_ambassador: Make) -> None:
    person = make_ambassador(
        "ada-lovelace",
        consent=ENDED,
        after="goodbye",
        role={"fr": "Essayeuse"},
        place={"fr": "Rosemont"},
        quote={"fr": "Oui."},
        profiles=(Profile("Photos", "https://photos.example/ada"),),
        portrait=Portrait(rights="contract"),
        topics=("thé",),
    )
    values = page_of(person)

    assert (values["title"], values["body"].html, values["summary"], values["picture"]) == ("Ada", "", "", "")
    assert (values["profiles"], values["topics"]) == ((), ())
    assert [facts["@type"] for facts in values["json_ld"]] == ["BreadcrumbList"]
    card = values["card"]
    assert (card.name, card.rest, card.role, card.place, card.quote, card.portrait.picture) == ("Ada", "", "", "", "", "")


@pytest.mark.parametrize(
    ("fields", "sentence", "dates"),
    [
        ({}, "Ne reçoit rien de Sucre Bleu.", ""),
        ({"relationship": "gift"}, "Reçoit des produits de Sucre Bleu en cadeau, et pas d’argent.", ""),
        (
            {"relationship": "paid", "contract": YEAR},
            "Reçoit un paiement de Sucre Bleu.",
            "Du 1er\u00a0janvier 2026 au 31\u00a0décembre 2026",
        ),
        (
            {"relationship": "affiliate", "contract": Period(date(2026, 2, 1))},
            "Touche une part du prix de ce qui s’achète chez Sucre Bleu par son lien ou son code.",
            "Depuis le 1er\u00a0février 2026",
        ),
        (
            {"relationship": "employee", "contract": Period(None, date(2026, 7, 1))},
            "Travaille pour Sucre Bleu.",
            "Jusqu’au 1er\u00a0juillet 2026",
        ),
    ],
)
def test_what_binds_them_is_stated(make_hub: MakeHub, make_ambassador: Make, fields: Any, sentence: str, dates: str) -> None:
    found = bond(make_ambassador(**fields), Edition(make_hub(), "fr"))

    assert (found.sentence, found.dates, found.over) == (sentence, dates, False)


def test_a_picture_is_shown_by_right_and_no_longer(make_hub: MakeHub, make_ambassador: Make) -> None:
    person = make_ambassador(portrait=Portrait(rights="contract", credit="A. Roy", until=date(2026, 6, 30)))
    told = (msgspec.structs.replace(person.told[0], picture="images/ada.jpg", picture_alt="Ada au four"),)
    person = msgspec.structs.replace(person, told=told)

    today = ambassadors.card(person, Edition(make_hub(), "fr")).portrait
    later = ambassadors.card(person, Edition(make_hub(now=datetime(2026, 7, 1, 12, tzinfo=UTC)), "fr")).portrait
    assert (today.picture, today.alt, today.credit) == ("images/ada.jpg", "Ada au four", "A. Roy")
    assert (later.picture, later.alt, later.credit) == ("", "", "")


def test_the_front_of_their_source_says_whose_it_is(
    make_hub: MakeHub, make_post: Callable[..., Post], make_ambassador: Make, page_at: Callable[[Hub, str], Page]
) -> None:
    source = Source(name="blog", kind="feed", owner="ambassador: ada")
    paid = make_ambassador(relationship="paid", contract=YEAR)
    hub = make_hub([make_post(number) for number in range(9)], ambassadors=(paid,), sources=(source,))
    front, first = (page_at(hub, f"sources/blog/{path}index.html").values for path in ("", "page/1/"))

    assert (front["person"], front["labels"]) == (Link("Ada", "ambassadeurs/ada/"), ("Collaboration commerciale",))
    assert (first["person"], first["labels"]) == (None, ())
    gone = page_at(msgspec.structs.replace(hub, ambassadors=()), "sources/blog/index.html").values
    assert (gone["person"], gone["labels"]) == (None, ())
