"""`parvis forget` on a copy of the demo, with the real command: what is forgotten is in no file afterwards, and does not come back."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from parvis import settings
from parvis.archive import cleared, read, write
from parvis.curate.suppressed import Suppressions
from parvis.model.post import Post
from parvis.settings.suppressions import suppressions
from parvis.settings.takedowns import takedowns

ROOT = Path(__file__).parents[2]
BY_ID = "mastodon:https://toot.example/users/sucrebleu/statuses/97820586334970190"
BY_AUTHOR = "@lucille_g"
BY_URL = "https://priya-bakes.example/notes/1149838"


def parvis(hub: Path, *words: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from parvis.cli import main; sys.exit(main())"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "GITHUB_"))}
    environment["TMPDIR"] = str(hub.parent)  # where expressions for Git's history go
    command = [sys.executable, "-c", code, "--root", str(hub), *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, check=False, timeout=600)


def copied(into: Path) -> Path:
    into.mkdir()
    shutil.copy(ROOT / "pelican.conf.py", into)
    shutil.copytree(ROOT / "content", into / "content")
    return into


def holding(hub: Path, needles: Iterator[str] | list[str]) -> list[str]:
    """Every file of the hub, its names included, that holds one of these texts, however it is written."""
    said = {form for needle in needles for form in (needle, json.dumps(needle)[1:-1], needle.replace("'", "&#39;"))}
    wanted = re.compile(b"|".join(re.escape(one.encode()) for one in sorted(said)))
    files = (path for name in ("output", "content", ".parvis") for path in sorted((hub / name).rglob("*")) if path.is_file())
    return [str(path.relative_to(hub)) for path in files if wanted.search(path.read_bytes()) or wanted.search(os.fsencode(path))]


@pytest.fixture(scope="module")
def forgotten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo that has forgotten an item by its id, an author by a handle, an item by the original's address."""
    folder = tmp_path_factory.mktemp("forgetting")
    hub = copied(folder / "hub")
    assert parvis(hub, "collect", "--force").returncode == 0
    for what, ground in ((BY_ID, "erasure"), (BY_AUTHOR, "GDPR art. 17"), (BY_URL, "copyright")):
        done = parvis(hub, "forget", what, "--ground", ground, "--by", "Awa Diop", "--letters", str(folder / "letters"), "--yes")
        assert done.returncode == 0, done.stderr
        assert "LOOK" not in done.stdout
        assert "git filter-repo" in done.stdout
    return hub


def test_an_item_forgotten_is_in_no_file(forgotten: Path) -> None:
    """Pages, feeds, search, archive, recorded documents, decisions and caches, after it was collected and built again."""
    assert parvis(forgotten, "collect", "--force").returncode == 0
    built = parvis(forgotten, "build")
    assert built.returncode == 0, built.stderr

    needles = [
        BY_ID,
        "97820586334970190",
        "586334970190.jpg",
        "347 idées reçues",
        "topic-4259",
        "lucille_g",
        "sujet-4259",
        BY_URL,
        "1149838",
    ]
    needles += ["Je suis entrée seule ce matin", "explain their vote better than my city"]
    assert holding(forgotten, needles) == []


@pytest.fixture(scope="module")
def collected(forgotten: Path) -> str:
    """What collecting says afterwards, from recorded documents as they were before anything was redacted."""
    shutil.copytree(ROOT / "content" / "recorded", forgotten / "content" / "recorded", dirs_exist_ok=True)
    return parvis(forgotten, "collect", "--force").stdout


def test_what_comes_again_is_not_kept(collected: str, forgotten: Path) -> None:
    archived = read.every(forgotten / "content" / "archive", ["mastodon", "forum", "reponses"])

    assert "mastodon: 1 suppressed" in collected
    assert "forum: 1 suppressed" in collected
    assert "reponses: 1 suppressed" in collected
    ids = {post.id for posts in archived.values() for post in posts}
    assert not ids & {BY_ID, "forum:topic-4259", "reponses:1149838"}


def test_a_new_guid_with_the_same_link_does_not_come_back(forgotten: Path, collected: str) -> None:
    del collected
    hub = settings.read(forgotten)
    held = Suppressions(suppressions(hub.content), cleared.recall(hub.state))
    like = read.posts(hub.archive, "reponses")[0]

    again = msgspec.structs.replace(like, id="reponses:brand-new", url=f"{BY_URL}?utm_source=news#top", text="Other words.", aka=())
    assert held.holds(again) is not None
    assert held.holds(like) is None


def test_an_account_does_not_come_back_with_another_item(forgotten: Path, collected: str) -> None:
    del collected
    hub = settings.read(forgotten)
    held = Suppressions(suppressions(hub.content))
    like = read.posts(hub.archive, "forum")[0]

    theirs = msgspec.structs.replace(like.author, handle="@Lucille_G", url=None)
    found = held.holds(msgspec.structs.replace(like, id="forum:topic-1", url=None, author=theirs))
    assert found is not None
    assert found.of == "account"


def test_neither_suppressions_nor_register_tell_a_name(forgotten: Path) -> None:
    folder = forgotten / "content" / "curation"
    written = (folder / "suppressions.yaml").read_text() + (folder / "register.yaml").read_text()
    lines = suppressions(forgotten / "content")

    assert not re.search(r"lucille|sucrebleu|priya|4259|1149838|http", written, re.IGNORECASE)
    assert len({line.salt for line in lines}) == len(lines) > 8
    assert [(one.ground, one.kind, one.items, one.by) for one in takedowns(forgotten / "content")][-3:] == [
        ("erasure", "item", 1, "Awa Diop"),
        ("erasure", "author", 1, "Awa Diop"),
        ("copyright", "item", 1, "Awa Diop"),
    ]


def test_the_letters_are_in_the_language_of_the_item_and_out_of_reach(forgotten: Path) -> None:
    letters = sorted(path.name for path in (forgotten.parent / "letters").iterdir())

    assert sum(name.endswith("reasons.fr.txt") for name in letters) == 2
    assert sum(name.endswith("receipt.en.txt") for name in letters) == 1
    for path in (forgotten.parent / "letters").iterdir():
        text = path.read_text()
        assert "$" not in text
        assert "(s)" not in text
        assert "de Awa" not in text, "no name is put where French would elide"
        assert "art. 17 (" not in text, "a ground that was said in the law's own words is not said twice"
        assert path.stat().st_mode & 0o077 == 0


def test_a_record_that_a_merge_brings_back_is_hidden_and_told(forgotten: Path, collected: str) -> None:
    del collected
    hub = settings.read(forgotten)
    before = read.posts(ROOT / "content" / "archive", "mastodon")
    returned = next(post for post in before if post.id == BY_ID)
    write.keep(hub.archive, "mastodon", [returned])

    said = parvis(forgotten, "why", BY_ID).stdout

    assert "HIDDEN" in said
    assert "forgotten" in said
    checked = parvis(forgotten, "check").stdout
    assert f"content/archive/: {BY_ID} was forgotten and is there again, as after a merge." in checked


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    hub = copied(tmp_path / "hub")
    before = {path: path.read_bytes() for path in (hub / "content").rglob("*") if path.is_file()}
    said = parvis(hub, "forget", BY_AUTHOR, "--ground", "erasure", "--dry-run")

    assert said.returncode == 0
    assert "1 record of the archive would go: forum:topic-4259" in said.stdout
    assert {path: path.read_bytes() for path in (hub / "content").rglob("*") if path.is_file()} == before


def test_criticism_without_a_ground_of_law_needs_a_yes(tmp_path: Path) -> None:
    hub = copied(tmp_path / "hub")
    said = parvis(hub, "forget", "csv:9878246", "--ground", "we do not like it")

    assert said.returncode == 2
    assert "This is criticism" in said.stderr
    assert "--yes" in said.stderr
    assert any("9878246" in line.id for line in read.reviews(hub / "content" / "archive", "reviews-csv"))


def test_copies_that_were_hidden_with_what_is_forgotten_stay_hidden(tmp_path: Path) -> None:
    hub = copied(tmp_path / "hub")
    item = "mastodon:https://toot.example/users/sucrebleu/statuses/873202044179481258"
    assert parvis(hub, "hide", item, "--because", "a face", "--by", "Awa Diop").returncode == 0

    said = parvis(hub, "forget", item, "--ground", "image", "--by", "Awa Diop", "--yes", "--json")

    copies = ["instagram:93503702379180115", "threads:87988493468348161"]
    assert json.loads(said.stdout)["staying_hidden"] == copies
    own = [one for one in settings.every_decision(hub / "content") if one.item in copies]
    assert [(one.item, one.do, one.by) for one in own] == [(copy, "hide", "Awa Diop") for copy in copies]
    assert holding(hub, [item]) == []


@pytest.mark.parametrize("place", ["output/letters", "content/letters"])
def test_letters_may_not_lie_where_they_are_published(forgotten: Path, place: str) -> None:
    said = parvis(forgotten, "forget", BY_URL, "--ground", "erasure", "--letters", str(forgotten / place))

    assert said.returncode == 2
    assert "personal data" in said.stderr


def test_a_post_that_only_repeats_it_falls_under_its_link(forgotten: Path) -> None:
    held = Suppressions(suppressions(forgotten / "content"))
    like: Post = read.posts(forgotten / "content" / "archive", "noemie")[0]

    assert held.holds(msgspec.structs.replace(like, repost_of=BY_URL)) is not None


def test_an_import_does_not_bring_a_review_back(tmp_path: Path) -> None:
    hub = copied(tmp_path / "hub")
    export = shutil.copy(hub / "content" / "recorded" / "reviews" / "judgeme.csv", tmp_path / "export.csv")
    parvis(hub, "forget", "judgeme:9523717", "--ground", "erasure", "--letters", str(tmp_path / "letters"))
    said = parvis(hub, "import", str(export), "--as", "judgeme", "--json")

    assert json.loads(said.stdout)["suppressed"] == 1
    assert holding(hub, ["9523717", "Trois coques fendues sur six"]) == []


def committed_before(hub: Path, month: Path) -> bytes:
    """A commit in which an item had another text; what a document of those days would say, with tags and escapes in it."""
    now = month.read_bytes()
    month.write_bytes(
        re.sub(
            rb'"title":"Le vote est ouvert[^"]*"(.*)"text":"Le vote est ouvert[^"]*"',
            rb'"title":"Grand merci !"\1' + '"text":"Dix mille voix sont là, et dix mille merci à vous."'.encode(),
            now,
        )
    )
    assert month.read_bytes() != now
    git = ["git", "-C", str(hub), "-c", "user.name=Ed", "-c", "user.email=ed@hub.example"]
    for words in (["init", "-q"], ["add", str(month)], ["commit", "-q", "-m", "earlier"]):
        subprocess.run([*git, *words], check=True)
    month.write_bytes(now)
    return rb'{"content":"\u003cp\u003eDix mille voix\u00a0sont l\u00e0, et <b>dix</b> mille merci \u00e0&nbsp;vous.\u003c\/p\u003e"}'


def test_the_expressions_for_gits_history_take_whole_lines_and_every_trace(tmp_path: Path) -> None:
    """As git-filter-repo applies them: each regular expression in its turn, to the bytes of each file."""
    hub = copied(tmp_path / "hub")
    months = sorted((hub / "content" / "archive" / "mastodon").glob("*.jsonl"))
    before = {path: path.read_bytes() for path in (*months, hub / "content" / "recorded" / "mastodon.json")}
    earlier = committed_before(hub, months[-1])
    said = json.loads(parvis(hub, "forget", BY_ID, "--ground", "erasure", "--letters", str(tmp_path / "letters"), "--yes", "--json").stdout)
    file = Path(said["history"]["expressions"])
    lines = file.read_bytes().splitlines()
    file.unlink()
    file.parent.rmdir()

    assert said["history"]["command"].startswith("git filter-repo --invert-paths --path content/archive/media/")
    assert f"--replace-message {file}" in said["history"]["command"]
    for path, body in (*before.items(), (hub / "earlier.txt", earlier)):
        for line in lines:
            assert line.startswith(b"regex:")
            assert line.endswith(b"==>")
            body = re.sub(line.removeprefix(b"regex:").removesuffix(b"==>"), b"", body)  # noqa: PLW2901 (one after the other)
        assert b"97820586334970190" not in body
        assert "347 idées reçues".encode() not in body
        assert path.name != "earlier.txt" or b"mille" not in body
        assert path.suffix != ".jsonl" or all(json.loads(one)["id"] for one in body.splitlines())
    short = b'{"title": "<p>Grand merci&nbsp;!</p>","text":"Grand merci !", "name": "Grand merci !", "tags": ["Grand merci !"], "summary": "Un grand merci !"}'
    for line in lines:
        short = re.sub(line.removeprefix(b"regex:").removesuffix(b"==>"), b"", short)
    assert short == b'{"title": "","text":"", "name": "Grand merci !", "tags": ["Grand merci !"], "summary": "Un grand merci !"}'
