"""`parvis sources`: how each source fares, with what a person should know of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from parvis.cli.sources import NOT_PROVEN, notes
from parvis.model.report import Health
from parvis.model.source import Source

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_source_that_was_never_asked_says_so(run: Run, hub: Path) -> None:
    line = run("sources", cwd=hub).stdout.splitlines()[1].split("\t")

    assert line[:3] == ["sample", "feed (A)", "never"]


def test_last_success_items_and_next_try_are_shown_in_the_hubs_time(run: Run, hub: Path) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text("utf-8").replace('TIMEZONE = "UTC"', 'TIMEZONE = "America/Montreal"'), "utf-8")
    run("collect", "--now", "2030-01-01T10:00Z", cwd=hub)

    line = run("sources", cwd=hub).stdout.splitlines()[1].split("\t")

    assert line[2:5] == ["2030-01-01 05:00", "4", "2030-01-01 06:00"]


def test_last_error_is_shown_without_anything_a_terminal_obeys(run: Run, hub: Path) -> None:
    (hub / "content/recorded/sample.xml").write_bytes(b"\x1b[31m<html>no feed</html>")
    run("collect", cwd=hub)

    shown = run("sources", cwd=hub).stdout

    assert "error:" in shown
    assert "\x1b" not in shown


def test_machines_get_the_same_facts(run: Run, hub: Path) -> None:
    run("collect", "--now", "2030-01-01T10:00Z", cwd=hub)

    (facts,) = json.loads(run("sources", "--json", cwd=hub).stdout)["sources"]

    assert (facts["name"], facts["grade"], facts["proven"], facts["items"]) == ("sample", "A", True, 4)
    assert facts["last_success"] == "2030-01-01T10:00:00Z"


def test_hub_without_sources_is_told_how_to_add_one(run: Run, hub: Path) -> None:
    (hub / "content/sources.yaml").write_text("sources:\n")

    assert "parvis add" in run("sources", cwd=hub).stdout


def test_kind_that_was_never_proven_says_so() -> None:
    source = Source(name="a", kind="webmention", options={"domain": "a.example"}, publish="review")

    told = notes(
        source,
        Health(
            source="a",
            failures=3,
            error="gone",
            paused="it answered 410",
            moved_to="https://b.example",
            moved_runs=3,
            last_attempt=datetime.now(UTC),
        ),
    )

    assert NOT_PROVEN in told
    assert "publish: review" in told
    assert "3 failures in a row" in told
    assert "moved to https://b.example: change its address in content/sources.yaml" in told
    assert "paused: it answered 410" in told


def test_address_that_moved_is_told_once_and_only_when_three_runs_have_seen_it() -> None:
    source = Source(name="a", kind="feed", options={"url": "https://a.example"})

    assert notes(source, Health(source="a", moved_to="https://b.example", moved_runs=2)) == []
    assert len(notes(source, Health(source="a", moved_to="https://b.example", moved_runs=3))) == 1
