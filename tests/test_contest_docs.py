"""docs/contests.md: its example is right, and no field, file, kind or work is missing from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parvis.cli.contest import WORKS
from parvis.errors import ContentError
from parvis.importers import forms
from parvis.written import contest_folder, contest_tables, contests
from parvis.written.articles import Reader

DOCS = (Path(__file__).resolve().parents[1] / "docs" / "contests.md").read_text(encoding="utf-8")
READER = Reader(timezone="America/Montreal", languages=("en", "fr"))


@pytest.fixture
def example(tmp_path: Path) -> Path:
    found = re.search(r"```yaml (content/\S+\.md)\n(.*?)```", DOCS, flags=re.DOTALL)
    assert found is not None
    path, fields = tmp_path / found[1], found[2]
    path.parent.mkdir(parents=True)
    path.write_text(f"---\n{fields}---\nText.\n", encoding="utf-8")
    return path


def test_the_example_is_a_contest(example: Path) -> None:
    contest = contests.find(example.parents[2], READER, "flavours")

    assert contest is not None
    assert len(contest.phases) == 9
    assert contest.timezone == "America/Toronto"


@pytest.mark.parametrize("inside", ["", "take_part:", "vote:", "jury:", "draw:", "shortlist:", "organiser:"])
def test_no_field_is_missing(example: Path, inside: str) -> None:
    """A field that nobody knows is answered with all that are known."""
    text = example.read_text(encoding="utf-8")
    place = rf"^{inside} \{{" if re.search(rf"^{inside} \{{", text, re.MULTILINE) else rf"^{inside}\n"
    wrong = re.sub(
        place, lambda found: found[0] + ("xyzzyx: 1, " if found[0].endswith("{") else "  xyzzyx: 1\n"), text, count=1, flags=re.MULTILINE
    )
    example.write_text(wrong if inside else text.replace("title:", "xyzzyx: 1\ntitle:"), encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        contests.find(example.parents[2], READER, "flavours")
    known = str(caught.value).partition("Known: ")[2].split("\n")[0].rstrip(".").split(", ")
    assert len(known) > 1
    assert [field for field in known if f"{field}:" not in DOCS and f"`{field}`" not in DOCS] == []


def test_no_file_work_kind_or_column_is_missing() -> None:
    named = (*contest_folder.INPUTS, contest_folder.RESULT, *WORKS, *forms.kinds(), *contest_tables.ENTRIES)

    assert [name for name in named if f"`{name}`" not in DOCS and f"`{name} " not in DOCS] == []
