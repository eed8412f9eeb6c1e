"""Pages of products, places, offers and challenges, and of the brand's own accounts: what they show, when, and in which language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec
import pytest

from parvis import pages
from parvis.model.challenge import Challenge, Milestone, Progress
from parvis.model.contact import Account, Closing, Help
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.hub import Hub
from parvis.model.offer import Offer
from parvis.model.page import Page
from parvis.model.place import Address, Exceptional, Place
from parvis.model.post import Author, Media, Post
from parvis.model.product import Credit, Price, Product
from parvis.model.reply import Reply
from parvis.model.review import Review
from parvis.model.source import Source

Make = Callable[..., Any]
At = Callable[[Hub, str], Page]
NOW = datetime(2026, 6, 12, 18, tzinfo=UTC)


def paths(hub: Hub) -> set[str]:
    return {page.path for page in pages.every(hub)}


def labels(hub: Hub) -> list[str]:
    nav: Iterable[Any] = next(page for page in pages.every(hub) if page.path == "index.html").values["nav"]
    return [link.label for link in nav]


def review(number: int, **fields: Any) -> CuratedReview:
    known: dict[str, Any] = {
        "id": f"judgeme:{number}",
        "source": "reviews-judgeme",
        "kind": "judgeme",
        "first_party": True,
        "product": "bleuet",
        "published": NOW - timedelta(days=10 + number),
        "collected": NOW,
        "rating": 4.0,
        "text": f"Texte {number}",
        "digest": "",
    }
    replies = fields.pop("replies", ())
    return CuratedReview(review=Review(**known | fields), status="published", reasons=(), replies=replies)


# Products


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


def test_few_reviews_stand_beside_the_figures_of_all(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    found = tuple(review(number, rating=float(1 + number % 5)) for number in range(5))
    hub = make_hub(products=(make_noun(Product, "bleuet"),), reviews=Reviews(published=found, withheld=(review(9),)))
    values = page_at(hub, "produits/bleuet/index.html").values

    assert (len(values["opinions"].cards), values["opinions"].figures.count, values["opinions"].withheld) == (3, 5, 1)
    assert values["opinions"].shown == "Une sélection\u00a0: les 3 plus récents de 5 avis"
    assert values["json_ld"][0]["aggregateRating"]["reviewCount"] == 5


def test_three_reviews_are_no_selection(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    hub = make_hub(products=(make_noun(Product, "bleuet"),), reviews=Reviews(published=(review(1), review(2))))

    assert page_at(hub, "produits/bleuet/index.html").values["opinions"].shown == ""


# Places


def test_a_place_shows_its_week_day_by_equal_day(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    morning, noon = (time(9), time(12)), (time(13), time(18))
    week = ((), (morning,), (morning,), (morning, noon), (morning, noon), (morning, noon), ())
    values = page_at(make_hub(places=(make_noun(Place, "a", week=week),)), "lieux/a/index.html").values

    assert [(row.days, row.hours) for row in values["week"]] == [
        ("lundi", ()),
        ("mardi à mercredi", ("09:00–12:00",)),
        ("jeudi à samedi", ("09:00–12:00", "13:00–18:00")),
        ("dimanche", ()),
    ]


def test_the_same_hours_every_day_are_said_once(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    hub = make_hub(places=(make_noun(Place, "a", languages=("fr", "en"), week=(((time(9), time(0)),),) * 7),))

    assert page_at(hub, "lieux/a/index.html").values["week"][0].days == "tous les jours"
    assert page_at(hub, "en/places/a/index.html").values["week"][0].hours == ("9:00\u202fAM–12:00\u202fAM",)


def test_only_exceptions_that_are_not_over_are_shown(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    days = tuple(Exceptional(first=day, last=day, spans=()) for day in (date(2026, 6, 11), date(2026, 6, 12), date(2026, 6, 24)))
    values = page_at(make_hub(places=(make_noun(Place, "a", exceptions=days),)), "lieux/a/index.html").values

    assert [row.first for row in values["exceptions"]] == [date(2026, 6, 12), date(2026, 6, 24)]


def test_a_shop_is_a_local_business_without_a_star(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    facts: dict[str, Any] = {
        "address": Address(street="1 rue A", locality="Montréal", country="CA"),
        "coordinates": (45.5, -73.6),
        "week": (((time(10), time(18)),), *((),) * 6),
        "exceptions": (Exceptional(first=date(2026, 6, 24), last=date(2026, 6, 24), spans=()),),
    }
    hub = make_hub(places=(make_noun(Place, "a", **facts), make_noun(Place, "b", role="meeting")), reviews=Reviews(published=(review(1),)))
    data = page_at(hub, "lieux/a/index.html").values["json_ld"][0]

    assert (data["@type"], data["address"]["streetAddress"], data["geo"]["latitude"]) == ("LocalBusiness", "1 rue A", 45.5)
    assert [hours.get("dayOfWeek") for hours in data["openingHoursSpecification"]] == ["Monday", None]
    assert "ating" not in msgspec.json.encode(data).decode()
    assert [facts["@type"] for facts in page_at(hub, "lieux/b/index.html").values["json_ld"]] == ["BreadcrumbList"]


def test_offers_that_hold_there_now_stand_on_its_page(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    def offer(slug: str, ends: timedelta, *places: str) -> Any:
        return make_noun(Offer, slug, benefit={"fr": "2 + 1"}, ends=NOW + ends, places=places)

    day = timedelta(days=1)
    hub = make_hub(places=(make_noun(Place, "a"),), offers=(offer("oui", day, "a"), offer("fini", -day, "a"), offer("ailleurs", day, "b")))

    assert [card.url for card in page_at(hub, "lieux/a/index.html").values["offers"]] == ["offres/oui/"]


# Offers


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


# Challenges


def test_a_board_shows_names_bars_and_milestones(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    people = (Progress(name="Nora B.", amount=10), Progress(name="Ada C.", amount=2.5))
    steps = (Milestone(at=5, name={"fr": "Cinq"}),)
    challenge = make_noun(Challenge, "cent", unit={"fr": "macarons"}, progress=people, milestones=steps)
    values = page_at(make_hub(challenges=(challenge,)), "defis/cent/index.html").values

    assert [(row.rank, row.name, row.percent, row.milestone) for row in values["board"]] == [
        (1, "Nora B.", 100.0, "Cinq"),
        (2, "Ada C.", 25.0, ""),
    ]
    assert (values["steps"][0].count, values["card"].total, values["card"].people) == (1, 12.5, 2)


def test_a_goal_that_is_reached_together_is_a_share_of_at_most_all(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    def percent(amount: float) -> float:
        people = (Progress(name="Nora B.", amount=amount),)
        challenge = make_noun(Challenge, "cent", unit={"fr": "pas"}, goal=200.0, together=True, progress=people)
        found: float = page_at(make_hub(challenges=(challenge,)), "defis/cent/index.html").values["card"].percent
        return found

    assert (percent(50), percent(300)) == (25.0, 100.0)


def test_a_long_board_is_cut_and_says_so(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    people = tuple(Progress(name=f"Ada {number}.", amount=float(number)) for number in range(130, 0, -1))
    values = page_at(
        make_hub(challenges=(make_noun(Challenge, "cent", unit={"fr": "pas"}, progress=people),)), "defis/cent/index.html"
    ).values

    assert (len(values["board"]), values["more"]) == (100, 30)


def test_ended_challenges_stand_apart(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    hub = make_hub(challenges=(make_noun(Challenge, "a", unit={"fr": "pas"}, ends=NOW), make_noun(Challenge, "b", unit={"fr": "pas"})))
    values = page_at(hub, "defis/index.html").values

    assert ([card.url for card in values["cards"]], [card.url for card in values["ended"]]) == (["defis/b/"], ["defis/a/"])


# Accounts, help, the end


def test_accounts_of_the_settings_are_ours(make_hub: Callable[..., Hub], page_at: At) -> None:
    hub = make_hub(
        accounts=(
            Account(network="Mastodon", handle="@bleu", url="https://m.example/@bleu"),
            Account(network="Threema", handle="X", url="https://t.example/"),
        )
    )
    values = page_at(hub, "comptes/index.html").values

    assert [(one.network, one.mark, one.url) for one in values["accounts"]] == [
        ("Mastodon", "mastodon", "https://m.example/@bleu"),
        ("Threema", "web", "https://t.example/"),
    ]
    assert values["address"] == "sucre.example"


def test_without_them_the_brands_own_sources_are(make_hub: Callable[..., Hub], page_at: At) -> None:
    sources = (Source(name="shop", kind="feed", title="The shop", owner="brand"), Source(name="fans", kind="feed", title="Fans"))
    values = page_at(make_hub(sources=sources), "comptes/index.html").values

    assert [one.handle for one in values["accounts"]] == ["The shop"]
    assert [door.label for door in values["sources"]] == ["Fans"]


def test_a_hub_with_nothing_of_its_own_has_no_such_page(make_hub: Callable[..., Hub], page_at: At) -> None:
    hub = make_hub()

    assert "comptes/index.html" not in paths(hub)
    assert page_at(hub, "index.html").values["accounts_page"] == ""


def test_help_says_how_soon_as_promised_and_as_measured(make_hub: Callable[..., Hub], page_at: At) -> None:
    def answered(number: int, days: int) -> CuratedReview:
        published = NOW - timedelta(days=30)
        reply = Reply(review=f"judgeme:{number}", text="Merci", by="Awa", at=published + timedelta(days=days))
        return review(number, published=published, replies=(reply,))

    found = (answered(1, 1), answered(2, 3), answered(3, 20), review(4))
    hub = make_hub(
        help=Help(channel={"fr": "Notre boîte"}, email="a@b.example", within=timedelta(days=2)), reviews=Reviews(published=found)
    )
    block = page_at(hub, "comptes/index.html").values["help"]

    assert (block.channel, block.url, block.within, block.measured, block.answers) == (
        "Notre boîte",
        "mailto:a@b.example",
        "2\u00a0jours",
        "3\u00a0jours",
        3,
    )


def test_no_figure_is_shown_where_nothing_was_measured(make_hub: Callable[..., Hub], page_at: At) -> None:
    hub = make_hub(help=Help(channel={"fr": "Notre page"}, url="https://help.example/"), reviews=Reviews(published=(review(1),)))
    block = page_at(hub, "en/accounts/index.html").values["help"]

    assert (block.channel, block.url, block.within, block.measured) == ("Notre page", "https://help.example/", "", "")


def test_every_page_announces_the_end(make_hub: Callable[..., Hub], make_post: Make) -> None:
    hub = make_hub([make_post()], closing=Closing(day=date(2026, 12, 31), reasons={"fr": "Fini.", "en": "Over."}))
    drawn = [page for page in pages.every(hub) if page.template and page.template.endswith(".html")]

    assert drawn
    assert {page.values["closing"].reasons for page in drawn} == {"Fini.", "Over."}
