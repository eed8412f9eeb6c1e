"""`parvis serve` around the server: what a rebuild does with errors, locks and time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parvis.archive.lock import locked
from parvis.cli.serve import Hall
from parvis.errors import ContentError
from parvis.serve.files import Found


def test_rebuild_shows_the_site_and_tells_the_browsers(hub: Path) -> None:
    hall = Hall(hub, None)
    before = hall.site.pulse.version

    hall.rebuild(())

    assert hall.site.broken is None
    assert hall.site.pulse.version != before
    assert isinstance(hall.site.find("/"), Found)


def test_broken_content_is_kept_for_the_browser_and_ends_nothing(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hall = Hall(hub, None)
    (hub / "content/posts/a.md").write_text("---\ntitle: A\ndate: soon\n---\n")

    hall.rebuild(("content/posts/a.md",))

    assert isinstance(hall.site.broken, ContentError)
    assert "content/posts/a.md:3" in capsys.readouterr().err


def test_server_waits_for_a_running_command_and_builds_after_it(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hall = Hall(hub, None)
    with locked(hub / ".parvis"):
        hall.rebuild(("a",))
        hall.rebuild(())
        assert hall.due()
        assert hall.site.broken is None

    hall.rebuild(())

    assert not hall.due()
    assert (hub / "output/index.html").is_file()
    assert capsys.readouterr().err.count("another command") == 1


def test_page_to_come_makes_a_rebuild_due_at_its_moment(hub: Path) -> None:
    (hub / "content/posts/later.md").write_text("---\ntitle: Later\ndate: 2040-01-01 10:00\n---\nText.\n")
    early, late = Hall(hub, "2039-12-31T10:00Z"), Hall(hub, "2040-01-02T10:00Z")

    early.rebuild(())
    assert not early.due()
    late._next_change = early._next_change

    assert late.due()


def test_broken_settings_watch_the_usual_content(hub: Path) -> None:
    (hub / "pelican.conf.py").write_text("SITENAME = ''\n")

    assert Hall(hub, None).folders() == (hub / "content",)


def test_machines_are_told_each_event_on_one_line(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hall = Hall(hub, None, as_json=True)
    hall.rebuild(())
    (hub / "content/posts/a.md").write_text("---\ntitle: A\ndate: soon\n---\n")
    hall.rebuild(("content/posts/a.md",))

    said = capsys.readouterr()
    built, changed, broken = (json.loads(line) for line in said.out.splitlines())
    assert said.err == ""
    assert (built["event"], changed["event"], broken["event"]) == ("built", "changed", "broken")
    assert "index.html" in built["written"]
    assert changed["files"] == ["content/posts/a.md"]
    assert broken["error"]["exitcode"] == 65
    assert broken["mistakes"][0]["file"] == "content/posts/a.md"
