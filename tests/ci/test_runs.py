"""What the workflows' own shell steps do in a scratch repository with a bare remote."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

Start = Callable[..., Any]


def test_something_new_makes_one_commit_and_a_new_site(forge: Any, github: Start) -> None:
    run = github("first").run()

    assert run.failed == "", run.said
    assert len(forge.commits()) == 2
    assert run.deployed
    assert "Item 2" in (run.place / "output/wall/index.html").read_text("utf-8")


def test_commit_holds_the_archive_alone_and_counts_alone(forge: Any, github: Start) -> None:
    before = set(forge.files())
    forge.feed.items[3] = " $(touch /tmp/hacked) ::set-output name=x::y"

    github("first").run()

    assert {path.split("/")[1] for path in set(forge.files()) - before} == {"archive"}
    assert "Item" not in forge.commits()[0]
    assert "hacked" not in forge.commits()[0]
    assert "3" in forge.commits()[0]


def test_nothing_new_makes_no_commit_and_no_deployment(forge: Any, github: Start, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    github("first", cache=cache).run()
    commits = forge.commits()

    run = github("second", cache=cache, now="2030-01-01T11:00Z").run()

    assert run.failed == "", run.said
    assert forge.commits() == commits
    assert not run.deployed
    assert run.outputs["build"]["changed"] == "false"


def test_nothing_new_without_a_cache_is_nothing_new_either(forge: Any, github: Start) -> None:
    github("first").run()
    commits = forge.commits()

    run = github("second", now="2030-01-01T11:00Z").run()

    assert forge.commits() == commits
    assert not run.deployed


def test_push_and_run_by_hand_always_put_the_site_online(forge: Any, github: Start) -> None:
    github("first").run()

    for event in ("push", "workflow_dispatch"):
        assert github(event, event=event, now="2030-01-01T11:00Z").run().deployed


def test_two_at_once_lose_nothing(forge: Any, github: Start) -> None:
    github("first").run()
    forge.feed.items[4] = ""
    slow = github("slow", now="2030-01-01T11:00Z").run(until="Collect")
    forge.feed.items[5] = ""
    forge.feed.items[1] = " mended"
    fast = github("fast", now="2030-01-01T11:01Z").run()
    slow.run()

    assert (fast.failed, slow.failed) == ("", ""), slow.said
    records = [json.loads(line) for line in forge.archive().splitlines()]
    assert sorted(record["title"] for record in records) == ["Item 1 mended", "Item 2", "Item 3", "Item 4", "Item 5"]
    assert len(forge.commits()) <= 4
    assert "Item 5" in (slow.place / "output/wall/index.html").read_text("utf-8")


def test_two_that_found_the_same_make_one_commit(forge: Any, github: Start) -> None:
    slow = github("slow").run(until="Collect")
    github("fast").run()
    commits = forge.commits()

    slow.run()

    assert slow.failed == "", slow.said
    assert forge.commits() == commits


def test_push_of_an_editor_in_between_is_kept(forge: Any, github: Start, tmp_path: Path) -> None:
    run = github("slow").run(until="Collect")
    _editor_writes(forge, "note.md")

    run.run()

    assert run.failed == "", run.said
    assert "content/posts/note.md" in forge.files()
    assert "A note" in forge.commits()
    assert (run.place / "output/journal/note/index.html").is_file()


def _editor_writes(forge: Any, name: str) -> None:
    from subprocess import run

    (forge.editor / "content/posts" / name).write_text("---\ntitle: A note\ndate: 2029-01-01\n---\n\nText.\n")
    for words in (
        ["add", "."],
        ["-c", "user.name=Ed", "-c", "user.email=ed@hub.example", "commit", "-qm", "A note"],
        ["push", "-q", str(forge.remote), "main"],
    ):
        run(["git", *words], cwd=forge.editor, check=True, capture_output=True)


def test_race_of_four_ends_with_everything(forge: Any, github: Start) -> None:
    github("first").run()
    runs = []
    for number in range(4, 8):
        forge.feed.items = {number: ""}
        runs.append(github(f"run{number}", now="2030-01-01T12:00Z").run(until="Collect"))
    threads = [threading.Thread(target=run.run) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [run.failed for run in runs] == ["", "", "", ""], "\n".join(run.said for run in runs)
    assert {json.loads(line)["title"] for line in forge.archive().splitlines()} == {f"Item {number}" for number in range(1, 8)}


def test_dead_feed_fails_the_run_but_neither_the_site_nor_the_archive(forge: Any, github: Start) -> None:
    github("first").run()
    forge.feed.broken = True

    run = github("second", event="push", now="2030-01-01T11:00Z").run()

    assert run.failed == "Tell when sources failed"
    assert run.deployed
    assert "Item 2" in (run.place / "output/wall/index.html").read_text("utf-8")
    assert len(forge.archive().splitlines()) == 3


def test_broken_content_stops_before_anything_is_put_online(forge: Any, github: Start) -> None:
    (forge.editor / "content/posts/bad.md").write_text("---\ntitle: Bad\ndate: soon\n---\n")
    _editor_writes(forge, "note.md")

    run = github("first", event="push").run()

    assert run.failed == "Build"
    assert not run.deployed
    assert "content/posts/bad.md:3" in run.said


def test_page_whose_time_has_come_is_put_online_without_any_news(forge: Any, github: Start, tmp_path: Path) -> None:
    _editor_writes(forge, "note.md")
    cache = tmp_path / "cache"
    before = github("first", cache=cache, now="2028-06-01T10:00Z").run()

    run = github("second", cache=cache, now="2030-01-01T10:00Z").run()

    assert not (before.place / "output/journal/note/index.html").exists()
    assert run.outputs["collect"]["changed"] == "false"
    assert run.deployed


def test_gitlab_commits_and_puts_online_what_is_new(forge: Any, gitlab: Start) -> None:
    run = gitlab("first").run()

    assert run.deployed, run.said
    assert len(forge.commits()) == 2


def test_gitlab_leaves_the_site_alone_when_nothing_is_new(forge: Any, gitlab: Start) -> None:
    gitlab("first").run()
    commits = forge.commits()

    run = gitlab("second", now="2030-01-01T11:00Z").run()

    assert run.code == 42, run.said
    assert forge.commits() == commits


def test_gitlab_puts_every_push_online(forge: Any, gitlab: Start) -> None:
    gitlab("first").run()

    assert gitlab("second", event="push", now="2030-01-01T11:00Z").run().deployed


def test_gitlab_puts_the_site_online_although_feeds_are_dead(forge: Any, gitlab: Start) -> None:
    gitlab("first").run()
    forge.feed.broken = True

    run = gitlab("second", event="push", now="2030-01-01T11:00Z").run()

    assert run.deployed, run.said
    assert "sources failed" in run.said
