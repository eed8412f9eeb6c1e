"""The workflows as files: valid, safe, pinned, and the same here as in every new hub."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from parvis.cli import init
from parvis.tidy import yaml

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
STARTER = dict(init.files("en"))
WORKFLOWS = {"ours": ROOT / ".github/workflows/hub.yml", "starter": STARTER[".github/workflows/hub.yml"]}
PIPELINES = {"ours": ROOT / ".gitlab-ci.yml", "starter": STARTER[".gitlab-ci.yml"]}
#: The one step that differs: a hub installs a released Parvis, this repository itself.
INSTALL = re.compile(
    r"^ *(?:- (?!name)|run: (?:\|\n *)?)?python3 -m pip install .*\n(?:.*pip install .*\n)?|^ *- python3 -m pip install .*\n", re.MULTILINE
)


def said(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("which", WORKFLOWS)
def test_workflow_is_valid(which: str, tmp_path: Path) -> None:
    file = tmp_path / "hub.yml"
    file.write_bytes(WORKFLOWS[which].read_bytes())

    done = said(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", file)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("which", PIPELINES)
def test_pipeline_is_valid(which: str) -> None:
    done = said(BIN / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", PIPELINES[which])

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("which", WORKFLOWS)
def test_workflow_is_safe_in_the_eyes_of_an_auditor(which: str, tmp_path: Path) -> None:
    file = tmp_path / ".github/workflows/hub.yml"
    file.parent.mkdir(parents=True)
    file.write_bytes(WORKFLOWS[which].read_bytes())

    done = said(BIN / "zizmor", "--offline", "--no-progress", "--persona", "auditor", file)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_pinned_by_its_whole_hash_and_says_its_version() -> None:
    uses = re.findall(r"uses: (.*)", WORKFLOWS["ours"].read_text("utf-8"))

    assert len(uses) >= 5
    for use in uses:
        assert re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use


def test_no_expression_stands_in_a_shell_step() -> None:
    for job in _jobs().values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step["name"]


def test_permissions_are_the_least() -> None:
    text = WORKFLOWS["ours"].read_text("utf-8")
    jobs = _jobs()

    assert yaml.load(text, "hub.yml").value["permissions"] == {}
    assert jobs["hub"]["permissions"] == {"contents": "write"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["hub"]["steps"][0]["with"] == {"persist-credentials": False}


def test_one_run_at_a_time_and_none_is_cut_off() -> None:
    workflow = yaml.load(WORKFLOWS["ours"].read_text("utf-8"), "hub.yml").value
    pipeline = yaml.load(PIPELINES["ours"].read_text("utf-8"), "ci.yml").value

    assert workflow["concurrency"] == {"group": "hub", "cancel-in-progress": False}
    assert (pipeline["pages"]["resource_group"], pipeline["pages"]["interruptible"]) == ("hub", False)


def test_runs_on_a_schedule_on_push_and_by_hand() -> None:
    assert set(yaml.load(WORKFLOWS["ours"].read_text("utf-8"), "hub.yml").value["on"]) == {"push", "schedule", "workflow_dispatch"}


@pytest.mark.parametrize("files", [WORKFLOWS, PIPELINES], ids=["github", "gitlab"])
def test_ours_and_the_starters_differ_in_the_install_step_alone(files: dict[str, Path]) -> None:
    ours, starter = (INSTALL.sub("INSTALL\n", files[which].read_text("utf-8")) for which in ("ours", "starter"))

    assert ours == starter.replace("@@language@@", "en")
    assert ours.count("INSTALL") == 1


def test_both_forges_commit_with_the_same_lines() -> None:
    step = next(step for step in _jobs()["hub"]["steps"] if step.get("name") == "Commit what is new")
    script = yaml.load(PIPELINES["ours"].read_text("utf-8"), "ci.yml").value["pages"]["script"]

    assert step["run"] in script


def test_push_is_tried_five_times_at_most() -> None:
    step = next(step for step in _jobs()["hub"]["steps"] if step.get("name") == "Commit what is new")

    assert "for attempt in 1 2 3 4 5; do" in step["run"]
    assert "parvis collect --repair" in step["run"]


def test_archive_and_decisions_merge_by_union_in_every_hub() -> None:
    for attributes in (ROOT / ".gitattributes", STARTER[".gitattributes"]):
        lines = attributes.read_text("utf-8").splitlines()

        assert "content/archive/**/*.jsonl merge=union linguist-generated=true" in lines
        assert "content/curation/decisions/*.yaml merge=union" in lines


def test_ci_runs_what_everybody_runs() -> None:
    script = ROOT / ".ci/run"

    assert script.stat().st_mode & 0o111
    assert "make test" in script.read_text("utf-8")
    assert said("bash", "-n", script).returncode == 0


def _jobs() -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.load(WORKFLOWS["ours"].read_text("utf-8"), "hub.yml").value["jobs"]
    return jobs
