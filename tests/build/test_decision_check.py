"""Decisions about what nobody has stop a build; one about what was forgotten is a note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis import settings
from parvis.errors import ContentError
from parvis.model.build_report import BuildReport
from parvis.model.decision import Decision
from parvis.settings.suppressions import suppress

AT = datetime(2026, 6, 1, tzinfo=UTC)


def hide(hub: Path, item: str) -> None:
    settings.decide(hub / "content", Decision(item=item, do="hide", by="Ada", at=AT, because="off topic"))


def test_a_decision_about_an_unknown_item_stops_the_build_with_file_and_line(hub: Path, build: Callable[..., BuildReport]) -> None:
    hide(hub, "nothing:1")

    with pytest.raises(ContentError, match=r"decisions/2026-06\.yaml:1: item: there is no item 'nothing:1'"):
        build()


def test_a_decision_about_a_forgotten_item_is_a_note(hub: Path, build: Callable[..., BuildReport]) -> None:
    hide(hub, "nothing:1")
    suppress(hub / "content", [("id", "nothing:1")], "erasure", AT)

    report = build()

    (note,) = [warning for warning in report.warnings if "forgotten" in warning]
    assert note.startswith("content/curation/decisions/2026-06.yaml:1: this decision is about an item that was forgotten.")


def test_a_decision_about_an_item_of_a_source_that_is_gone_is_kept(hub: Path, build: Callable[..., BuildReport]) -> None:
    folder = hub / "content/archive/gone"
    folder.mkdir(parents=True)
    line = (
        '{"v":1,"id":"gone:1","source":"gone","network":"feed","slug":"one","published":"2026-03-01T10:00:00Z",'
        '"collected":"2026-03-01T10:00:00Z","title":"One","text":"One","cleaner":"1"}\n'
    )
    (folder / "2026-03.jsonl").write_text(line, "utf-8")
    hide(hub, "gone:1")

    assert not [warning for warning in build().warnings if "decision" in warning]
