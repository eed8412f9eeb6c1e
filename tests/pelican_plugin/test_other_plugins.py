"""Beside the plugin: other plugins, and a theme of the hub's own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis import settings
from parvis.build.fresh import is_fresh
from parvis.build.stage import files
from parvis.errors import ContentError, SettingsError
from parvis.model.build_report import BuildReport

Build = Callable[..., BuildReport]

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


def use(hub: Path, plugin: str, text: str) -> None:
    (hub / "plugins").mkdir(exist_ok=True)
    (hub / "plugins" / f"{plugin}.py").write_text(text, encoding="utf-8")
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + f'PLUGIN_PATHS = ["plugins"]\nPLUGINS = ["parvis", "{plugin}"]\n', encoding="utf-8")


def test_missing_plugin_stops_the_build(hub: Path, pelican: Run, build: Build) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('["parvis"]', '["parvis", "no_such_plugin"]'), encoding="utf-8")
    done = pelican()

    assert done.returncode == 78
    with pytest.raises(SettingsError, match=r"pelican\.conf\.py:3: PLUGINS: the plugin 'no_such_plugin' cannot be loaded\."):
        build(hub)


def test_files_of_other_plugins_are_published_and_go_when_they_are_written_no_more(hub: Path, build: Build) -> None:
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


def test_edited_plugin_is_an_input(hub: Path, build: Build) -> None:
    use(hub, "plugin_of_a_test", "def register():\n    pass\n")
    build(hub)
    (hub / "plugins/plugin_of_a_test.py").write_text("def register():\n    return None\n", encoding="utf-8")

    assert not is_fresh(settings.read(hub), NOW)


def test_error_that_another_plugin_logs_stops_the_build(hub: Path, build: Build) -> None:
    use(
        hub,
        "complaining_plugin_of_a_test",
        "import logging\nfrom pelican import signals\ndef say(g):\n    logging.getLogger('pelican.x').error('all is lost')\ndef register():\n    signals.all_generators_finalized.connect(say)\n",
    )

    with pytest.raises(ContentError, match="content: all is lost"):
        build(hub)
    from pelican import signals

    signals.all_generators_finalized.disconnect(sys.modules["complaining_plugin_of_a_test"].say)
    assert list(files(hub / "output")) == [".gitignore"]


def test_warning_is_reported_by_every_build_of_a_process(hub: Path, build: Build) -> None:
    (hub / "content/posts/vote.md").write_text("Title: Vote\nDate: 2026-06-01\n\n<img src='/x.png' alt=''>\n", encoding="utf-8")

    assert build(hub).warnings == build(hub).warnings != ()


def test_hubs_own_theme_wins_and_ours_fills_the_rest(hub: Path, build: Build) -> None:
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
