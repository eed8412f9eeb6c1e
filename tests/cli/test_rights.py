"""`parvis rights`: how rights stand, what expires, what to write to whom, and what was answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
NOW = ("--now", "2026-06-12T10:00-04:00")
POST = {"v": 1, "source": "fans", "network": "flickr", "slug": "one", "collected": "2026-06-01T10:00:00Z", "cleaner": "1"}


@pytest.fixture
def fans(hub: Path) -> Path:
    """The hub with a source of the community that has given three items."""
    with (hub / "content" / "sources.yaml").open("a") as file:
        file.write("\n  - {name: fans, kind: feed, url: content/recorded/sample.xml}\n")
    folder = hub / "content" / "archive" / "fans"
    folder.mkdir(parents=True)
    said = [("1", "fr", "Une vitrine"), ("2", "en-CA", "A window"), ("3", "de", "Ein Fenster")]
    lines = [
        json.dumps(
            POST
            | {
                "id": f"fans:{number}",
                "published": f"2026-06-0{number}T10:00:00Z",
                "url": f"https://photos.example/{number}",
                "author": {"name": "Jun", "url": "https://photos.example/jun"},
                "language": language,
                "title": title,
                "text": f"{title} " * 60,
                "html": f"<p>{title * 60}</p>",
            }
        )
        for number, language, title in said
    ]
    (folder / "2026-06.jsonl").write_text("\n".join(lines) + "\n")
    (hub / "proof.txt").write_text("yes\n")
    return hub


def states(run: Run, hub: Path) -> dict[str, tuple[str, bool]]:
    said = json.loads(run("rights", "--json", *NOW, cwd=hub).stdout)
    return {item["item"]: (item["state"], item["whole"]) for item in said["items"]}


def test_all_that_needs_a_right_is_listed_with_its_state(run: Run, fans: Path) -> None:
    done = run("rights", *NOW, cwd=fans)

    assert [line.split("\t")[:4] for line in done.stdout.splitlines()[1:4]] == [
        ["none", "", "quoted", f"fans:{number}"] for number in (3, 2, 1)
    ]
    assert done.stdout.splitlines()[-1] == "3 items need a right: 3 none."


def test_what_is_not_shown_at_all_is_not_called_quoted(run: Run, fans: Path) -> None:
    assert run("hide", "fans:2", "--because", "off topic", cwd=fans).returncode == 0

    lines = [line.split("\t") for line in run("rights", *NOW, cwd=fans).stdout.splitlines()]
    assert {line[3]: line[2] for line in lines[1:4]} == {"fans:1": "quoted", "fans:2": "hidden", "fans:3": "quoted"}


@pytest.mark.parametrize(
    ("item", "begin"), [("fans:1", ["Bonjour Jun,"]), ("fans:2", ["Hello Jun,"]), ("fans:3", ["Bonjour Jun,", "Hello Jun,"])]
)
def test_a_request_is_proposed_in_the_language_of_the_item(run: Run, fans: Path, item: str, begin: list[str]) -> None:
    done = run("rights", "request", item, "--by", "Awa", *NOW, cwd=fans)

    assert [line for line in done.stdout.splitlines() if line.endswith("Jun,")] == begin
    assert f"https://photos.example/{item[-1]}" in done.stdout
    assert f'- {{item: "{item}", state: requested, by: "Awa", at: 2026-06-12T14:00:00Z, because: ' in done.stdout
    assert states(run, fans)[item] == ("none", False)


def test_a_request_tells_how_the_item_is_shown_today(run: Run, fans: Path) -> None:
    grant = ("rights", "grant", "fans:2", "--because", "yes", "--proof", "proof.txt")
    quoted = run("rights", "request", "fans:2", *NOW, cwd=fans).stdout
    run("hide", "fans:1", "--because", "off topic", cwd=fans)
    hidden = run("rights", "request", "fans:1", *NOW, cwd=fans).stdout
    run(*grant, "--until", "2026-07-01", "--now", "2026-06-11T10:00Z", cwd=fans)
    ending = run("rights", "request", "fans:2", *NOW, cwd=fans).stdout
    run(*grant, *NOW, cwd=fans)
    endless = run("rights", "request", "fans:2", "--now", "2026-06-13T10:00Z", cwd=fans).stdout

    assert "For now we only quote a few words of it" in quoted
    assert "il n’en montre rien." in hidden
    assert "with your name and a link to the original, until July 1, 2026. We would love to show it longer" in ending
    assert "with your name and a link to the original. We would love to show it in more places, too." in endless
    assert all("we only quote" not in text for text in (hidden, ending, endless))


def test_what_is_written_is_in_force(run: Run, fans: Path) -> None:
    run("rights", "request", "fans:1", "--by", "Awa", "--write", "--now", "2026-06-10T10:00Z", cwd=fans)
    asked = states(run, fans)
    done = run("rights", "grant", "fans:1", "--because", "yes", "--proof", "proof.txt", "--scope", "site,print", "--by", "Awa", "--until", "2026-07-01", "--now", "2026-06-11T10:00Z", cwd=fans)  # fmt: skip
    granted = states(run, fans)
    run("rights", "revoke", "fans:1", "--because", "sold", "--by", "Awa", *NOW, cwd=fans)

    assert asked["fans:1"] == ("requested", False)
    assert granted["fans:1"] == ("granted", True)
    assert done.stdout == "Granted: item fans:1 until 2026-07-01, by Awa: content/curation/rights/2026-06.yaml. Next: parvis build\n"
    assert states(run, fans)["fans:1"] == ("revoked", False)
    assert len((fans / "content/curation/rights/2026-06.yaml").read_text().splitlines()) == 3


@pytest.mark.parametrize("of", ["author", "source"])
def test_a_grant_can_be_about_all_of_an_author_or_of_a_source(run: Run, fans: Path, of: str) -> None:
    run("rights", "grant", "fans:1", "--of", of, "--because", "yes", "--proof", "https://mail.example/1", *NOW, cwd=fans)

    assert set(states(run, fans).values()) == {("granted", True)}


def test_what_expires_is_listed_the_first_one_first(run: Run, fans: Path) -> None:
    for number, until in ((1, "2026-07-11"), (2, "2026-06-20"), (3, "2027-01-01")):
        run("rights", "grant", f"fans:{number}", "--because", "yes", "--proof", "proof.txt", "--until", until, *NOW, cwd=fans)
    done = run("rights", "due", *NOW, cwd=fans)
    year = json.loads(run("rights", "due", "--within", "1y", "--json", *NOW, cwd=fans).stdout)

    assert [line.split("\t")[:3] for line in done.stdout.splitlines()[1:3]] == [
        ["2026-06-20", "item fans:2", "1"],
        ["2026-07-11", "item fans:1", "1"],
    ]
    assert done.stdout.splitlines()[-1] == "2 grants end by 2026-07-12."
    assert [(due["item"], due["line"]) for due in year["due"]] == [("fans:2", 2), ("fans:1", 1), ("fans:3", 3)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("grant", "fans:1", "--because", "yes"), "A grant needs its proof"),
        (("grant", "fans:1", "--because", "yes", "--proof", "lost.txt"), "the proof 'lost.txt' is not there."),
        (("grant", "fans:1", "--because", "yes", "--proof", "proof.txt", "--scope", "sites"), "--scope: sites is no use."),
        (("grant", "fans:1", "--because", "yes", "--proof", "proof.txt", "--until", "2026-06-11"), "--until: 2026-06-11 is past."),
        (("decline", "fans:1"), "--because needs a reason"),
        (("revoke",), "Say of which item"),
        (("decline", "fans:9", "--because", "no"), "No item 'fans:9' in the archive."),
        (("due", "--within", "soon"), "--within: 'soon' is no length of time."),
    ],
)
def test_what_makes_no_sense_is_not_written(run: Run, fans: Path, words: tuple[str, ...], sentence: str) -> None:
    done = run("rights", *words, *NOW, cwd=fans)

    assert done.returncode == 2
    assert sentence in done.stderr
    assert not (fans / "content" / "curation" / "rights").exists()
