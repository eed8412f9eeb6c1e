"""The manifest: what stands in the output comes back as it was written, and a broken line costs its own file alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parvis.build import manifest
from parvis.build.manifest import Entry, intact
from parvis.tidy import digests


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    (tmp_path / "a.html").write_bytes(b"macaron")
    state = (tmp_path / "a.html").stat()
    return Entry("a.html", "key", digests.of_bytes(b"macaron"), state.st_size, state.st_mtime_ns)


def test_manifest_comes_back_as_it_was_written(tmp_path: Path, entry: Entry) -> None:
    (tmp_path / manifest.NAME).write_bytes(manifest.encode([entry]))

    assert manifest.read(tmp_path / manifest.NAME) == {"a.html": entry}


def test_manifest_is_one_line_a_file_sorted_by_path(entry: Entry) -> None:
    lines = manifest.encode([Entry("b", "k", "d", 1, 2), entry]).splitlines()

    assert [line.split(b'"')[1] for line in lines] == [b"a.html", b"b"]


def test_broken_line_loses_only_its_own_file(tmp_path: Path, entry: Entry) -> None:
    (tmp_path / manifest.NAME).write_bytes(b'["half\n' + manifest.encode([entry]) + b"\xff\n{}\n")

    assert manifest.read(tmp_path / manifest.NAME) == {"a.html": entry}


def test_missing_manifest_is_empty(tmp_path: Path) -> None:
    assert manifest.read(tmp_path / "none") == {}


def test_file_as_it_was_put_there_is_intact(tmp_path: Path, entry: Entry) -> None:
    assert intact(entry, tmp_path) == entry


def test_touched_file_is_intact_by_its_bytes(tmp_path: Path, entry: Entry) -> None:
    os.utime(tmp_path / "a.html", ns=(1, 1_000_000_000))

    found = intact(entry, tmp_path)

    assert found is not None
    assert (found.mtime, found.digest) == (1_000_000_000, entry.digest)


@pytest.mark.parametrize("harm", ["other bytes", "longer", "gone", "folder", "link"])
def test_harmed_file_is_not_intact(tmp_path: Path, entry: Entry, harm: str) -> None:
    file = tmp_path / "a.html"
    match harm:
        case "other bytes":
            file.write_bytes(b"Macaron")
            os.utime(file, ns=(1, 1))
        case "longer":
            file.write_bytes(b"macarons")
        case "gone":
            file.unlink()
        case "folder":
            file.unlink()
            file.mkdir()
        case "link":
            file.rename(tmp_path / "b")
            file.symlink_to(tmp_path / "b")

    assert intact(entry, tmp_path) is None
