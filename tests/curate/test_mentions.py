"""Who speaks of what: words and tags, whatever their accents, capitals and hyphens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from parvis.curate.mentions import Speech, fold, terms
from parvis.model.article import Article
from parvis.model.hub import Item
from parvis.model.page import Body
from parvis.model.post import Author, Post
from parvis.model.product import Product

BLEUET = Product(slug="bleuet-citron", name="Bleuet-citron", file="")


def item(make_post: Callable[..., Post], **fields: Any) -> Item:
    tags = fields.pop("tags", ())
    return Item(post=make_post(**({"title": "", "text": ""} | fields)), status="published", reasons=(), tags=tags)


@pytest.mark.parametrize(
    "said",
    ["Le bleuet-citron !", "J’adore le BLEUET CITRON.", "bleuet citron", "(Bleuet–Citron)", "mon bléuet-citron"],
)
def test_a_name_is_found_however_it_is_written(make_post: Callable[..., Post], said: str) -> None:
    assert Speech([item(make_post, text=said)]).items(terms(BLEUET))


@pytest.mark.parametrize("said", ["Bleuets citronnés", "bleuet, pomme, citron", "citron-bleuet", ""])
def test_other_words_are_not_taken_for_it(make_post: Callable[..., Post], said: str) -> None:
    assert not Speech([item(make_post, text=said)]).items(terms(BLEUET))


def test_title_text_and_tags_do_not_run_together(make_post: Callable[..., Post]) -> None:
    speech = Speech([item(make_post, title="bleuet", text="citron"), item(make_post, tags=("bleuet", "citron"))])

    assert not speech.items(terms(BLEUET))


def test_tags_and_further_names_count(make_post: Callable[..., Post]) -> None:
    speech = Speech([item(make_post, tags=("BleuetCitron",))])

    assert not speech.items(terms(BLEUET))
    assert speech.items(terms(BLEUET, ["bleuetcitron"]))


def test_who_asked_not_to_be_shown_is_not_looked_at(make_post: Callable[..., Post]) -> None:
    assert not Speech([item(make_post, text="bleuet-citron", author=Author(name="Ada", opted_out=True))]).items(terms(BLEUET))


def test_articles_speak_of_it_by_words_or_by_a_link() -> None:
    def article(title: str, html: str = "") -> Article:
        return Article(kind="post", slug=title, language="fr", title=title, body=Body(html, ""))

    said, linked, other = article("Le bleuet-citron"), article("Un", '<a href="/hub/produits/bleuet-citron/">a</a>'), article("Deux")

    assert Speech((), (said, linked, other)).articles(terms(BLEUET), ["produits/bleuet-citron/"]) == (said, linked)


def test_a_name_without_letters_names_nothing(make_post: Callable[..., Post]) -> None:
    nameless = Product(slug="item", name="!!!", file="")

    assert terms(nameless) == (" item ",)
    assert fold("!!!").strip() == ""
