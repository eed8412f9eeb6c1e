"""docs/curation.md tells every key of a rule, with an example that can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parvis.settings import rules_yaml

DOCS = (Path(__file__).resolve().parents[1] / "docs" / "curation.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([a-z]+)` \| `([a-z]+: .*?)` \| ", DOCS, re.MULTILINE))
KEYS = [field.alias or name for name, field in rules_yaml.Conditions.model_fields.items()]


def test_every_key_has_its_row() -> None:
    assert sorted(ROWS) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_the_example_of_a_key_is_a_rule(key: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    example = ROWS[key].replace("\\|", "|")
    path.write_text(f"name: example\nwhen:\n  {example}\nthen: hide\n", encoding="utf-8")

    assert len(rules_yaml.read(path, "rules.yaml")) == 1
    assert example.startswith(f"{key}:")


def test_everything_that_a_rule_does_has_its_row() -> None:
    for action in ("publish", "wait", "hide", "listen", "{tag: word}", "feature"):
        assert f"| `{action}` |" in DOCS


def test_the_example_file_is_one(tmp_path: Path) -> None:
    found = re.search(r"```yaml content/curation/rules.yaml\n(.*?)```", DOCS, re.DOTALL)
    assert found
    (tmp_path / "rules.yaml").write_text(found[1], encoding="utf-8")

    assert [rule.name for rule in rules_yaml.read(tmp_path / "rules.yaml", "rules.yaml")] == ["no-giveaways", "loud", "baked-at-home"]
