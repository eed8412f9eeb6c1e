"""docs/nouns.md: every example in it is right, and no field is missing from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.written import nouns
from parvis.written.articles import Reader

DOCS = (Path(__file__).resolve().parents[1] / "docs" / "nouns.md").read_text(encoding="utf-8")
EXAMPLES: dict[str, str] = dict(re.findall(r"```yaml (content/\S+\.md)\n(.*?)```", DOCS, flags=re.DOTALL))
READER = Reader(timezone="America/Montreal", languages=("en", "fr"))


def test_all_examples_together_are_a_hub(tmp_path: Path) -> None:
    for file, fields in EXAMPLES.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(f"---\n{fields}---\nText.\n", encoding="utf-8")

    _, found = nouns.read(tmp_path / "content", READER)
    assert [len(of_kind) for of_kind in (found.products, found.places, found.offers, found.challenges)] == [1, 1, 1, 1]


@pytest.mark.parametrize("file", EXAMPLES)
def test_no_field_is_missing(file: str, tmp_path: Path) -> None:
    """A field that nobody knows is answered with all that are known."""
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(f"---\n{EXAMPLES[file]}xyzzyx: 1\n---\nText.\n", encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        nouns.read(tmp_path / "content", READER)
    known = str(caught.value).partition("Known: ")[2].rstrip(".\n").split(", ")
    assert len(known) > 5
    assert [field for field in known if f"{field}:" not in DOCS and f"`{field}`" not in DOCS] == []
