"""The files of nouns, through Pelican: links to and from them, drafts, translations, and what Pelican takes for what."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.model.build_report import BuildReport

Build = Callable[..., BuildReport]


@pytest.fixture
def write(hub: Path) -> Callable[[str, str], None]:
    def run(name: str, text: str) -> None:
        path = hub / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return run


def page(hub: Path, path: str) -> str:
    return (hub / "output" / path / "index.html").read_text(encoding="utf-8")


def kinds(hub: Path) -> dict[str, str]:
    """Kind of every page by its address."""
    index = json.loads((hub / "output" / "api" / "index.json").read_text(encoding="utf-8"))
    return {entry["url"].removeprefix("https://place.example/hub/"): entry["kind"] for entry in index["pages"]}


def test_a_product_has_a_page_of_its_own_kind(hub: Path, write: Callable[[str, str], None], build: Build) -> None:
    write("products/bleuet.md", "---\nname: Bleuet\norigin: Lac-Saint-Jean\n---\nLe **bleuet**, en coque.\n")
    build()

    assert kinds(hub)["produits/bleuet/"] == "product"
    assert kinds(hub)["produits/"] == "products"
    assert "<strong>bleuet</strong>" in page(hub, "produits/bleuet")
    assert "Lac-Saint-Jean" in page(hub, "produits/bleuet")


def test_links_lead_to_and_from_a_noun(hub: Path, write: Callable[[str, str], None], build: Build) -> None:
    write("products/bleuet.md", "---\nname: Bleuet\n---\nVoir [la charte]({filename}/pages/charte.md), ![]({static}/images/point.png).\n")
    write("posts/2026-06-01-a.md", "---\ntitle: A\n---\nVoir [le bleuet]({filename}/products/bleuet.md).\n")
    build()

    assert 'href="/hub/charte/"' in page(hub, "produits/bleuet")
    assert 'src="/hub/media/' in page(hub, "produits/bleuet")
    assert 'href="/hub/produits/bleuet/"' in page(hub, "journal/a")


def test_a_link_from_a_noun_that_leads_nowhere_is_a_mistake(write: Callable[[str, str], None], build: Build) -> None:
    write("products/bleuet.md", "---\nname: Bleuet\n---\n\nVoir [rien]({filename}/pages/rien.md).\n")

    with pytest.raises(ContentError, match=r"content/products/bleuet\.md:5: the link leads to '/pages/rien\.md', which is not there"):
        build()


def test_a_mistake_in_a_fact_stops_the_build_before_anything_is_rendered(
    hub: Path, write: Callable[[str, str], None], build: Build
) -> None:
    write("products/bleuet.md", "---\nname: Bleuet\nprice: much\n---\n")

    with pytest.raises(ContentError, match=r"content/products/bleuet\.md:3: price: this must be a group of fields"):
        build()
    assert not (hub / "output" / "index.html").exists()


def test_a_translation_has_its_own_page(hub: Path, write: Callable[[str, str], None], build: Build) -> None:
    write("products/bleuet.md", "---\nname: Bleuet\n---\nLe bleuet.\n")
    write("products/bleuet.en.md", "---\nname: Blueberry\n---\nThe blueberry.\n")
    report = build()

    assert 'hreflang="en"' in page(hub, "produits/bleuet")
    assert "The blueberry." in page(hub, "en/products/bleuet")
    assert not [warning for warning in report.warnings if "blueberry" in warning or "bleuet" in warning]


def test_nouns_of_one_name_are_not_taken_for_translations_of_each_other(hub: Path, write: Callable[[str, str], None], build: Build) -> None:
    write("products/charte.md", "---\nname: Charte\n---\nUn produit.\n")
    report = build()

    assert {"produits/charte/", "charte/"} <= set(kinds(hub))
    assert not [warning for warning in report.warnings if "charte" in warning]


def test_a_draft_has_no_page_and_a_link_to_it_is_told(hub: Path, write: Callable[[str, str], None], build: Build) -> None:
    write("products/bleuet.md", "---\nname: Bleuet\nstatus: draft\n---\nLe bleuet.\n")
    write("posts/2026-06-01-a.md", "---\ntitle: A\n---\nVoir [le bleuet]({filename}/products/bleuet.md).\n")
    report = build()

    assert "produits/bleuet/" not in kinds(hub)
    assert [warning for warning in report.warnings if "links to content/products/bleuet.md, which is not published yet" in warning]


def test_a_noun_that_is_dated_ahead_waits_for_its_moment(hub: Path, write: Callable[[str, str], None], build: Build) -> None:
    write("products/bleuet.md", "---\nname: Bleuet\ndate: 2026-06-13 09:00\n---\nLe bleuet.\n")
    moment = datetime(2026, 6, 13, 13, tzinfo=UTC)

    assert build(datetime(2026, 6, 13, 12, 59, 59, tzinfo=UTC)).next_change == moment
    assert "produits/bleuet/" not in kinds(hub)
    build(moment)
    assert kinds(hub)["produits/bleuet/"] == "product"


def test_markdown_of_a_noun_is_parsed_once(write: Callable[[str, str], None], build: Build) -> None:
    build()
    write("products/bleuet.md", "---\nname: Bleuet\n---\nLe bleuet.\n")
    assert build().markdown_parses == 1
    write("products/bleuet.md", "---\nname: Bleuets\n---\nLe bleuet.\n")
    assert build().markdown_parses == 0


def test_pictures_of_nouns_are_published(hub: Path, write: Callable[[str, str], None], build: Build) -> None:
    (hub / "content" / "products").mkdir()
    (hub / "content" / "products" / "bleuet.png").write_bytes((hub / "content" / "images" / "point.png").read_bytes())
    write("products/bleuet.md", "---\nname: Bleuet\npicture: products/bleuet.png\npicture_alt: Un bleuet\n---\nLe bleuet.\n")
    build()

    assert 'alt="Un bleuet"' in page(hub, "produits/bleuet")
    assert not (hub / "output" / "products").exists()
    assert list((hub / "output" / "media").rglob("*.png"))


def test_an_offer_is_gone_from_every_page_at_its_minute(hub: Path, write: Callable[[str, str], None], build: Build) -> None:
    offer = "name: Deux plus un\nbenefit: 2 + 1\ncode: BLEU-26\nuntil: 2026-06-12 18:30\nconditions: Une fois\nshop: https://shop.example/"
    write("offers/deux.md", f"---\n{offer}\n---\nProfitez.\n")
    end = datetime(2026, 6, 12, 22, 30, tzinfo=UTC)

    assert build(datetime(2026, 6, 12, 22, 29, 59, tzinfo=UTC)).next_change == end
    assert "BLEU-26" in page(hub, "offres")
    build(end)
    assert not [file for file in (hub / "output").rglob("*.*") if b"BLEU-26" in file.read_bytes()]
    assert "Cette offre est terminée." in page(hub, "offres/deux")
