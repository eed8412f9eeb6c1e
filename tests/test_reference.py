"""docs/settings.md and docs/sources.md say what the code says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["settings.md", "sources.md"])
def test_reference_says_what_the_code_says(name: str) -> None:
    written = (ROOT / "docs" / name).read_text("utf-8")

    assert written == _reference().documents()[name], "run: python scripts/reference.py"


def test_every_setting_and_every_field_and_option_of_a_source_is_explained() -> None:
    reference = _reference()

    models = (reference.Values, reference.Entry, *(reference.sources.kind(name).Options for name in reference.sources.kinds()))

    unexplained = [f"{model.__module__}: {name}" for model in models for name, _, comment in reference.fields(model) if not comment]
    assert unexplained == []
