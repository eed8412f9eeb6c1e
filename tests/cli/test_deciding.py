"""`parvis hide`, `pin`, `approve` and `why`: which item is meant, the line that is written, and what is told of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from parvis import settings
from parvis.cli import main

#: The posts of the sample feed that `init` writes.
SAMPLE = "sample:https://example.org/sample/1"
NOW = "2026-12-12T12:00:00+00:00"

Say = Callable[..., dict[str, Any]]


@pytest.fixture
def say(hub: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs `parvis … --json` in the small hub, collected, and gives what it says and its exit code."""
    monkeypatch.setenv("PARVIS_NOW", NOW)
    assert main(["--root", str(hub), "collect"]) == 0
    capsys.readouterr()

    def run(*words: str) -> dict[str, Any]:
        code = main(["--root", str(hub), *words, "--json"])
        said: dict[str, Any] = json.loads(capsys.readouterr().out)
        return {**said, "exitcode": code}

    return run


def decided(hub: Path) -> list[tuple[str, str, str, str]]:
    return [(one.item, one.do, one.by, one.because) for one in settings.every_decision(hub / "content")]


def test_a_hidden_item_has_its_line_and_why_tells_it(say: Say, hub: Path) -> None:
    before = say("why", SAMPLE)
    done = say("hide", SAMPLE, "--because", "off topic", "--by", "Ed")
    after = say("why", SAMPLE)

    assert (before["status"], after["status"]) == ("published", "hidden")
    assert done["hidden"] == {"item": SAMPLE}
    assert decided(hub) == [(SAMPLE, "hide", "Ed", "off topic")]
    assert after["reasons"][-1] == "Decision of 2026-12-12 by Ed: off topic"
    assert after["page"] is None
    assert before["page"]
    assert any("[content/curation/decisions/2026-12.yaml:1]" in line for line in after["steps"]["decisions"])
    assert after["by_hand"] == [f'parvis approve {SAMPLE} --because "…"']


def test_white_space_is_no_name_of_who_decides(say: Say, hub: Path) -> None:
    say("hide", SAMPLE, "--because", "off topic", "--by", "  ")

    ((_item, _verb, by, _because),) = decided(hub)
    assert by.strip()


def test_an_approval_takes_a_hiding_back(say: Say, hub: Path) -> None:
    say("hide", SAMPLE, "--because", "off topic", "--by", "Ed")

    assert say("approve", SAMPLE, "--because", "read again", "--by", "Zoé")["approved"] == {"item": SAMPLE}
    assert say("why", SAMPLE)["status"] == "published"
    assert [do for _item, do, _by, _because in decided(hub)] == ["hide", "approve"]


def test_an_approval_that_lifts_nothing_is_not_written(say: Say, hub: Path) -> None:
    sources = hub / "content/sources.yaml"
    sources.write_text(sources.read_text("utf-8").replace("    owner: brand\n", "    owner: brand\n    publish: listen\n", 1), "utf-8")

    said = say("approve", SAMPLE, "--because", "we like it")

    assert said["approved"] is None
    assert "only listened to" in said["why"]
    assert decided(hub) == []


def test_a_pin_is_kept_with_its_end_and_why_tells_when_it_goes(say: Say, hub: Path) -> None:
    done = say("pin", SAMPLE, "--until", "2027-01-01T10:00:00+00:00", "--because", "the opening", "--by", "Ed")

    (decision,) = settings.every_decision(hub / "content")
    assert (decision.do, decision.until) == ("pin", datetime.fromisoformat("2027-01-01T10:00:00+00:00"))
    assert done["until"].startswith("2027-01-01T10:00:00")
    assert [turn["what"] for turn in say("why", SAMPLE)["next"]] == ["the pin ends."]
    assert say("pin", SAMPLE, "--off", "--because", "it is over")["unpinned"] == {"item": SAMPLE}
    assert say("why", SAMPLE)["next"] == []


def test_a_pin_of_what_is_not_shown_is_told_so_and_has_no_end_to_tell(say: Say, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say("hide", SAMPLE, "--because", "off topic", "--by", "Ed")
    main(["--root", str(hub), "pin", SAMPLE, "--because", "the opening", "--by", "Ed", "--until", "2027-01-01"])

    assert "It is hidden, and stands first once it is shown: Decision of 2026-12-12 by Ed: off topic" in capsys.readouterr().err
    assert say("why", SAMPLE)["next"] == []


def test_each_decision_says_what_it_has_done(say: Say, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for verb in (("pin",), ("pin", "--until", "2027-01-01"), ("pin", "--off"), ("hide",), ("approve",)):
        assert main(["--root", str(hub), verb[0], SAMPLE, *verb[1:], "--because", "so", "--by", "Ed"]) == 0
        said[verb] = capsys.readouterr().out.partition(" (as Ed): content/curation/decisions/2026-12.yaml. Next: parvis build")[0]

    assert [one.removeprefix(f"{SAMPLE} ") for one in said.values()] == [
        "is pinned",
        "is pinned until 2027-01-01 00:00",
        "is no longer pinned",
        "is hidden",
        "is approved",
    ]


def test_a_decision_dated_ahead_is_told_by_a_check(say: Say, hub: Path) -> None:
    folder = hub / "content/curation/decisions"
    folder.mkdir(parents=True, exist_ok=True)
    line = f'- {{item: "{SAMPLE}", do: hide, by: "Ed", at: 2036-12-12T12:00:00Z, because: "a slip of the pen"}}\n'
    (folder / "2036-12.yaml").write_text(line, encoding="utf-8")

    assert any(
        said.startswith("content/curation/decisions/2036-12.yaml:1: this decision is dated ahead.") for said in say("check")["warnings"]
    )


def test_a_file_that_was_told_to_a_second_is_read_to_the_second(say: Say, hub: Path) -> None:
    say("pin", SAMPLE, "--until", "2026-12-12T14:00:01+02:00", "--because", "a second")

    (decision,) = settings.every_decision(hub / "content")
    assert decision.until
    assert decision.until - decision.at == timedelta(seconds=1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("hide", "nothing", "--because", "x"), "No item 'nothing'"),
        (("hide", "sample", "--because", "x"), "Give more of the id."),
        (("hide", SAMPLE, "--because", " "), "--because needs a reason"),
        (("pin", SAMPLE, "--until", "soon", "--because", "x"), "'soon' is no moment"),
        (("pin", SAMPLE, "--until", "2020-01-01", "--because", "x"), "is past"),
        (("pin", SAMPLE, "--until", "2027-02-01", "--off", "--because", "x"), "either --until or --off"),
        (("why", "/wall/sample/none-00000000/"), "No item"),
    ],
)
def test_wrong_words_get_their_sentence_and_write_nothing(say: Say, hub: Path, words: tuple[str, ...], sentence: str) -> None:
    said = say(*words)

    assert said["exitcode"] == 2
    assert sentence in said["error"]["message"]
    assert decided(hub) == []


def test_a_review_is_hidden_and_explained_like_a_post(say: Say, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = hub / "reviews.csv"
    export.write_text("id,rating,text,date\n7,5,Very good,2026-05-01\n8,1,Cold,2026-05-02\n", "utf-8")
    mapping = hub / "mapping.yaml"
    mapping.write_text("columns: {id: id, rating: rating, text: text, published: date}\n", "utf-8")
    assert main(["--root", str(hub), "import", str(export), "--as", "csv", "--mapping", str(mapping)]) == 0
    capsys.readouterr()

    say("hide", "csv:8", "--because", "names an employee", "--ground", "personal_data", "--by", "Ed")
    told = say("why", "csv:8")

    assert told["status"] == "hidden"
    assert told["reasons"] == ["Hidden by Ed on 2026-12-12: names an employee"]
    assert told["steps"]["ground"] == ["personal_data"]
    assert say("why", "csv:7")["status"] == "published"


def test_a_review_is_pinned_with_its_end_and_praise_alone_in_front_is_told(say: Say, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = hub / "reviews.csv"
    export.write_text("id,rating,text,date\n7,5,Very good,2026-05-01\n8,1,Cold,2026-05-02\n", "utf-8")
    mapping = hub / "mapping.yaml"
    mapping.write_text("columns: {id: id, rating: rating, text: text, published: date}\n", "utf-8")
    assert main(["--root", str(hub), "import", str(export), "--as", "csv", "--mapping", str(mapping)]) == 0

    assert main(["--root", str(hub), "pin", "csv:7", "--because", "our best", "--until", "2027-01-01T00:00Z"]) == 0
    assert "every review that is pinned has 4 or 5 stars" in capsys.readouterr().err
    assert say("pin", "csv:7", "--because", "our best", "--until", "2027-01-01T00:00Z")["warnings"] == [
        "every review that is pinned has 4 or 5 stars: the list begins with praise that the brand has chosen. Pin one that criticises, too, or none."
    ]
    told = say("why", "csv:7")
    assert told["steps"]["place"] == ["before all others, where it says that the brand has pinned it"]
    assert told["next"] == [{"at": "2027-01-01T00:00:00Z", "what": "the pin ends."}]
    say("pin", "csv:7", "--off", "--because", "enough")
    assert (say("why", "csv:7")["steps"]["place"], say("why", "csv:7")["next"]) == ([], [])


def test_why_reads_as_lines_for_people(say: Say, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say("hide", SAMPLE, "--because", "off topic", "--by", "Ed")

    assert main(["--root", str(hub), "why", SAMPLE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(SAMPLE)
    assert lines[1] == "HIDDEN"
    assert any(line.startswith("source     'sample' (content/sources.yaml:") for line in lines)
    assert "by hand    " in "\n".join(lines)


def test_what_a_merge_has_left_is_mended_by_a_check(say: Say, hub: Path) -> None:
    say("hide", SAMPLE, "--because", "off topic", "--by", "Ed")
    path = hub / "content/curation/decisions/2026-12.yaml"
    line = path.read_text("utf-8")
    other = line.replace('"Ed"', '"Zoé"')
    path.write_text(f"<<<<<<< HEAD\n{line}=======\n{other}>>>>>>> zoe\n", "utf-8")

    said = say("check")

    assert said["exitcode"] == 0
    assert any("a merge had left its markers" in warning for warning in said["warnings"])
    assert path.read_text("utf-8") == line + other
