"""What holds for any posts in any order: keeping is idempotent and orderless, merging two clones loses nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.archive import read, write
from parvis.archive.repair import repair
from parvis.model.post import Post

START = datetime(2026, 1, 20, tzinfo=UTC)
MOMENTS = st.integers(0, 40).map(lambda days: START + timedelta(days=days))
POSTS = st.builds(
    lambda key, published, collected, updated, title, slug: Post(
        version=1,
        id=f"blog:{key}",
        source="blog",
        network="feed",
        published=published,
        collected=collected,
        updated=updated,
        title=title,
        slug=slug,
    ),
    st.integers(0, 9),
    MOMENTS,
    MOMENTS,
    st.none() | MOMENTS,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(["a", "b"]),
)
MANY = st.lists(POSTS, max_size=12)


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def whole(archive: Path) -> dict[str, bytes]:
    """Every file of an archive."""
    return {path.relative_to(archive).as_posix(): path.read_bytes() for path in sorted(archive.rglob("*.jsonl"))}


def union(one: dict[str, bytes], two: dict[str, bytes]) -> dict[str, bytes]:
    """What `merge=union` leaves: the lines of both, in no order that anybody may count on."""
    return {name: b"".join(sorted({*one.get(name, b"").splitlines(True), *two.get(name, b"").splitlines(True)})) for name in {*one, *two}}


@given(MANY)
@settings(max_examples=60, deadline=None)
def test_keeping_twice_is_keeping_once(posts: list[Post]) -> None:
    with folder() as archive:
        write.keep(archive, "blog", posts)
        once = whole(archive)

        assert write.keep(archive, "blog", posts) == ()
        assert whole(archive) == once


@given(MANY, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_posts_does_not_matter(posts: list[Post], random: object) -> None:
    shuffled = list(posts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    with folder() as one, folder() as two:
        write.keep(one, "blog", posts)
        write.keep(two, "blog", shuffled)

        assert whole(one) == whole(two)


@given(MANY)
@settings(max_examples=60, deadline=None)
def test_what_is_read_is_what_was_kept(posts: list[Post]) -> None:
    with folder() as archive:
        write.keep(archive, "blog", posts)
        found = read.posts(archive, "blog")

        assert {post.id for post in found} == {post.id for post in posts}
        assert set(found) <= set(posts)
        assert list(found) == sorted(found, key=lambda post: (post.published, post.id))


@given(MANY, MANY, MANY)
@settings(max_examples=60, deadline=None)
def test_a_union_merge_of_two_clones_loses_nothing_once_repaired(base: list[Post], ours: list[Post], theirs: list[Post]) -> None:
    with folder() as one, folder() as two, folder() as state:
        for clone, changed in ((one, ours), (two, theirs)):
            write.keep(clone, "blog", base)
            write.keep(clone, "blog", changed)
        merged = union(whole(one), whole(two))
        (one / "blog").mkdir(exist_ok=True)
        for name, content in merged.items():
            (one / name).write_bytes(content)

        shown = read.posts(one, "blog") if merged else ()
        repair(one, state)
        found = read.posts(one, "blog")

        assert {post.id for post in found} == {post.id for post in (*base, *ours, *theirs)}
        assert found == shown
        assert repair(one, state) == ()
        for post in found:
            rivals = [other for other in (*read.posts(two, "blog"),) if other.id == post.id]
            assert all(post.collected <= rival.collected for rival in rivals)


@given(MANY, MANY)
@settings(max_examples=60, deadline=None)
def test_both_clones_repair_to_the_same_bytes(ours: list[Post], theirs: list[Post]) -> None:
    with folder() as one, folder() as two, folder() as state:
        write.keep(one, "blog", ours)
        write.keep(two, "blog", theirs)
        merged = union(whole(one), whole(two))
        for clone in (one, two):
            (clone / "blog").mkdir(exist_ok=True)
            for name, content in merged.items():
                lines = content.splitlines(True)
                (clone / name).write_bytes(b"".join(lines if clone is one else reversed(lines)))
            repair(clone, state)

        assert whole(one) == whole(two)
