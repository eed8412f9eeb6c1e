"""`parvis rules` and `parvis rules try`: how far rules reach, and what one would change before it does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parvis.archive import write
from parvis.model.post import Post

Run = Callable[..., subprocess.CompletedProcess[str]]
MOMENT = datetime(2026, 6, 1, 12, tzinfo=UTC)


def post(native: str, text: str) -> Post:
    return Post(id=f"blog:{native}", source="blog", network="feed", slug=native, published=MOMENT, collected=MOMENT, text=text, title=text)


@pytest.fixture
def talking(hub: Path) -> Path:
    """A hub with three posts and two rules."""
    sources = "sources:\n  - {name: blog, kind: feed, url: 'https://blog.example/feed', owner: brand}\n"
    (hub / "content/sources.yaml").write_text(sources, encoding="utf-8")
    write.keep(hub / "content/archive", "blog", [post("1", "A giveaway"), post("2", "A raffle"), post("3", "Bread")])
    folder = hub / "content/curation"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rules.yaml").write_text(
        "rules:\n"
        "  - {name: no-giveaways, when: {text: giveaway}, then: hide}\n"
        "  - {name: baked, when: {text: [bread, giveaway]}, then: {tag: bread}, continue: true}\n",
        encoding="utf-8",
    )
    return hub


def test_rules_are_listed_with_how_many_items_each_holds_for(run: Run, talking: Path) -> None:
    told = json.loads(run("rules", "--json", cwd=talking).stdout)["rules"]

    assert [(one["name"], one["does"], one["asks"], one["holds"], one["decides"]) for one in told] == [
        ("no-giveaways", "hide", "text", 1, 1),
        ("baked", "tag bread", "text", 2, 0),
    ]
    assert "no-giveaways\ttext\thide\t1\t1" in run("rules", cwd=talking).stdout


def test_a_rule_is_tried_over_the_archive_and_nothing_is_written(run: Run, talking: Path) -> None:
    rule = talking.parent / "raffles.yaml"
    rule.write_text("name: no-raffles\nwhen: {text: raffle}\nthen: wait\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in (talking / "content").rglob("*") if path.is_file()}
    done = run("rules", "try", str(rule), cwd=talking)

    assert done.returncode == 0, done.stderr
    assert "published → waiting  blog:2  A raffle" in done.stdout
    assert "The rule `no-raffles` matched title (“raffle”): wait." in done.stdout
    assert "1 item would change: 1 published → waiting." in done.stdout
    assert {path: path.read_bytes() for path in (talking / "content").rglob("*") if path.is_file()} == before


def test_a_rule_of_the_same_name_is_tried_in_its_place(run: Run, talking: Path) -> None:
    rule = talking.parent / "other.yaml"
    rule.write_text("rules:\n- {name: no-giveaways, when: {text: bread}, then: feature}\n", encoding="utf-8")
    told = json.loads(run("rules", "try", str(rule), "--json", cwd=talking).stdout)["changes"]

    assert {(one["id"], one["from"], one["to"], one["featured"], tuple(one["tags"])) for one in told} == {
        ("blog:1", "hidden", "published", None, ("bread",)),
        ("blog:3", "published", "published", True, ()),
    }


def test_new_rules_are_asked_first_or_last(run: Run, talking: Path) -> None:
    rule = talking.parent / "new.yaml"
    rule.write_text("name: all-in\nwhen: {media: false}\nthen: publish\n", encoding="utf-8")

    assert "hidden → published" in run("rules", "try", str(rule), cwd=talking).stdout
    assert "Nothing would change" in run("rules", "try", str(rule), "--last", cwd=talking).stdout


def test_the_hubs_own_rules_are_compared_with_none(run: Run, talking: Path) -> None:
    told = json.loads(run("rules", "try", "content/curation/rules.yaml", "--json", cwd=talking).stdout)

    assert told["tried"] == ["no-giveaways", "baked"]
    assert {(one["id"], one["to"]) for one in told["changes"]} == {("blog:1", "hidden"), ("blog:3", "published")}


def test_a_rule_that_holds_for_nothing_is_told_so(run: Run, talking: Path) -> None:
    rule = talking.parent / "astray.yaml"
    rule.write_text("name: astray\nwhen: {source: blogg}\nthen: hide\n", encoding="utf-8")
    said = run("rules", "try", str(rule), cwd=talking).stdout

    assert "Nothing would change." in said
    assert "`astray` holds for nothing in the archive." in said
    assert "names the source 'blogg', which there is none of. Did you mean 'blog'?" in said


def test_the_reason_is_of_the_rule_that_is_tried_and_looks_at_the_whole_of_what_is_only_quoted(run: Run, talking: Path) -> None:
    sources = talking / "content/sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("owner: brand", "owner: community"), encoding="utf-8")
    write.keep(talking / "content/archive", "blog", [post("4", f"{'Bread and words. ' * 30}At last a raffle.")])
    rule = talking.parent / "tail.yaml"
    rule.write_text("name: tail\nwhen: {text: raffle}\nthen: [{tag: late}, continue]\n", encoding="utf-8")
    changes = json.loads(run("rules", "try", str(rule), "--json", cwd=talking).stdout)["changes"]

    assert {(one["id"], one["reason"]) for one in changes} == {
        (name, "The rule `tail` matched title (“raffle”): tag late.") for name in ("blog:2", "blog:4")
    }


def test_a_wrong_rule_ends_with_78_and_its_line(run: Run, talking: Path) -> None:
    rule = talking.parent / "wrong.yaml"
    rule.write_text("name: x\nwhen: {txet: a}\nthen: hide\n", encoding="utf-8")
    done = run("rules", "try", str(rule), cwd=talking)

    assert done.returncode == 78
    assert "wrong.yaml:2: when: unknown key 'txet'. Did you mean 'text'?" in done.stderr
    assert run("rules", "try", cwd=talking).returncode == 2


def test_why_tells_which_rules_hold(run: Run, talking: Path) -> None:
    said = run("why", "blog:1", cwd=talking).stdout

    assert "The rule `no-giveaways` matched title (“giveaway”): hide." in said
    assert "tried in this order: no-giveaways, baked" in said
    assert "no-giveaways` matched" not in run("why", "blog:2", cwd=talking).stdout
