"""What is not in the page's language says so, in the page's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from parvis.build.environment import environment
from parvis.model.hub import Site

TEMPLATE = """{% from "parts/only_in.html" import only_in %}[{{ only_in(written, "· ") }}]"""


@pytest.mark.parametrize(
    ("page", "written", "said"),
    [
        ("en", "fr", '[· <span lang="en">In French for now</span>]'),
        ("fr", "en", '[· <span lang="fr">En anglais pour l’instant</span>]'),
        ("fr", "fr-CA", "[]"),
        ("en", "", "[]"),
    ],
)
def test_words_in_another_language_are_told_beside_them(theme: Path, page: str, written: str, said: str) -> None:
    site = Site(name="Place", url="https://place.example", language="fr", languages=("fr", "en"), timezone="America/Montreal")
    drawing = environment(site, page, templates=(theme / "templates",), locale=theme / "locale", assets={})

    assert drawing.from_string(TEMPLATE).render(written=written) == said
