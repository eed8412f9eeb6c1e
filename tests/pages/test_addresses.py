"""Addresses: they stay for ever, so each of them is written down here."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from parvis.model.hub import Hub, Site
from parvis.model.post import Author, Post
from parvis.pages.address_words import words
from parvis.pages.addresses import absolute, addresses, reserved, tag_slug

SITE = Site(name="Sucre Bleu", url="", language="fr", languages=("fr", "en"))
LATER_FRENCH = ("avis", "ambassadeurs", "concours", "evenements", "lieux", "offres", "produits", "defis", "comptes")
LATER_ENGLISH = ("reviews", "ambassadors", "contests", "events", "places", "offers", "products", "challenges", "accounts")


def test_french_addresses_at_the_root(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    at = addresses(make_hub().site, "fr")

    assert [at.home(), at.wall(), at.wall(7), at.sources(), at.source("blog"), at.source("blog", 2)] == [
        "",
        "mur/",
        "mur/page/7/",
        "sources/",
        "sources/blog/",
        "sources/blog/page/2/",
    ]
    assert [at.topics(), at.topic("ete"), at.videos(), at.journal(), at.post("bonjour"), at.written_page("a-propos")] == [
        "themes/",
        "themes/ete/",
        "videos/",
        "journal/",
        "journal/bonjour/",
        "a-propos/",
    ]
    assert at.item(make_post(3)) == f"mur/blog/post-3-{make_post(3).id8}/"


def test_english_addresses_under_their_language(make_hub: Callable[..., Hub]) -> None:
    at = addresses(make_hub().site, "en")

    assert [at.home(), at.wall(), at.wall(7), at.source("blog"), at.videos(), at.post("hello"), at.not_found()] == [
        "en/",
        "en/wall/",
        "en/wall/page/7/",
        "en/sources/blog/",
        "en/videos/",
        "en/journal/hello/",
        "en/404.html",
    ]


def test_english_hub_stands_at_the_root(make_hub: Callable[..., Hub]) -> None:
    at = addresses(make_hub(language="en", languages=("en",)).site, "en")

    assert [at.home(), at.wall(), at.topic("summer")] == ["", "wall/", "topics/summer/"]


def test_items_and_topics_have_one_page_in_the_main_language(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    site = make_hub().site

    assert addresses(site, "en").item(make_post()) == addresses(site, "fr").item(make_post())
    assert addresses(site, "en").topic("ete") == addresses(site, "fr").topic("ete")


def test_words_of_later_pages_are_fixed_already() -> None:
    assert msgspec.structs.astuple(words(SITE, "fr"))[5:14] == LATER_FRENCH
    assert msgspec.structs.astuple(words(SITE, "en"))[5:14] == LATER_ENGLISH


def test_nouns_lie_below_their_list_and_what_a_contest_owns_below_the_contest(make_hub: Callable[..., Hub]) -> None:
    site = make_hub().site
    at, english = addresses(site, "fr"), addresses(site, "en")

    assert [at.noun("product", "camerise"), english.noun("place", "mile-end")] == ["produits/camerise/", "en/places/mile-end/"]
    assert [at.noun("challenge", "cent"), at.list_of("offer"), at.noun("page", "a-propos")] == ["defis/cent/", "offres/", "a-propos/"]
    assert at.noun("contest", "saveurs-2026") == "concours/saveurs-2026/"
    assert at.noun("rules", "saveurs-2026") == "concours/saveurs-2026/reglement/"
    assert at.noun("outcome", "saveurs-2026") == "concours/saveurs-2026/resultats/"
    assert at.noun("entry", "pomme", "saveurs-2026") == "concours/saveurs-2026/idees/pomme/"


def test_words_below_a_contest_are_free_for_pages(make_hub: Callable[..., Hub]) -> None:
    taken = reserved(make_hub().site)

    assert {"produits", "defis", "comptes", "challenges"} <= taken
    assert not {"reglement", "rules", "resultats", "idees"} & taken


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_are_ascii_lower_case_and_different(language: str) -> None:
    found = msgspec.structs.astuple(words(SITE, language))

    assert all(word.isascii() and word.replace("-", "").isalpha() and word == word.lower() for word in found)
    assert len(set(found)) == len(found)


def test_words_of_an_author_who_opted_out_stand_in_no_address(make_hub: Callable[..., Hub], make_post: Callable[..., Post]) -> None:
    post = make_post(slug="private-matters", author=Author(name="Ada", opted_out=True))

    assert addresses(make_hub().site, "fr").item(post) == f"mur/blog/item-{post.id8}/"


def test_tags_that_differ_in_accents_and_case_lead_to_one_address() -> None:
    assert {tag_slug("Été"), tag_slug("ete"), tag_slug("#ÉTÉ")} == {"ete"}


def test_tags_without_latin_letters_keep_their_own_addresses() -> None:
    slugs = {tag_slug("ماكرون"), tag_slug("マカロン"), tag_slug("item")}

    assert len(slugs) == 3
    assert all(slug.isascii() for slug in slugs)


def test_names_of_own_pages_are_reserved_in_every_language(make_hub: Callable[..., Hub]) -> None:
    taken = reserved(make_hub().site)

    assert {"mur", "wall", "themes", "en", "fr", "api", "media", "concours", "contests"} <= taken


def test_absolute_address_has_the_site_in_front_and_is_quoted(make_hub: Callable[..., Hub]) -> None:
    assert absolute(make_hub().site, "mur/") == "https://sucre.example/mur/"
    assert absolute(make_hub(url="").site, "images/été 1.jpg") == "/images/%C3%A9t%C3%A9%201.jpg"
