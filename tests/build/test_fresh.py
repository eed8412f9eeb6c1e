"""Whether a site is fresh: every change of an input is noticed, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parvis import settings
from parvis.archive import read, write
from parvis.build import fresh, inputs, journal
from parvis.build.disk import Disk
from parvis.build.fresh import is_fresh
from parvis.build.inputs import Stamp
from parvis.model.build_report import BuildReport

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)


@pytest.fixture
def fresh_at(hub: Path) -> Callable[..., bool]:
    return lambda now=NOW: is_fresh(settings.read(hub), now)


def test_hub_that_was_never_built_is_not_fresh(fresh_at: Callable[..., bool]) -> None:
    assert not fresh_at()


def test_built_hub_is_fresh(fresh_at: Callable[..., bool], build: Callable[..., BuildReport]) -> None:
    build()

    assert fresh_at()


@pytest.mark.parametrize(
    "file",
    ["content/posts/vote.md", "content/archive/shop/2026-05.jsonl", "content/sources.yaml", "content/images/point.png", "pelican.conf.py"],
)
def test_change_of_any_input_is_noticed(hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport], file: str) -> None:
    build()
    with (hub / file).open("ab") as open_file:
        open_file.write(b"\n")

    assert not fresh_at()


def test_change_that_keeps_the_size_and_brings_an_old_time_is_noticed(
    hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport]
) -> None:
    post = hub / "content/posts/vote.md"
    state = post.stat()
    build()
    post.write_text(post.read_text().replace("Votez", "Notez"))
    os.utime(post, ns=(state.st_atime_ns, state.st_mtime_ns))

    assert not fresh_at()


def test_new_and_missing_inputs_are_noticed(hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport]) -> None:
    build()
    (hub / "content/images/new.txt").write_text("new")

    assert not fresh_at()

    (hub / "content/images/new.txt").unlink()

    assert fresh_at()

    (hub / "content/images/point.png").unlink()

    assert not fresh_at()


def test_touched_inputs_are_fresh_by_their_bytes(hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport]) -> None:
    build()
    for file in (hub / "content").rglob("*"):
        os.utime(file)

    assert fresh_at()


def test_module_that_the_settings_import_is_an_input(hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport]) -> None:
    (hub / "shared_names_of_the_hub.py").write_text("NAME = 'Place'\n")
    conf = hub / "pelican.conf.py"
    lines = (
        "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\nfrom shared_names_of_the_hub import NAME\n"
    )
    conf.write_text(f"{lines}sys.path.pop(0)\n{conf.read_text()}\nSITENAME = NAME\n")
    build()
    sys.modules.pop("shared_names_of_the_hub")

    assert fresh_at()

    (hub / "shared_names_of_the_hub.py").write_text("NAME = 'Place'  # the same\n")

    assert not fresh_at()


def test_missing_output_file_is_noticed(hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport]) -> None:
    build()
    (hub / "output/index.html").unlink()

    assert not fresh_at()


@pytest.mark.parametrize("harm", ["cut", "line lost", "gone"])
def test_harmed_manifest_is_noticed(hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport], harm: str) -> None:
    build()
    file = hub / ".parvis/manifest.jsonl"
    data = file.read_bytes()
    match harm:
        case "cut":
            file.write_bytes(data[:-10])
        case "line lost":
            file.write_bytes(b"".join(data.splitlines(keepends=True)[1:]))
        case "gone":
            file.unlink()

    assert not fresh_at()


def test_open_journal_is_never_fresh(hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport]) -> None:
    build()
    journal.write(hub / ".parvis", journal.Journal("../output", whole=False, moves=(), deletes=()), Disk())

    assert not fresh_at()


def test_time_runs_forward_only(fresh_at: Callable[..., bool], build: Callable[..., BuildReport]) -> None:
    build()

    assert fresh_at(NOW + timedelta(days=400))
    assert not fresh_at(NOW - timedelta(seconds=1))


def test_moment_of_the_next_change_ends_freshness(hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport]) -> None:
    (hub / "content/posts/bientot.md").write_text("Title: Bientôt\nDate: 2026-06-20 08:00\n\nPatience.\n")
    report = build()
    due = datetime(2026, 6, 20, 12, tzinfo=UTC)

    assert report.next_change == due
    assert fresh_at(due - timedelta(seconds=1))
    assert not fresh_at(due)


def test_newer_library_ends_freshness(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()
    state = hub / ".parvis"
    record = fresh.read(state)
    assert record is not None
    (state / fresh.NAME).write_text((state / fresh.NAME).read_text().replace(record.libraries, "python 3.0 nh3 0.0"))

    assert not is_fresh(settings.read(hub), NOW)


def test_broken_record_is_no_record(hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport]) -> None:
    build()
    (hub / ".parvis" / fresh.NAME).write_text("{")

    assert not fresh_at()


def test_answer_comes_before_pelican_jinja_and_pydantic(hub: Path, build: Callable[..., BuildReport]) -> None:
    build()
    code = (
        "import sys; from pathlib import Path; from datetime import datetime\n"
        "from parvis import settings; from parvis.build import fresh, publish\n"
        f"found = settings.read(Path({str(hub)!r})); publish.recover(found)\n"
        f"print(fresh.is_fresh(found, datetime.fromisoformat('{NOW.isoformat()}')))\n"
        "print(sorted({'pelican', 'jinja2', 'pydantic', 'markdown', 'babel', 'nh3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["True", "[]"]


def test_hub_that_was_moved_is_still_fresh(hub: Path, build: Callable[..., BuildReport], tmp_path: Path) -> None:
    build()
    moved = hub.rename(tmp_path / "moved")

    assert is_fresh(settings.read(moved), NOW)


def test_ten_thousand_files_are_checked_in_a_blink(hub: Path, build: Callable[..., BuildReport]) -> None:
    folder = hub / "content/images/many"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number}.txt").touch()
    build()
    asked = _count_digests(hub)

    assert asked <= 1  # the last one may have been made within the tick of the first look
    assert len(fresh.read(hub / ".parvis").inputs) > 10_000  # type: ignore[union-attr]


def _count_digests(hub: Path) -> int:
    """How many files a second look had to read, because size and time did not tell."""
    record = fresh.read(hub / ".parvis")
    assert record is not None
    old = hub / "content/images/many/0.txt"
    after = old.stat().st_mtime_ns + 60_000_000_000
    before = {
        name: stamp
        for name, stamp in record.inputs.items()
        if name.startswith("content/images/many/") and stamp.changed != inputs.TOO_YOUNG
    }
    again = inputs.snapshot(settings.read(hub), record.extras, before, after)
    return sum(again[name] is not stamp for name, stamp in before.items())


def test_snapshot_reads_only_what_has_changed(hub: Path) -> None:
    found = settings.read(hub)
    later = inputs.disk_time(found.state) + 60_000_000_000
    first = inputs.snapshot(found, (), {}, later)
    (hub / "content/posts/vote.md").write_text("other")
    second = inputs.snapshot(found, (), first, later)

    assert [name for name in first if second[name] is not first[name]] == ["content/posts/vote.md"]


def test_file_of_this_very_moment_is_not_trusted_by_its_time(hub: Path) -> None:
    found = settings.read(hub)
    (hub / "content/posts/vote.md").write_text("new")
    stamps = inputs.snapshot(found, (), {}, inputs.disk_time(found.state))

    assert stamps["content/posts/vote.md"] == Stamp(3, inputs.TOO_YOUNG, stamps["content/posts/vote.md"].digest)


def test_folders_that_contain_each_other_by_links_end(hub: Path) -> None:
    (hub / "content/images/round").symlink_to(hub / "content", target_is_directory=True)
    (hub / "content/images/.#lock").symlink_to("somebody@somewhere")
    names = inputs.snapshot(settings.read(hub), (), {}, 0)

    assert "content/posts/vote.md" in names
    assert len(names) < 2000


def test_newly_collected_item_is_noticed(hub: Path, fresh_at: Callable[..., bool], build: Callable[..., BuildReport]) -> None:
    build()
    archive = hub / "content/archive"
    post = read.posts(archive, "shop")[0]
    write.keep(archive, "shop", [type(post)(**{**{f: getattr(post, f) for f in post.__struct_fields__}, "id": "shop:new"})])

    assert not fresh_at()
