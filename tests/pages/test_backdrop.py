"""The backdrop: what all pages of a language share, and the digest that tells whether any of it has changed."""

from __future__ import annotations

from typing import Any

import pytest

from parvis.model.hub import Site
from parvis.model.source import Source
from parvis.pages.backdrop import Backdrop
from parvis.pages.values import Link

GIVEN: dict[str, Any] = {
    "site": Site(name="Sucre Bleu", url="", language="fr", languages=("fr", "en")),
    "language": "fr",
    "sources": (Source(name="blog", kind="feed"),),
    "nav": (Link("Mur", "mur/"),),
    "written": (),
    "heard": frozenset(),
}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("site", Site(name="Sucre Bleu", url="", language="fr", languages=("fr", "en"), timezone="Asia/Tokyo")),
        ("language", "en"),
        ("sources", (Source(name="blog", kind="feed", title="The blog"),)),
        ("nav", ()),
        ("written", (Link("Charte", "charte/"),)),
        ("heard", frozenset({"blog"})),
    ],
)
def test_each_thing_that_it_is_made_of_is_in_its_key(name: str, other: Any) -> None:
    assert Backdrop(**GIVEN).key == Backdrop(**GIVEN).key
    assert Backdrop(**GIVEN).key != Backdrop(**{**GIVEN, name: other}).key


def test_nothing_else_can_be_given_to_it() -> None:
    told = set(vars(Backdrop(**GIVEN))) - {"cards"}

    assert told == GIVEN.keys()


def test_what_the_brand_says_of_itself_begins_no_line_with_a_colon() -> None:
    site = Site(name="Sucre Bleu", url="", language="fr", languages=("fr", "en"), tagline={"fr": "La place : vos idées"})

    assert Backdrop(**{**GIVEN, "site": site}).frame()["tagline"] == "La place\u00a0: vos idées"
    assert Backdrop(**{**GIVEN, "site": site, "language": "en"}).frame()["tagline"] == "La place\u00a0: vos idées"
