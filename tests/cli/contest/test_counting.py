"""`parvis contest SLUG tally`, `shortlist`, `jury`, `draw` and `verify`: the same bytes again, and each difference with its line."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from parvis.curate.contests import draw

FOLDER = "content/contests/saveurs"
Contest = Callable[..., tuple[int, str, str]]
Facts = Callable[..., dict[str, Any]]


def test_counting_writes_the_same_bytes_again(hub: Path, contest: Contest) -> None:
    result = hub / FOLDER / "result.json"
    before = result.read_bytes()
    for words in (("tally",), ("shortlist", "4"), ("jury",)):
        code, out, _err = contest(*words)
        assert code == 0
        assert f"Unchanged: {FOLDER}/result.json." in out

    assert result.read_bytes() == before


def test_a_count_before_the_end_says_that_it_is_none(hub: Path, contest: Contest, facts: Facts) -> None:
    assert "The vote is still open: what is counted now is not the result." in contest("tally")[1]
    assert facts("tally")["early"] is True


def test_a_shortlist_of_another_size_is_refused(hub: Path, contest: Contest) -> None:
    code, _out, err = contest("shortlist", "5")

    assert code == 65
    assert "promises a shortlist of 4, and 5 are asked for" in err


def test_verify_agrees_and_tells_the_digests(hub: Path, contest: Contest) -> None:
    code, out, _err = contest("verify")

    assert code == 0
    digest = sha256((hub / FOLDER / "ballots.csv").read_bytes()).hexdigest()
    assert f"{digest}  {FOLDER}/ballots.csv" in out.splitlines()
    assert out.splitlines()[-1] == "Digests and results agree."


def test_verify_without_a_result_is_1(hub: Path, contest: Contest) -> None:
    (hub / FOLDER / "result.json").unlink()
    code, _out, err = contest("verify")

    assert code == 1
    assert "result.json: there is no result yet." in err


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("contest.md", "weight: 4", "weight: 5", 38),
        ("entries.csv", "Nora D.", "Nora B.", 7),
        ("merges.yaml", "accept: true", "accept: false", 3),
        ("scores.csv", "maude,1,gout,8.5", "maude,1,gout,9.5", 2),
        ("result.json", '"counted": 120', '"counted": 119', 0),
    ],
)
def test_verify_names_the_line_that_differs(hub: Path, contest: Contest, file: str, old: str, new: str, line: int) -> None:
    path = hub / FOLDER / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    code, _out, err = contest("verify")

    number = line or text[: text.index(old)].count("\n") + 1
    assert code == 1
    assert err.startswith(f"{FOLDER}/{file}:{number}: ")


def test_verify_of_a_file_that_cannot_be_read_is_1(hub: Path, contest: Contest) -> None:
    path = hub / FOLDER / "ballots.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("voter_hash", "voter"), encoding="utf-8")
    code, _out, err = contest("verify")

    assert code == 1
    assert err.startswith(f"{FOLDER}/ballots.csv:1: ")


def test_verify_tells_machines(hub: Path, facts: Facts) -> None:
    found = facts("verify")

    assert (found["agrees"], found["differences"]) == (True, [])
    assert set(found["sha256"]) == {"contest.md", "entries.csv", "merges.yaml", "ballots.csv", "scores.csv"}


def test_a_draw_is_replayed_by_verify(hub: Path, contest: Contest) -> None:
    path = hub / FOLDER / "contest.md"
    plan = f"draw: {{commitment: {draw.commitment('a box of nails')}, number: {{fr: Loto}}, of: entries, winners: 2}}\nlaw:"
    path.write_text(path.read_text(encoding="utf-8").replace("law:", plan), encoding="utf-8")
    (hub / FOLDER / "result.json").unlink()

    assert contest("draw", "--secret", "a box of screws", "--number", "7")[0] == 65
    code, out, _err = contest("draw", "--secret", "a box of nails", "--number", "04 11 23")
    assert code == 0
    assert "candidates: 8" in out
    assert contest("verify")[0] == 0
