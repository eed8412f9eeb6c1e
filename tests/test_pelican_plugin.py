"""Pelican with the plugin, started as people start it, and as the command does."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from parvis import pelican_plugin, settings
from parvis.build.fresh import is_fresh
from parvis.build.run import Run as Building
from parvis.build.stage import files
from parvis.errors import ContentError, SettingsError
from parvis.model.build_report import BuildReport
from parvis.written.articles import Written

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
Run = Callable[..., subprocess.CompletedProcess[str]]

OTHER_PLUGIN = """
from pathlib import Path
from pelican import signals
def write(pelican):
    Path(pelican.output_path, "humans.txt").write_text("Ada")
def register():
    signals.finalized.connect(write)
"""


@pytest.fixture
def hub(tmp_path: Path, samples: Path) -> Path:
    shutil.copytree(samples / "hubs" / "small", tmp_path / "hub")
    return tmp_path / "hub"


@pytest.fixture
def pelican(hub: Path) -> Run:
    """Runs `pelican -s pelican.conf.py …` in the hub's folder."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pelican", "-s", "pelican.conf.py", *arguments]
        kept = {name: value for name, value in os.environ.items() if name != "PARVIS_NOW"}
        return subprocess.run(command, cwd=hub, env={**kept, **environment}, capture_output=True, text=True, check=False)

    return run


def build(hub: Path, now: datetime = NOW) -> BuildReport:
    return pelican_plugin.build(settings.read(hub), now)


def tree(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in files(folder)}


def states(folder: Path) -> dict[str, tuple[int, int]]:
    return {path: ((folder / path).stat().st_ino, (folder / path).stat().st_mtime_ns) for path in files(folder)}


def use(hub: Path, plugin: str, text: str) -> None:
    (hub / "plugins").mkdir(exist_ok=True)
    (hub / "plugins" / f"{plugin}.py").write_text(text, encoding="utf-8")
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + f'PLUGIN_PATHS = ["plugins"]\nPLUGINS = ["parvis", "{plugin}"]\n', encoding="utf-8")


def test_plain_pelican_builds_what_the_command_builds(hub: Path, pelican: Run, tmp_path: Path) -> None:
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


def test_other_output_folder_gets_the_same_pages_and_leaves_no_trace(hub: Path, pelican: Run, tmp_path: Path) -> None:
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


def test_missing_plugin_stops_the_build(hub: Path, pelican: Run) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('["parvis"]', '["parvis", "no_such_plugin"]'), encoding="utf-8")
    done = pelican()

    assert done.returncode == 78
    with pytest.raises(SettingsError, match=r"pelican\.conf\.py:3: PLUGINS: the plugin 'no_such_plugin' cannot be loaded\."):
        build(hub)


def test_hub_without_the_plugin_is_told(hub: Path) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('["parvis"]', "[]"), encoding="utf-8")

    with pytest.raises(SettingsError, match="Pelican is not told to use Parvis"):
        build(hub)


def test_files_of_other_plugins_are_published_and_go_when_they_are_written_no_more(hub: Path) -> None:
    use(hub, "humans_of_a_test", OTHER_PLUGIN)
    first, second = build(hub), build(hub)

    assert "humans.txt" in first.written
    assert second.written == ()
    assert is_fresh(settings.read(hub), NOW)

    (hub / "pelican.conf.py").write_text(
        (hub / "pelican.conf.py").read_text(encoding="utf-8").replace(', "humans_of_a_test"', ""), encoding="utf-8"
    )
    sys.modules.pop("humans_of_a_test")
    from pelican import signals

    signals.finalized.receivers.clear()
    third = build(hub)

    assert third.deleted == ("humans.txt",)


def test_edited_plugin_is_an_input(hub: Path) -> None:
    use(hub, "plugin_of_a_test", "def register():\n    pass\n")
    build(hub)
    (hub / "plugins/plugin_of_a_test.py").write_text("def register():\n    return None\n", encoding="utf-8")

    assert not is_fresh(settings.read(hub), NOW)


def test_error_that_another_plugin_logs_stops_the_build(hub: Path) -> None:
    use(
        hub,
        "complaining_plugin_of_a_test",
        "import logging\nfrom pelican import signals\ndef say(g):\n    logging.getLogger('pelican.x').error('all is lost')\ndef register():\n    signals.all_generators_finalized.connect(say)\n",
    )

    with pytest.raises(ContentError, match="content: all is lost"):
        build(hub)
    from pelican import signals

    signals.all_generators_finalized.disconnect(sys.modules["complaining_plugin_of_a_test"].say)
    assert list(tree(hub / "output")) == [".gitignore"]


def test_warning_is_reported_by_every_build_of_a_process(hub: Path) -> None:
    (hub / "content/posts/vote.md").write_text("Title: Vote\nDate: 2026-06-01\n\n<img src='/x.png' alt=''>\n", encoding="utf-8")

    assert build(hub).warnings == build(hub).warnings != ()


def test_pelican_writes_nothing_of_its_own(hub: Path) -> None:
    build(hub)
    made = tree(hub / "output")

    assert not [path for path in made if path.startswith(("author", "category", "tag/", "drafts", "feeds", "archives", "posts/", "pages/"))]
    assert not [path for path, data in made.items() if path.endswith(".html") and b"Pelican" in data]


def test_nothing_is_printed_and_no_logging_is_changed(hub: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import logging

    handlers = list(logging.getLogger("pelican").handlers)
    build(hub)

    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pelican").handlers == handlers


def test_a_build_that_is_over_leaves_nothing_of_the_hub_in_memory(hub: Path) -> None:
    def alive() -> dict[int, object]:
        gc.collect()
        return {id(found): found for found in gc.get_objects() if isinstance(found, Building | Written)}

    before = alive()  # what other tests of this process hold
    build(hub)

    assert [type(found) for number, found in alive().items() if number not in before] == []


def test_locale_of_the_process_stays(hub: Path) -> None:
    import locale

    before = locale.setlocale(locale.LC_ALL)
    build(hub)

    assert locale.setlocale(locale.LC_ALL) == before


def test_link_to_another_language_leads_into_it(hub: Path) -> None:
    build(hub)
    page = (hub / "output/en/journal/camerise/index.html").read_text(encoding="utf-8")

    assert '<a href="/hub/journal/camerise/">the French one</a>' in page


def test_old_headers_and_yaml_make_the_same_kind_of_page(hub: Path) -> None:
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
    ],
)
def test_link_that_leads_nowhere_is_an_error_with_its_line(hub: Path, link: str, said: str) -> None:
    (hub / "content/posts/vote.md").write_text(f"Title: Vote\nDate: 2026-06-01\n\nText.\n{link}\n", encoding="utf-8")

    with pytest.raises(ContentError) as raised:
        build(hub)

    assert said in str(raised.value)


@pytest.mark.parametrize("target", ["status: draft", "date: 2026-07-01"])
def test_link_to_what_is_not_published_yet_is_a_warning(hub: Path, target: str) -> None:
    (hub / "content/posts/later.md").write_text(f"---\ntitle: Later\n{target}\n---\nx\n", encoding="utf-8")
    (hub / "content/posts/vote.md").write_text("Title: Vote\nDate: 2026-06-01\n\n[x]({filename}later.md)\n", encoding="utf-8")

    assert build(hub).warnings == ("content/posts/vote.md links to content/posts/later.md, which is not published yet.",)


def test_attached_picture_lies_beside_its_page(hub: Path) -> None:
    shutil.copy(hub / "content/images/point.png", hub / "content/posts/near.png")
    (hub / "content/posts/vote.md").write_text("Title: Vote\nDate: 2026-06-01\n\n![x]({attach}near.png)\n", encoding="utf-8")
    build(hub)

    (shown,) = _pictures(hub, "output/journal/vote/index.html")
    assert _size(hub / "output" / shown) == _size(hub / "content/posts/near.png")


def test_picture_outside_of_the_static_folders_is_published(hub: Path) -> None:
    (hub / "content/elsewhere").mkdir()
    shutil.copy(hub / "content/images/point.png", hub / "content/elsewhere/p.png")
    (hub / "content/posts/vote.md").write_text("Title: Vote\nDate: 2026-06-01\nPicture: elsewhere/p.png\n\nx\n", encoding="utf-8")
    build(hub)

    (shown,) = _pictures(hub, "output/journal/vote/index.html")
    assert _size(hub / "output" / shown) == _size(hub / "content/elsewhere/p.png")


def _size(file: Path) -> tuple[int, int]:
    with Image.open(file) as picture:
        return picture.size


def _pictures(hub: Path, page: str) -> list[str]:
    """The files that a page's main part shows, below `output`: they are our own copies, not what the editor keeps."""
    main = (hub / page).read_text(encoding="utf-8").partition("<main")[2].partition("</main")[0]
    return re.findall(r'<img [^>]*src="/hub/([^"]+)"', main)


def test_file_that_pelican_cannot_read_stops_the_build(hub: Path) -> None:
    (hub / "content/posts/bad.rst").write_text("Title\n=====\n\n:date: never\n\nText\n", encoding="utf-8")

    with pytest.raises(ContentError, match=r"content/posts/bad\.rst: Pelican cannot read this file\."):
        build(hub)


def test_restructured_text_is_an_article_too(hub: Path) -> None:
    (hub / "content/posts/old.rst").write_text("Du pain & du sel\n================\n\n:date: 2026-06-02\n\nUn texte.\n", encoding="utf-8")
    build(hub)

    assert "Du pain &amp; du sel" in (hub / "output/journal/du-pain-du-sel/index.html").read_text(encoding="utf-8")


def test_fields_of_ones_own_cannot_break_pelican(hub: Path) -> None:
    fields = "content: x\nsettings: y\n_content: z\nstatus_of_things: w\nmetadata: v\nsource_path: u"
    (hub / "content/posts/own.md").write_text(f"---\ntitle: Own\ndate: 2026-06-02\n{fields}\n---\nText\n", encoding="utf-8")
    build(hub)

    assert "Text" in (hub / "output/journal/own/index.html").read_text(encoding="utf-8")


def test_pelican_without_the_hub_is_left_alone(hub: Path, tmp_path: Path) -> None:
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


def test_hubs_own_theme_wins_and_ours_fills_the_rest(hub: Path) -> None:
    (hub / "theme" / "templates").mkdir(parents=True)
    (hub / "theme" / "static" / "css").mkdir(parents=True)
    (hub / "theme" / "templates" / "post.html").write_text("{{ title }} | {{ asset('css/own.css') }}", encoding="utf-8")
    (hub / "theme" / "static" / "css" / "own.css").write_text("p {}", encoding="utf-8")
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + 'THEME = "theme"\n', encoding="utf-8")
    build(hub)

    assert (hub / "output/journal/vote/index.html").read_text(encoding="utf-8").startswith("Le vote est ouvert | /hub/theme/css/own.css?v=")
    assert (hub / "output/theme/css/own.css").read_text(encoding="utf-8") == "p {}"
    assert "<html" in (hub / "output/index.html").read_text(encoding="utf-8")


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
