"""What machines are told of a run; nothing from a feed can become a command of theirs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from parvis.cli.messages import book
from parvis.collect.report import commit_message, summary, to_json, write_github
from parvis.model.report import Report, SourceReport

NOW = datetime(2026, 6, 12, 10, 0, tzinfo=UTC)


def source(name: str = "journal", **fields: Any) -> SourceReport:
    return SourceReport(**{"name": name, "kind": "feed", "outcome": "ok", **fields})


def report(*sources: SourceReport) -> Report:
    return Report(now=NOW, sources=sources)


def test_the_sums_are_of_all_sources() -> None:
    both = report(source(new=2, held=1, requests=3, parses=1, files_written=1), source("b", new=1, edited=4, pictures=5, not_modified=1))

    assert (both.new, both.held, both.edited, both.pictures, both.requests, both.parses, both.not_modified, both.files_written) == (
        3,
        1,
        4,
        5,
        3,
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("fields", "changed"),
    [({"new": 1}, True), ({"edited": 1}, True), ({"refreshed": 1}, True), ({"pictures": 1}, True), ({"counted": 9}, False), ({}, False)],
)
def test_figures_alone_are_no_change(fields: dict[str, Any], changed: bool) -> None:
    assert report(source(**fields)).changed is changed


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        (("ok", "failed"), 0),
        (("failed", "failed"), 75),
        (("unchanged",), 0),
        (("skipped", "failed"), 0),
        (("paused", "failed"), 75),
        (("paused", "paused"), 0),
        ((), 0),
    ],
)
def test_the_exit_code_tells_whether_anything_worked(outcomes: tuple[str, ...], code: int) -> None:
    assert report(*(source(str(number), outcome=outcome) for number, outcome in enumerate(outcomes))).exit_code == code


def test_a_source_that_must_not_fail_decides_the_exit_code() -> None:
    assert report(source(outcome="failed", on_failure="error"), source("b", outcome="failed")).exit_code == 1


def test_a_commit_message_is_made_of_counts_alone() -> None:
    told = report(source("evil", new=3, edited=1, why="::error::x", warnings=("x\ny",)), source("b"))

    assert commit_message(told) == "Collect: 3 new, 1 edited (1 of 2 sources)"
    assert commit_message(report(source())) == "Collect: nothing new (0 of 1 sources)"


def test_commit_and_table_are_said_in_the_language_of_the_terminal() -> None:
    told = report(source(new=1, pictures=2), source("b", outcome="failed", why="it was not found (404) 2 times in a row", edited=2))
    french = book("fr").line

    assert commit_message(told, french) == "Collecte\N{NO-BREAK SPACE}: 1 nouveau, 2 modifiés, 2 images (2 sources sur 2)"
    table = summary(told, french)
    assert "| source | | nouveaux | retenus | modifiés | images | à savoir |\n" in table
    assert "| b | en échec | 0 | 0 | 2 | 0 | introuvable (404) 2 fois de suite |".replace("(", "&#40;").replace(")", "&#41;") in table


def test_github_is_told_whether_anything_changed(tmp_path: Path) -> None:
    output, table = tmp_path / "output", tmp_path / "summary"
    output.write_text("other=1\n")
    write_github(report(source(new=1)), {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(table)})
    write_github(report(source()), {"GITHUB_OUTPUT": str(output)})

    assert output.read_text() == "other=1\nchanged=true\nchanged=false\n"
    assert "| journal | ok | 1 | 0 | 0 | 0 |  |" in table.read_text()


def test_nothing_is_written_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_github(report(source(new=1)), {})

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "a\n::set-output name=x::y",
        "a\r\n::error::b",
        "::add-mask::x",
        "\x1b[31mred",
        "a | b",
        "`x`",
        "<script>x</script>",
        "[a](javascript:x)",
        "\u2028::warning::",
        "![](x)",
        "@everyone #1",
    ],
)
def test_nothing_from_a_feed_becomes_a_command_or_markup(text: str) -> None:
    (row,) = [
        line for line in summary(report(source(outcome="failed", why=text, warnings=(text,)))).split("\n") if line.startswith("| journal")
    ]

    assert row.count("|") == 8
    assert "::" not in row
    assert not set("\x1b\r\u2028`<>[@!") & set(row)


def test_json_holds_the_same_facts() -> None:
    facts = json.loads(to_json(report(source(new=2), source("b", outcome="failed", why="gone"))))

    assert (facts["new"], facts["changed"], facts["exit_code"]) == (2, True, 0)
    assert [entry["outcome"] for entry in facts["sources"]] == ["ok", "failed"]
