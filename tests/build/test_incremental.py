"""The whole hub, built again and again: what each change may cost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from parvis import settings
from parvis.archive import read, write
from parvis.archive.lock import locked
from parvis.build import manifest
from parvis.build.fresh import is_fresh
from parvis.build.stage import files
from parvis.errors import ContentError, LockedError
from parvis.model.build_report import BuildReport

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
Build = Callable[..., BuildReport]


def tree(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in files(folder)}


def states(folder: Path) -> dict[str, tuple[int, ...]]:
    """Which file each is, and when it was last changed: whoever writes one, changes that."""
    found = {path: (folder / path).stat() for path in files(folder)}
    return {path: (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns) for path, state in found.items()}


def test_first_build_makes_the_whole_site_at_once(hub: Path, build: Build) -> None:
    report = build()
    made = tree(hub / "output")

    assert report.whole
    assert set(report.written) == made.keys() - {".gitignore"}
    assert report.rendered == report.pages
    assert report.markdown_parses == 6  # 4 texts and 2 summaries
    assert report.warnings == ()
    assert {"index.html", "en/index.html", "mur/index.html", "journal/camerise/index.html", "en/journal/camerise/index.html"} < made.keys()
    assert {"journal/vote/index.html", "charte/index.html", "api/index.json", "404.html"} < made.keys()


def test_second_build_draws_nothing_parses_nothing_and_writes_no_file(hub: Path, build: Build) -> None:
    build()
    before = {**states(hub / "output"), **states(hub / "content")}
    kept = states(hub / ".parvis")
    report = build()

    assert (report.rendered, report.markdown_parses, report.written, report.deleted) == (0, 0, (), ())
    assert report.unchanged == len(tree(hub / "output")) - 1
    assert {**states(hub / "output"), **states(hub / "content")} == before
    # The record of the inputs may trust by now the times of files that were made right before the first build.
    assert {path for path, state in states(hub / ".parvis").items() if kept.get(path) != state} <= {"lock", "built.json"}


def test_every_single_lost_file_is_restored_and_no_other_is_written(hub: Path, build: Build) -> None:
    build()
    whole = tree(hub / "output")
    for path in sorted(whole)[::5]:  # each fifth: every kind is among them
        (hub / "output" / path).unlink()
        report = build()

        assert report.written == (path,)
        assert tree(hub / "output") == whole
        assert is_fresh(settings.read(hub), NOW)


def test_every_single_lost_line_of_the_manifest_is_restored_and_no_file_is_written(hub: Path, build: Build) -> None:
    build()
    file = hub / ".parvis" / manifest.NAME
    whole, site = file.read_bytes(), states(hub / "output")
    lines = whole.splitlines(keepends=True)
    for lost in range(0, len(lines), 9):
        file.write_bytes(b"".join(lines[:lost] + lines[lost + 1 :]))
        report = build()

        assert report.written == report.deleted == ()
        assert report.rendered <= 1
        assert file.read_bytes() == whole
        assert states(hub / "output") == site


def test_lost_state_draws_everything_and_writes_nothing(hub: Path, build: Build) -> None:
    build()
    shutil.rmtree(hub / ".parvis")
    report = build()

    assert report.rendered == report.pages
    assert (report.written, report.deleted) == ((), ())


def test_one_more_item_writes_the_pages_that_show_it_and_no_item_page_but_its_own(hub: Path, build: Build) -> None:
    build()
    before = tree(hub / "output")
    post = read.posts(hub / "content/archive", "shop")[0]
    new = msgspec.structs.replace(post, id="shop:new", slug="neuf", title="Neuf", published=datetime(2026, 6, 10, tzinfo=UTC), tags=())
    write.keep(hub / "content/archive", "shop", [new])
    report = build()
    items = [path for path in report.written if path.startswith("mur/") and len(path.split("/")) == 4 and "/page/" not in path]

    assert [path.split("/")[1:3] for path in items] == [["shop", f"neuf-{new.id8}"]]
    assert report.rendered < report.pages / 2
    assert {"index.html", "mur/index.html", "sources/shop/index.html", "api/index.json"} <= set(report.written)
    assert not [path for path in report.written if "square" in path or path.startswith(("charte/", "journal/vote", "theme/", "images/"))]
    assert {path for path, data in tree(hub / "output").items() if before.get(path) != data} == set(report.written)


def test_item_that_is_gone_takes_its_page_and_picture_along(hub: Path, build: Build) -> None:
    build()
    file = hub / "content/archive/square/2026-05.jsonl"
    file.write_bytes(b"".join(line for line in file.read_bytes().splitlines(keepends=True) if b"square:6" not in line))
    report = build()

    assert [path for path in report.deleted if path.startswith("media/")]
    assert [path for path in report.deleted if path.startswith("mur/square/un-mot-sur-la-place-6-")]
    assert not any((hub / "output" / path).exists() for path in report.deleted)
    assert not list((hub / "output/media").glob("4f/*"))


def test_edited_post_writes_its_page_and_the_lists_that_show_it(hub: Path, build: Build) -> None:
    build()
    post = hub / "content/posts/vote.md"
    post.write_text(post.read_text(encoding="utf-8").replace("Votez", "Votez tous"), encoding="utf-8")
    report = build()

    assert "journal/vote/index.html" in report.written
    # It is not told in English, so the English feed has it as it is.
    far = [path for path in report.written if path.startswith(("mur/", "en/", "charte/", "sources/", "media/"))]
    assert sorted(far) == ["en/feed.json", "en/feed.xml"]
    assert report.markdown_parses == 1


def test_post_of_a_later_moment_waits_for_it(hub: Path, build: Build) -> None:
    (hub / "content/posts/bientot.md").write_text("Title: Bientot\nDate: 2026-06-20 08:00\n\nPatience.\n", encoding="utf-8")
    build()
    page = hub / "output/journal/bientot/index.html"

    assert not page.exists()

    report = build(NOW + timedelta(days=8))

    assert "journal/bientot/index.html" in report.written
    assert page.exists()
    assert [path for path in build(NOW).deleted if not path.startswith("social/")] == ["journal/bientot/index.html"]


def test_draft_is_no_page(hub: Path, build: Build) -> None:
    (hub / "content/posts/brouillon.md").write_text("---\ntitle: Brouillon\nstatus: draft\n---\nSecret.\n", encoding="utf-8")
    build()

    assert not [path for path, data in tree(hub / "output").items() if b"Secret" in data or "brouillon" in path]


def test_changed_settings_are_drawn(hub: Path, build: Build) -> None:
    build()
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace("Petite place", "Grande place"), encoding="utf-8")
    report = build()

    assert report.rendered == report.pages
    assert b"Grande place" in (hub / "output/index.html").read_bytes()


def test_nothing_of_output_changes_when_content_is_broken(hub: Path, build: Build) -> None:
    build()
    before = states(hub / "output")
    (hub / "content/posts/vote.md").write_text("Title: Vote\nDate: demain\n\nx\n", encoding="utf-8")

    with pytest.raises(ContentError, match=r"content/posts/vote\.md:2: date: 'demain' is no date\."):
        build()

    assert states(hub / "output") == before
    assert not (hub / ".parvis/staging").exists()


def test_second_command_at_work_is_refused(hub: Path, build: Build) -> None:
    with locked(hub / ".parvis"), pytest.raises(LockedError, match="another command"):
        build()

    assert list(files(hub / "output")) == [".gitignore"]


def test_editors_page_at_an_address_of_the_hub_is_refused(hub: Path, build: Build) -> None:
    (hub / "content/pages/mur.md").write_text("---\ntitle: Mur\n---\nx\n", encoding="utf-8")

    with pytest.raises(ContentError, match=r"content/pages/mur\.md.*the address 'mur' belongs to the hub itself"):
        build()


def test_missing_picture_of_an_item_is_a_warning(hub: Path, build: Build) -> None:
    shutil.rmtree(hub / "content/archive/media")
    report = build()

    assert len(report.warnings) == 1
    assert "is missing: square:6 shows it" in report.warnings[0]


def test_picture_path_that_leaves_the_archive_leads_nowhere(hub: Path, build: Build) -> None:
    (hub / "secret.png").write_bytes(b"secret")
    file = hub / "content/archive/square/2026-05.jsonl"
    text = file.read_text(encoding="utf-8")
    start = text.index('"local":"') + 9
    file.write_text(text[:start] + "../../../secret.png" + text[text.index('"', start) :], encoding="utf-8")
    report = build()

    assert "secret.png is missing" in report.warnings[0]
    assert b"secret" not in tree(hub / "output").values()


def test_pictures_of_somebody_who_asked_not_to_be_shown_stay_at_home(hub: Path, build: Build) -> None:
    file = hub / "content/archive/square/2026-05.jsonl"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('"url":"https://square.example/@ada"}', '"url":"https://square.example/@ada","opted_out":true}'), encoding="utf-8"
    )
    build()

    assert not list((hub / "output/media").glob("4f/*"))


def test_feed_text_is_never_drawn_as_markup_nor_as_a_template(hub: Path, build: Build) -> None:
    post = read.posts(hub / "content/archive", "shop")[0]
    hostile = "{{ 7 * 7 }} {filename}/posts/vote.md <script>alert(1)</script> **bold**"
    evil = msgspec.structs.replace(post, id="shop:evil", title=hostile, text=hostile, html=f"<p>{hostile}</p>", tags=(hostile,))
    write.keep(hub / "content/archive", "shop", [evil])
    build()
    page = next(data for path, data in tree(hub / "output").items() if path.startswith("mur/shop/") and evil.id8 in path).decode()

    assert "{{ 7 * 7 }}" in page
    assert "**bold**" in page
    assert "{filename}/posts/vote.md" in page
    assert not [path for path, data in tree(hub / "output").items() if b"<script>alert" in data and path.endswith(".html")]


def test_same_input_gives_the_same_bytes_whatever_the_process(hub: Path, tmp_path: Path) -> None:
    made = []
    for number, (seed, zone, language) in enumerate([("0", "UTC", "C"), ("4242", "Asia/Tokyo", "fr_FR.UTF-8")]):
        copy = tmp_path / f"copy {number}"
        shutil.copytree(hub, copy)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        environment.pop("PARVIS_NOW", None)
        command = [sys.executable, "-m", "pelican", "-s", "pelican.conf.py"]
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)

        assert done.returncode == 0, done.stderr
        made.append(tree(copy / "output"))

    assert made[0] == made[1]
    assert len(made[0]) > 40


def test_site_under_a_folder_links_into_it(hub: Path, build: Build) -> None:
    build()
    page = (hub / "output/journal/camerise/index.html").read_text(encoding="utf-8")

    assert 'href="/hub/charte/"' in page
    assert 'href="/hub/journal/vote/"' in page
    assert 'src="/hub/media/' in page
    assert "{filename}" not in page
