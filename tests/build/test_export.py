"""The export of a hub that is closing: complete, the same at every build, and without what is withheld."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from parvis.build.export import pack
from parvis.model.build_report import BuildReport

Build = Callable[..., BuildReport]
CLOSING = 'PARVIS_CLOSING = {"date": "2026-12-31", "reasons": {"fr": "Nous fermons boutique.", "en": "We close up shop."}}\n'


@pytest.fixture
def closing(hub: Path) -> Path:
    """The small hub, about to end."""
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + CLOSING, encoding="utf-8")
    return hub


def opened(hub: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(hub / "output" / "export" / "archive.zip")


def test_a_hub_that_goes_on_has_no_export(hub: Path, build: Build) -> None:
    build()

    assert not (hub / "output" / "export").exists()
    assert 'class="closing"' not in (hub / "output" / "index.html").read_text(encoding="utf-8")


def test_every_page_says_when_and_why_and_where_to_take_everything(closing: Path, build: Build) -> None:
    build()

    told, alone = 0, 0
    for page in (closing / "output").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if (
            'class="kiosk"' in text or 'class="embedded' in text
        ):  # a screen in the shop, a frame elsewhere: the way to the hub, which says it
            assert re.search(r'<a (?:class="onward" )?href="/hub/[^"]*">', text), page
            alone += 1
            continue
        told += 1
        assert "31\u00a0décembre 2026" in text or "December\u00a031, 2026" in text, page
        assert "Nous fermons boutique." in text or "We close up shop." in text, page
        assert 'href="/hub/export/archive.zip"' in text, page
    assert told > alone > 0


def test_the_export_has_posts_words_and_files(closing: Path, build: Build) -> None:
    build()
    with opened(closing) as archive:
        names = set(archive.namelist())
        posts = [json.loads(line) for line in archive.read("posts.jsonl").splitlines()]
        told = archive.read("README.txt").decode()

    assert {"README.txt", "posts.jsonl", "reviews.jsonl", "written/pages/charte.md", "written/posts/2026-03-02-camerise.en.md"} <= names
    assert any(name.startswith("files/media/") for name in names)
    assert posts
    assert told.startswith("Tout ce que ce site montrait")
    assert all(post["published"].endswith("Z") for post in posts)


def test_the_same_hub_gives_the_same_bytes(closing: Path, build: Build) -> None:
    build()
    first = (closing / "output" / "export" / "archive.zip").read_bytes()
    (closing / "output" / "export" / "archive.zip").unlink()
    build()

    assert (closing / "output" / "export" / "archive.zip").read_bytes() == first
    assert "export/archive.zip" not in build().written


def test_a_new_word_makes_a_new_export(closing: Path, build: Build) -> None:
    build()
    page = closing / "content" / "pages" / "charte.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nUn mot de plus.\n", encoding="utf-8")

    assert "export/archive.zip" in build().written


def test_a_draft_is_not_exported(closing: Path, build: Build) -> None:
    (closing / "content" / "posts" / "brouillon.md").write_text("---\ntitle: Secret\nstatus: draft\n---\nSecret.\n", encoding="utf-8")
    build()

    with opened(closing) as archive:
        assert not [name for name in archive.namelist() if "brouillon" in name]


def test_an_archive_has_neither_time_nor_owner(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    data = pack({"b.txt": b"words" * 100}, {"a.png": picture})

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["a.png", "b.txt"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [entry.compress_type for entry in archive.infolist()] == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]
