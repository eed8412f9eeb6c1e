"""docs/events.md: its example is right, no field is missing from it, and it names every kind that can be cited."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.tidy.citations import KINDS
from parvis.written import nouns
from parvis.written.articles import Reader

DOCS = (Path(__file__).resolve().parents[1] / "docs" / "events.md").read_text(encoding="utf-8")
READER = Reader(timezone="America/Montreal", languages=("en", "fr"))


def write(root: Path, more: str = "") -> Path:
    ((file, fields),) = re.findall(r"```yaml (content/\S+\.md)\n(.*?)```", DOCS, flags=re.DOTALL)
    (root / file).parent.mkdir(parents=True)
    (root / file).write_text(f"---\n{fields}{more}---\nText.\n", encoding="utf-8")
    return root / "content"


def test_the_example_is_an_event(tmp_path: Path) -> None:
    (event,) = nouns.read(write(tmp_path), READER)[1].events

    assert (event.name, event.rule) == ("Sunday workshop", "FREQ=MONTHLY;UNTIL=20270101T045959Z;BYDAY=1SU")


def test_no_field_is_missing(tmp_path: Path) -> None:
    """A field that nobody knows is answered with all that are known."""
    with pytest.raises(ContentError) as caught:
        nouns.read(write(tmp_path, "xyzzyx: 1\n"), READER)

    known = str(caught.value).partition("Known: ")[2].rstrip(".\n").split(", ")
    assert len(known) > 12
    assert [field for field in known if f"{field}:" not in DOCS] == []


def test_every_kind_that_can_be_cited_is_named() -> None:
    assert [kind for kind in KINDS if f"`{kind}`" not in DOCS] == []
