"""The search index: made from what pages show, kept while that stays, and without a word of what was taken away."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from parvis.build.indexer import index
from parvis.errors import ParvisError
from parvis.model.build_report import BuildReport
from parvis.model.post import Counts

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


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("", "it has ended before its time"),
        ("bm9uc2Vuc2U=,", "nobody understands its answer"),
        (b64encode(b'{"message_id": 1, "payload": {"type": "Error", "message": "no room"}}').decode() + ",", "no room"),
    ],
)
def test_indexer_that_fails_leaves_a_site_without_search_and_what_it_says_is_told(
    answer: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexer = tmp_path / "indexer"
    indexer.write_text(f"#!/bin/sh\nprintf '%s' '{answer}'\n", "utf-8")
    indexer.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(indexer))

    with pytest.raises(ParvisError, match=said):
        index("fr", [("mur/a/", "<html><body><p>Un mot.</p></body></html>")])


def test_index_leads_to_its_pages_by_the_addresses_that_they_have() -> None:
    made = index("fr", [(f"mur/{number}/", f"<html><body><p>Macaron {number}.</p></body></html>") for number in range(40)])
    fragments = [gzip.decompress(data) for path, data in made.items() if path.startswith("fragment/fr_")]

    assert len(fragments) == 40
    assert all(any(b'"/mur/%d/"' % number in fragment for fragment in fragments) for number in range(40))


def test_words_in_one_language_alone_leave_the_index_of_the_other_as_it_is(hub: Path, build: Build) -> None:
    english = hub / "content" / "pages" / "hours.en.md"
    english.parent.mkdir(parents=True, exist_ok=True)
    page = "---\ntitle: {title}\nlanguage: {language}\nslug: heures\n---\n{body}\n"
    (hub / "content" / "pages" / "hours.md").write_text(page.format(title="Heures", language="fr", body="Ouvert le matin."), "utf-8")
    english.write_text(page.format(title="Hours", language="en", body="Open in the morning."), "utf-8")
    build()
    english.write_text(page.format(title="Hours", language="en", body="Open in the evening."), "utf-8")
    report = build()
    touched = {path.split("/")[1] for path in (*report.written, *report.deleted) if path.startswith("pagefind/")}

    assert touched == {"en"}


def test_what_is_counted_of_a_post_leaves_the_index_as_it_is(hub: Path, build: Build) -> None:
    from parvis import settings
    from parvis.archive import read, write

    archive = settings.read(hub).archive
    build()
    source, posts = next((source, posts) for source in sorted(read.folders(archive)) if (posts := read.posts(archive, source)))
    counts = Counts(likes=41, at=posts[0].collected)
    write.keep(archive, source, [msgspec.structs.replace(post, counts=counts) for post in posts])
    report = build()

    assert not [path for path in (*report.written, *report.deleted) if path.startswith("pagefind/")]
    assert report.written
