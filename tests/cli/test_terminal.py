"""What is printed holds nothing that a terminal, or a runner of a forge, would obey."""

from __future__ import annotations

import json

import pytest

from parvis.cli.terminal import plain, progress, say, say_error, say_json, say_table
from parvis.errors import ArchiveError, ContentError, Mistake

HOSTILE = "a\x1b[31mred\x1b]0;title\x07\x9b2J\u202eback\u2028next\r\x00::set-output##[error]b"


def test_escapes_and_directions_are_taken_out() -> None:
    shown = plain(HOSTILE)

    assert shown == "a[31mred]0;title2Jback next ::set-output## [error]b"


def test_emoji_and_accents_stay() -> None:
    assert plain("Épicerie 👩‍🍳 日本 e\u0301") == "Épicerie 👩‍🍳 日本 e\u0301"


def test_no_line_begins_like_a_command_of_a_runner(capsys: pytest.CaptureFixture[str]) -> None:
    say("fine\n::error::hacked\n  ::warning::hacked")

    assert not [line for line in capsys.readouterr().out.splitlines() if line.startswith("::")]


def test_json_is_the_same_json_without_anything_to_obey(capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"text": HOSTILE, "emoji": "👩‍🍳"})

    printed = capsys.readouterr().out
    assert json.loads(printed) == {"text": HOSTILE, "emoji": "👩‍🍳"}
    assert not set(printed) & {"\x1b", "\x07", "\x9b", "\u202e", "\u2028", "\r"}
    assert "##[" not in printed


def test_error_lists_every_mistake_on_its_own_line(capsys: pytest.CaptureFixture[str]) -> None:
    say_error(ContentError([Mistake("b.md", 2, "date", "wrong."), Mistake("a.md", 1, "", "worse.", "Mend it.")]), as_json=False)

    assert capsys.readouterr().err.splitlines() == ["a.md:1: worse. Mend it.", "b.md:2: date: wrong.", "2 mistakes."]


def test_error_without_a_list_is_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    say_error(ArchiveError("it is gone"), as_json=True)

    assert json.loads(capsys.readouterr().out) == {
        "error": {"kind": "ArchiveError", "exitcode": 65, "message": "it is gone"},
        "mistakes": [],
    }


def test_progress_is_plain_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Collecting", 2) as done:
        done("blog: 1 new")
        done("videos: \x1b[31mfailed")

    assert capsys.readouterr().out.splitlines() == ["blog: 1 new", "videos: [31mfailed"]


def test_quiet_progress_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Collecting", 1, quiet=True) as done:
        done("blog: 1 new")

    assert capsys.readouterr().out == ""


def test_table_without_a_terminal_has_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(("Source", "Notes"), [("blog", "a\tb\x1b[0m")])

    assert capsys.readouterr().out.splitlines() == ["Source\tNotes", "blog\ta b[0m"]
