"""Fields that nothing reads, in posts and pages."""

from __future__ import annotations

import pytest

from parvis.written import articles, strays
from parvis.written.articles import Reader

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))


def told(fields: str) -> list[str]:
    text = f"---\ntitle: A\ndate: 2026-06-12\n{fields}\n---\nText\n"
    return list(strays.warnings([articles.read(text, "content/posts/a.md", "post", READER)]))


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("sumary", "summary"),
        ("Tag", "tags"),
        ("picturealt", "picture_alt"),
        ("statut", "status"),
        ("résumé", "summary"),
        ("brouillon", "draft"),
    ],
)
def test_field_that_is_misspelt_or_french_is_told_with_its_line(field: str, meant: str) -> None:
    assert told(f"tags: [a]\n{field}: x")[-1] == f"content/posts/a.md:5: {field.lower()}: nothing reads this field. Did you mean `{meant}`?"


@pytest.mark.parametrize("fields", ["tags: [a]", "mood: glad", "summary: x\npicture_alt: y", "translation: true"])
def test_known_fields_and_those_of_a_theme_are_left_alone(fields: str) -> None:
    assert told(fields) == []
