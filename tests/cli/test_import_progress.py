"""`parvis import --as progress`: what is written, what is said, and that the same file changes nothing."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

CHALLENGE = "---\nname: Cent macarons\nunit: macarons\njoin: Ask at the counter.\n---\nTaste a hundred.\n"


@pytest.fixture
def board(hub: Path) -> Path:
    """Where the standing of the hub's challenge is kept."""
    (hub / "content" / "challenges").mkdir()
    (hub / "content" / "challenges" / "cent.md").write_text(CHALLENGE, encoding="utf-8")
    return hub / "content" / "challenges" / "cent.csv"


def export(folder: Path, text: str) -> Path:
    path = folder / "points.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_who_agreed_is_written_and_nobody_else(run: Run, hub: Path, board: Path, tmp_path: Path) -> None:
    file = export(tmp_path, "name,email,points,opt-in\nNora Bélanger,n@x.example,12,yes\nArmand V,a@x.example,3,no\n=1+1,,2,yes\n")
    done = run("import", str(file), "--as", "progress", "--challenge", "cent", cwd=hub)

    assert done.returncode == 0, done.stderr
    assert board.read_text(encoding="utf-8") == "name,amount,last\nNora B.,12,\n=1+1,2,\n"
    assert "2 new" in done.stdout
    assert "1 did not agree to be shown: nothing of them was written." in done.stderr


def test_the_same_file_again_changes_nothing(run: Run, hub: Path, board: Path, tmp_path: Path) -> None:
    file = export(tmp_path, "name,points,opt-in,date\nNora B,12,yes,2026-06-01\n")
    run("import", str(file), "--as", "progress", "--challenge", "cent", cwd=hub)
    before = board.stat()
    done = run("import", str(file), "--as", "progress", "--challenge", "cent", "--json", cwd=hub)

    assert board.stat().st_mtime_ns == before.st_mtime_ns
    assert json.loads(done.stdout)["unchanged"] == 1
    assert json.loads(done.stdout)["written"] == []


def test_a_newer_export_is_the_whole_standing(run: Run, hub: Path, board: Path, tmp_path: Path) -> None:
    run("import", str(export(tmp_path, "name,points,optin\nNora B,1,x\nAda C,5,x\n")), "--as", "progress", "--challenge", "cent", cwd=hub)
    done = run("import", str(export(tmp_path, "name,points,optin\nNora B,8,x\n")), "--as", "progress", "--challenge", "cent", cwd=hub)

    assert board.read_text(encoding="utf-8") == "name,amount,last\nNora B.,8,\n"
    assert "1 updated" in done.stdout


def test_bad_rows_are_listed_with_their_lines(run: Run, hub: Path, board: Path, tmp_path: Path) -> None:
    file = export(tmp_path, "name,points,optin\nNora B,many,x\n")
    done = run("import", str(file), "--as", "progress", "--challenge", "cent", cwd=hub)

    assert done.returncode == 65
    assert f"{file}:2: amount: 'many' is no number." in done.stderr
    assert not board.exists()


@pytest.mark.parametrize(("given", "said"), [((), "Name it with --challenge SLUG"), (("--challenge", "cents"), "Did you mean 'cent'?")])
def test_an_unknown_challenge_is_refused(run: Run, hub: Path, board: Path, tmp_path: Path, given: tuple[str, ...], said: str) -> None:
    done = run("import", str(export(tmp_path, "name,points,optin\n")), "--as", "progress", *given, cwd=hub)

    assert done.returncode == 2
    assert said in done.stderr
    assert not board.exists()


def test_what_was_imported_passes_the_check(run: Run, hub: Path, board: Path, tmp_path: Path) -> None:
    file = export(tmp_path, 'name,points,optin\n"Bélanger, Nora",12,yes\n+Ada Lovelace,3,yes\n')
    run("import", str(file), "--as", "progress", "--challenge", "cent", cwd=hub)

    done = run("check", cwd=hub)
    assert done.returncode == 0, done.stderr
    assert board.read_text(encoding="utf-8").splitlines()[1:] == ["Nora B.,12,", "+Ada L.,3,"]
