"""What reading the archive gives, and how it complains."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parvis.archive import read, write
from parvis.errors import ArchiveError
from parvis.model.post import Media, Post

Make = Callable[..., Post]


def month(archive: Path, name: str, *lines: str) -> Path:
    """A month file of the source `blog`, written by hand."""
    path = archive / "blog" / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


RECORD = '{"v":1,"id":"blog:1","source":"blog","network":"feed","published":"2026-03-14T09:30:00Z","collected":"2026-06-01T12:00:00Z"}'


def test_a_source_without_a_folder_has_no_posts(archive: Path) -> None:
    assert read.posts(archive, "blog") == ()


def test_posts_of_all_months_come_sorted_by_date_and_id(archive: Path, post: Make) -> None:
    posts = [
        post("2"),
        post("1"),
        post("0", published=datetime(2026, 4, 1, tzinfo=UTC)),
        post("9", published=datetime(2024, 1, 1, tzinfo=UTC)),
    ]
    write.keep(archive, "blog", posts)

    assert [found.id for found in read.posts(archive, "blog")] == ["blog:9", "blog:1", "blog:2", "blog:0"]


def test_several_sources_are_read_in_the_order_asked_for(archive: Path, post: Make) -> None:
    write.keep(archive, "blog", [post("1")])

    assert read.every(archive, ["photos", "blog"]) == {"photos": (), "blog": (post("1"),)}


def test_lines_of_a_newer_version_are_skipped(archive: Path) -> None:
    month(archive, "2026-03", RECORD, '{"v":2,"id":"blog:2","published":"2026-03-14T09:30:00Z","title":["a","list"]}')

    assert [found.id for found in read.posts(archive, "blog")] == ["blog:1"]


def test_a_newer_line_that_our_version_could_read_is_skipped_too(archive: Path) -> None:
    month(archive, "2026-03", RECORD.replace('"v":1', '"v":2'))

    assert read.posts(archive, "blog") == ()


def test_empty_lines_and_windows_line_ends_do_no_harm(archive: Path) -> None:
    month(archive, "2026-03", "", RECORD + "\r", "  ")

    assert [found.id for found in read.posts(archive, "blog")] == ["blog:1"]


def test_other_files_in_the_folder_are_none_of_ours(archive: Path) -> None:
    month(archive, "2026-03", RECORD)
    (archive / "blog" / "notes.txt").write_text("?")
    (archive / "blog" / ".2026-03.jsonl.7.tmp").write_text("{")

    assert len(read.posts(archive, "blog")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        '{"v":1,"id":"blog:2","publ',
        "[]",
        '{"v":1,"id":"blog:2"}',
        RECORD.replace("2026-03-14T09:30:00Z", "2026-03-14T09:30:00"),
        RECORD.replace("2026-03-14T09:30:00Z", "last week"),
        '{"id":7}',
    ],
)
def test_a_line_that_is_no_record_is_named_with_its_remedy(archive: Path, line: str) -> None:
    month(archive, "2026-03", RECORD, line)

    with pytest.raises(
        ArchiveError, match=r"^content/archive/blog/2026-03\.jsonl:2: this line is no record \(.+\)\. Run `parvis collect --repair`\.$"
    ):
        read.posts(archive, "blog")


def test_a_file_that_cannot_be_read_is_named(archive: Path) -> None:
    (archive / "blog" / "2026-03.jsonl").mkdir(parents=True)

    with pytest.raises(ArchiveError, match=r"2026-03\.jsonl cannot be read"):
        read.posts(archive, "blog")


def test_a_post_that_stands_twice_is_shown_once_as_repair_would_keep_it(archive: Path) -> None:
    month(archive, "2026-03", RECORD)
    month(archive, "2026-04", RECORD.replace("2026-03-14", "2026-04-14").replace("}", ',"updated":"2026-07-01T00:00:00Z","title":"new"}'))

    (found,) = read.posts(archive, "blog")

    assert (found.title, found.published.month) == ("new", 4)


def test_folders_are_those_of_sources_alone(archive: Path, post: Make) -> None:
    write.keep(archive, "blog", [post("1")])
    for name in ("media", "reviews-judgeme", ".git"):
        (archive / name).mkdir()

    assert read.folders(archive) == ("blog",)
    assert read.folders(archive / "nowhere") == ()


def test_a_hundred_thousand_records_are_read_in_seconds(archive: Path, post: Make) -> None:
    first = datetime(2020, 1, 1, tzinfo=UTC)
    picture = (Media(kind="image", url="https://blog.example/a.jpg", local="ab/abcdef.webp", width=800, height=600),)
    posts = [
        post(
            str(number),
            published=first + timedelta(minutes=30 * number),
            title=f"No. {number}",
            text="x" * 200,
            html="y" * 200,
            media=picture,
        )
        for number in range(100_000)
    ]
    write.keep(archive, "blog", posts)

    started = time.process_time()
    found = read.posts(archive, "blog")
    took = time.process_time() - started

    assert len(found) == 100_000
    assert took < 4  # about 0.8 s on a quiet machine
