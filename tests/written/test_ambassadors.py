"""Files of ambassadors: every fact finds its place, and what law asks of them is asked at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.model.ambassador import Ambassador, Bust, Code, Consent, Guardian, Period, Portrait, Profile
from parvis.written import nouns
from parvis.written.articles import Reader

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))
CONSENT = "consent: {given: 2025-12-10, until: 2027-12-31, scope: [spotlight, page, posts, portrait]}"


def read(folder: Path, *lines: str, consent: str = CONSENT) -> Ambassador:
    file = folder / "content" / "ambassadors" / "rosalie-vadnais.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(["---", "title: Rosalie Vadnais", consent, *lines, "---", "Elle goûte."]), encoding="utf-8")
    (folder / "content" / "images").mkdir(exist_ok=True)
    (folder / "content" / "images" / "rosalie.jpg").write_bytes(b"")
    (person,) = nouns.read(folder / "content", READER)[1].ambassadors
    return person


def mistakes(folder: Path, *lines: str, consent: str = CONSENT) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(folder, *lines, consent=consent)
    return [str(mistake).partition(": ")[2] for mistake in caught.value.mistakes]


def test_little_is_needed(tmp_path: Path) -> None:
    person = read(tmp_path, "relationship: none")

    assert (person.slug, person.name, person.first_name) == ("rosalie-vadnais", "Rosalie Vadnais", "Rosalie")
    assert (person.relationship, person.contract, person.after) == ("none", Period(), "remove")
    assert person.consent == Consent(
        period=Period(date(2025, 12, 10), date(2027, 12, 31)), scope=("page", "portrait", "posts", "spotlight")
    )
    assert person.since == date(2025, 12, 10)


def test_everything_finds_its_place(tmp_path: Path) -> None:
    person = read(
        tmp_path,
        "relationship: paid",
        "contract: {from: 2026-01-01, until: 2026-12-31, called: advertising}",
        "first_name: Rosie",
        "date: 2026-01-05 09:00",
        "since: 2025-03-01",
        "after: goodbye",
        "images: retouched",
        "tier: {fr: Or, en: Gold}",
        "place: Villeray",
        "quote: Je goûte.",
        "farewell: Merci.",
        "topics: [atelier, macaron]",
        "links: [{label: Carnet, url: 'https://rosalie.example/'}]",
        "code: {text: ROSA10, gives: {fr: 10 % de moins}, from: 2026-05-01, until: 2026-06-30, url: 'https://shop.example/'}",
        "picture: images/rosalie.jpg",
        "portrait: {rights: contrat de décembre 2025, credit: A. Roy, until: 2027-01-31}",
        "drawn: {hair: bob, hair_color: '#C8553D', glasses: true}",
    )

    assert (person.relationship, person.contract, person.advertising) == ("paid", Period(date(2026, 1, 1), date(2026, 12, 31)), True)
    assert (person.first_name, person.since, person.published) == ("Rosie", date(2025, 3, 1), datetime(2026, 1, 5, 14, tzinfo=UTC))
    assert (person.after, person.images, person.role, person.place) == (
        "goodbye",
        "retouched",
        {"fr": "Or", "en": "Gold"},
        {"fr": "Villeray"},
    )
    assert (person.quote, person.farewell, person.topics) == ({"fr": "Je goûte."}, {"fr": "Merci."}, ("atelier", "macaron"))
    assert person.profiles == (Profile("Carnet", "https://rosalie.example/"),)
    assert person.code == Code(
        text="ROSA10", period=Period(date(2026, 5, 1), date(2026, 6, 30)), gives={"fr": "10 % de moins"}, url="https://shop.example/"
    )
    assert person.portrait == Portrait(rights="contrat de décembre 2025", credit="A. Roy", until=date(2027, 1, 31))
    assert person.drawn == Bust(hair="bob", hair_color="#c8553d", glasses=True)


def test_since_defaults_to_the_first_that_bound_them(tmp_path: Path) -> None:
    assert read(tmp_path, "relationship: paid", "contract: {from: 2025-06-01}").since == date(2025, 6, 1)


def test_their_own_feeds_are_left_to_the_settings(tmp_path: Path) -> None:
    assert read(tmp_path, "relationship: none", "sources: [{name: rosalie, kind: feed}]").has_sources


def test_favourites_are_products(tmp_path: Path) -> None:
    (tmp_path / "content" / "products").mkdir(parents=True)
    (tmp_path / "content" / "products" / "camerise.md").write_text("---\ntitle: Camerise\n---\n", encoding="utf-8")

    assert read(tmp_path, "relationship: none", "favourites: [camerise]").favourites == ("camerise",)
    assert mistakes(tmp_path, "relationship: none", "favourites: [cassis]") == [
        "favourites: there is no product 'cassis'. Known: camerise."
    ]


@pytest.mark.parametrize("relationship", ["gift", "affiliate", "employee", "none"])
def test_only_what_is_paid_needs_a_contracts_dates(tmp_path: Path, relationship: str) -> None:
    assert read(tmp_path, f"relationship: {relationship}").contract == Period()
    assert mistakes(tmp_path, "relationship: paid", "contract: {until: 2026-12-31}") != []


def test_what_nobody_agreed_to_is_not_shown(tmp_path: Path) -> None:
    narrow = "consent: {given: 2025-12-10, scope: spotlight}"
    lines = ("relationship: none", "picture: images/rosalie.jpg", "portrait: {rights: contract}", "sources: [{name: rosalie}]")

    found = mistakes(tmp_path, *lines, consent=narrow)
    assert [told.partition("cover ")[2].split(".")[0] for told in found] == ["'page'", "'portrait'", "'posts'"]


def test_rights_without_a_picture_are_a_mistake(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "relationship: none", "portrait: {rights: contract}") == [
        "portrait: there are rights to a picture, and no picture. Add a line such as `picture: images/name.jpg`."
    ]


def test_a_minor_is_shown_when_a_guardian_has_agreed(tmp_path: Path) -> None:
    lines = ("relationship: none", "minor: true", "picture: images/rosalie.jpg", "portrait: {rights: mother}")

    assert "a minor's picture is shown" in mistakes(tmp_path, *lines)[0]
    agreed = read(tmp_path, *lines, "guardian_consent: {by: Louise Roy (mother), given: 2026-01-10}")
    assert agreed.guardian == Guardian(name="Louise Roy (mother)", given=date(2026, 1, 10))
    assert read(tmp_path, "relationship: none", "minor: true").minor


def test_a_guardians_consent_has_a_name_and_a_day(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "relationship: none", "minor: true", "guardian_consent: {proof: letter}")

    assert [told.partition(":")[0] for told in found] == ["guardian_consent.by", "guardian_consent.given", "guardian_consent.proof"]
