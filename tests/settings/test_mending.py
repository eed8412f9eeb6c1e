"""Two editors' decisions meet in Git: in the usual case without a conflict, else with one that is mended by keeping both."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.model.decision import Decision
from parvis.settings import decide, every_decision
from parvis.settings.mending import mend

STARTER = Path(__file__).resolve().parents[2] / "plugins/parvis/starter/common/dot-gitattributes"


def git(folder: Path, *words: str, fails: bool = False) -> str:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@hub.example", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout


def said(hub: Path, item: str, by: str, day: int) -> None:
    at = datetime(2026, 3, day, 10, 11, 12, tzinfo=UTC)
    decide(hub / "content", Decision(item=item, do="hide", by=by, at=at, because=f"off topic, says {by}"))
    git(hub, "add", "-A")
    git(hub, "commit", "-q", "-m", f"{by} hides {item}")


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A hub in Git with one decision, which two editors have cloned and added to."""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "content").mkdir()
    said(tmp_path, "blog:1", "Ada", 1)
    return tmp_path


def both_decide(hub: Path) -> None:
    git(hub, "checkout", "-q", "-b", "zoe")
    said(hub, "blog:3", "Zoé", 3)
    git(hub, "checkout", "-q", "main")
    said(hub, "blog:2", "Ada", 2)
    said(hub, "blog:4", "Ada", 4)


def test_what_two_editors_decided_merges_without_a_conflict(hub: Path) -> None:
    (hub / ".gitattributes").write_text(STARTER.read_text("utf-8"), "utf-8")
    git(hub, "add", "-A")
    git(hub, "commit", "-q", "-m", "attributes")
    both_decide(hub)

    git(hub, "merge", "-q", "zoe", "-m", "both")

    assert {(one.item, one.by) for one in every_decision(hub / "content")} == {
        ("blog:1", "Ada"),
        ("blog:2", "Ada"),
        ("blog:3", "Zoé"),
        ("blog:4", "Ada"),
    }
    assert mend(hub / "content") == ()


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_where_a_forge_ignores_that_the_markers_are_taken_out_and_both_sides_kept(hub: Path, style: str) -> None:
    both_decide(hub)
    git(hub, "-c", f"merge.conflictStyle={style}", "merge", "-q", "zoe", fails=True)

    with pytest.raises(ContentError, match=r"2026-03\.yaml:2: a merge was left unfinished here\. Run `parvis check`"):
        every_decision(hub / "content")
    (sentence,) = mend(hub / "content")

    assert sentence.startswith("content/curation/decisions/2026-03.yaml: a merge had left its markers")
    assert [one.item for one in every_decision(hub / "content")] == ["blog:1", "blog:2", "blog:4", "blog:3"]
    assert mend(hub / "content") == ()


def test_a_file_in_which_anything_else_stands_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "content/curation/decisions/2026-03.yaml"
    path.parent.mkdir(parents=True)
    text = "- item: x\n<<<<<<< HEAD\n  do: hide\n=======\n  do: approve\n>>>>>>> zoe\n"
    path.write_text(text, "utf-8")

    assert mend(tmp_path / "content") == ()
    assert path.read_text("utf-8") == text
