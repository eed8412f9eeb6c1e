"""The command as a whole: its help, its speed, its errors."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from parvis.cli import VERBS, main, parvis

Run = Callable[..., subprocess.CompletedProcess[str]]


def modules_after(code: str, *, cwd: Path | None = None) -> set[str]:
    """Names of the modules that are loaded once some code has run in a fresh interpreter."""
    script = f"import io, sys\nshown, sys.stdout = sys.stdout, io.StringIO()\n{code}\nprint(*sorted(sys.modules), file=shown)"
    done = subprocess.run([sys.executable, "-c", script], cwd=cwd, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_help_names_every_verb_and_imports_none_of_them() -> None:
    loaded = modules_after("from parvis.cli import main\nmain(['--help'])")

    assert {name for name in loaded if name.startswith("parvis.cli.")} == {"parvis.cli.spoken"}
    assert not loaded & {"pelican", "aiohttp", "feedparser", "pydantic", "ruamel", "rich", "jinja2"}


def test_help_has_the_short_help_of_every_verb(run: Run) -> None:
    shown = run("--help").stdout

    for verb, text in VERBS.items():
        assert verb in shown
        assert text.split()[0] in shown


def test_each_verb_is_a_file_and_each_file_but_the_shared_ones_is_a_verb() -> None:
    folder = Path(str(sys.modules["parvis.cli"].__file__)).parent

    files = {path.stem.rstrip("_") for path in folder.glob("*.py") if path.stem != "__init__"}
    folders = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert (files | folders) - {
        "terminal",
        "messages",
        "verb",
        "found",
        "sources_file",
        "imports",
        "deciding",
        "spoken",
        "item",
        "forget_report",
        "forget_history",
        "letters",
        "moderation",
        "digest",
    } == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_each_verb_has_an_example_that_names_it(run: Run, verb: str) -> None:
    done = run(verb, "--help")

    assert done.returncode == 0
    example = done.stdout.partition("Example:")[2]
    assert f"parvis {verb}" in example


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_tells_machines_the_same_facts(verb: str) -> None:
    command = parvis.get_command(click.Context(parvis), verb)
    assert command is not None
    commands = command.commands.values() if isinstance(command, click.Group) else (command,)

    assert [one.name for one in commands if not any("--json" in option.opts for option in one.params)] == []


def test_unknown_verb_is_a_mistake_with_the_nearest_one(run: Run) -> None:
    done = run("biuld")

    assert done.returncode == 2
    assert "Did you mean 'build'?" in done.stderr


def test_verb_like_none_lists_them_all(run: Run) -> None:
    assert "collect, build, serve" in run("xyzzy").stderr


def test_wrong_usage_is_json_for_machines(run: Run) -> None:
    done = run("build", "--json", "--nwo", "x")

    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["kind"] == "UsageError"


def test_folder_that_is_no_hub_is_told_with_what_to_do(run: Run) -> None:
    done = run("build")

    assert done.returncode == 2
    assert "parvis init" in done.stderr
    assert "Traceback" not in done.stderr


def test_hub_is_found_upwards_and_by_root(run: Run, hub: Path) -> None:
    below = run("check", cwd=hub / "content" / "posts")
    named = run("--root", str(hub), "check", cwd=hub.parent)

    assert (below.returncode, named.returncode) == (0, 0)


def test_mistakes_in_settings_end_with_78_each_on_its_line(run: Run, hub: Path) -> None:
    with (hub / "pelican.conf.py").open("a") as conf:
        conf.write('TIMEZONE = "Mars/Olympus"\nPARVIS_PAGE_SIZ = 3\n')

    done = run("build", cwd=hub)

    assert done.returncode == 78
    assert "Mars/Olympus" in done.stderr
    assert "PARVIS_PAGE_SIZE" in done.stderr
    assert "2 mistakes." in done.stderr


def test_mistakes_are_facts_for_machines(run: Run, hub: Path) -> None:
    with (hub / "pelican.conf.py").open("a") as conf:
        conf.write('TIMEZONE = "Mars/Olympus"\n')

    done = run("build", "--json", cwd=hub)

    facts = json.loads(done.stdout)
    assert facts["error"]["exitcode"] == 78
    assert facts["mistakes"][0]["file"] == "pelican.conf.py"
    assert facts["mistakes"][0]["line"] > 0
    assert done.stderr == ""


def test_error_of_ours_says_so_and_shows_where_only_when_asked(run: Run, hub: Path) -> None:
    # The settings are remembered in a file; a folder in its place is something that nobody expects.
    (hub / ".parvis").write_text("not a folder")

    plain, debug = run("build", cwd=hub), run("build", cwd=hub, env={"PARVIS_DEBUG": "1"})

    assert plain.returncode != 0
    assert "Traceback" not in plain.stderr
    assert ("Traceback" in debug.stderr) == (debug.returncode == 70)


def test_wrong_moment_is_a_mistake_of_usage(run: Run, hub: Path) -> None:
    done = run("build", "--now", "soon", cwd=hub)

    assert done.returncode == 2
    assert "--now" in done.stderr


def test_version_is_told(run: Run) -> None:
    assert run("--version").stdout.startswith("parvis, version ")


def test_reader_that_has_seen_enough_is_no_error() -> None:
    code = "import sys; from parvis.cli import main; sys.exit(main(['--help']))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
        process.wait(timeout=60)

    assert "BrokenPipe" not in said


def test_main_gives_the_exit_code_to_who_calls_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert main(["biuld"]) == 2
    assert parvis.name == "parvis"
    assert "Did you mean" in capsys.readouterr().err
