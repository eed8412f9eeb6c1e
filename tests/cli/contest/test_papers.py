"""`parvis contest SLUG rules`, what `check` says of them, and the help of every work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parvis.cli import main
from parvis.cli.contest import WORKS

FOLDER = "content/contests/saveurs"
Contest = Callable[..., tuple[int, str, str]]
Facts = Callable[..., dict[str, Any]]


def test_rules_are_written_where_they_are_missing_and_then_sealed(hub: Path, contest: Contest, facts: Facts) -> None:
    for name in ("rules.md", "rules.en.md"):
        (hub / FOLDER / name).unlink()
    assert contest("rules")[0] == 0
    path = hub / FOLDER / "rules.md"
    text = path.read_text(encoding="utf-8")

    assert "{#organiser}" in text
    assert "[À COMPLÉTER" in text
    assert "[TO COMPLETE" in (hub / FOLDER / "rules.en.md").read_text(encoding="utf-8")
    first = facts("rules", "--seal", "Première version.")
    path.write_text(path.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    second = facts("rules", "--seal", "Une phrase.")
    assert [(one["version"], one["new"]) for one in (first, second)] == [(1, True), (2, True)]
    assert "version: 2\n" in path.read_text(encoding="utf-8")
    assert facts("rules", "--seal", "Rien.")["new"] is False


def test_rules_that_are_there_are_never_overwritten(hub: Path, contest: Contest) -> None:
    before = (hub / FOLDER / "rules.md").read_bytes()

    assert "nothing was written" in contest("rules")[1]
    assert contest("rules", "--language", "en")[1].startswith("## Organiser {#organiser}")
    assert (hub / FOLDER / "rules.md").read_bytes() == before


def test_check_tells_what_the_law_asks_for(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    capsys.readouterr()
    path = hub / FOLDER / "rules.md"
    path.write_text(path.read_text(encoding="utf-8").replace("{#costs}", ""), encoding="utf-8")

    assert main(["check"]) == 65
    assert "the clause 'costs' (Frais) is missing" in capsys.readouterr().err


def test_check_warns_before_a_contest_is_announced(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (hub / FOLDER / "rules.md").unlink()
    (hub / FOLDER / "rules.en.md").unlink()

    assert main(["check", "--now", "2026-03-01T10:00-05:00"]) == 0
    assert "The contest is announced on 2026-03-20, and cannot be before this is mended." in capsys.readouterr().out


@pytest.mark.parametrize("work", WORKS)
def test_help_of_each_work_has_an_example_that_names_it(hub: Path, capsys: pytest.CaptureFixture[str], work: str) -> None:
    assert main(["contest", "saveurs", work, "--help"]) == 0
    said = capsys.readouterr().out

    assert f"parvis contest saveurs {work}" in said.partition("Example:")[2]
    assert "--json" in said
