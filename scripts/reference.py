"""Write docs/settings.md and docs/sources.md from the code that reads the settings: `python scripts/reference.py`."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from parvis import sources
from parvis.settings.source_entry import Entry
from parvis.settings.values import Values

DOCS = Path(__file__).resolve().parents[1] / "docs"

SETTINGS = """# Settings

They stand in `pelican.conf.py`; those without `PARVIS_` are Pelican's own. What is not listed here is Pelican's and means what Pelican says,
but for its own pages, lists and feeds: the hub has its own. A name that starts with `PARVIS_` and is none of these is a mistake.

| setting | if left out | what it says |
| --- | --- | --- |
{rows}

Every mistake of every file is told at once, with file, line and remedy: `parvis check`.
"""

SOURCES = """# Sources

Each entry of `content/sources.yaml` below `sources:` is one feed to collect. `parvis add URL` writes it for you.

## What every source may say

| field | if left out | what it says |
| --- | --- | --- |
{rows}

A `url` may be a path inside the hub: recorded documents and exports are read like answers; their pictures lie beside them as `media/HOST/PATH`.
A token never stands in a file: `token_env` names the environment variable that holds it.

## Kinds

Grade A needs no key and may be kept; B needs a token and is refreshed or dropped in the network's time; C is a card and a link. Refused, with the
nearest lawful way: LinkedIn members' data, Google Places reviews, Tripadvisor, Yelp, `t.me/s`, and reading pages made for people.
{kinds}"""


def fields(model: type[BaseModel]) -> Iterator[tuple[str, Any, str]]:
    """Name, default and comment of each field of a model's own class, in the order of the code."""
    lines, _ = inspect.getsourcelines(model)
    (cls,) = ast.parse("".join(lines)).body
    assert isinstance(cls, ast.ClassDef)
    for node in cls.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id in model.model_fields:
            comment = re.search(r"#: (.*)", lines[(node.end_lineno or 0) - 1])
            yield node.target.id, model.model_fields[node.target.id], comment[1] if comment else ""


def rows(model: type[BaseModel]) -> str:
    """A table's rows of a model's fields."""
    return "\n".join(f"| `{name}` | {shown(field)} | {comment} |" for name, field, comment in fields(model))


def shown(field: Any) -> str:
    """A default as people write it."""
    default = field.default
    if field.is_required():
        return "must be given"
    if default is None or default in ("", (), {}):
        return ""
    if isinstance(default, timedelta):
        return f"`{int(default.total_seconds()) // 3600}h`"
    return "the theme of Parvis" if isinstance(default, Path) and default.is_absolute() else f"`{default}`"


def kind(name: str) -> str:
    """One kind's heading, what it is, and its options."""
    module = importlib.import_module(f"parvis.sources.{name}")
    what = (inspect.getdoc(module) or "").split("\n\n")[0].replace("\n", " ")
    proven = "" if module.PROVEN else " Not proven on a real answer."
    table = rows(module.Options)
    head = f"\n### {name}\n\nGrade {module.GRADE}.{proven} {what}\n"
    return f"{head}\n| option | if left out | what it says |\n| --- | --- | --- |\n{table}\n" if table else head


def documents() -> dict[str, str]:
    """The texts of both files, by name."""
    return {
        "settings.md": SETTINGS.format(rows=rows(Values)),
        "sources.md": SOURCES.format(rows=rows(Entry), kinds="".join(map(kind, sources.kinds()))),
    }


if __name__ == "__main__":
    for name, text in documents().items():
        (DOCS / name).write_text(text, "utf-8")
