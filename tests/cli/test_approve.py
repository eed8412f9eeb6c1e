"""`parvis approve`: which item is meant, and the line that is written."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis import settings
from parvis.cli.item import find
from parvis.errors import UsageError
from parvis.model.post import Post

Run = Callable[..., subprocess.CompletedProcess[str]]
MOMENT = datetime(2030, 1, 1, tzinfo=UTC)


def post(name: str, source: str = "blog") -> Post:
    return Post(id=name, source=source, network="feed", published=MOMENT, collected=MOMENT)


POSTS = [post("blog:1"), post("blog:12"), post("blog:abc"), post("videos:abc", "videos")]


def test_item_is_found_by_its_id_even_when_another_begins_like_it() -> None:
    assert find(POSTS, "blog:1").id == "blog:1"


def test_item_is_found_by_an_unambiguous_beginning() -> None:
    assert find(POSTS, "blog:a").id == "blog:abc"


def test_item_is_found_by_the_address_of_its_page() -> None:
    wanted = POSTS[3]

    for address in (
        f"https://hub.example/wall/videos/a-film-{wanted.id8}/",
        f"http://127.0.0.1:8000/hub/mur/videos/a-film-{wanted.id8}/?x=1#top",
        f"/wall/videos/{wanted.id8}/",
        f"https://hub.example/wall/videos/a-film-{wanted.id8}/index.html",
    ):
        assert find(POSTS, address) is wanted


def test_item_is_found_by_its_own_address_on_its_network() -> None:
    wanted = Post(id="blog:x", source="blog", network="feed", url="https://blog.example/x/", published=MOMENT, collected=MOMENT)

    assert find([*POSTS, wanted], "https://blog.example/x") is wanted


def test_beginning_of_several_items_is_refused_with_their_ids() -> None:
    with pytest.raises(UsageError, match="fits 3 items: blog:1, blog:12, blog:abc"):
        find(POSTS, "blog")


@pytest.mark.parametrize("wanted", ["nothing", "https://hub.example/wall/", "https://hub.example/", "/a-00000000/"])
def test_item_that_there_is_none_of_is_refused(wanted: str) -> None:
    with pytest.raises(UsageError, match="No item"):
        find(POSTS, wanted)


@pytest.fixture
def waiting(run: Run, hub: Path) -> Path:
    """A hub whose items all wait for approval."""
    sources = hub / "content/sources.yaml"
    sources.write_text(sources.read_text("utf-8").replace("    owner: brand\n", "    owner: brand\n    publish: review\n", 1), "utf-8")
    assert run("collect", cwd=hub).returncode == 0
    return hub


def test_approved_item_is_published_and_its_reason_kept(run: Run, waiting: Path) -> None:
    run("build", cwd=waiting)
    before = (waiting / "output/wall/index.html").read_text("utf-8")
    item = json.loads(next((waiting / "content/archive/sample").glob("*.jsonl")).read_text("utf-8").splitlines()[0])

    done = run("approve", item["id"], "--because", "we know her", "--by", "Ed", cwd=waiting)
    run("build", cwd=waiting)

    assert done.returncode == 0, done.stderr
    assert item["title"] not in before
    assert item["title"] in (waiting / "output/wall/index.html").read_text("utf-8")
    (decision,) = settings.every_decision(waiting / "content")
    assert (decision.item, decision.by, decision.because) == (item["id"], "Ed", "we know her")


def test_whole_source_is_approved_for_machines_too(run: Run, waiting: Path) -> None:
    done = run("approve", "--source", "sample", "--because", "ours", "--by", "Ed", "--json", cwd=waiting)

    facts = json.loads(done.stdout)
    assert facts["approved"] == {"source": "sample"}
    assert (waiting / facts["file"]).is_file()


def test_item_that_nothing_holds_needs_no_decision(run: Run, hub: Path) -> None:
    run("collect", cwd=hub)

    done = run("approve", "sample:https://example.org/sample/1", "--because", "ours", cwd=hub)

    assert done.returncode == 0
    assert "nothing holds it" in done.stdout
    assert not (hub / "content/curation").exists()


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("sample:1",),
        ("--because", "x"),
        ("a", "--source", "sample", "--because", "x"),
        ("--source", "sampel", "--because", "x"),
        ("--source", "sample", "--because", " "),
    ],
)
def test_wrong_words_are_mistakes_of_usage(run: Run, hub: Path, words: tuple[str, ...]) -> None:
    done = run("approve", *words, cwd=hub)

    assert done.returncode == 2
    assert done.stderr
