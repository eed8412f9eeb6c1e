"""`parvis moderate`: what is shown of what waits, and what each key writes; nothing that people wrote reaches the terminal as a command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis import settings
from parvis.cli import main
from parvis.model.decision import Decision

Moderate = Callable[..., str]
Decided = Callable[[], list[tuple[str, str, str]]]


def test_the_oldest_comes_first_with_all_that_is_known_of_it(moderate: Moderate, waiting: Path, decided: Decided) -> None:
    said = moderate("q\n")

    for line in (
        "── 1 of 3 · waiting · box:n1",
        "source       box (feed)",
        "author       Ada https://box.example/ada",
        "date         2026-11-01 10:00",
        "Slip 1",
        "  What the slip number 1 says, at some length, about the shop on the corner.",
        "stands at    https://box.example/1",
        "rights       none: no more than a quote of it is shown",
        "because      The source 'box' waits for approval (`publish: review`).",
        "Decided by Ed: 0.",
        "0 taken back, 0 skipped, 3 of 3 left.",
    ):
        assert line in said
    assert re.search(rf"picture 1    {re.escape('https://img.example/a.jpg')}.*: no description", said)
    assert decided() == []


def test_each_key_writes_its_line_with_its_reason(moderate: Moderate, waiting: Path, decided: Decided) -> None:
    keys = ["t", "#news", "it is", "l", "A box", "seen", "f", "lovely", "p", "2027-01-01", "the opening", "a", "read it"]
    said = moderate("\n".join([*keys, "h", "7", "off topic", "n", "ask Awa", "s", "q", ""]))

    assert decided() == [
        ("box:n1", "tag", "it is"),
        ("box:n1", "alt", "seen"),
        ("box:n1", "feature", "lovely"),
        ("box:n1", "pin", "the opening"),
        ("box:n1", "approve", "read it"),
        ("box:n2", "hide", "off topic"),
        ("box:n3", "needs-answer", "ask Awa"),
    ]
    tag, alt, _, pin, _, hide, _ = settings.every_decision(waiting / "content")
    assert (tag.tag, alt.alt, alt.media, hide.ground) == ("news", "A box", 1, "off_topic")
    assert pin.until == datetime(2027, 1, 1, tzinfo=UTC)
    assert "Decided by Ed: 7 (1 tagged, 1 described, 1 featured, 1 pinned, 1 approved, 1 hidden, 1 marked)." in said
    assert "1 skipped, 1 of 3 left" in said
    assert main(["--root", str(waiting), "check"]) == 0


def test_a_reason_is_asked_for_until_there_is_one_and_the_last_ones_are_offered(moderate: Moderate, decided: Decided) -> None:
    said = moderate("a\n\n  \n9\nread it\na\n1\nq\n")

    assert said.count("A decision needs its reason.") == 2
    assert "There is no reason 9." in said
    assert "  1  read it" in said
    assert decided() == [("box:n1", "approve", "read it"), ("box:n2", "approve", "read it")]


def test_a_decision_can_be_left_before_it_is_written(moderate: Moderate, decided: Decided) -> None:
    said = moderate("a\n.\nt\n\nh\n.\np\nsoon\nh\nrude\nz\nq\n")

    assert said.count("Left as it was.") == 3
    assert "'soon' is no moment" in said
    assert "There is no ground 'rude'." in said
    assert "'z' is no key here" in said
    assert decided() == []


def test_nothing_that_people_write_reaches_the_terminal_as_a_command(moderate: Moderate, waiting: Path) -> None:
    (path,) = (waiting / "content/archive/box").glob("*.jsonl")
    hostile = "Slip\\u001b]0;owned\\u0007 \\u001b[2J\\u009b31m \\u202eevil 2"
    path.write_text(path.read_text("utf-8").replace("Slip 2", hostile).replace("at some length", "a\\u001b[8mt\\rlength"), "utf-8")

    said = moderate("s\nw\ns\nq\n")

    assert "]0;owned" in said
    assert not [letter for letter in said if letter != "\n" and not letter.isprintable()]


def test_the_queue_can_be_chosen(waiting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    approved = Decision(item="box:n1", do="approve", by="Ed", at=datetime(2026, 12, 12, tzinfo=UTC), because="read it")
    settings.decide(waiting / "content", approved)

    def queue(*words: str) -> list[str]:
        assert main(["--root", str(waiting), "moderate", *words, "--json"]) == 0
        return [entry["id"] for entry in json.loads(capsys.readouterr().out)["queue"]]

    assert queue() == ["box:n2", "box:n3"]
    assert queue("--status", "published") == ["box:n1"]
    assert queue("--status", "published", "--status", "waiting") == ["box:n2", "box:n3", "box:n1"]
    assert queue("--network", "Feed", "--source", "box") == ["box:n2", "box:n3"]
    assert queue("--network", "reddit") == []
    assert queue("box:n1", "https://box.example/3") == ["box:n1", "box:n3"]


def test_what_needs_an_answer_comes_behind_what_waits_and_goes_when_it_was_thanked(moderate: Moderate) -> None:
    moderate("n\nask\na\nread it\nq\n")

    said = moderate("s\ns\na\nk\nsaid so\nq\n")
    assert "3 of 3 · published · box:n1" in said
    assert "Nothing holds it." in said
    assert "Thanked: box:n1" in said
    assert "box:n1" not in moderate("s\ns\nq\n")


def test_open_and_why_and_help_write_nothing(moderate: Moderate, decided: Decided) -> None:
    said = moderate("o\nw\n?\nb\nq\n")

    assert "\nhttps://box.example/1\n" in said
    assert "WAITING" in said
    assert "take the last decision's line out of its file again" in said
    assert decided() == []


def test_nothing_waiting_is_said(waiting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    everything = Decision(source="box", do="approve", by="Ed", at=datetime(2026, 12, 12, 12, tzinfo=UTC), because="x")
    settings.decide(waiting / "content", everything)

    assert main(["--root", str(waiting), "moderate"]) == 0
    assert capsys.readouterr().out == "Nothing waits.\n"


def test_a_source_that_there_is_not_is_told(waiting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(waiting), "moderate", "--source", "bix"]) == 2
    assert "No source 'bix'. Did you mean 'box'?" in capsys.readouterr().err


def test_a_review_that_its_tool_holds_is_hidden_approved_or_pinned_and_no_more(moderate: Moderate, waiting: Path) -> None:
    export = waiting / "reviews.csv"
    export.write_text("id,rating,text,date\n7,1,Cold,2026-05-01\n", "utf-8")
    mapping = waiting / "mapping.yaml"
    mapping.write_text("columns: {id: id, rating: rating, text: text, published: date}\n", "utf-8")
    assert main(["--root", str(waiting), "import", str(export), "--as", "csv", "--mapping", str(mapping)]) == 0

    said = moderate("k\na\np\n\nat the door\nu\nh\npersonal_data\nIt names somebody.\nnames an employee\nq\n", "csv:7")

    assert "A review can be hidden, approved or pinned, and no more." in said
    assert "Taken back: pin csv:7 (at the door)" in said
    assert "Nothing holds it." in said
    (hidden,) = settings.every_decision(waiting / "content")
    assert (hidden.item, hidden.ground, hidden.public, hidden.because) == (
        "csv:7",
        "personal_data",
        "It names somebody.",
        "names an employee",
    )
