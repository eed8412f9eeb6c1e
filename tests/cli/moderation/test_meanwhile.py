"""`parvis moderate`: what was decided can be taken back, is never lost, and is never written over what others decide meanwhile."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from parvis import settings
from parvis.model.decision import Decision

Start = Callable[..., subprocess.Popen[str]]
Moderate = Callable[..., str]
Decided = Callable[[], list[tuple[str, str, str]]]


def at_the_first(start: Start) -> subprocess.Popen[str]:
    """The command, when it has shown the first item."""
    process = start(stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL)
    assert process.stdout
    assert any("because" in line for line in process.stdout)
    return process


def test_undo_takes_the_lines_back_one_after_the_other_and_leaves_others_alone(moderate: Moderate, waiting: Path) -> None:
    moderate("a\nfirst\nq\n")
    before = (waiting / "content/curation/decisions/2026-12.yaml").read_bytes()

    said = moderate("h\n\nsecond\nt\nnews\nthird\nu\nu\nu\nq\n")

    assert "Taken back: tag box:n3 (third)" in said
    assert "Taken back: hide box:n2 (second)" in said
    assert "Nothing that you have decided since you began is left to take back." in said
    assert (waiting / "content/curation/decisions/2026-12.yaml").read_bytes() == before
    assert "2 taken back" in said


def test_a_file_that_undo_leaves_empty_goes(moderate: Moderate, waiting: Path) -> None:
    moderate("a\nfirst\nu\nq\n")

    assert list((waiting / "content/curation/decisions").iterdir()) == []


def test_the_last_decision_can_be_taken_back_behind_the_last_item(moderate: Moderate, decided: Decided) -> None:
    said = moderate("a\nx\na\n1\na\n1\nu\nh\n\nno\nq\n")

    assert "That was the last one." in said
    assert [do for _, do, _ in decided()] == ["approve", "approve", "hide"]


def test_each_decision_is_in_its_file_before_the_next_key_so_that_nothing_is_lost(start: Start, decided: Decided) -> None:
    process = start(stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL)
    assert process.stdin
    process.stdin.write("a\nread it\n")
    process.stdin.flush()
    for _ in range(300):
        if decided():
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)

    assert decided() == [("box:n1", "approve", "read it")]


def test_what_somebody_else_decides_meanwhile_is_told_and_not_written_over(start: Start, waiting: Path, decided: Decided) -> None:
    process = at_the_first(start)
    for item in ("box:n1", "box:n2"):
        other = Decision(item=item, do="hide", by="Linh", at=datetime(2026, 12, 12, 11, tzinfo=UTC), because="seen before")
        settings.decide(waiting / "content", other)
    rest, _ = process.communicate("a\nread it\na\nand yet\nq\n", timeout=60)

    assert rest.count("Meanwhile Linh has decided: hide: seen before") == 2
    assert "press the key again if you still want it" in rest
    assert [(item, do) for item, do, _ in decided()] == [("box:n1", "hide"), ("box:n2", "hide"), ("box:n1", "approve")]
    assert "── 2 of 3" not in rest
    assert "── 3 of 3 · waiting · box:n3" in rest


def test_a_file_that_somebody_has_broken_meanwhile_is_not_written_into(start: Start, waiting: Path) -> None:
    process = at_the_first(start)
    broken = waiting / "content/curation/decisions/2026-12.yaml"
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text("- {item: box:n1, do: hid\n", "utf-8")
    rest, _ = process.communicate("a\nread it\nq\n", timeout=60)

    assert "nothing was written" in rest
    assert broken.read_text("utf-8") == "- {item: box:n1, do: hid\n"
