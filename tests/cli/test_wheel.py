"""The wheel: what a user installs holds everything that `init` and `build` need, theme and starter included."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder into which the wheel was unpacked, as an installer does it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "site")
    return folder / "site"


def parvis(installed: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command from the wheel: what is unpacked goes before the checkout."""
    code = f"import sys, parvis; assert parvis.__file__.startswith({str(installed)!r}); from parvis.cli import main; sys.exit(main())"
    env = {**{name: value for name, value in os.environ.items() if not name.startswith("PARVIS_")}, "PYTHONPATH": str(installed)}
    return subprocess.run([sys.executable, "-c", code, *words], cwd=cwd, env=env, capture_output=True, text=True, check=False)


def test_wheel_makes_collects_and_builds_a_hub(installed: Path, tmp_path: Path) -> None:
    for words in (("init", "hub", "--language", "fr", "--name", "Sucre Bleu"), ("--root", "hub", "collect"), ("--root", "hub", "build")):
        done = parvis(installed, *words, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr

    html = (tmp_path / "hub/output/mur/index.html").read_text("utf-8")
    assert "Trois questions à une voisine" in html
    assert list((tmp_path / "hub/output/theme/css").glob("*.css"))


def test_wheel_has_the_dot_files_of_the_starter(installed: Path, tmp_path: Path) -> None:
    parvis(installed, "init", "hub", cwd=tmp_path)

    for path in (".gitignore", ".gitattributes", ".gitlab-ci.yml", ".github/workflows/hub.yml", "output/.gitignore"):
        assert (tmp_path / "hub" / path).is_file(), path


def test_wheel_holds_the_package_and_the_theme_and_nothing_of_the_demo(installed: Path) -> None:
    assert (installed / "parvis/theme/templates/base.html").is_file()
    assert (installed / "parvis/theme/locale/fr/LC_MESSAGES/parvis.po").is_file()
    assert (installed / "parvis/cli/forms/fr/post.md").is_file()
    assert {path.name.split("-")[0] for path in installed.iterdir()} == {"parvis"}


def test_wheel_holds_every_file_of_the_package_and_the_theme(installed: Path) -> None:
    wanted = {
        (inside / file.relative_to(folder)).as_posix()
        for folder, inside in ((ROOT / "plugins/parvis", Path("parvis")), (ROOT / "theme", Path("parvis/theme")))
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }

    assert not sorted(wanted - {file.relative_to(installed).as_posix() for file in installed.rglob("*") if file.is_file()})
    assert len(wanted) > 500
