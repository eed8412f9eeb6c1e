"""Reviews and seals in the archive: kept like posts, and found out when their words were changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from parvis.archive import read, write
from parvis.archive.repair import repair
from parvis.errors import ArchiveError, PolicyError
from parvis.model.curated_review import CuratedReview
from parvis.model.post import Post
from parvis.model.review import WRITTEN, Review, Revision, Seal

Make = Callable[..., Review]


@pytest.fixture
def review(make_review: Callable[..., CuratedReview]) -> Make:
    return lambda number=0, **fields: make_review(number, **fields).review


def lines(archive: Path) -> list[str]:
    return [path.relative_to(archive).as_posix() for path in sorted(archive.rglob("*.jsonl"))]


def test_reviews_lie_by_the_month_of_their_publication(archive: Path, review: Make) -> None:
    write.keep(archive, "reviews-judgeme", [review(0), review(20)])

    assert lines(archive) == ["reviews-judgeme/2026-05.jsonl", "reviews-judgeme/2026-06.jsonl"]


def test_what_is_kept_is_read_again(archive: Path, review: Make) -> None:
    kept = review(
        0, revisions=(Revision(digest="0" * 64, written=datetime(2026, 1, 1, tzinfo=UTC), replaced=datetime(2026, 2, 1, tzinfo=UTC)),)
    )
    write.keep(archive, "reviews-judgeme", [kept])

    (found,) = read.reviews(archive, "reviews-judgeme")

    assert msgspec.structs.replace(found, version=0) == kept


def test_keeping_the_same_again_writes_nothing(archive: Path, review: Make) -> None:
    assert write.keep(archive, "reviews-judgeme", [review()])
    assert write.keep(archive, "reviews-judgeme", [review()]) == ()


def test_a_changed_text_is_named_with_its_file_and_line_and_the_way_to_mend_it(archive: Path, review: Make) -> None:
    write.keep(archive, "reviews-judgeme", [review(1), review(0)])
    path = archive / "reviews-judgeme" / "2026-06.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"title":"Avis 0"', '"title":"Parfait"'), encoding="utf-8")

    with pytest.raises(PolicyError) as caught:
        read.reviews(archive, "reviews-judgeme")

    assert str(caught.value).startswith("content/archive/reviews-judgeme/2026-06.jsonl:2: text: the words of this review are not those")
    assert "parvis import" in str(caught.value)
    assert len(read.reviews(archive, "reviews-judgeme", whole=False)) == 2


@pytest.mark.parametrize(("old", "new"), [('"rating":4.0', '"rating":5.0'), ("La ganache est très bonne.", "Exquis.")])
def test_rating_and_text_are_sealed_as_the_title_is(archive: Path, review: Make, old: str, new: str) -> None:
    write.keep(archive, "reviews-judgeme", [review()])
    path = archive / "reviews-judgeme" / "2026-06.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    with pytest.raises(PolicyError):
        read.every_review(archive)


def test_every_changed_text_of_every_folder_is_told_at_once(archive: Path, review: Make) -> None:
    for kind in ("judgeme", "yotpo"):
        write.keep(archive, f"reviews-{kind}", [review(0, id=f"{kind}:0", source=f"reviews-{kind}", kind=kind, digest="0" * 64)])

    with pytest.raises(PolicyError) as caught:
        read.every_review(archive)

    assert [mistake.file for mistake in caught.value.mistakes] == [
        "content/archive/reviews-judgeme/2026-06.jsonl",
        "content/archive/reviews-yotpo/2026-06.jsonl",
    ]


def test_reviews_are_no_posts_and_posts_no_reviews(archive: Path, review: Make, post: Callable[..., Post]) -> None:
    write.keep(archive, "reviews-judgeme", [review()])
    write.keep(archive, "blog", [post()])

    assert read.folders(archive) == ("blog",)
    assert [found.id for found in read.every_review(archive)] == ["judgeme:0"]


def test_a_line_that_is_no_review_is_named(archive: Path, review: Make) -> None:
    write.keep(archive, "reviews-judgeme", [review()])
    path = archive / "reviews-judgeme" / "2026-06.jsonl"
    path.write_bytes(path.read_bytes() + b'{"v":1,"id":"x"}\n')

    with pytest.raises(ArchiveError, match=r"reviews-judgeme/2026-06\.jsonl:2: this line is no record"):
        read.reviews(archive, "reviews-judgeme")


def test_a_newer_line_is_skipped_and_kept(archive: Path, review: Make) -> None:
    newer = b'{"v":99,"id":"judgeme:9","published":"2026-06-01T00:00:00Z","soul":1}'
    write.keep(archive, "reviews-judgeme", [review()])
    path = archive / "reviews-judgeme" / "2026-06.jsonl"
    path.write_bytes(newer + b"\n" + path.read_bytes())

    write.keep(archive, "reviews-judgeme", [review(1)])

    assert newer in path.read_bytes()
    assert len(read.reviews(archive, "reviews-judgeme")) == 2


def test_after_a_union_merge_the_later_import_stays_with_every_wording(archive: Path, state: Path, review: Make) -> None:
    later = datetime(2026, 6, 20, tzinfo=UTC)
    first, edited = review(0), review(0, text="Moins bon.", imported=later, updated=later)
    write.keep(archive, "reviews-judgeme", [first])
    path = archive / "reviews-judgeme" / "2026-06.jsonl"
    line = path.read_bytes()
    write.keep(archive, "reviews-judgeme", [edited])
    path.write_bytes(b"<<<<<<< ours\n" + path.read_bytes() + b"=======\n" + line + b">>>>>>> theirs\n")

    repair(archive, state)

    (found,) = read.reviews(archive, "reviews-judgeme")
    assert (found.text, found.collected) == ("Moins bon.", first.collected)
    assert [revision.digest for revision in found.revisions] == [first.digest]


def test_seals_lie_apart_and_are_no_reviews(archive: Path) -> None:
    moment = datetime(2026, 3, 20, tzinfo=UTC)
    seal = Seal(id="written:lettre", published=moment, collected=moment + timedelta(days=1), digest="0" * 64)

    write.keep(archive, WRITTEN, [seal])

    assert lines(archive) == ["reviews-written/2026-03.jsonl"]
    assert [found.digest for found in read.seals(archive)] == ["0" * 64]
    assert read.every_review(archive) == ()


def test_two_seals_of_one_review_become_one(archive: Path, state: Path) -> None:
    moment = datetime(2026, 3, 20, tzinfo=UTC)
    fields: dict[str, Any] = {"id": "written:lettre", "published": moment, "version": 1}
    first = Seal(**fields, collected=moment, digest="1" * 64)
    second = Seal(**fields, collected=moment + timedelta(days=1), imported=moment + timedelta(days=2), digest="2" * 64)
    path = archive / WRITTEN / "2026-03.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(msgspec.json.encode(first) + b"\n" + msgspec.json.encode(second) + b"\n")

    repair(archive, state)

    (found,) = read.seals(archive)
    assert (found.digest, found.collected) == ("2" * 64, moment)
    assert [revision.digest for revision in found.revisions] == ["1" * 64]
