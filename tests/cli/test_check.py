"""`parvis check`: everything that is wrong at once, what should be known, and exit codes that scripts can trust."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from parvis import settings
from parvis.cli.check import warnings

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_new_hub_has_nothing_wrong(run: Run, hub: Path) -> None:
    done = run("check", cwd=hub)

    assert (done.returncode, done.stdout, done.stderr) == (0, "Nothing is wrong.\n", "")


def test_mistakes_of_content_decisions_and_archive_come_together(run: Run, hub: Path) -> None:
    (hub / "content/posts/a.md").write_text("---\ntitle: A\ndate: soon\n---\n")
    (hub / "content/pages/b.md").write_text("---\nlang: en\n---\n")
    decisions = hub / "content/curation/decisions"
    decisions.mkdir(parents=True)
    (decisions / "2030-01.yaml").write_text("- {item: x, do: aprove, by: Ed, at: 2030-01-01T00:00:00Z, because: y}\n")
    broken = hub / "content/archive/sample"
    broken.mkdir(parents=True)
    (broken / "2030-01.jsonl").write_text("no json\n")

    done = run("check", cwd=hub)

    assert done.returncode == 65
    for place in ("content/posts/a.md:3", "content/pages/b.md", "content/curation/decisions/2030-01.yaml:1", "2030-01.jsonl"):
        assert place in done.stderr, place
    assert done.stderr.splitlines()[-1] == "4 mistakes."


def test_mistakes_in_settings_and_sources_end_with_78(run: Run, hub: Path) -> None:
    (hub / "content/sources.yaml").write_text("sources:\n  - name: a\n    kind: yutube\n    channel: x\n")
    with (hub / "pelican.conf.py").open("a") as conf:
        conf.write('TIMEZONE = "Mars"\n')

    done = run("check", cwd=hub)

    assert done.returncode == 78
    assert "content/sources.yaml:3" in done.stderr
    assert "'youtube'" in done.stderr
    assert "pelican.conf.py:" in done.stderr


def test_refused_network_is_a_mistake_with_its_reason(run: Run, hub: Path) -> None:
    (hub / "content/sources.yaml").write_text("sources:\n  - name: a\n    kind: linkedin\n    url: https://www.linkedin.com/company/x\n")

    done = run("check", cwd=hub)

    assert done.returncode == 78
    assert "kind `link`" in done.stderr


def test_machines_get_lists(run: Run, hub: Path) -> None:
    (hub / "content/posts/a.md").write_text("---\ntitle: A\ndate: soon\n---\n")

    done = run("check", "--json", cwd=hub)

    facts = json.loads(done.stdout)
    assert (facts["ok"], facts["exitcode"]) == (False, 65)
    assert facts["mistakes"][0]["file"] == "content/posts/a.md"


def test_missing_token_is_a_warning_that_names_the_variable(hub: Path) -> None:
    (hub / "content/sources.yaml").write_text("sources:\n  - name: insta\n    kind: instagram\n    token_env: BRAND_TOKEN\n")
    read = settings.read(hub)

    without, given = (list(warnings(read, environment, datetime.now(UTC))) for environment in ({}, {"BRAND_TOKEN": "t"}))

    assert any("BRAND_TOKEN" in warning for warning in without)
    assert not any("BRAND_TOKEN" in warning for warning in given)


def test_source_that_fails_is_a_warning_and_no_mistake(run: Run, hub: Path) -> None:
    (hub / "content/recorded/sample.xml").write_text("nothing")
    run("collect", cwd=hub)

    done = run("check", cwd=hub)

    assert done.returncode == 0
    assert "warning: content/sources.yaml:12: sample: the last attempt failed" in done.stdout


def test_source_that_has_fallen_silent_is_a_warning(run: Run, hub: Path) -> None:
    run("collect", "--now", "2030-01-01T10:00Z", cwd=hub)

    later = datetime(2030, 1, 1, 10, tzinfo=UTC) + timedelta(days=20)

    assert any("the last good answer came on 2030-01-01" in warning for warning in warnings(settings.read(hub), {}, later))


def test_nothing_is_written(run: Run, hub: Path) -> None:
    before = {path for path in hub.rglob("*") if ".parvis" not in path.parts}

    run("check", cwd=hub)

    assert {path for path in hub.rglob("*") if ".parvis" not in path.parts} == before
