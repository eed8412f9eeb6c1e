"""`parvis build`: what it writes, what it says, and how little it does when nothing has changed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
NOW = ("--now", "2030-01-01T10:00Z")


def test_new_hub_builds_at_once(run: Run, hub: Path) -> None:
    done = run("build", cwd=hub)

    assert done.returncode == 0, done.stderr
    assert "files written" in done.stdout
    assert "The Square" in (hub / "output/index.html").read_text("utf-8")


def test_hub_that_does_not_know_its_address_yet_builds_without_a_word_of_pelicans(run: Run, tmp_path: Path) -> None:
    run("init", "h")

    done = run("--root", "h", "build")

    assert (done.returncode, done.stderr) == (0, "")


def test_second_build_writes_nothing_and_says_so(run: Run, hub: Path) -> None:
    run("build", *NOW, cwd=hub)
    before = {path: path.stat().st_mtime_ns for path in (hub / "output").rglob("*")}

    done = run("build", *NOW, cwd=hub)

    assert done.stdout == "Nothing changed.\n"
    assert {path: path.stat().st_mtime_ns for path in (hub / "output").rglob("*")} == before


def test_nothing_changed_is_said_before_pelican_is_imported(run: Run, hub: Path) -> None:
    run("build", *NOW, cwd=hub)
    code = f"import sys\nfrom parvis.cli import main\nmain(['build', *{NOW!r}])\nprint(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], cwd=hub, capture_output=True, text=True, check=True)

    said, loaded = done.stdout.splitlines()
    assert said == "Nothing changed."
    heavy = {"pelican", "jinja2", "markdown", "feedparser", "aiohttp", "pydantic", "ruamel.yaml", "rich", "PIL", "babel"}
    assert not heavy & set(loaded.split())


def test_machines_get_every_path(run: Run, hub: Path) -> None:
    first = json.loads(run("build", "--json", *NOW, cwd=hub).stdout)
    lying = {
        path.relative_to(hub / "output").as_posix() for path in (hub / "output").rglob("*") if path.is_file() and path.name != ".gitignore"
    }
    (hub / "content/posts/welcome.md").unlink()
    second = json.loads(run("build", "--json", *NOW, cwd=hub).stdout)
    third = json.loads(run("build", "--json", *NOW, cwd=hub).stdout)

    assert first["changed"] is True
    assert "index.html" in first["written"]
    assert set(first["written"]) == lying
    assert "journal/welcome/index.html" in second["deleted"]
    assert (third["changed"], third["written"], third["deleted"]) == (False, [], [])


def test_workflow_is_told_whether_the_site_changed(run: Run, hub: Path, tmp_path: Path) -> None:
    told = tmp_path / "outputs"
    for _ in range(2):
        run("build", *NOW, cwd=hub, env={"GITHUB_OUTPUT": str(told)})

    assert told.read_text() == "changed=true\nchanged=false\n"


def test_broken_post_stops_the_build_and_leaves_the_site(run: Run, hub: Path) -> None:
    run("build", *NOW, cwd=hub)
    before = (hub / "output/index.html").read_bytes()
    (hub / "content/posts/a.md").write_text("---\ntitle: A\ndate: soon\n---\n")
    (hub / "content/posts/b.md").write_text("---\ntitel: B\ndate: 2030-01-01\n---\n")

    done = run("build", *NOW, cwd=hub)

    assert done.returncode == 65
    assert "content/posts/a.md:3" in done.stderr
    assert "content/posts/b.md" in done.stderr
    assert (hub / "output/index.html").read_bytes() == before


def test_collected_items_stand_on_the_wall(run: Run, hub: Path) -> None:
    run("collect", cwd=hub)
    run("build", cwd=hub)

    assert "Three questions to a neighbour" in (hub / "output/wall/index.html").read_text("utf-8")
