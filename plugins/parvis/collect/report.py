"""The report of a run for machines: JSON, what GitHub's runner reads, and the message of the commit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from parvis.model.report import Report, SourceReport
from parvis.tidy import text

#: What could end a table's cell, begin a workflow command, or be Markdown or HTML: each stands for itself afterwards.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#!|~&@$:]")
_LONGEST_CELL = 300
#: Says one line of ours in the language of whoever reads it.
Spoken = Callable[[str], str]


def to_json(report: Report) -> str:
    """All of the report, with its sums."""
    sums = {
        "now": report.now,
        "changed": report.changed,
        "exit_code": report.exit_code,
        "new": report.new,
        "held": report.held,
        "edited": report.edited,
        "pictures": report.pictures,
        "suppressed": report.suppressed,
        "dropped": report.dropped,
        "requests": report.requests,
        "not_modified": report.not_modified,
        "parses": report.parses,
        "files_written": report.files_written,
        "sources": report.sources,
    }
    return msgspec.json.encode(sums).decode()


def commit_message(report: Report, spoken: Spoken = str) -> str:
    """One line made of counts alone: nothing that a feed says can reach a commit. No machine reads it, so it is `spoken`."""
    counts = {
        "new": report.new,
        "edited": report.edited,
        "held": report.held,
        "pictures": report.pictures,
        "dropped": report.dropped,
    }
    told = ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "nothing new"
    touched = sum(1 for source in report.sources if source.changed)
    return spoken(f"Collect: {told} ({touched} of {len(report.sources)} sources)")


def write_github(report: Report, environment: Mapping[str, str], spoken: Spoken = str) -> None:
    """Tell a GitHub workflow what became of the run, where `environment` names the files that it reads.

    `changed=true|false` goes to `$GITHUB_OUTPUT`, a table to `$GITHUB_STEP_SUMMARY`.
    """
    _append(environment.get("GITHUB_OUTPUT"), f"changed={'true' if report.changed else 'false'}\n")
    _append(environment.get("GITHUB_STEP_SUMMARY"), summary(report, spoken))


def _append(path: str | None, lines: str) -> None:
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(lines)


def summary(report: Report, spoken: Spoken = str) -> str:
    """A Markdown table, one line a source."""
    rows = "".join(_row(source, spoken) for source in report.sources)
    heads = ("source", "", "new", "held", "edited", "pictures", "what to know")
    head = f"|{'|'.join(f' {spoken(one)} ' if one else ' ' for one in heads)}|\n|---|---|--:|--:|--:|--:|---|\n"
    return f"### {commit_message(report, spoken)}\n\n{head}{rows}\n"


def _row(source: SourceReport, spoken: Spoken) -> str:
    said = " ".join(filter(None, (source.why, *source.warnings)))
    counts = (source.new, source.held, source.edited, source.pictures)
    return f"| {cell(source.name)} | {spoken(source.outcome)} | {' | '.join(map(str, counts))} | {cell(said, spoken)} |\n"


def cell(said: str, spoken: Spoken = str) -> str:
    """A text as it can stand in a table's cell: one line, every special character as an entity."""
    line = spoken(text.one_line(said, _LONGEST_CELL))
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", line)
