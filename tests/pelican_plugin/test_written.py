"""What editors write, by way of Pelican: links, pictures, headers of every age, fields of one's own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from parvis.errors import ContentError
from parvis.model.build_report import BuildReport

Build = Callable[..., BuildReport]


def test_link_to_another_language_leads_into_it(hub: Path, build: Build) -> None:
    build(hub)
    page = (hub / "output/en/journal/camerise/index.html").read_text(encoding="utf-8")

    assert '<a href="/hub/journal/camerise/">the French one</a>' in page


def test_old_headers_and_yaml_make_the_same_kind_of_page(hub: Path, build: Build) -> None:
    build(hub)
    old = (hub / "output/journal/vote/index.html").read_text(encoding="utf-8")
    new = (hub / "output/journal/camerise/index.html").read_text(encoding="utf-8")

    assert "Le vote est ouvert" in old
    assert "Ilyès Benkirane" in old
    assert "Date: ceci n’est plus un en-tête." in old
    assert "La camerise" in new
    assert "Maude Thériault" in new
    assert "Un point bleu" in new


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (
            "[x]({filename}nowhere.md)",
            "content/posts/vote.md:5: the link leads to 'nowhere.md', which is not there. Mend the link, or add the file.",
        ),
        ("![x]({static}/images/none.png)", "content/posts/vote.md:5: the link leads to 'images/none.png', which is not there."),
        (
            "![x](images/point.png)",
            "content/posts/vote.md:5: nobody finds 'images/point.png' from the page that this becomes. Write `{static}/images/point.png`.",
        ),
        ("![x](../images/point.png)", "Write `{static}/images/point.png`."),
        ("![x](vote.md)", "Write `{attach}vote.md`."),
        ("[x](vote.md)", "Write `{filename}vote.md`."),
    ],
)
def test_link_that_leads_nowhere_is_an_error_with_its_line(hub: Path, link: str, said: str, build: Build) -> None:
    (hub / "content/posts/vote.md").write_text(f"Title: Vote\nDate: 2026-06-01\n\nText.\n{link}\n", encoding="utf-8")

    with pytest.raises(ContentError) as raised:
        build(hub)

    assert said in str(raised.value)


@pytest.mark.parametrize("target", ["status: draft", "date: 2026-07-01"])
def test_link_to_what_is_not_published_yet_is_a_warning(hub: Path, target: str, build: Build) -> None:
    (hub / "content/posts/later.md").write_text(f"---\ntitle: Later\n{target}\n---\nx\n", encoding="utf-8")
    (hub / "content/posts/vote.md").write_text("Title: Vote\nDate: 2026-06-01\n\n[x]({filename}later.md)\n", encoding="utf-8")

    assert build(hub).warnings == ("content/posts/vote.md links to content/posts/later.md, which is not published yet.",)


def test_attached_picture_lies_beside_its_page(hub: Path, build: Build) -> None:
    shutil.copy(hub / "content/images/point.png", hub / "content/posts/near.png")
    (hub / "content/posts/vote.md").write_text("Title: Vote\nDate: 2026-06-01\n\n![x]({attach}near.png)\n", encoding="utf-8")
    build(hub)

    (shown,) = _pictures(hub, "output/journal/vote/index.html")
    assert _size(hub / "output" / shown) == _size(hub / "content/posts/near.png")


def test_picture_outside_of_the_static_folders_is_published(hub: Path, build: Build) -> None:
    (hub / "content/elsewhere").mkdir()
    shutil.copy(hub / "content/images/point.png", hub / "content/elsewhere/p.png")
    (hub / "content/posts/vote.md").write_text("Title: Vote\nDate: 2026-06-01\nPicture: elsewhere/p.png\n\nx\n", encoding="utf-8")
    build(hub)

    (shown,) = _pictures(hub, "output/journal/vote/index.html")
    assert _size(hub / "output" / shown) == _size(hub / "content/elsewhere/p.png")


def test_file_that_pelican_cannot_read_stops_the_build(hub: Path, build: Build) -> None:
    (hub / "content/posts/bad.rst").write_text("Title\n=====\n\n:date: never\n\nText\n", encoding="utf-8")

    with pytest.raises(ContentError, match=r"content/posts/bad\.rst: Pelican cannot read this file\."):
        build(hub)


def test_restructured_text_is_an_article_too(hub: Path, build: Build) -> None:
    (hub / "content/posts/old.rst").write_text("Du pain & du sel\n================\n\n:date: 2026-06-02\n\nUn texte.\n", encoding="utf-8")
    build(hub)

    assert "Du pain &amp; du sel" in (hub / "output/journal/du-pain-du-sel/index.html").read_text(encoding="utf-8")


def test_fields_of_ones_own_cannot_break_pelican(hub: Path, build: Build) -> None:
    fields = "content: x\nsettings: y\n_content: z\nstatus_of_things: w\nmetadata: v\nsource_path: u"
    (hub / "content/posts/own.md").write_text(f"---\ntitle: Own\ndate: 2026-06-02\n{fields}\n---\nText\n", encoding="utf-8")
    build(hub)

    assert "Text" in (hub / "output/journal/own/index.html").read_text(encoding="utf-8")


def _size(file: Path) -> tuple[int, int]:
    with Image.open(file) as picture:
        return picture.size


def _pictures(hub: Path, page: str) -> list[str]:
    """The files that an article shows, below `output`: they are our own copies, not what the editor keeps."""
    article = (hub / page).read_text(encoding="utf-8").partition("<article")[2].partition("</article")[0]
    return re.findall(r'<img [^>]*src="/hub/([^"]+)"', article)
