"""Time is an argument: the option wins, then the environment, then the setting, then the clock, in every command that takes one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

OPTION = ("--now", "2031-01-01T10:00Z")
ENVIRONMENT = {"PARVIS_NOW": "2032-01-01T10:00Z"}


def built(hub: Path) -> str:
    """The moment that the last build was made for."""
    return str(json.loads((hub / ".parvis/built.json").read_text())["now"])


def of_build(run: Run, hub: Path, *words: str, **env: str) -> str:
    (hub / ".parvis/built.json").unlink(missing_ok=True)  # a build with nothing to do does not note its moment
    assert run("build", *words, cwd=hub, env=env).returncode == 0
    return built(hub)


def of_collect(run: Run, hub: Path, *words: str, **env: str) -> str:
    return str(json.loads(run("collect", "--json", *words, cwd=hub, env=env).stdout)["now"])


def fixed(hub: Path, moment: str) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(f"{conf.read_text()}\nPARVIS_NOW = {moment!r}\n")


@pytest.mark.parametrize("moment", [of_build, of_collect])
def test_the_option_wins_then_the_environment_then_the_setting(moment: Callable[..., str], run: Run, hub: Path) -> None:
    fixed(hub, "2030-01-01T10:00Z")

    assert moment(run, hub) == "2030-01-01T10:00:00Z"
    assert moment(run, hub, **ENVIRONMENT) == "2032-01-01T10:00:00Z"
    assert moment(run, hub, *OPTION, **ENVIRONMENT) == "2031-01-01T10:00:00Z"


@pytest.mark.parametrize("moment", [of_build, of_collect])
def test_without_any_of_them_the_clock_counts(moment: Callable[..., str], run: Run, hub: Path) -> None:
    found = datetime.fromisoformat(moment(run, hub))

    assert abs(datetime.now(UTC) - found) < timedelta(minutes=5)


@pytest.mark.parametrize("moment", [of_build, of_collect])
def test_a_moment_without_an_offset_counts_in_the_hubs_time_zone(moment: Callable[..., str], run: Run, hub: Path) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(f"{conf.read_text()}\nTIMEZONE = 'America/Montreal'\n")
    fixed(hub, "2030-01-01T10:00")

    assert moment(run, hub) == "2030-01-01T15:00:00Z"
    assert moment(run, hub, PARVIS_NOW="2030-07-01T10:00") == "2030-07-01T14:00:00Z"
    assert moment(run, hub, "--now", "2030-07-02T10:00") == "2030-07-02T14:00:00Z"


def test_plain_pelican_honours_environment_and_setting(hub: Path) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(f"{conf.read_text()}\nTIMEZONE = 'America/Montreal'\n")
    fixed(hub, "2030-01-01T10:00")
    moments = []
    for env in ({}, {"PARVIS_NOW": "2032-01-01T10:00"}):
        surroundings = {name: value for name, value in os.environ.items() if name != "PARVIS_NOW"}
        command = [sys.executable, "-m", "pelican", "-s", "pelican.conf.py"]
        subprocess.run(command, cwd=hub, env={**surroundings, **env}, check=True, capture_output=True)
        moments.append(built(hub))

    assert moments == ["2030-01-01T15:00:00Z", "2032-01-01T15:00:00Z"]


def test_check_works_at_the_moment_that_it_is_given(run: Run, hub: Path) -> None:
    run("collect", "--now", "2030-01-01T10:00Z", cwd=hub)

    assert "the last good answer came on" not in run("check", "--now", "2030-01-02T10:00Z", cwd=hub).stdout
    assert "the last good answer came on 2030-01-01" in run("check", "--now", "2030-02-02T10:00Z", cwd=hub).stdout
