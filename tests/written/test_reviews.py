"""Reviews that an editor has written down."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.model.review import Review, digest
from parvis.written import reviews
from parvis.written.articles import Reader

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))
GOOD = """---
author: Josiane Lévesque
rating: 4,5
published: 2026-06-01
---
La boîte s'est ouverte.

Les macarons étaient bons.
"""


def read(text: str, file: str = "content/reviews/lettre.md") -> Review:
    found = reviews.read(text, file, READER)
    assert found is not None
    return found


def mistakes(text: str) -> str:
    with pytest.raises(ContentError) as caught:
        reviews.read(text, "content/reviews/lettre.md", READER)
    return str(caught.value)


def with_field(line: str) -> str:
    return GOOD.replace("---\nLa", f"{line}\n---\nLa")


def test_a_file_becomes_a_review() -> None:
    review = read(GOOD)

    assert (review.id, review.kind, review.author, review.rating) == ("written:lettre", "written", "Josiane L.", 4.5)
    assert review.published == datetime(2026, 6, 1, 4, tzinfo=UTC)
    assert review.text == "La boîte s'est ouverte.\n\nLes macarons étaient bons."
    assert review.digest == digest(4.5, "", review.text)
    assert (review.language, review.file, review.line, review.first_party) == ("fr", "content/reviews/lettre.md", 6, True)


def test_everything_that_a_reader_must_know_can_be_said() -> None:
    review = read(
        with_field(
            "experienced: 2026-05-28\nproduct: camerise\ntitle: Fragile\nverified: true\nproof: commande 12\nincentive: une boîte\n"
            "insider: cousin\nlang: en\norigin: Livre d'or\nfull_name: true\nfirst_party: false\nurl: https://x.example/1\nmodified: 2026-06-02"
        )
    )

    assert (review.experienced, review.product, review.title) == (date(2026, 5, 28), "camerise", "Fragile")
    assert (review.verified, review.proof, review.incentive, review.insider) == (True, "commande 12", "une boîte", "cousin")
    assert (review.language, review.origin, review.author, review.first_party) == ("en", "Livre d'or", "Josiane Lévesque", False)
    assert review.updated == datetime(2026, 6, 2, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GOOD.replace("published: 2026-06-01\n", ""), "lettre.md:1: published: a review needs the date on which it was left."),
        (GOOD.replace("author: Josiane Lévesque\n", ""), "author: this field is missing. Add a line such as `author: Ghislaine P.`."),
        (GOOD.replace("4,5", "neuf"), "lettre.md:3: rating: 'neuf' is no number."),
        (GOOD.replace("4,5", "6"), "rating: '6' is not between 1 and 5."),
        (with_field("verified: true"), "lettre.md:5: verified: a review is called verified only with a proof."),
        (with_field("proof: order 12"), "proof: there is a proof, and the review is not called verified."),
        (with_field("experienced: hier"), "experienced: 'hier' is no day."),
        (with_field("stars: 4"), "stars: there is no field of this name here."),
        ("---\nauthor: A\npublished: 2026-06-01\n---\n", "there is neither a rating nor a text."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, sentence: str) -> None:
    assert sentence in mistakes(text)


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "reviews"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(GOOD.replace("4,5", "neuf"), encoding="utf-8")
    (folder / "b.md").write_text(GOOD.replace("2026-06-01", "x"), encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        reviews.every(tmp_path / "content", READER)

    assert {mistake.file for mistake in caught.value.mistakes} == {"content/reviews/a.md", "content/reviews/b.md"}


def test_two_files_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    for name in ("reviews/2025/lettre.md", "reviews/2026/lettre.md"):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True)
        path.write_text(GOOD, encoding="utf-8")

    with pytest.raises(ContentError, match=r"the name 'lettre' is already that of content/reviews/2025/lettre\.md"):
        reviews.every(tmp_path / "content", READER)


def test_a_picture_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "content" / "reviews" / "a.md"
    path.parent.mkdir(parents=True)
    path.write_text(with_field("photos: [{picture: images/boite.jpg, alt: La boîte}]"), encoding="utf-8")

    with pytest.raises(ContentError, match=r"there is no file 'images/boite\.jpg' below content/"):
        reviews.every(tmp_path / "content", READER)
    (tmp_path / "content" / "images").mkdir()
    (tmp_path / "content" / "images" / "boite.jpg").write_bytes(b"")

    (review,) = reviews.every(tmp_path / "content", READER)
    assert (review.photos[0].picture, review.photos[0].alt) == ("images/boite.jpg", "La boîte")


def test_a_draft_is_no_review_yet() -> None:
    assert reviews.read(with_field("draft: true"), "content/reviews/a.md", READER) is None


def test_a_hub_without_the_folder_has_none(tmp_path: Path) -> None:
    assert reviews.every(tmp_path, READER) == ()
