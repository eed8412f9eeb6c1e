"""Pelican with the plugin, started as people start it, and as the command does: the same site, and nothing left behind."""

from __future__ import annotations

import gc
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis import settings
from parvis.build.fresh import is_fresh
from parvis.build.run import Run as Building
from parvis.build.stage import files
from parvis.errors import SettingsError
from parvis.model.build_report import BuildReport
from parvis.written.articles import Written

Build = Callable[..., BuildReport]
Run = Callable[..., subprocess.CompletedProcess[str]]

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)


def tree(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in files(folder)}


def states(folder: Path) -> dict[str, tuple[int, int]]:
    return {path: ((folder / path).stat().st_ino, (folder / path).stat().st_mtime_ns) for path in files(folder)}


def test_plain_pelican_builds_what_the_command_builds(hub: Path, pelican: Run, tmp_path: Path, build: Build) -> None:
    shutil.copytree(hub, tmp_path / "other")
    done = pelican()
    build(tmp_path / "other")

    assert done.returncode == 0, done.stderr
    assert tree(hub / "output") == tree(tmp_path / "other" / "output")
    assert is_fresh(settings.read(hub), NOW)


def test_plain_pelican_is_as_incremental_as_the_command(hub: Path, pelican: Run) -> None:
    pelican()
    before = states(hub / "output")
    pelican()

    assert states(hub / "output") == before


def test_other_output_folder_gets_the_same_pages_and_leaves_no_trace(hub: Path, pelican: Run, tmp_path: Path, build: Build) -> None:
    build(hub)
    digests = {path: (hub / ".parvis" / path).read_bytes() for path in ("manifest.jsonl", "built.json")}
    before = states(hub / "output")
    done = pelican("-o", str(tmp_path / "elsewhere"))

    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "elsewhere") == {path: data for path, data in tree(hub / "output").items() if path != ".gitignore"}
    assert states(hub / "output") == before
    assert {path: (hub / ".parvis" / path).read_bytes() for path in digests} == digests
    assert not list((hub / ".parvis").glob("elsewhere*"))


def test_other_output_folder_works_before_the_first_build(hub: Path, pelican: Run, tmp_path: Path) -> None:
    done = pelican("-o", str(tmp_path / "elsewhere"))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "elsewhere" / "index.html").is_file()
    assert list(tree(hub / "output")) == [".gitignore"]
    assert not (hub / ".parvis" / "manifest.jsonl").exists()


def test_other_output_folder_keeps_what_else_lies_there(hub: Path, pelican: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.txt").write_text("mine")
    pelican("-o", str(tmp_path / "elsewhere"))

    assert (tmp_path / "elsewhere" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("file", "text", "code", "said"),
    [
        ("content/posts/bad.md", "Title: A\nDate: demain\n\nx", 65, "content/posts/bad.md:2: date: 'demain' is no date."),
        ("content/posts/bad.md", "---\ntitle: A\n", 65, "content/posts/bad.md:1: the front matter is opened here and never closed."),
        (
            "content/sources.yaml",
            "sources:\n  - {name: a, kind: yutube}\n",
            78,
            "content/sources.yaml:2: sources.0.kind: unknown kind 'yutube'.",
        ),
        ("content/archive/shop/2026-05.jsonl", "{\n", 65, "content/archive/shop/2026-05.jsonl"),
    ],
)
def test_plain_pelican_ends_with_the_exit_code_of_the_mistake(hub: Path, pelican: Run, file: str, text: str, code: int, said: str) -> None:
    (hub / file).write_text(text, encoding="utf-8")
    done = pelican()

    assert done.returncode == code
    assert said in " ".join((done.stdout + done.stderr).split())
    assert list(tree(hub / "output")) == [".gitignore"]


def test_moment_of_the_environment_counts_for_plain_pelican(hub: Path, pelican: Run) -> None:
    (hub / "content/posts/bientot.md").write_text("Title: Bientot\nDate: 2026-06-20\n\nx\n", encoding="utf-8")
    pelican()

    assert not (hub / "output/journal/bientot").exists()

    pelican(PARVIS_NOW="2026-06-20T00:00-04:00")

    assert (hub / "output/journal/bientot/index.html").is_file()


def test_hub_without_the_plugin_is_told(hub: Path, build: Build) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('["parvis"]', "[]"), encoding="utf-8")

    with pytest.raises(SettingsError, match="Pelican is not told to use Parvis"):
        build(hub)


def test_pelican_writes_nothing_of_its_own(hub: Path, build: Build) -> None:
    build(hub)
    made = tree(hub / "output")

    assert not [path for path in made if path.startswith(("author", "category", "tag/", "drafts", "feeds", "archives", "posts/", "pages/"))]
    assert not [path for path, data in made.items() if path.endswith(".html") and b"Pelican" in data]


def test_nothing_is_printed_and_no_logging_is_changed(hub: Path, capfd: pytest.CaptureFixture[str], build: Build) -> None:
    import logging

    handlers = list(logging.getLogger("pelican").handlers)
    build(hub)

    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pelican").handlers == handlers


def test_a_build_that_is_over_leaves_nothing_of_the_hub_in_memory(hub: Path, build: Build) -> None:
    def alive() -> dict[int, object]:
        gc.collect()
        return {id(found): found for found in gc.get_objects() if isinstance(found, Building | Written)}

    before = alive()  # what other tests of this process hold
    build(hub)

    assert [type(found) for number, found in alive().items() if number not in before] == []


def test_locale_of_the_process_stays(hub: Path, build: Build) -> None:
    import locale

    before = locale.setlocale(locale.LC_ALL)
    build(hub)

    assert locale.setlocale(locale.LC_ALL) == before


def test_pelican_without_the_hub_is_left_alone(hub: Path, tmp_path: Path, build: Build) -> None:
    build(hub)  # connects the receivers
    from pelican import Pelican
    from pelican.settings import read_settings

    (tmp_path / "blog" / "content").mkdir(parents=True)
    (tmp_path / "blog" / "content" / "a.md").write_text("Title: A\nDate: 2026-06-02\n\nx\n", encoding="utf-8")
    (tmp_path / "blog" / "conf.py").write_text(
        "PATH = 'content'\nOUTPUT_PATH = 'output'\nPLUGINS = []\nTIMEZONE = 'UTC'\nDEFAULT_LANG = 'en'\nFEED_ALL_ATOM = None\nCATEGORY_FEED_ATOM = None\nTRANSLATION_FEED_ATOM = None\nAUTHOR_FEED_ATOM = None\nAUTHOR_FEED_RSS = None\nTHEME = 'simple'\n"
    )
    Pelican(read_settings(str(tmp_path / "blog" / "conf.py"))).run()

    assert (tmp_path / "blog" / "output" / "a.html").is_file()


def test_second_run_of_the_same_pelican_builds_again(hub: Path) -> None:
    """As `pelican --autoreload` does."""
    from pelican import Pelican
    from pelican.settings import read_settings

    values = read_settings(str(hub / "pelican.conf.py"))
    running = Pelican(values)
    running.run()
    post = hub / "content/posts/vote.md"
    post.write_text(post.read_text(encoding="utf-8").replace("Votez", "Votez tous"), encoding="utf-8")
    running.run()

    assert "Votez tous" in (hub / "output/journal/vote/index.html").read_text(encoding="utf-8")
