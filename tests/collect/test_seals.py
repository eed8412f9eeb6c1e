"""Seals: hand-written reviews whose words cannot change unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parvis.archive import read
from parvis.build import review_files
from parvis.collect import seals
from parvis.errors import PolicyError
from parvis.settings import Settings

NOW = datetime(2026, 6, 12, 14, tzinfo=UTC)
TEXT = "---\nauthor: Josiane L.\nrating: 2\npublished: 2026-06-01\n---\nLa boîte s'est ouverte.\n"


@pytest.fixture
def hub(tmp_path: Path, make_settings: Callable[..., Settings]) -> Settings:
    folder = tmp_path / "content" / "reviews"
    folder.mkdir(parents=True)
    (folder / "lettre.md").write_text(TEXT, encoding="utf-8")
    return make_settings(tmp_path)


def edit(hub: Settings) -> None:
    file = hub.content / "reviews" / "lettre.md"
    file.write_text(TEXT.replace("rating: 2", "rating: 5"), encoding="utf-8")


def test_a_review_is_sealed_when_it_is_first_seen(hub: Settings) -> None:
    report = seals.seal(hub, seals.written(hub), NOW, edits=False)

    assert (report.new, report.written) == (1, ("content/archive/reviews-written/2026-06.jsonl",))
    (seal,) = read.seals(hub.archive)
    assert (seal.id, seal.collected) == ("written:lettre", NOW)
    assert b"Josiane" not in (hub.archive / "reviews-written" / "2026-06.jsonl").read_bytes()


def test_sealing_again_changes_nothing(hub: Settings) -> None:
    seals.seal(hub, seals.written(hub), NOW, edits=True)

    report = seals.seal(hub, seals.written(hub), NOW + timedelta(days=1), edits=True)

    assert (report.unchanged, report.written) == (1, ())


def test_collecting_never_takes_an_edit_for_granted(hub: Settings) -> None:
    seals.seal(hub, seals.written(hub), NOW, edits=False)
    edit(hub)

    report = seals.seal(hub, seals.written(hub), NOW, edits=False)

    assert report.written == ()
    with pytest.raises(PolicyError, match=r"content/reviews/lettre\.md:6: text: the words of this review are not those"):
        review_files.check(hub, NOW)


def test_an_import_records_an_edit_openly(hub: Settings) -> None:
    seals.seal(hub, seals.written(hub), NOW, edits=False)
    (before,) = read.seals(hub.archive)
    edit(hub)
    later = NOW + timedelta(days=2)

    report = seals.seal(hub, seals.written(hub), later, edits=True)

    assert report.edited == 1
    (found,) = review_files.check(hub, later).published
    (revision,) = found.review.revisions
    assert (revision.digest, revision.written, revision.replaced) == (before.digest, before.published, later)
    assert (found.review.updated, found.review.rating) == (later, 5.0)


def test_a_check_without_seals_warns_and_writes_nothing(hub: Settings) -> None:
    found = review_files.check(hub, NOW)

    assert any("its words are not sealed yet" in warning for warning in found.warnings)
    assert not hub.archive.exists()
