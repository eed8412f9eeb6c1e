"""What counts as a change, and what follows from it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from parvis.serve.watch import changes, follow


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "pelican.conf.py").write_text("SITENAME = 'a'\n")
    return tmp_path


def first_change(hub: Path, stop: threading.Event) -> tuple[str, ...]:
    for names in changes([hub / "content", hub / "absent"], hub / "pelican.conf.py", stop):
        if names:
            return names
    return ()


def test_saved_post_is_a_change(hub: Path) -> None:
    stop = threading.Event()
    threading.Timer(0.5, (hub / "content/posts/a.md").write_text, ["a"]).start()
    threading.Timer(20, stop.set).start()

    names = first_change(hub, stop)
    stop.set()

    assert str(hub / "content/posts/a.md") in names


def test_settings_replaced_by_renaming_are_a_change(hub: Path) -> None:
    stop = threading.Event()
    (hub / "new").write_text("SITENAME = 'b'\n")
    threading.Timer(0.5, os.replace, [hub / "new", hub / "pelican.conf.py"]).start()
    threading.Timer(20, stop.set).start()

    names = first_change(hub, stop)
    stop.set()

    assert str(hub / "pelican.conf.py") in names


def test_settings_are_watched_where_there_is_no_folder_at_all(hub: Path) -> None:
    stop = threading.Event()
    threading.Timer(0.2, (hub / "pelican.conf.py").write_text, ["SITENAME = 'longer'\n"]).start()
    threading.Timer(20, stop.set).start()

    found = next(names for names in changes([], hub / "pelican.conf.py", stop) if names)
    stop.set()

    assert found == (str(hub / "pelican.conf.py"),)


def test_each_burst_rebuilds_once_and_quiet_moments_do_not() -> None:
    bursts: Iterator[tuple[str, ...]] = iter([("a.md", "b.md"), (), (), ("c.md",)])
    rebuilt: list[tuple[str, ...]] = []

    follow(bursts, rebuilt.append, due=lambda: False)

    assert rebuilt == [("a.md", "b.md"), ("c.md",)]


def test_page_whose_time_has_come_is_rebuilt_without_a_change() -> None:
    bursts: Iterator[tuple[str, ...]] = iter([(), ()])
    rebuilt: list[tuple[str, ...]] = []

    follow(bursts, rebuilt.append, due=lambda: True)

    assert rebuilt == [(), ()]
