"""Labels, drawn: every card part with a paid person shows what binds them to the brand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from jinja2 import Environment
from markupsafe import escape

from parvis import THEME, pages
from parvis.build import brand
from parvis.build.environment import environment
from parvis.model.hub import Hub
from parvis.model.label import Label, Sign
from parvis.pages.disclosure import told as words_of
from parvis.pages.edition import Edition

PARTS = sorted(file.stem for file in (Path(THEME) / "templates" / "parts").glob("*_card.html"))
#: Cards on which nobody speaks who could be bound to the brand, or which say so in another way.
WITHOUT = {
    "challenge_card": "a challenge is the brand's own",
    "contest_card": "a contest is the brand's own",
    "entry_card": "an idea that was sent in, whose author gets nothing for it",
    "offer_card": "an offer is the brand's own",
    "place_card": "a place is nobody's words",
    "product_card": "a product is the brand's own",
    "qr_card": "an address, and no words",
    "review_card": "says by its signs what its author got, and how the author belongs to the brand",
}


def _cards(value: Any) -> Iterator[msgspec.Struct]:
    """Everything in the values of pages that has a label to show."""
    if isinstance(value, dict):
        value = value.values()
    elif isinstance(value, msgspec.Struct):
        if getattr(value, "disclosure", ()):
            yield value
        value = msgspec.structs.astuple(value)
    elif not isinstance(value, tuple | list):
        return
    for inner in value:
        yield from _cards(inner)


def _part(card: msgspec.Struct) -> str:
    """`ambassador_card` for an AmbassadorCard; a plain Card is a post's."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(card).__name__).lower()
    return "post_card" if name == "card" else name


@pytest.fixture(scope="session")
def labelled(hub: Hub) -> dict[str, list[msgspec.Struct]]:
    """Cards of people who are bound to the brand, as the pages have them, by the part that draws them."""
    found: dict[str, list[msgspec.Struct]] = {}
    for page in pages.every(hub):
        for card in _cards(page.values) if page.language == "fr" else ():
            found.setdefault(_part(card), []).append(card)
    return found


@pytest.fixture(scope="session")
def french(hub: Hub, theme: Path) -> Environment:
    static = theme / "static"
    assets = {file.relative_to(static).as_posix(): "0" * 64 for file in static.rglob("*") if file.is_file()}
    assets |= dict.fromkeys(brand.paths(hub.site), "0" * 64)
    return environment(hub.site, "fr", templates=(theme / "templates",), locale=theme / "locale", assets=assets)


@pytest.mark.parametrize("part", PARTS)
def test_every_card_part_shows_the_labels_of_a_paid_person(
    part: str, labelled: dict[str, list[msgspec.Struct]], french: Environment
) -> None:
    draw = getattr(french.get_template(f"parts/{part}.html").module, part)
    cards = labelled.get(part, [])

    assert cards or part in WITHOUT, f"no {part} with a paid person was drawn: give it the field `disclosure`, and the theme's hub one"
    for card in cards:
        drawn = draw(card)
        for label in card.disclosure:  # type: ignore[attr-defined]  # what has none is not here
            assert str(escape(label)) in drawn, (part, label)


@pytest.mark.parametrize("face", ["picture", "video", "audio", "event", "text", "loud", "bare"])
def test_every_face_of_a_post_shows_them(face: str, labelled: dict[str, list[msgspec.Struct]], french: Environment) -> None:
    draw = getattr(french.get_template("parts/post_card.html").module, "post_card")  # noqa: B009 (mypy knows no macros)
    cards = [card for card in labelled["post_card"] if card.face == face]  # type: ignore[attr-defined]

    assert cards, face
    for size in ("", "lead"):
        assert all("Collaboration commerciale" in draw(card, size=size) for card in cards)


def test_a_veil_hides_no_label(labelled: dict[str, list[msgspec.Struct]], french: Environment) -> None:
    draw = getattr(french.get_template("parts/post_card.html").module, "post_card")  # noqa: B009
    veiled = [draw(card) for card in labelled["post_card"] if card.veil]  # type: ignore[attr-defined]

    assert veiled
    for drawn in veiled:
        assert "Collaboration commerciale" in re.sub(r"<details.*?</details>", "", drawn, flags=re.DOTALL)


def test_permalinks_show_them_and_say_them_to_machines(html_pages: dict[str, str]) -> None:
    at_posts = {path: text for path, text in html_pages.items() if re.match(r"mur/blog/", path)}
    permalinks = {path: text for path, text in at_posts.items() if 'http-equiv="refresh"' not in text}

    assert len(permalinks) == 14
    assert len(at_posts) == 15  # a copy's address leads on, and has nothing to label
    for path, text in permalinks.items():
        assert '<strong class="sign">Collaboration commerciale</strong>' in text, path
        assert re.search(r'<meta name="description" content="Collaboration commerciale', text), path


def test_every_language_has_its_own_words(html_pages: dict[str, str]) -> None:
    home = html_pages["en/index.html"]

    assert '<strong class="sign">Paid partnership</strong>' in home
    assert "Gifts since January\u00a01, 2026" in home
    assert "Virtual images" in home
    assert "Collaboration commerciale" not in home


def test_feeds_say_it_in_title_and_data(drawn: dict[str, str]) -> None:
    entries = drawn["feed.xml"].split("<entry")[1:]
    told = [entry for entry in entries if "/mur/blog/" in entry]
    items = [item for item in json.loads(drawn["feed.json"])["items"] if "/mur/blog/" in item["url"]]

    assert len(told) == len(items) == 14
    assert all("<title>Collaboration commerciale · " in entry for entry in told)
    assert all('scheme="tag:parvis,2026:disclosure" term="Collaboration commerciale"' in entry for entry in told)
    assert all(item["title"].startswith("Collaboration commerciale · ") for item in items)
    assert all(item["_parvis"]["disclosure"][0] == "Collaboration commerciale" for item in items)


def test_nobody_elses_entry_has_a_label(drawn: dict[str, str]) -> None:
    others = [item for item in json.loads(drawn["feed.json"])["items"] if "/mur/" not in item["url"]]

    assert others
    assert not any("_parvis" in item for item in others)


def test_data_says_it_too(drawn: dict[str, str]) -> None:
    items = json.loads(drawn["api/wall/latest.json"])["items"]

    assert items
    assert all(item["disclosure"][0] == "Collaboration commerciale" for item in items)


def test_every_sign_has_words(make_hub: Callable[..., Hub]) -> None:

    labels = tuple(Label(sign) for sign in get_args(Sign))
    hub = make_hub()
    french, english = (words_of(labels, Edition(hub, language)) for language in ("fr", "en"))

    assert french == (
        "Collaboration commerciale",
        "Publicité",
        "Cadeau",
        "Lien affilié",
        "Employée ou employé de la marque",
        "Images retouchées",
        "Images virtuelles",
    )
    assert len(set(english)) == len(english)
    assert not set(english) & set(french)
