"""`parvis moderate`: the queue with keys, from a pipe and on a real terminal; what is written, taken back, and never sent to a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from parvis import settings
from parvis.cli import init, main
from parvis.model.decision import Decision

NOW = "2026-12-12T12:00:00+00:00"
PICTURE = "https://img.example/a.jpg"

Moderate = Callable[..., str]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with three posts that wait, the first of which has a picture."""
    hub = tmp_path_factory.mktemp("moderate") / "hub"
    init.write(hub, "en", init.blanks("The Square", "https://hub.example"))
    items: list[dict[str, Any]] = [
        {
            "id": f"n{number}",
            "url": f"https://box.example/{number}",
            "title": f"Slip {number}",
            "content_text": f"What the slip number {number} says, at some length, about the shop on the corner.",
            "date_published": f"2026-11-0{number}T10:00:00Z",
            "authors": [{"name": "Ada", "url": "https://box.example/ada"}],
        }
        for number in (1, 2, 3)
    ]
    items[0]["image"] = PICTURE
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Box", "items": items}
    (hub / "content/recorded/box.json").write_text(json.dumps(feed), "utf-8")
    source = "sources:\n  - {name: box, kind: feed, url: content/recorded/box.json, publish: review}\n"
    (hub / "content/sources.yaml").write_text(source, "utf-8")
    assert main(["--root", str(hub), "collect", "--now", NOW]) == 0
    return hub


@pytest.fixture
def waiting(collected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    monkeypatch.setenv("PARVIS_NOW", NOW)
    return shutil.copytree(collected, tmp_path / "hub")


def command(hub: Path, *words: str) -> list[str]:
    code = "import sys; from parvis.cli import main; sys.exit(main())"
    return [sys.executable, "-c", code, "--root", str(hub), "moderate", "--by", "Ed", *words]


def surroundings(**more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "GITHUB_")) and name not in {"CI", "NO_COLOR"}
    }
    return {**kept, "PYTHONWARNINGS": "", "PARVIS_NOW": NOW, "TERM": "xterm-256color", **more}


@pytest.fixture
def moderate(waiting: Path) -> Moderate:
    """Runs it with keys from a pipe; what it says."""

    def run(keys: str, *words: str) -> str:
        done = subprocess.run(
            command(waiting, *words), input=keys, capture_output=True, text=True, timeout=60, check=False, env=surroundings()
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


def decided(hub: Path) -> list[tuple[str, str, str]]:
    return [(one.item, one.do, one.because) for one in settings.every_decision(hub / "content")]


def test_the_oldest_comes_first_with_all_that_is_known_of_it(moderate: Moderate, waiting: Path) -> None:
    said = moderate("q\n")

    for line in (
        "── 1 of 3 · waiting · box:n1",
        "source    box (feed)",
        "author    Ada https://box.example/ada",
        "date      2026-11-01 10:00",
        "Slip 1",
        "  What the slip number 1 says, at some length, about the shop on the corner.",
        "stands at https://box.example/1",
        "rights    none: no more than a quote of it is shown",
        "because   The source 'box' waits for approval (`publish: review`).",
        "0 decisions as Ed.",
        "0 taken back, 0 skipped, 3 of 3 left.",
    ):
        assert line in said
    assert re.search(rf"picture 1 {re.escape(PICTURE)}.*: no description", said)
    assert decided(waiting) == []


def test_each_key_writes_its_line_with_its_reason(moderate: Moderate, waiting: Path) -> None:
    keys = ["t", "#news", "it is", "l", "A box", "seen", "f", "lovely", "p", "2027-01-01", "the opening", "a", "read it"]
    said = moderate("\n".join([*keys, "h", "7", "off topic", "n", "ask Awa", "s", "q", ""]))

    assert decided(waiting) == [
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
    assert "7 decisions as Ed: 1 tagged, 1 described, 1 featured, 1 pinned, 1 approved, 1 hidden, 1 marked." in said
    assert "1 skipped, 1 of 3 left" in said
    main(["--root", str(waiting), "check"])


def test_a_reason_is_asked_for_until_there_is_one_and_the_last_ones_are_offered(moderate: Moderate, waiting: Path) -> None:
    said = moderate("a\n\n  \n9\nread it\na\n1\nq\n")

    assert said.count("A decision needs its reason.") == 2
    assert "There is no reason 9." in said
    assert "  1  read it" in said
    assert decided(waiting) == [("box:n1", "approve", "read it"), ("box:n2", "approve", "read it")]


def test_a_decision_can_be_left_before_it_is_written(moderate: Moderate, waiting: Path) -> None:
    said = moderate("a\n.\nt\n\nh\n.\np\nsoon\nh\nrude\nz\nq\n")

    assert said.count("Left as it was.") == 3
    assert "'soon' is no moment" in said
    assert "There is no ground 'rude'." in said
    assert "'z' is no key here" in said
    assert decided(waiting) == []


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


def test_the_last_decision_can_be_taken_back_behind_the_last_item(moderate: Moderate, waiting: Path) -> None:
    said = moderate("a\nx\na\n1\na\n1\nu\nh\n\nno\nq\n")

    assert "That was the last one." in said
    assert [do for _, do, _ in decided(waiting)] == ["approve", "approve", "hide"]


def test_each_decision_is_in_its_file_before_the_next_key_so_that_nothing_is_lost(waiting: Path) -> None:
    process = subprocess.Popen(
        command(waiting), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings()
    )
    assert process.stdin
    process.stdin.write(b"a\nread it\n")
    process.stdin.flush()
    for _ in range(300):
        if decided(waiting):
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)

    assert decided(waiting) == [("box:n1", "approve", "read it")]


def test_what_somebody_else_decides_meanwhile_is_told_and_not_written_over(waiting: Path) -> None:
    process = subprocess.Popen(
        command(waiting), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL, env=surroundings()
    )
    assert process.stdin
    assert process.stdout
    for line in process.stdout:
        if "because" in line:
            break
    for item in ("box:n1", "box:n2"):
        other = Decision(item=item, do="hide", by="Linh", at=datetime(2026, 12, 12, 11, tzinfo=UTC), because="seen before")
        settings.decide(waiting / "content", other)
    rest, _ = process.communicate("a\nread it\na\nand yet\nq\n", timeout=60)

    assert rest.count("Meanwhile Linh has decided: hide: seen before") == 2
    assert "press the key again if you still want it" in rest
    assert [(item, do) for item, do, _ in decided(waiting)] == [("box:n1", "hide"), ("box:n2", "hide"), ("box:n1", "approve")]
    assert "── 2 of 3" not in rest
    assert "── 3 of 3 · waiting · box:n3" in rest


def test_a_file_that_somebody_has_broken_meanwhile_is_not_written_into(waiting: Path) -> None:
    process = subprocess.Popen(
        command(waiting), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL, env=surroundings()
    )
    assert process.stdout
    for line in process.stdout:
        if "because" in line:
            break
    broken = waiting / "content/curation/decisions/2026-12.yaml"
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text("- {item: box:n1, do: hid\n", "utf-8")
    rest, _ = process.communicate("a\nread it\nq\n", timeout=60)

    assert "nothing was written" in rest
    assert broken.read_text("utf-8") == "- {item: box:n1, do: hid\n"


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


def test_open_and_why_and_help_write_nothing(moderate: Moderate, waiting: Path) -> None:
    said = moderate("o\nw\n?\nb\nq\n")

    assert "\nhttps://box.example/1\n" in said
    assert "WAITING" in said
    assert "take the last decision's line out of its file again" in said
    assert decided(waiting) == []


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


class Terminal:
    """A real terminal with the command on the other side of it."""

    def __init__(self, process: subprocess.Popen[bytes], handle: int) -> None:
        self.process, self.handle, self.said, self._read = process, handle, "", 0

    def until(self, wanted: str) -> str:
        """What was said since the last time, up to the end of `wanted`; fails after 30 seconds."""
        end = time.monotonic() + 30
        while wanted not in self.said[self._read :]:
            assert time.monotonic() < end, f"no {wanted!r} in {self.said[self._read :]!r}"
            if select.select([self.handle], [], [], 0.2)[0]:
                try:
                    self.said += os.read(self.handle, 65536).decode("utf-8", "replace")
                except OSError:  # the other side has closed it
                    end = 0
        before, self._read = self._read, self.said.index(wanted, self._read) + len(wanted)
        return self.said[before : self._read]

    def press(self, keys: str) -> None:
        os.write(self.handle, keys.encode())


@pytest.fixture
def terminal(waiting: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens it on a terminal of its own."""
    opened: list[Terminal] = []

    def run(*words: str, **more: str) -> Terminal:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            command(waiting, *words),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=surroundings(COLUMNS="60", **more),
            start_new_session=True,
        )
        os.close(theirs)
        opened.append(Terminal(process, ours))
        return opened[-1]

    yield run
    for one in opened:
        one.process.kill()
        one.process.wait(timeout=30)
        os.close(one.handle)


def test_on_a_terminal_a_key_needs_no_enter_and_a_reason_is_typed(terminal: Callable[..., Terminal], waiting: Path) -> None:
    screen = terminal()
    first = screen.until("[?]")
    screen.press("\x1b[A")  # an arrow is no key
    screen.press("a")
    screen.until("leaves it)")
    screen.press("ried\x7f\x7fad it: é\n")
    second = screen.until("2 of 3")
    screen.until("[?]")
    screen.press("u")
    screen.until("Taken back")
    screen.until("[?]")
    screen.press("a")
    screen.until("leaves it)")
    screen.press("read it\n")
    screen.until("[?]")
    screen.press("q")
    end = screen.until("parvis build")

    assert screen.process.wait(timeout=30) == 0
    assert "1 of 3 · waiting · box:n1" in first
    assert "\x1b[" in first
    # Wrapped at 60 columns, not at the edge of what the text happens to be.
    assert "at some length, about the shop on the corner." not in first
    assert "Approved: box:n1" in second
    assert "1 decision as Ed: 1 approved." in end
    assert decided(waiting) == [("box:n1", "approve", "read it")]


def test_on_a_terminal_nothing_is_coloured_where_nobody_wants_it(terminal: Callable[..., Terminal]) -> None:
    screen = terminal(NO_COLOR="1")
    screen.until("[?]")
    screen.press("q")
    screen.until("left.")

    assert screen.process.wait(timeout=30) == 0
    assert "\x1b" not in screen.said


def test_on_a_terminal_control_and_c_stops_with_what_was_done_told(terminal: Callable[..., Terminal], waiting: Path) -> None:
    screen = terminal()
    screen.until("[?]")
    screen.press("a")
    screen.until("leaves it)")
    screen.press("read it\n")
    screen.until("[?]")
    os.killpg(screen.process.pid, signal.SIGINT)
    screen.until("1 approved.")

    assert screen.process.wait(timeout=30) == 130
    assert decided(waiting) == [("box:n1", "approve", "read it")]


def test_on_a_terminal_control_and_d_ends_it(terminal: Callable[..., Terminal]) -> None:
    screen = terminal()
    screen.until("[?]")
    screen.press("\x04")
    screen.until("0 decisions")

    assert screen.process.wait(timeout=30) == 0
