"""The search index: made from what pages show, kept while that stays, and without a word of what was taken away."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from parvis.model.build_report import BuildReport

Build = Callable[..., BuildReport]
HIDING = "- {item: %s, do: hide, by: M, at: 2026-06-01T10:00:00Z, because: off topic}\n"


@pytest.fixture
def hub(hub: Path) -> Path:
    """The small hub, with its search."""
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text("utf-8").replace("PARVIS_SEARCH = False", "PARVIS_SEARCH = True"), "utf-8")
    return hub


def _index(output: Path, language: str = "fr") -> dict[str, bytes]:
    """The index's files, unpacked."""
    folder = output / "pagefind" / language
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {name: gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for name, data in found.items()}


def _fragments(output: Path) -> str:
    return "\n".join(data.decode() for name, data in _index(output).items() if name.startswith("fragment/"))


def test_index_stands_beside_each_language_and_an_unchanged_build_leaves_it_alone(hub: Path, build: Build) -> None:
    report = build()
    again = build()

    assert report.warnings == ()
    assert {"pagefind.js", "pagefind-entry.json", "pagefind-worker.js"} <= _index(hub / "output").keys()
    assert not [name for name in _index(hub / "output") if "ui" in name.partition(".")[0]]
    assert _index(hub / "output", "en")
    assert (again.written, again.deleted, again.rendered) == ((), (), 0)
    assert not (hub / ".parvis" / "search").exists()


def test_one_changed_text_makes_the_index_anew_and_the_old_words_are_gone(hub: Path, build: Build) -> None:
    build()
    post = min((hub / "content" / "posts").rglob("*camerise.md"))
    post.write_text(post.read_text("utf-8") + "\nUn mot nouveau : chouquette.\n", "utf-8")
    before = _fragments(hub / "output")
    report = build()

    assert "chouquette" not in before
    assert "chouquette" in _fragments(hub / "output")
    assert [path for path in report.deleted if path.startswith("pagefind/fr/fragment/")]


def test_hidden_post_is_in_no_file_of_the_index(hub: Path, build: Build) -> None:
    from parvis import settings
    from parvis.archive import read

    build()
    settings_ = settings.read(hub)
    posts = [post for found in read.every(settings_.archive, [source.name for source in settings_.sources]).values() for post in found]
    shown = next(post for post in posts if post.text and post.text.split("\n")[0] in _fragments(hub / "output"))
    file = hub / "content" / "curation" / "decisions" / "2026-06.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HIDING % shown.id, "utf-8")
    build()
    held = b"\n".join(_index(hub / "output").values()) + b"\n".join(_index(hub / "output", "en").values())

    assert shown.text.split("\n")[0].encode() not in held
    assert shown.slug.encode() not in held


def test_machine_that_cannot_run_the_indexer_has_a_site_without_search_and_is_told(
    hub: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(hub / "nowhere"))
    report = build()

    assert len([warning for warning in report.warnings if "Pagefind cannot run here" in warning]) == 1
    assert (hub / "output" / "index.html").is_file()
    assert not (hub / "output" / "pagefind").exists()
