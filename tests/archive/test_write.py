"""What keeping posts writes, and what it leaves alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from parvis.archive import read, write
from parvis.errors import ArchiveError
from parvis.model.post import Author, Counts, Media, Occasion, Poll, Post

Make = Callable[..., Post]


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\n")[:-1]


def test_posts_are_kept_by_month_of_publication(archive: Path, post: Make) -> None:
    posts = [post("1", published=datetime(2026, 3, 1, tzinfo=UTC)), post("2", published=datetime(2026, 4, 1, tzinfo=UTC))]

    written = write.keep(archive, "blog", posts)

    assert written == (archive / "blog" / "2026-03.jsonl", archive / "blog" / "2026-04.jsonl")


def test_the_month_is_counted_in_utc(archive: Path, post: Make) -> None:
    new_year_in_montreal = datetime(2025, 12, 31, 22, 0, tzinfo=timezone(timedelta(hours=-5)))

    (written,) = write.keep(archive, "blog", [post(published=new_year_in_montreal)])

    assert written.name == "2026-01.jsonl"


def test_records_stand_one_a_line_sorted_by_date_and_id(archive: Path, post: Make) -> None:
    later = datetime(2026, 3, 15, tzinfo=UTC)

    (written,) = write.keep(archive, "blog", [post("9", published=later), post("b"), post("a"), post("0", published=later)])

    assert [msgspec.json.decode(line)["id"] for line in lines(written)] == ["blog:a", "blog:b", "blog:0", "blog:9"]


def test_a_record_begins_with_its_version_and_leaves_defaults_out(archive: Path, post: Make) -> None:
    (written,) = write.keep(archive, "blog", [post("1", version=0, title="Été")])

    assert written.read_text(encoding="utf-8") == (
        '{"v":1,"id":"blog:1","source":"blog","network":"feed","published":"2026-03-14T09:30:00Z",'
        '"collected":"2026-06-01T12:00:00Z","title":"Été"}\n'
    )


def test_every_field_of_a_post_survives_the_archive(archive: Path, post: Make) -> None:
    moment = datetime(2026, 5, 1, tzinfo=UTC)
    full = post(
        kind="event",
        url="https://blog.example/1",
        slug="un",
        dated=False,
        updated=moment,
        expires=moment,
        author=Author(name="Ada", handle="@ada", url="https://a.example/", avatar="https://a.example/a.png", opted_out=True),
        language="fr-CA",
        title="Un",
        titled=False,
        html="<p>\u2028</p>",
        text="line\nline",
        media=(
            Media(
                kind="image", url="https://a.example/1.jpg", local="ab/abc.webp", width=3, height=4, alt="x", duration=1.5, color="#aabbcc"
            ),
        ),
        tags=("a",),
        links=("https://a.example/",),
        mentions=("@b",),
        counts=Counts(likes=1, replies=2, reposts=3, views=4, at=moment),
        reply_to="x",
        repost_of="y",
        sensitive=True,
        warning="w",
        licence="CC0",
        occasion=Occasion(
            start=moment, end=date(2026, 5, 2), place="Montréal", latitude=45.5, longitude=-73.6, cancelled=True, recurring=True
        ),
        poll=Poll(options=(("yes", 1),), closed=True, voters=1, closes=moment),
        held="100 new items at once",
        aka=("2",),
        cleaner="1",
    )

    write.keep(archive, "blog", [full])

    assert read.posts(archive, "blog") == (full,)


def test_keeping_the_same_again_writes_nothing(archive: Path, post: Make) -> None:
    write.keep(archive, "blog", [post("1"), post("2")])
    before = (archive / "blog" / "2026-03.jsonl").stat()

    again = write.keep(archive, "blog", [post("2"), post("1")])

    assert again == ()
    assert (archive / "blog" / "2026-03.jsonl").stat().st_mtime_ns == before.st_mtime_ns


def test_keeping_nothing_makes_no_folder(archive: Path) -> None:
    assert write.keep(archive, "blog", []) == ()
    assert not archive.exists()


def test_an_edited_post_replaces_its_line_alone(archive: Path, post: Make) -> None:
    write.keep(archive, "blog", [post("1"), post("2"), post("3", published=datetime(2026, 4, 1, tzinfo=UTC))])

    written = write.keep(archive, "blog", [post("2", title="new")])

    assert written == (archive / "blog" / "2026-03.jsonl",)
    assert [found.title for found in read.posts(archive, "blog")] == ["", "new", ""]


def test_a_post_with_a_new_date_moves_to_its_month(archive: Path, post: Make) -> None:
    write.keep(archive, "blog", [post("1"), post("2")])

    written = write.keep(archive, "blog", [post("1", published=datetime(2026, 5, 1, tzinfo=UTC))])

    assert [path.name for path in written] == ["2026-03.jsonl", "2026-05.jsonl"]
    assert [found.id for found in read.posts(archive, "blog")] == ["blog:2", "blog:1"]


def test_a_month_without_posts_leaves_no_file(archive: Path, post: Make) -> None:
    write.keep(archive, "blog", [post("1")])

    write.keep(archive, "blog", [post("1", published=datetime(2026, 5, 1, tzinfo=UTC))])

    assert [path.name for path in (archive / "blog").iterdir()] == ["2026-05.jsonl"]


def test_posts_that_swap_their_months_are_never_nowhere(archive: Path, post: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    march, april = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    write.keep(archive, "blog", [post("1", published=march), post("2", published=april)])
    seen: list[set[str]] = []
    rename = Path.replace

    def watched(self: Path, target: Path) -> Path:
        done = rename(self, target)
        seen.append({found.id for found in read.posts(archive, "blog")})
        return done

    monkeypatch.setattr(Path, "replace", watched)
    write.keep(archive, "blog", [post("1", published=april), post("2", published=march)])

    assert seen
    assert all(ids == {"blog:1", "blog:2"} for ids in seen)


def test_a_crash_while_writing_leaves_the_old_file_whole(archive: Path, post: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = write.keep(archive, "blog", [post("1")])
    before = path.read_bytes()

    def crash(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(ArchiveError, match="No space left on device"):
        write.keep(archive, "blog", [post("2")])

    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == ["2026-03.jsonl"]


def test_a_line_of_a_newer_version_stays_byte_for_byte(archive: Path, post: Make) -> None:
    (path,) = write.keep(archive, "blog", [post("1")])
    newer = b'{"v": 2, "id":"blog:0", "published":"2026-03-01T00:00:00Z", "mood":"happy"}'
    path.write_bytes(newer + b"\n" + path.read_bytes())

    write.keep(archive, "blog", [post("2")])

    assert lines(path)[0] == newer
    assert len(lines(path)) == 3


def test_a_newer_line_that_tells_no_date_stays_at_the_end(archive: Path, post: Make) -> None:
    (path,) = write.keep(archive, "blog", [post("1")])
    newer = b'{"v":2,"key":"x","when":"later"}'
    path.write_bytes(newer + b"\n" + path.read_bytes())

    write.keep(archive, "blog", [post("9", published=datetime(2026, 3, 31, tzinfo=UTC))])

    assert lines(path)[-1] == newer


def test_a_post_that_a_newer_version_has_written_is_left_to_it(archive: Path, post: Make) -> None:
    path = archive / "blog" / "2026-03.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(b'{"v":2,"id":"blog:1","published":"2026-03-01T00:00:00Z"}\n')

    assert write.keep(archive, "blog", [post("1")]) == ()


def test_fields_that_nobody_knows_survive_an_edit(archive: Path, post: Make) -> None:
    (path,) = write.keep(archive, "blog", [post("1")])
    path.write_bytes(path.read_bytes().replace(b"}\n", b',"mood":{"now":"happy"}}\n'))

    write.keep(archive, "blog", [post("1", title="new")])

    assert msgspec.json.decode(lines(path)[0])["mood"] == {"now": "happy"}
    assert read.posts(archive, "blog")[0].title == "new"


def test_of_two_posts_with_one_id_the_newest_is_kept_whatever_the_order(tmp_path: Path, post: Make) -> None:
    old = post("1", title="a much longer title", updated=datetime(2026, 6, 2, tzinfo=UTC))
    new = post("1", title="short", updated=datetime(2026, 6, 3, tzinfo=UTC))

    write.keep(tmp_path / "one", "blog", [old, new])
    write.keep(tmp_path / "two", "blog", [new, old])

    assert read.posts(tmp_path / "one", "blog") == read.posts(tmp_path / "two", "blog") == (new,)


def test_a_broken_line_stops_a_write_before_anything_is_lost(archive: Path, post: Make) -> None:
    (path,) = write.keep(archive, "blog", [post("1")])
    path.write_bytes(path.read_bytes() + b'{"v":1,"id":"blog:2","publ\n')

    with pytest.raises(ArchiveError, match=r"content/archive/blog/2026-03\.jsonl:2: .* Run `parvis collect --repair`\."):
        write.keep(archive, "blog", [post("3")])

    assert len(lines(path)) == 2


def test_a_text_that_is_no_unicode_is_refused_by_name(archive: Path, post: Make) -> None:
    with pytest.raises(ArchiveError, match="'blog:1' cannot be kept"):
        write.keep(archive, "blog", [post("1", title="\ud800")])
