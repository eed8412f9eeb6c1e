"""What repairing the archive mends, and that it loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis.archive import read, write
from parvis.archive.repair import repair
from parvis.errors import ArchiveError
from parvis.model.post import Post

Make = Callable[..., Post]
NEWER = b'{"v":9,"id":"blog:9","published":"2026-03-01T00:00:00Z","mood":"happy"}'


def kept(archive: Path, *posts: Post) -> Path:
    """The month file of these posts."""
    return write.keep(archive, "blog", posts)[0]


def test_a_sound_archive_is_left_alone(archive: Path, state: Path, post: Make) -> None:
    kept(archive, post("1"), post("2"))

    assert repair(archive, state) == ()
    assert not state.exists()


def test_an_archive_that_does_not_exist_needs_no_repair(archive: Path, state: Path) -> None:
    assert repair(archive, state) == ()


def test_lines_in_any_order_are_sorted(archive: Path, state: Path, post: Make) -> None:
    path = kept(archive, post("1"), post("2"), post("3"))
    sound = path.read_bytes()
    path.write_bytes(b"\n".join(reversed(sound.split(b"\n")[:-1])))

    assert repair(archive, state) == (path,)
    assert path.read_bytes() == sound


def test_conflict_markers_go_and_both_sides_stay(archive: Path, state: Path, post: Make) -> None:
    path = kept(archive, post("1"), post("2"))
    one, two = path.read_bytes().split(b"\n")[:-1]
    path.write_bytes(b"\n".join([b"<<<<<<< HEAD", one, b"||||||| base", b"=======", two, b">>>>>>> theirs", b""]))

    repair(archive, state)

    assert path.read_bytes() == one + b"\n" + two + b"\n"
    assert not state.exists()


def test_of_two_records_the_newest_is_kept(archive: Path, state: Path, post: Make) -> None:
    path = kept(archive, post("1", title="a long old title", updated=datetime(2026, 6, 2, tzinfo=UTC)))
    old = path.read_bytes()
    write.keep(archive, "blog", [post("1", title="new", updated=datetime(2026, 6, 3, tzinfo=UTC))])
    new = path.read_bytes()
    path.write_bytes(old + new)

    repair(archive, state)

    assert path.read_bytes() == new


def test_of_two_equally_old_records_the_longer_is_kept(archive: Path, state: Path, post: Make) -> None:
    path = kept(archive, post("1", title="a long title"))
    long = path.read_bytes()
    write.keep(archive, "blog", [post("1", title="short")])
    path.write_bytes(path.read_bytes() + long)

    repair(archive, state)

    assert path.read_bytes() == long


def test_the_address_that_a_post_got_first_stays_for_ever(archive: Path, state: Path, post: Make) -> None:
    first = post("1", slug="first", collected=datetime(2026, 6, 1, tzinfo=UTC), aka=("x",))
    later = post("1", slug="later", collected=datetime(2026, 6, 2, tzinfo=UTC), title="edited", aka=("y",))
    path = kept(archive, first)
    before = path.read_bytes()
    write.keep(archive, "blog", [later])
    path.write_bytes(path.read_bytes() + before)

    repair(archive, state)
    (found,) = read.posts(archive, "blog")

    assert (found.title, found.slug, found.collected, set(found.aka)) == ("edited", "first", first.collected, {"x", "y"})


def test_an_undated_post_keeps_the_moment_it_was_first_seen(archive: Path, state: Path, post: Make) -> None:
    june, july = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
    kept(archive, post("1", published=june, collected=june, dated=False))
    march = (archive / "blog" / "2026-06.jsonl").read_bytes()
    write.keep(archive, "blog", [post("1", published=july, collected=july, dated=False)])
    (archive / "blog" / "2026-06.jsonl").write_bytes(march)

    repair(archive, state)
    (found,) = read.posts(archive, "blog")

    assert found.published == june
    assert [path.name for path in (archive / "blog").iterdir()] == ["2026-06.jsonl"]


def test_a_post_left_in_two_months_by_a_crash_stays_in_one(archive: Path, state: Path, post: Make) -> None:
    kept(archive, post("1"))
    march = (archive / "blog" / "2026-03.jsonl").read_bytes()
    write.keep(archive, "blog", [post("1", published=datetime(2026, 5, 1, tzinfo=UTC), updated=datetime(2026, 6, 3, tzinfo=UTC))])
    (archive / "blog" / "2026-03.jsonl").write_bytes(march)

    written = repair(archive, state)

    assert written == (archive / "blog" / "2026-03.jsonl",)
    assert [path.name for path in (archive / "blog").iterdir()] == ["2026-05.jsonl"]


def test_a_record_in_the_wrong_month_moves(archive: Path, state: Path, post: Make) -> None:
    path = kept(archive, post("1"))
    path.rename(path.with_name("2020-01.jsonl"))

    repair(archive, state)

    assert [found.name for found in path.parent.iterdir()] == ["2026-03.jsonl"]


def test_what_cannot_be_read_is_moved_away_and_nothing_is_lost(archive: Path, state: Path, post: Make) -> None:
    path = kept(archive, post("1"))
    sound = path.read_bytes()
    path.write_bytes(b'{"v":1,"id":"blog:2","publ\n' + sound + b"???\n???\n")

    written = repair(archive, state)

    aside = state / "unreadable" / "blog" / "2026-03.jsonl"
    assert written == (aside, path)
    assert aside.read_bytes() == b'{"v":1,"id":"blog:2","publ\n???\n'
    assert path.read_bytes() == sound


def test_what_was_moved_away_before_is_not_moved_twice(archive: Path, state: Path, post: Make) -> None:
    path = kept(archive, post("1"))
    sound = path.read_bytes()
    for _ in range(2):
        path.write_bytes(sound + b"???\n")
        repair(archive, state)

    assert (state / "unreadable" / "blog" / "2026-03.jsonl").read_bytes() == b"???\n"


def test_lines_of_a_newer_version_stay_all_of_them(archive: Path, state: Path, post: Make) -> None:
    path = kept(archive, post("9", published=datetime(2026, 3, 2, tzinfo=UTC)))
    other = NEWER.replace(b"happy", b"angry")
    dateless = b'{"v":9,"key":1}'
    path.write_bytes(path.read_bytes() + NEWER + b"\n" + dateless + b"\n" + other + b"\n" + NEWER + b"\n")

    repair(archive, state)

    assert path.read_bytes().split(b"\n") == [other, NEWER, dateless, b""]


def test_repairing_twice_changes_nothing_more(archive: Path, state: Path, post: Make) -> None:
    path = kept(archive, post("1"), post("2"))
    path.write_bytes(path.read_bytes() * 2 + b"?\n" + NEWER + b"\n")

    assert repair(archive, state)
    assert repair(archive, state) == ()


def test_pictures_are_left_alone(archive: Path, state: Path) -> None:
    picture = archive / "media" / "2026-03.jsonl"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b'{"v":1,"stars":5}\n')

    assert repair(archive, state) == ()
    assert picture.read_bytes() == b'{"v":1,"stars":5}\n'


def test_a_repaired_archive_can_be_read_again(archive: Path, state: Path, post: Make) -> None:
    path = kept(archive, post("1"))
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes() + b"{\n")
    with pytest.raises(ArchiveError):
        read.posts(archive, "blog")

    repair(archive, state)

    assert read.posts(archive, "blog") == (post("1"),)
