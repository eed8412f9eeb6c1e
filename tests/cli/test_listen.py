"""`parvis listen`: on a terminal, as Markdown, as a page of its own, as JSON; where it is never written, and what it cannot be made to say."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest

from parvis.cli import init, main

NOW: Final = "2026-12-12T12:00:00+00:00"
HOSTILE: Final = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) `rm` # Is it true? \u001b[31m @everyone"
WATCH: Final = "watch:\n  - {name: 'The <b>closing</b>', words: [closing down], kind: rumour}\n"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub that listens to a box of suggestions."""
    hub = tmp_path_factory.mktemp("listen") / "hub"
    init.write(hub, "en", init.blanks("The Square", "https://hub.example"))
    texts = [
        HOSTILE,
        "My order never arrived.",
        "I wish you had a bench.",
        "Absolutely delicious, thank you!",
        "They say you are closing down.",
    ]
    items: list[dict[str, Any]] = [
        {
            "id": f"n{number}",
            "url": f"https://box.example/{number}?a=1&b=%22%3E",
            "content_text": text,
            "date_published": f"2026-12-11T1{number}:00:00Z",
            "authors": [{"name": "Ada <script>"}],
        }
        for number, text in enumerate(texts)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Box", "language": "en", "items": items}
    (hub / "content/recorded/box.json").write_text(json.dumps(feed), "utf-8")
    (hub / "content/sources.yaml").write_text(
        "sources:\n  - {name: box, kind: feed, url: content/recorded/box.json, publish: listen}\n", "utf-8"
    )
    (hub / "content/curation").mkdir(exist_ok=True)
    (hub / "content/curation/watch.yaml").write_text(WATCH, "utf-8")
    assert main(["--root", str(hub), "collect", "--now", NOW]) == 0
    return hub


@pytest.fixture
def hub(heard: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARVIS_NOW", NOW)
    return shutil.copytree(heard, tmp_path / "hub")


def test_everything_is_told_with_its_link_and_what_to_do(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(hub), "listen"]) == 0
    said = capsys.readouterr().out

    for line in (
        "The Square: heard from 2026-12-05 12:00 to 2026-12-12 12:00",
        "5 posts and reviews listened to; none of them has its answer.",
        "Complaints without answer (1)",
        "  My order never arrived.  [never arrived]",
        "    2026-12-11 11:00 · box (feed) · Ada · listening",
        "    https://box.example/1?a=1&b=%22%3E",
        "    → parvis moderate box:n1",
        "Questions without answer (1)",
        "Wishes (1)",
        "Praise to thank for (1)",
        "  The past is too short to compare words with it.",
        "  The <b>closing</b> (rumour)",
    ):
        assert line in said.splitlines(), line
    assert not [letter for letter in said if letter != "\n" and not letter.isprintable()]


def test_the_same_for_machines(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(hub), "listen", "--since", "1d", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)

    assert told["files"] == []
    assert told["digest"]["since"] == "2026-12-11T12:00:00Z"
    assert [entry["id"] for entry in told["digest"]["wishes"]] == ["box:n2"]
    assert told["digest"]["complaints"] == []
    assert told["digest"]["mentions"][0]["entries"][0]["do"] == "parvis why box:n4"


def test_in_french_all_that_is_ours_is_french_and_all_that_was_said_is_as_it_was(
    hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    page, file = tmp_path / "lundi.html", tmp_path / "lundi.md"
    assert main(["--root", str(hub), "listen", "--html", str(page), "--markdown", str(file)]) == 0
    said, html, markdown = capsys.readouterr().out, page.read_text("utf-8"), file.read_text("utf-8")

    assert "The Square\N{NO-BREAK SPACE}: entendu du 2026-12-05 12:00 au 2026-12-12 12:00" in said.splitlines()
    assert '<html lang="fr">' in html
    for text in (said, html, markdown.replace("\\", "")):
        for words in ("Plaintes sans réponse (1)", "(fil) · Ada", "· écouté", "(rumeur)", "My order never arrived."):
            assert words in text, words
        for words in ("listening", "rumour", "editors", "Wishes", "answer (", "(feed)", "Nothing changed\N{NO-BREAK SPACE}"):
            assert words not in text, words


class Elements(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def test_the_page_holds_everything_as_text_and_loads_nothing(hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "digests" / "monday.html"
    assert main(["--root", str(hub), "listen", "--html", str(page)]) == 0
    text = page.read_text("utf-8")
    found = Elements()
    found.feed(text)

    assert f"Written: {page}" in capsys.readouterr().out
    assert set(found.tags) <= {"html", "meta", "title", "style", "h1", "h2", "h3", "p", "ul", "li", "span", "mark", "a", "code"}
    assert {name for name, _ in found.attributes} <= {"lang", "charset", "http-equiv", "content", "name", "class", "href", "rel"}
    links = [value for name, value in found.attributes if name == "href"]
    assert links
    assert all(link.startswith("https://box.example/") for link in links)
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "default-src &#x27;none&#x27;" in text
    assert "\u001b" not in text
    assert page.stat().st_mode & 0o077 == 0


def test_in_markdown_nobody_makes_elements_links_headings_or_code(hub: Path, tmp_path: Path) -> None:
    file = tmp_path / "monday.md"
    assert main(["--root", str(hub), "listen", "--markdown", str(file)]) == 0
    text = file.read_text("utf-8")

    assert "\\<img src\\=x onerror\\=alert\\(1\\)\\>" in text
    assert "\\[a\\]\\(javascript\\:alert\\(1\\)\\)" in text
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        "# The Square\\: heard from 2026\\-12\\-05 12\\:00 to 2026\\-12\\-12 12\\:00"
    ]
    assert not re.search(r"(?<!\\)<(?!https://box\.example/)", text)
    assert "[box\\:n1](<https://box.example/1?a=1&b=%22%3E>)" in text
    assert "`parvis moderate box:n1`" in text


@pytest.mark.parametrize("option", ["--html", "--markdown"])
@pytest.mark.parametrize("place", ["output/x.html", "content/posts/x.md", "theme/x.html", "link/x.html"])
def test_no_file_is_written_where_pages_are_made_or_made_from(
    hub: Path, option: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = hub / "pelican.conf.py"
    conf.write_text(f'{conf.read_text("utf-8")}\nTHEME = "theme"\n', "utf-8")
    for folder in ("output", "theme"):
        (hub / folder).mkdir(exist_ok=True)
    (hub / "link").symlink_to(hub / "output")

    assert main(["--root", str(hub), "listen", option, str(hub / place)]) == 2
    assert "from which pages are made" in capsys.readouterr().err
    assert not (hub / place).exists()


def test_a_length_of_time_that_is_none_and_a_file_that_cannot_be_are_told(
    hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(hub), "listen", "--since", "soon"]) == 2
    assert "--since: 'soon' is no length of time" in capsys.readouterr().err
    (tmp_path / "file").write_text("", "utf-8")
    assert main(["--root", str(hub), "listen", "--html", str(tmp_path / "file" / "x.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_broken_watch_list_is_told_with_its_line(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (hub / "content/curation/watch.yaml").write_text("watch:\n  - {name: x, words: [x], kind: foe}\n", "utf-8")

    assert main(["--root", str(hub), "listen"]) == 65
    assert "content/curation/watch.yaml:2:" in capsys.readouterr().err


def test_nothing_heard_is_said(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(hub), "listen", "--now", "2027-12-12T12:00:00+00:00"]) == 0

    assert "0 posts and reviews listened to" in capsys.readouterr().out
