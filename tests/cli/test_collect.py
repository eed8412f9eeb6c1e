"""`parvis collect`: what people, machines and forges are told of a run."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
NOW = ("--now", "2030-01-01T10:00Z")


def test_each_source_has_its_line_and_the_sums_follow(run: Run, hub: Path) -> None:
    done = run("collect", *NOW, cwd=hub)

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "sample: 4 new, 2 pictures"
    assert lines[-1].startswith("4 new, 0 edited, 2 pictures;")


def test_machines_get_the_same_facts(run: Run, hub: Path) -> None:
    done = run("collect", "--json", *NOW, cwd=hub)

    facts = json.loads(done.stdout)
    assert (facts["changed"], facts["new"], facts["pictures"]) == (True, 4, 2)
    assert facts["sources"][0]["name"] == "sample"
    assert "4 new" in facts["message"]


def test_second_run_finds_nothing_new(run: Run, hub: Path) -> None:
    run("collect", *NOW, cwd=hub)
    before = {path: path.read_bytes() for path in (hub / "content").rglob("*") if path.is_file()}

    facts = json.loads(run("collect", "--json", "--now", "2030-01-02T10:00Z", cwd=hub).stdout)

    assert (facts["changed"], facts["files_written"]) == (False, 0)
    assert {path: path.read_bytes() for path in (hub / "content").rglob("*") if path.is_file()} == before


def test_unknown_source_is_a_mistake_with_the_nearest_name(run: Run, hub: Path) -> None:
    done = run("collect", "sampel", cwd=hub)

    assert done.returncode == 2
    assert "'sample'" in done.stderr


def test_forge_gets_its_answer_its_table_and_its_message(run: Run, hub: Path, tmp_path: Path) -> None:
    outputs, summary, message = tmp_path / "outputs", tmp_path / "summary", tmp_path / "deep/message.txt"

    run("collect", *NOW, "--message", str(message), cwd=hub, env={"GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary)})

    assert outputs.read_text() == "changed=true\n"
    assert "| sample |" in summary.read_text("utf-8")
    assert "4 new" in message.read_text("utf-8")
    assert len(message.read_text("utf-8").strip().splitlines()) == 1


def test_all_sources_failing_ends_with_75_and_keeps_the_archive(run: Run, hub: Path) -> None:
    run("collect", *NOW, cwd=hub)
    (hub / "content/recorded/sample.xml").write_text("<html><body>Sign in</body></html>")

    done = run("collect", "--force", "--now", "2030-01-02T10:00Z", cwd=hub)

    assert done.returncode == 75
    assert "sample: FAILED" in done.stdout
    assert len(list((hub / "content/archive/sample").glob("*.jsonl"))) > 0


def test_source_that_must_not_fail_ends_with_1(run: Run, hub: Path) -> None:
    sources = hub / "content/sources.yaml"
    sources.write_text(sources.read_text("utf-8").replace("    owner: brand\n", "    owner: brand\n    on_failure: error\n", 1), "utf-8")
    (hub / "content/recorded/sample.xml").write_text("nothing")

    assert run("collect", *NOW, cwd=hub).returncode == 1


@pytest.mark.parametrize("words", [("--repair",), ("--repair", "--json")])
def test_repair_mends_what_a_merge_has_left(run: Run, hub: Path, words: tuple[str, ...]) -> None:
    run("collect", *NOW, cwd=hub)
    months = sorted((hub / "content/archive/sample").glob("*.jsonl"))
    whole = months[-1].read_bytes()
    months[-1].write_bytes(whole + whole.splitlines(keepends=True)[0])

    done = run("collect", *words, cwd=hub)

    assert done.returncode == 0
    assert months[-1].relative_to(hub).as_posix() in done.stdout
    assert months[-1].read_bytes() == whole


def test_repair_of_a_whole_archive_says_so(run: Run, hub: Path) -> None:
    assert "nothing to repair" in run("collect", "--repair", cwd=hub).stdout


def test_lock_of_another_command_is_told(run: Run, hub: Path) -> None:
    from parvis.archive.lock import locked

    with locked(hub / ".parvis"):
        done = run("collect", *NOW, cwd=hub)

    assert done.returncode == 75
    assert "another command" in done.stderr
