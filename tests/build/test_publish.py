"""Publishing: the site is whole at every moment, wherever the power fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from parvis.build import journal, manifest
from parvis.build.disk import Disk
from parvis.build.journal import roll_forward
from parvis.build.publish import Published, recover
from parvis.build.stage import Stage, files
from parvis.settings import Settings

OLD = {f"mur/{n}/index.html": f"old {n}" for n in range(8)} | {"style.css": "old", "gone/index.html": "old"}
NEW = {f"mur/{n}/index.html": f"new {n}" for n in range(8)} | {"style.css": "new", "more/index.html": "new"}
FEW = {**OLD, "mur/3/index.html": "new 3", "style.css": "new"}
del FEW["gone/index.html"]


class Died(Exception):  # noqa: N818 (what happens to a machine)
    """The power is gone."""


class Dying(Disk):
    """A disk on a machine that loses its power before, or in the middle of, its n-th step."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Died

    def write(self, file: Path, data: bytes) -> None:
        try:
            self._step()
        except Died:
            file.with_name(f"{file.name}.half").write_bytes(data[: len(data) // 2])
            raise
        super().write(file, data)

    def rename(self, source: Path, target: Path) -> None:
        self._step()
        super().rename(source, target)

    def move(self, source: Path, target: Path) -> None:
        self._step()
        super().move(source, target)

    def link(self, source: Path, target: Path) -> None:
        self._step()
        super().link(source, target)

    def delete(self, file: Path) -> None:
        self._step()
        super().delete(file)

    def clear(self, folder: Path) -> None:
        self._step()
        super().clear(folder)

    def settle(self, files: Sequence[Path]) -> None:
        self._step()
        super().settle(files)


class Foreign(Disk):
    """A disk on which output/ lies on another file system, or is mounted."""

    def __init__(self, code: int = errno.EXDEV) -> None:
        self.code = code

    def rename(self, source: Path, target: Path) -> None:
        if "output" in {source.name, target.name}:
            raise OSError(self.code, os.strerror(self.code))
        super().rename(source, target)


def site(folder: Path) -> dict[str, str]:
    """What lies in output/, without Git's own file."""
    return {path: (folder / path).read_text() for path in files(folder) if path != ".gitignore"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site" / "output"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "site" / ".parvis"


def test_first_site_is_put_in_place_by_two_renames(publish_site: Callable[..., Published], output: Path) -> None:
    output.mkdir(parents=True)
    (output / ".gitignore").write_text("*\n!.gitignore\n")
    published = publish_site(OLD)

    assert site(output) == OLD
    assert (published.whole, published.written) == (True, tuple(sorted(OLD)))
    assert (output / ".gitignore").read_text() == "*\n!.gitignore\n"


def test_few_changes_are_moved_in_file_by_file(publish_site: Callable[..., Published], output: Path) -> None:
    publish_site(OLD)
    before = (output / "mur/1/index.html").stat()
    published = publish_site(FEW)

    assert site(output) == FEW
    assert published == Published(("mur/3/index.html", "style.css"), ("gone/index.html",), whole=False)
    assert (output / "mur/1/index.html").stat() == before
    assert not (output / "gone").exists()


def test_mostly_new_site_keeps_what_has_not_changed(publish_site: Callable[..., Published], output: Path) -> None:
    publish_site(OLD)
    published = publish_site({**NEW, "mur/0/index.html": "old 0"})

    assert published.whole
    assert site(output) == {**NEW, "mur/0/index.html": "old 0"}


def test_same_site_writes_nothing(publish_site: Callable[..., Published], state: Path) -> None:
    publish_site(OLD)
    before = {path: (state / path).stat().st_mtime_ns for path in files(state)}
    published = publish_site(OLD)

    assert published == Published((), ())
    assert {path: (state / path).stat().st_mtime_ns for path in files(state)} == before


@pytest.mark.parametrize("after", [NEW, FEW], ids=["whole site", "few changes"])
def test_crash_at_any_step_leaves_each_file_old_or_new_and_the_next_command_finishes(
    publish_site: Callable[..., Published], output: Path, state: Path, after: dict[str, str]
) -> None:
    publish_site(OLD)
    crashes = finished = 0
    for steps in range(200):
        publish_site(OLD)
        try:
            publish_site(after, Dying(steps))
        except Died:
            crashes += 1
        else:
            finished += 1
        lying = site(output) if output.exists() else site(state / "old")
        begun = journal.is_open(state)
        rolled = roll_forward(state, Disk())

        assert all(text in {OLD.get(path), after.get(path)} for path, text in lying.items()), steps
        assert set(lying) >= set(OLD) & set(after), steps
        assert rolled is begun
        assert site(output) == (after if begun or finished else OLD if lying == OLD else after), steps
        assert manifest.read(state / manifest.NAME).keys() == site(output).keys(), steps
        assert [path for path in files(state) if not path.startswith("manifest.jsonl")] in (
            [],
            ["journal.json.half"],
            ["manifest.next.half"],
        )
        if finished:
            break

    assert finished == 1
    assert crashes > 8


@pytest.mark.parametrize("after", [NEW, FEW], ids=["whole site", "few changes"])
def test_crash_while_finishing_is_finished_too(
    publish_site: Callable[..., Published], output: Path, state: Path, after: dict[str, str]
) -> None:
    opened = next(steps for steps in range(60) if _dies_with_open_journal(publish_site, state, after, steps))
    for steps in range(40):
        publish_site(OLD)
        with pytest.raises(Died):
            publish_site(after, Dying(opened))
        try:
            roll_forward(state, Dying(steps))
        except Died:
            roll_forward(state, Disk())

        assert site(output) == after
        assert not journal.is_open(state)


def _dies_with_open_journal(publish_site: Callable[..., Published], state: Path, after: dict[str, str], steps: int) -> bool:
    publish_site(OLD)
    try:
        publish_site(after, Dying(steps))
    except Died:
        begun = journal.is_open(state)
        roll_forward(state, Disk())
        return begun
    return False


def test_new_output_made_after_the_first_rename_is_not_taken_away(
    publish_site: Callable[..., Published], output: Path, state: Path
) -> None:
    publish_site(OLD)
    steps = next(steps for steps in range(60) if _dies_without_output(publish_site, output, state, steps))
    output.mkdir()
    (output / ".gitignore").write_text("restored by git\n")
    roll_forward(state, Disk())

    assert steps > 0
    assert site(output) == NEW
    assert (output / ".gitignore").read_text() == "restored by git\n"


def _dies_without_output(publish_site: Callable[..., Published], output: Path, state: Path, steps: int) -> bool:
    try:
        publish_site(NEW, Dying(steps))
    except Died:
        if not output.exists():
            return True
    roll_forward(state, Disk())
    publish_site(OLD)
    return False


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EBUSY])
def test_output_that_cannot_be_renamed_is_filled_file_by_file(
    publish_site: Callable[..., Published], output: Path, state: Path, code: int
) -> None:
    publish_site(OLD)
    publish_site({**NEW, "mur/0/index.html": "old 0"}, Foreign(code))

    assert site(output) == {**NEW, "mur/0/index.html": "old 0"}
    assert not journal.is_open(state)


def test_output_that_is_a_link_is_followed_and_stays_one(publish_site: Callable[..., Published], output: Path, tmp_path: Path) -> None:
    output.parent.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    output.symlink_to(tmp_path / "elsewhere")
    published = publish_site(OLD)

    assert output.is_symlink()
    assert not published.whole
    assert site(tmp_path / "elsewhere") == OLD


def test_move_to_another_file_system_copies_beside_the_target_first(tmp_path: Path) -> None:
    class Far(type(tmp_path)):  # type: ignore[misc]
        def replace(self, target: Path) -> Path:
            if self.parent.name == "here":
                raise OSError(errno.EXDEV, "Invalid cross-device link")
            return Path(os.path.realpath(super().replace(target)))

    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    (tmp_path / "here" / "a").write_text("new")
    (tmp_path / "there" / "a").write_text("old")
    Disk().move(Far(tmp_path / "here" / "a"), tmp_path / "there" / "a")

    assert {path.relative_to(tmp_path).as_posix(): path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == {"there/a": "new"}


def test_what_a_person_has_put_into_output_stays(publish_site: Callable[..., Published], output: Path) -> None:
    publish_site(OLD)
    (output / "CNAME").write_text("place.example")
    (output / "mur" / "mine.txt").write_text("mine")
    published = publish_site(NEW)

    assert not published.whole
    assert site(output) == {**NEW, "CNAME": "place.example", "mur/mine.txt": "mine"}


def test_lost_manifest_leaves_no_old_page_online(publish_site: Callable[..., Published], output: Path, state: Path) -> None:
    publish_site({**OLD, "mur/9/index.html": "taken down", "api/index.json": "{}"})
    (output / "CNAME").write_text("place.example")
    (state / manifest.NAME).unlink()
    published = publish_site({**OLD, "api/index.json": "{}"}, sure=False)

    assert published.deleted == ("mur/9/index.html",)
    assert site(output) == {**OLD, "CNAME": "place.example", "api/index.json": "{}"}


def test_first_build_into_a_folder_of_something_else_deletes_nothing(publish_site: Callable[..., Published], output: Path) -> None:
    (output / "mur").mkdir(parents=True)
    (output / "mur" / "precious.txt").write_text("by hand")
    publish_site(OLD, sure=False)

    assert site(output) == {**OLD, "mur/precious.txt": "by hand"}


def test_folder_takes_the_place_of_a_file_and_the_other_way_round(publish_site: Callable[..., Published], output: Path) -> None:
    publish_site({**OLD, "a": "file", "b/c": "folder", "b/d": "folder"})
    publish_site({**OLD, "a/b": "folder", "b": "file"})

    assert site(output) == {**OLD, "a/b": "folder", "b": "file"}


def test_link_inside_output_is_not_written_through(publish_site: Callable[..., Published], output: Path, tmp_path: Path) -> None:
    publish_site(OLD)
    (tmp_path / "outside").mkdir()
    for path in sorted((output / "mur" / "3").iterdir()):
        path.unlink()
    (output / "mur" / "3").rmdir()
    (output / "mur" / "3").symlink_to(tmp_path / "outside")
    publish_site(FEW)

    assert list((tmp_path / "outside").iterdir()) == []
    assert site(output) == FEW


def test_pages_are_moved_in_after_what_they_show(publish_site: Callable[..., Published]) -> None:
    class Noting(Disk):
        moved: list[str]

        def __init__(self) -> None:
            self.moved = []

        def move(self, source: Path, target: Path) -> None:
            self.moved.append(target.name)
            super().move(source, target)

    publish_site(OLD)
    disk = Noting()
    publish_site(FEW, disk)

    assert disk.moved == ["style.css", "index.html"]


def test_nothing_to_recover_needs_no_lock(hub_settings: Settings) -> None:
    assert recover(hub_settings) is False
    assert not (hub_settings.state / "lock").exists()


def test_recover_finishes_an_open_journal(hub_settings: Settings) -> None:
    state = hub_settings.state
    stage = Stage(hub_settings.output, state / "staging", {})
    stage.put("a/index.html", "key", b"new")
    (state / "manifest.next").write_bytes(manifest.encode(stage.entries.values()))
    journal.write(state, journal.Journal("../output", whole=False, moves=("a/index.html",), deletes=()), Disk())

    assert recover(hub_settings) is True
    assert (hub_settings.output / "a/index.html").read_bytes() == b"new"
    assert not (state / "staging").exists()
