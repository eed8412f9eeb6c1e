"""`parvis new`: a file that is valid at once, explains every field, and never replaces another."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis.cli.new import form
from parvis.written import articles

Run = Callable[..., subprocess.CompletedProcess[str]]
FORMS = Path(articles.__file__).parents[1] / "cli" / "forms"


def test_post_is_written_and_valid(run: Run, hub: Path) -> None:
    done = run("new", "post", "Ada: the baker's “day”", cwd=hub, env={"PARVIS_NOW": "2030-01-01T10:00Z"})

    assert done.returncode == 0, done.stderr
    assert (hub / "content/posts/ada-the-baker-s-day.md").is_file()
    assert run("check", cwd=hub).returncode == 0


def test_page_is_written_and_valid(run: Run, hub: Path) -> None:
    facts = json.loads(run("new", "page", "Where we are", "--json", cwd=hub).stdout)

    assert facts["file"] == "content/pages/where-we-are.md"
    assert run("check", cwd=hub).returncode == 0


def test_new_post_is_a_draft_until_somebody_says_it_is_ready(run: Run, hub: Path) -> None:
    run("new", "post", "Not yet", cwd=hub)
    run("build", cwd=hub)
    assert not (hub / "output/journal/not-yet").exists()

    file = hub / "content/posts/not-yet.md"
    file.write_text(file.read_text("utf-8").replace("status: draft\n", ""), "utf-8")
    run("build", cwd=hub)

    assert (hub / "output/journal/not-yet/index.html").is_file()


def test_no_file_is_ever_overwritten(run: Run, hub: Path) -> None:
    file = hub / "content/posts/welcome.md"
    before = file.read_bytes()

    done = run("new", "post", "Welcome", cwd=hub)

    assert done.returncode == 2
    assert "content/posts/welcome.md exists already" in done.stderr
    assert file.read_bytes() == before


def test_language_that_the_hub_does_not_have_is_refused(run: Run, hub: Path) -> None:
    done = run("new", "post", "Hallo", "--language", "de", cwd=hub)

    assert done.returncode == 2
    assert "PARVIS_LANGUAGES" in done.stderr


def test_other_language_is_named_in_the_file(run: Run, hub: Path) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(conf.read_text("utf-8").replace('PARVIS_LANGUAGES = ["en"]', 'PARVIS_LANGUAGES = ["en", "fr"]'), "utf-8")

    facts = json.loads(run("new", "post", "Bonjour", "--language", "fr", "--json", cwd=hub).stdout)

    assert facts["file"] == "content/posts/bonjour.fr.md"
    assert "lang: fr\n" in (hub / facts["file"]).read_text("utf-8")


@pytest.mark.parametrize("title", ["", "   ", "\n"])
def test_title_of_nothing_is_refused(run: Run, hub: Path, title: str) -> None:
    assert run("new", "post", title, cwd=hub).returncode == 2


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["post", "page"])
def test_each_field_of_a_form_is_explained_right_above_it(language: str, kind: str) -> None:
    lines = (FORMS / language / f"{kind}.md").read_text("utf-8").split("---")[1].strip().splitlines()

    fields = [at for at, line in enumerate(lines) if re.match(r"#?[a-z_]+:", line) and not line.startswith(("#picture_alt", "# "))]
    assert len(fields) >= 4
    for at in fields:
        assert lines[at - 1].startswith("# "), lines[at]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["post", "page"])
def test_form_with_every_field_switched_on_is_valid(language: str, kind: str, tmp_path: Path) -> None:
    now = datetime(2030, 1, 1, 10, tzinfo=UTC)
    text = form("post" if kind == "post" else "page", 'A "title": really', language, now, spoken=language)
    content = tmp_path / "content"
    (content / "images").mkdir(parents=True)
    for picture in ("picture.webp", "image.webp"):
        (content / "images" / picture).write_bytes(b"")
    (content / f"{kind}s").mkdir()
    (content / f"{kind}s" / "a.md").write_text(re.sub(r"^#([a-z_]+:)", r"\1", text, flags=re.MULTILINE), "utf-8")

    (written,) = articles.every(content, articles.Reader(languages=(language,)))

    assert written.title == 'A "title": really'
    assert written.draft
    assert written.more == {}


def test_hub_in_a_language_without_forms_gets_english_ones() -> None:
    now = datetime(2030, 1, 1, 10, tzinfo=UTC)

    assert "explanation" in form("post", "Hallo", "de", now, spoken="de")
    assert "explication" in form("post", "Bonjour", "fr-CA", now, spoken="fr-CA")
