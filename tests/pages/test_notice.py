"""Reporting something, and the inventory of personal data: what the law asks to be said, from what the hub has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import msgspec

from parvis import pages
from parvis.model.contact import Help
from parvis.model.hub import Hub
from parvis.model.page import Page
from parvis.model.post import Author, Post
from parvis.model.source import Source
from parvis.model.takedown import Takedown
from parvis.pages.data_rows import Row

At = Callable[[Hub, str], Page]
MOMENT = datetime(2026, 6, 1, tzinfo=UTC)
HELP = Help(channel={"fr": "Le comptoir", "en": "The counter"}, email="bonjour@sucre.example", within=timedelta(days=2))


def with_help(hub: Hub, help_: Help = HELP) -> Hub:
    return msgspec.structs.replace(hub, site=msgspec.structs.replace(hub.site, help=help_))


def rows(hub: Hub, page_at: At, path: str = "donnees-personnelles/index.html") -> dict[str, Row]:
    return {row.origin.label: row for group in page_at(hub, path).values["groups"] for row in group.rows}


def test_the_prepared_letter_asks_for_all_that_a_notice_needs(make_hub: Callable[..., Hub], page_at: At) -> None:
    letter = page_at(with_help(make_hub()), "en/report/index.html").values["letter"]
    said = parse_qs(urlsplit(letter).query)["body"][0]

    assert letter.startswith("mailto:bonjour@sucre.example?subject=Report%20about%20Sucre%20Bleu&body=")
    for asked in ("Exact address", "against the law", "My name", "My e-mail address", "in good faith"):
        assert asked in said
    assert "\r\n" in said


def test_a_form_takes_the_place_of_the_letter(make_hub: Callable[..., Hub], page_at: At) -> None:
    hub = with_help(make_hub(), Help(channel={"fr": "Formulaire"}, url="https://sucre.example/form"))
    values = page_at(hub, "signaler/index.html").values

    assert (values["letter"], values["form"]) == ("", "https://sucre.example/form")


def test_every_page_leads_to_both(make_hub: Callable[..., Hub], page_at: At) -> None:
    values = page_at(with_help(make_hub()), "en/index.html").values

    assert (values["notice_page"], values["data_page"]) == ("en/report/", "en/personal-data/")


def test_without_a_channel_there_is_nowhere_to_report_to(make_hub: Callable[..., Hub], page_at: At) -> None:
    hub = make_hub()

    assert "signaler/index.html" not in {page.path for page in pages.planned(hub)}
    assert page_at(hub, "index.html").values["notice_page"] == ""


def test_the_inventory_has_a_line_for_each_source_with_what_it_really_holds(make_hub: Callable[..., Hub], page_at: At) -> None:
    sources = (
        Source(name="shop", kind="mastodon", title="The shop", owner="brand"),
        Source(name="blog", kind="feed", title="Blog", keep=timedelta(days=30)),
        Source(name="secret", kind="feed", title="Ears", publish="listen"),
    )
    ada = Post(
        id="blog:1",
        source="blog",
        network="feed",
        published=MOMENT,
        collected=MOMENT,
        text="Bon.",
        author=Author(name="Ada", handle="@ada"),
    )
    found = rows(make_hub([ada], sources=sources), page_at)

    assert found["Blog"].whose == "1 personne"
    assert found["Blog"].what == ("nom", "pseudonyme", "texte et date")
    assert found["Blog"].long == "30\xa0jours sur les pages"
    assert "art.\xa06" in found["Blog"].basis
    assert found["The shop"].what == ("rien pour l’instant",)


def test_a_source_that_is_only_listened_to_is_counted_and_not_named(make_hub: Callable[..., Hub], page_at: At) -> None:
    hub = make_hub(sources=(Source(name="secret", kind="feed", title="Ears", publish="listen"),))
    found = rows(hub, page_at, "en/personal-data/index.html")

    assert found["Public places that we only read"].by == "1 source"
    assert "Ears" not in str(found)


def test_what_is_kept_of_those_who_were_asked_and_of_those_who_decide_is_told(make_hub: Callable[..., Hub], page_at: At) -> None:
    found = rows(make_hub(rights_written=3, deciders=2), page_at, "en/personal-data/index.html")
    neither = rows(make_hub(), page_at, "en/personal-data/index.html")

    assert found["Leave asked for and given"].by == "3 lines"
    assert "the letter that proves it" in found["Leave asked for and given"].what
    assert (found["Who decides and answers here"].whose, found["Who decides and answers here"].origin.url) == (
        "2 persons",
        "en/transparency/",
    )
    assert {"Leave asked for and given", "Who decides and answers here"}.isdisjoint(neither)


def test_a_hash_is_told_of_where_there_is_one_and_a_new_hub_holds_nothing(make_hub: Callable[..., Hub], page_at: At) -> None:
    forgotten = Takedown(at=MOMENT.date(), ground="erasure", kind="item", items=1, by="Awa")
    found = rows(make_hub(takedowns=(forgotten,), sources=()), page_at, "en/personal-data/index.html")

    assert list(found) == ["What we were asked to forget"]
    assert rows(make_hub(sources=()), page_at) == {}


def test_a_networks_term_is_told(make_hub: Callable[..., Hub], page_at: At) -> None:
    post = Post(
        id="blog:1", source="blog", network="facebook", published=MOMENT, collected=MOMENT, expires=MOMENT + timedelta(days=30), text="Bon."
    )
    found = rows(make_hub([post]), page_at, "en/personal-data/index.html")

    assert any(row.long == "30 days, then it is asked for again or dropped" for row in found.values())
