"""Social cards: drawn where a page can be shared, when what they say has changed, and never otherwise."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from parvis import settings
from parvis.build.social.drawing import Studio
from parvis.model.build_report import BuildReport
from parvis.pages.portraits import drawn
from parvis.pages.social import HEIGHT, WIDTH, SocialCard

LONG = "Une phrase de cent quarante signes, avec des espaces fines\u00a0: «\u00a0on a fait la file trois heures\u00a0» ; et c’est tout\u00a0? Non, on y retourne demain, tous."
FACES = [
    SocialCard(face="hub", site="Place", title="Place", text="Tout sur une place", language="fr"),
    SocialCard(face="words", site="Place", title=LONG, text=LONG, eyebrow="Ada · Mastodon", signs=("Collaboration commerciale",)),
    SocialCard(face="words", site="Place", title="ماكارون بالتوت البري", eyebrow="ليلى المنصوري"),
    SocialCard(face="words", site="Place", title="日本語だけの題"),
    SocialCard(face="picture", site="Place", title="Sans image", text="Elle manque."),
    SocialCard(face="quote", site="Place", title="Bon.", text="Anna B.", language="fr", stars=("full", "full", "full", "half", "empty")),
    SocialCard(face="person", site="Place", title="Noémie", eyebrow="Castilloux", bust=drawn("Noémie Castilloux"), signs=("Cadeau",)),
    SocialCard(face="date", site="Place", title="Atelier", day=date(2026, 6, 20), month="juin", text="14:00"),
    SocialCard(face="product", site="Place", title="Cassis", colors=(("#6d7fd0", "#f2d95a"),)),
    SocialCard(face="contest", site="Place", title="Le vote est ouvert", eyebrow="Vote", colors=(("#6d7fd0", "#f2d95a"),) * 5),
]


@pytest.mark.parametrize("card", FACES, ids=lambda card: f"{card.face}-{card.title[:8]}")
def test_a_card_has_its_size_and_is_light(hub: Path, card: SocialCard) -> None:
    data = Studio(settings.read(hub)).draw(card, None)
    picture = Image.open(BytesIO(data))

    assert (picture.format, picture.size) == ("JPEG", (WIDTH, HEIGHT))
    assert len(data) < 120_000
    assert len(picture.convert("L").getcolors(256) or ()) > 20  # something stands on it


def test_the_same_card_has_the_same_bytes(hub: Path) -> None:
    card = FACES[1]

    assert Studio(settings.read(hub)).draw(card, None) == Studio(settings.read(hub)).draw(card, None)


def test_a_picture_that_is_none_leaves_words(hub: Path) -> None:
    card = FACES[4]
    (hub / "broken.jpg").write_bytes(b"<html>")

    assert Studio(settings.read(hub)).draw(card, hub / "broken.jpg") == Studio(settings.read(hub)).draw(card, None)


def test_what_must_be_told_is_drawn_and_said() -> None:
    card = FACES[1]
    without = msgspec.structs.replace(card, signs=())

    assert card.alt.startswith("Collaboration commerciale · ")
    assert card.name != without.name


def test_stars_are_told_in_words() -> None:
    card = SocialCard(face="quote", site="Place", title="Bon.", text="Anna B.", stars=("full",) * 5, rating="5 étoiles sur 5")

    assert card.alt == "5 étoiles sur 5 · Bon. · Anna B. · Place"


def test_each_page_names_a_card_that_is_there(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()
    named = {}
    for page in (hub / "output").rglob("*.html"):
        found = re.search(r'<meta property="og:image" content="https://place\.example/hub/([^"]+)">', page.read_text("utf-8"))
        named[page.relative_to(hub).as_posix()] = found and (hub / "output" / found[1]).is_file()

    named.pop("output/404.html", None)
    assert named
    assert not [path for path, there in named.items() if not there and "embed" not in path and "kiosque" not in path]


def test_nothing_is_drawn_again_where_nothing_has_changed(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()
    before = {file.name: file.stat().st_mtime_ns for file in (hub / ".parvis" / "social").iterdir()}
    again = build()
    after = {file.name: file.stat().st_mtime_ns for file in (hub / ".parvis" / "social").iterdir()}

    assert len(before) > 3
    assert after == before
    assert not again.written


def test_a_changed_title_draws_its_cards_anew_and_no_other(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()
    cards = {file.name for file in (hub / "output" / "social").iterdir()}
    post = hub / "content" / "posts" / "vote.md"
    post.write_text(post.read_text("utf-8").replace("Title: Le", "Title: Enfin, le", 1), "utf-8")
    build()
    now = {file.name for file in (hub / "output" / "social").iterdir()}

    assert (len(now - cards), len(cards - now)) == (1, 1)


def test_cards_come_back_from_what_is_remembered(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()
    before = {file.name: file.read_bytes() for file in (hub / "output" / "social").iterdir()}
    shutil.rmtree(hub / "output" / "social")
    build()

    assert {file.name: file.read_bytes() for file in (hub / "output" / "social").iterdir()} == before


def test_a_site_without_an_address_has_no_cards(hub: Path, build: Callable[..., BuildReport]) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text("utf-8").replace('SITEURL = "https://place.example/hub"', 'SITEURL = ""'), "utf-8")
    build()

    assert not (hub / "output" / "social").exists()
    assert "og:image" not in (hub / "output" / "index.html").read_text("utf-8")
    assert '<meta property="og:title"' in (hub / "output" / "index.html").read_text("utf-8")
