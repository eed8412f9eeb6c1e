"""`parvis contest SLUG merges` and `anomalies`: what is proposed, and that an editor alone decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = "content/contests/saveurs"
Contest = Callable[..., tuple[int, str, str]]
Facts = Callable[..., dict[str, Any]]


def test_merges_are_proposed_and_never_accepted(bare: Path, contest: Contest, facts: Facts) -> None:
    contest("import", "inbox/idees.csv", "--as", "google_forms", "--ideas")
    found = facts("merges")
    text = (bare / FOLDER / "merges.yaml").read_text(encoding="utf-8")

    assert [group["ids"] for group in found["proposed"]] == [["4", "5"]]
    assert "accept: false" in text
    assert "accept: true" not in text
    assert "# PB&J / Beurre d'arachide-confiture" in text


def test_proposing_again_changes_nothing(bare: Path, contest: Contest) -> None:
    contest("import", "inbox/idees.csv", "--as", "google_forms", "--ideas")
    contest("merges")
    before = (bare / FOLDER / "merges.yaml").read_bytes()

    assert contest("merges")[1] == "No further ideas look alike.\n"
    assert (bare / FOLDER / "merges.yaml").read_bytes() == before


def test_strange_ballots_are_proposed_and_none_is_deleted(hub: Path, contest: Contest, facts: Facts) -> None:
    path = hub / FOLDER / "ballots.csv"
    more = "".join(f"{'f' * 32},4,2026-06-0{day}T10:00:00Z\n" for day in range(2, 9))
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    before = path.read_bytes()
    (proposed,) = facts("anomalies")["proposed"]

    assert (proposed["kind"], proposed["ballots"], proposed["voters"]) == ("same_voter", 7, 1)
    assert path.read_bytes() == before
    assert "set_aside: false" in (hub / FOLDER / "anomalies.yaml").read_text(encoding="utf-8")
    assert contest("anomalies")[1] == "Nothing looks strange that has not been decided.\n"


def test_what_an_editor_sets_aside_leaves_the_count(hub: Path, contest: Contest, facts: Facts) -> None:
    path = hub / FOLDER / "ballots.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "".join(f"{'f' * 32},4,2026-06-0{day}T10:00:00Z\n" for day in range(2, 9)), encoding="utf-8"
    )
    contest("anomalies")
    counted = facts("tally")["step"]["counts"]
    strange = hub / FOLDER / "anomalies.yaml"
    strange.write_text(
        strange.read_text(encoding="utf-8").replace("set_aside: false", "set_aside: true\n  because: Un robot."), encoding="utf-8"
    )

    assert counted["counted"] == 121
    assert facts("tally")["step"]["counts"]["set_aside"] == 7
    assert facts("tally")["step"]["counts"]["counted"] == 120


def test_the_honest_ballots_are_met_with_silence(hub: Path, contest: Contest) -> None:
    assert contest("anomalies")[1] == "Nothing looks strange that has not been decided.\n"
    assert not (hub / FOLDER / "anomalies.yaml").exists()
