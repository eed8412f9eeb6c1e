"""`parvis card`: a page's address on paper."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from parvis.cli import card, main

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def built(hub: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub whose last build had two pages."""
    pages = [
        {"kind": "home", "url": "https://hub.example/", "title": "The Square", "updated": None},
        {"kind": "event", "url": "https://hub.example/events/picnic/", "title": "Picnic <& songs>", "updated": None},
    ]
    (hub / "output" / "api").mkdir(parents=True, exist_ok=True)
    (hub / "output" / "api" / "index.json").write_text(json.dumps({"pages": pages}), encoding="utf-8")
    monkeypatch.chdir(hub)
    return hub


def texts(file: Path) -> list[str]:
    root = ET.fromstring(file.read_text(encoding="utf-8"))
    return [" ".join(node.itertext()) for node in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("said", ["events/picnic/", "/events/picnic", "https://hub.example/events/picnic/"])
def test_a_page_of_the_hub_has_its_title_and_address_on_the_card(built: Path, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["card", said, "-o", "out/picnic.svg"]) == 0

    assert texts(built / "out" / "picnic.svg") == ["Picnic <& songs>", "The Square", "hub.example/events/picnic"]
    assert capsys.readouterr().out == "out/picnic.svg: a card of https://hub.example/events/picnic/\n"
    assert [file.name for file in (built / "out").iterdir()] == ["picnic.svg"]


def test_without_a_file_the_card_goes_to_standard_output(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["card", "/", "--title", "Come in"]) == 0

    root = ET.fromstring(capsys.readouterr().out)
    assert (root.get("width"), root.get("height")) == ("85mm", "55mm")
    assert root.findtext(f"{SVG}title") == "Come in"


def test_any_other_address_can_stand_on_a_card(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["card", "https://shop.example/box?a=1", "-o", "box.svg", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {"address": "https://shop.example/box?a=1", "title": "The Square", "file": "box.svg"}
    assert texts(built / "box.svg")[-1] == "shop.example/box?a=1"


def test_a_page_that_is_not_there_is_told_with_the_nearest(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["card", "events/picnik/"]) == 2

    assert capsys.readouterr().err == "The last build has no page 'events/picnik/'. Did you mean 'events/picnic/'?\n"


def test_before_the_first_build_the_card_says_so(hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(hub)

    assert main(["card", "wall/"]) == 2
    assert "Build the site first: parvis build." in capsys.readouterr().err


def test_a_hub_without_an_address_has_no_cards_of_its_pages(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conf = built / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace("https://hub.example", ""), encoding="utf-8")

    assert main(["card", "events/picnic/"]) == 2
    assert "This hub has no address yet" in capsys.readouterr().err
    assert main(["card", "https://hub.example/events/picnic/", "-o", "a.svg"]) == 0


@pytest.mark.parametrize("said", ["mailto:a@b.example", "javascript:alert(1)", "ftp://x.example/a"])
def test_what_is_no_web_page_is_refused(built: Path, said: str) -> None:
    assert main(["card", said]) == 2


def test_a_long_title_stays_on_the_card() -> None:
    drawn = ET.fromstring(card.draw("https://hub.example/" + "a" * 90, "One very long title of an event that has no end " * 3, "Brand"))
    title, brand, address = drawn.iter(f"{SVG}text")

    assert [len(list(node)) for node in (title, brand, address)] == [4, 0, 0]
    assert "".join(title.itertext()).endswith("…")
    assert address.get("textLength")
