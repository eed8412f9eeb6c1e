"""What may only be quoted is whole in no file of the site; a grant, its end and a network's term hold at their moments."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from parvis.model.build_report import BuildReport

Build = Callable[..., BuildReport]

CLOSING = 'PARVIS_CLOSING = {"date": "2026-12-31", "reasons": {"fr": "Nous fermons boutique.", "en": "We close up shop."}}\n'
START = datetime(2026, 6, 10, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
BEGIN, END = "Une boîte arrive au bureau et personne ne dit", "la dernière pistache revient à qui lave la vaisselle"
TEXT = f"{BEGIN} un mot pendant que chacun compte les coques du regard, puis on vote à main levée et {END}."
PLACE = "aa/picture.png"


@pytest.fixture
def place(hub: Path) -> Path:
    """The small hub, about to end, with a film of somebody else's."""
    media = hub / "content" / "archive" / "media" / PLACE
    media.parent.mkdir(parents=True)
    Image.new("RGB", (64, 48), "#8a2be2").save(media)
    film = {"kind": "video", "url": "https://fans.example/1.mp4", "preview": "https://fans.example/1.png", "local": PLACE}
    post = {
        "v": 1,
        "id": "fans:1",
        "source": "fans",
        "network": "mastodon",
        "kind": "video",
        "url": "https://fans.example/1",
        "slug": "une-boite",
        "published": "2026-06-01T12:00:00Z",
        "collected": "2026-06-01T12:00:00Z",
        "expires": "2026-06-20T12:00:00Z",
        "author": {"name": "Zoé", "handle": "@zoe"},
        "language": "fr",
        "title": TEXT[:100],
        "titled": False,
        "html": f"<p>{TEXT}</p>",
        "text": TEXT,
        "media": [film | {"width": 64, "height": 48, "alt": "Du violet uni"}],
        "tags": ["fans"],
        "cleaner": "1",
    }
    folder = hub / "content" / "archive" / "fans"
    folder.mkdir()
    (folder / "2026-06.jsonl").write_text(json.dumps(post, ensure_ascii=False) + "\n", encoding="utf-8")
    with (hub / "content" / "sources.yaml").open("a") as file:
        file.write("  - {name: fans, kind: mastodon, url: 'https://fans.example/@zoe', title: Fans}\n")
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + CLOSING, encoding="utf-8")
    return hub


def grant(hub: Path, *lines: str) -> None:
    folder = hub / "content" / "curation" / "rights"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "2026-06.yaml").write_text("\n".join(lines) + "\n")


GRANT = "- {item: 'fans:1', state: granted, by: Ada, at: 2026-06-10T12:00:00Z, because: by mail, proof: 'https://mail.example/1', until: 2026-06-15T12:00:00Z}"
REVOKED = "- {item: 'fans:1', state: revoked, by: Ada, at: 2026-06-12T12:00:00Z, because: sold}"


def held(output: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a site; what is packed is unpacked."""
    for path in sorted(output.rglob("*")):
        if not path.is_file():
            continue
        name, content = path.relative_to(output).as_posix(), path.read_bytes()
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield from ((f"{name}!{inside}", archive.read(inside)) for inside in archive.namelist())
        yield name, gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def naming(hub: Path, needle: str) -> list[str]:
    """The files that hold a text, in their bytes or in their name."""
    return [name for name, content in held(hub / "output") if needle.encode() in content or needle in name]


def how(hub: Path) -> str:
    """How much of the item the site shows."""
    (page,) = (hub / "output" / "mur" / "fans").glob("*/index.html")
    shown = page.read_text(encoding="utf-8")
    return "whole" if END in shown and "<img" in shown else "quoted" if BEGIN in shown and "item__quoted" in shown else "neither"


def test_what_is_quoted_is_whole_in_no_file(place: Path, build: Build) -> None:
    build(START)

    assert how(place) == "quoted"
    assert naming(place, BEGIN)
    assert naming(place, END) == []
    assert naming(place, "aa/picture") == []
    assert naming(place, "Du violet uni") == []
    assert naming(place, "fans.example/1.mp4") == []
    card = (place / "output" / "mur" / "index.html").read_text(encoding="utf-8")
    assert "post-card--quote" in card
    assert "Le film est sur" in card


def test_it_is_whole_from_the_moment_of_a_grant_to_that_of_its_end(place: Path, build: Build) -> None:
    grant(place, GRANT)
    seen = []
    for moment in (START - SECOND, START, START + 5 * timedelta(days=1) - SECOND, START + 5 * timedelta(days=1)):
        build(moment)
        seen.append(how(place))

    assert seen == ["quoted", "whole", "whole", "quoted"]
    assert naming(place, END) == []


def test_what_is_taken_back_is_quoted_from_that_very_moment(place: Path, build: Build) -> None:
    grant(place, GRANT, REVOKED)
    build(START + 2 * timedelta(days=1) - SECOND)
    before = how(place)
    build(START + 2 * timedelta(days=1))

    assert (before, how(place)) == ("whole", "quoted")
    assert naming(place, END) == []


def test_nothing_is_left_of_an_item_whose_term_has_ended(place: Path, build: Build) -> None:
    grant(place, GRANT.replace(", until: 2026-06-15T12:00:00Z", ""))
    end = datetime(2026, 6, 20, 12, tzinfo=UTC)
    build(end - SECOND)
    before = how(place)
    build(end)

    assert before == "whole"
    for needle in (BEGIN, END, "aa/picture", "fans:1", "fans.example/1", "Zoé"):
        assert naming(place, needle) == []
