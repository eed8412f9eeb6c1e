"""`parvis init` writes a hub that is whole, in the language asked for, and never overwrites anything."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from parvis.cli import init

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_hub_has_everything_that_a_hub_needs(run: Run, tmp_path: Path) -> None:
    done = run("init", "my-hub")

    assert done.returncode == 0, done.stderr
    for path in (
        "pelican.conf.py",
        "README.md",
        "requirements.txt",
        ".gitignore",
        ".gitattributes",
        ".gitlab-ci.yml",
        ".github/workflows/hub.yml",
        "output/.gitignore",
        "content/sources.yaml",
    ):
        assert (tmp_path / "my-hub" / path).is_file(), path
    assert list((tmp_path / "my-hub/content/posts").glob("*.md"))
    assert list((tmp_path / "my-hub/content/pages").glob("*.md"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_blank_is_left_in_any_file(run: Run, tmp_path: Path, language: str) -> None:
    run("init", "my-hub", "--language", language)

    for file in (tmp_path / "my-hub").rglob("*"):
        if file.is_file():
            assert b"@@" not in file.read_bytes(), file


def test_settings_hold_what_was_given(run: Run, tmp_path: Path) -> None:
    run("init", "h", "--name", 'Sucre "Bleu" \\ Cie', "--language", "fr", "--address", "https://hub.example/place/")

    values: dict[str, object] = {}
    exec((tmp_path / "h/pelican.conf.py").read_text("utf-8"), values)
    assert values["SITENAME"] == 'Sucre "Bleu" \\ Cie'
    assert values["SITEURL"] == "https://hub.example/place"
    assert values["DEFAULT_LANG"] == "fr"
    assert values["PLUGINS"] == ["parvis"]
    assert "PARVIS_NOW" not in values
    assert Path(str(values["THEME"])).is_dir()


def test_settings_fit_one_screen() -> None:
    for language in init.LANGUAGES:
        conf = dict(init.files(language))["pelican.conf.py"]

        assert len(conf.read_text("utf-8").splitlines()) <= 40


def test_name_comes_from_the_folder_when_nobody_can_be_asked(run: Run, tmp_path: Path) -> None:
    done = run("init", "sucre-bleu", "--json")

    facts = json.loads(done.stdout)
    assert facts["name"] == "Sucre Bleu"
    assert facts["address"] == ""
    assert 'SITENAME = "Sucre Bleu"' in (tmp_path / "sucre-bleu/pelican.conf.py").read_text("utf-8")


def test_language_without_starting_texts_gets_english_and_is_told_so(run: Run, tmp_path: Path) -> None:
    done = run("init", "h", "--language", "de")

    assert done.returncode == 0
    assert "no starting texts in 'de'" in done.stdout
    assert 'DEFAULT_LANG = "en"' in (tmp_path / "h/pelican.conf.py").read_text("utf-8")


def test_regional_french_is_french(run: Run) -> None:
    assert json.loads(run("init", "h", "--language", "fr-CA", "--json").stdout)["language"] == "fr"


def test_folder_that_is_a_hub_already_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pelican.conf.py").write_text("SITENAME = 'mine'\n")

    done = run("init", ".")

    assert done.returncode == 2
    assert "is a hub already" in done.stderr
    assert (tmp_path / "pelican.conf.py").read_text() == "SITENAME = 'mine'\n"
    assert not (tmp_path / "content").exists()


def test_file_that_exists_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine\n")

    done = run("init", ".")

    assert done.returncode == 0
    assert (tmp_path / "README.md").read_text() == "mine\n"
    assert "README.md exists" in done.stdout


@pytest.mark.parametrize("address", ["ftp://hub.example", "https://", "https://hub.example/?a=1", "http://[", "https://a b.example"])
def test_address_of_no_site_is_refused_before_anything_is_written(run: Run, tmp_path: Path, address: str) -> None:
    done = run("init", "h", "--address", address)

    assert done.returncode == 2
    assert "--address https://hub.example" in done.stderr
    assert not (tmp_path / "h").exists()


def test_readme_tells_newcomers_what_each_file_is_for() -> None:
    for language, words in (("en", "without knowing Git"), ("fr", "sans connaître Git")):
        readme = dict(init.files(language))["README.md"].read_text("utf-8")

        assert words in readme
        for path in ("content/posts/", "content/sources.yaml", "content/archive/", "pelican.conf.py"):
            assert path in readme


def test_both_languages_have_the_same_kinds_of_files() -> None:
    shapes = [[Path(path).parent.as_posix() for path, _ in init.files(language)] for language in init.LANGUAGES]

    assert sorted(shapes[0]) == sorted(shapes[1])


def test_person_at_a_terminal_is_asked(tmp_path: Path) -> None:
    done = at_a_terminal(tmp_path, ["init", "h"], "Sucre Bleu\nfr\nhub.example\n")

    assert "Name of the hub [H]:" in done
    conf = (tmp_path / "h/pelican.conf.py").read_text("utf-8")
    assert 'SITENAME = "Sucre Bleu"' in conf
    assert 'SITEURL = "https://hub.example"' in conf
    assert 'DEFAULT_LANG = "fr"' in conf


def test_person_is_asked_only_for_what_was_not_given(tmp_path: Path) -> None:
    done = at_a_terminal(tmp_path, ["init", "h", "--name", "A", "--language", "en"], "\n")

    assert "Name of the hub" not in done
    assert "Address" in done


def at_a_terminal(folder: Path, words: list[str], typed: str) -> str:
    """What a person sees who types that."""
    code = f"import sys; from parvis.cli import main; sys.exit(main({words!r}))"
    env = {name: value for name, value in os.environ.items() if name != "CI"}
    master, slave = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", code], cwd=folder, env=env, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        os.write(master, typed.encode())
        seen = b""
        while more := _read(master):
            seen += more
        assert process.wait(timeout=60) == 0, seen
    os.close(master)
    return seen.decode()


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # the other side is closed
        return b""


def test_nobody_is_waited_for_without_a_terminal(tmp_path: Path) -> None:
    code = "import sys; from parvis.cli import main; sys.exit(main(['init', 'h']))"

    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        # The pipe stays open and silent: who waited for a line of it would wait for ever.
        assert process.wait(timeout=60) == 0


def test_init_reads_the_hub_rooms_of_no_other_verb() -> None:
    code = (
        "import sys; import parvis.cli.init; print([m for m in sys.modules if m in ('pelican', 'aiohttp', 'feedparser', 'parvis.collect')])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
