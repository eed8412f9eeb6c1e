"""`parvis contest SLUG import`: ideas, ballots and points are taken in, and nothing of who sent them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parvis.archive import write
from parvis.cli import main

SALT = "0123456789abcdef0"
FOLDER = "content/contests/saveurs"
Contest = Callable[..., tuple[int, str, str]]
Facts = Callable[..., dict[str, Any]]


def test_ideas_are_taken_in_and_bad_rows_listed(bare: Path, contest: Contest) -> None:
    code, out, err = contest("import", "inbox/idees.csv", "--as", "google_forms", "--ideas")

    assert code == 0
    assert out == f"9 new, 0 known, 2 left out: {FOLDER}/entries.csv has 9 ideas.\n"
    assert err.splitlines()[1] == "inbox/idees.csv:13: title: the idea has no words."
    assert "@" not in (bare / FOLDER / "entries.csv").read_text(encoding="utf-8")


def test_the_same_file_again_changes_no_byte(bare: Path, contest: Contest, facts: Facts) -> None:
    contest("import", "inbox/idees.csv", "--as", "google_forms", "--ideas")
    before = (bare / FOLDER / "entries.csv").read_bytes()
    found = facts("import", "inbox/idees.csv", "--as", "google_forms", "--ideas")

    assert (found["new"], found["known"]) == (0, 9)
    assert (bare / FOLDER / "entries.csv").read_bytes() == before


def test_ballots_without_a_salt_stop_with_78(hub: Path, contest: Contest) -> None:
    before = (hub / FOLDER / "ballots.csv").read_bytes()
    code, _out, err = contest("import", "inbox/votes.csv", "--as", "google_forms", "--ballots")

    assert code == 78
    assert "PARVIS_VOTE_SALT: this environment variable is not set" in err
    assert (hub / FOLDER / "ballots.csv").read_bytes() == before


def test_a_salt_that_can_be_guessed_is_warned_of(hub: Path, contest: Contest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARVIS_VOTE_SALT", "salt")
    code, _out, err = contest("import", "inbox/votes.csv", "--as", "google_forms", "--ballots")

    assert code == 0
    assert "warning: PARVIS_VOTE_SALT: a salt of fewer than 16 characters can be guessed." in err


def test_ballots_are_kept_as_hash_choice_and_moment(hub: Path, contest: Contest, monkeypatch: pytest.MonkeyPatch) -> None:
    (hub / FOLDER / "ballots.csv").unlink()
    monkeypatch.setenv("PARVIS_VOTE_SALT", SALT)
    code, out, _err = contest("import", "inbox/votes.csv", "--as", "google_forms", "--ballots")
    text = (hub / FOLDER / "ballots.csv").read_text(encoding="utf-8")

    assert code == 0
    assert out.startswith("121 new, 0 known, 1 left out")
    assert text.startswith("voter_hash,choice,at\n")
    assert not any(secret in text + out for secret in ("@", "voter1", SALT))


def test_the_salt_is_kept_nowhere(hub: Path, contest: Contest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARVIS_VOTE_SALT", SALT)
    contest("import", "inbox/votes.csv", "--as", "google_forms", "--ballots")
    contest("tally")

    assert not [file for file in hub.rglob("*") if file.is_file() and SALT.encode() in file.read_bytes()]


def test_points_of_the_jury_are_taken_in(bare: Path, contest: Contest) -> None:
    contest("import", "inbox/idees.csv", "--as", "google_forms", "--ideas")
    (bare / "notes.csv").write_text("Jurée,Idée,Critère,Note\nMaude Thériault,PB&J,Goût,8\nMaude Thériault,Rien,Goût,8\n", encoding="utf-8")
    code, _out, err = contest("import", "notes.csv", "--as", "csv", "--scores")

    assert code == 0
    assert (bare / FOLDER / "scores.csv").read_text(encoding="utf-8") == "juror,entry,criterion,score\nmaude,4,gout,8\n"
    assert err == "notes.csv:3: entry: 'Rien' is not known to the contest.\n"


def test_nothing_kept_is_65(bare: Path, contest: Contest) -> None:
    (bare / "leer.csv").write_text("idée,date\n,\n\n", encoding="utf-8")
    (bare / "faux.csv").write_text("idée,date\nRose,jamais\n", encoding="utf-8")

    assert contest("import", "faux.csv", "--as", "csv", "--ideas")[0] == 65
    assert contest("import", "leer.csv", "--as", "csv", "--ideas")[0] == 65


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "inbox/idees.csv", "--as", "google_forms"), "Say what it is taken for: --ideas, --ballots or --scores."),
        (("import", "inbox/idees.csv", "--as", "gogle_forms", "--ideas"), "No kind 'gogle_forms' of export. Did you mean 'google_forms'?"),
        (("import", "inbox/nichts.csv", "--as", "csv", "--ideas"), "There is no file 'inbox/nichts.csv'."),
        (("import", "inbox/idees.csv", "--as", "mastodon_poll", "--ideas"), "'mastodon_poll' gives ballots, and no ideas."),
        (("import", "inbox/idees.csv", "--as", "csv", "--ideas", "--column", "title"), "Write --column as FIELD=HEADER"),
        (("import", "wand", "--as", "items", "--ideas"), "No source 'wand' in content/sources.yaml."),
    ],
)
def test_what_cannot_be_meant_is_2(hub: Path, contest: Contest, words: tuple[str, ...], sentence: str) -> None:
    code, _out, err = contest(*words)

    assert code == 2
    assert sentence in err


def test_another_contest_is_2_and_names_those_there_are(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contest", "saveur", "tally"]) == 2
    assert capsys.readouterr().err == "No contest 'saveur'. The contests are: saveurs.\n"


def test_items_of_a_hashtag_become_ideas_that_nobody_may_draw_from(hub: Path, contest: Contest, make_post: Callable[..., Any]) -> None:
    (hub / "content" / "sources.yaml").write_text(
        "sources:\n  - {name: mot, kind: feed, url: https://a.example/feed.xml}\n", encoding="utf-8"
    )
    posts = [
        make_post(1, id="mot:1", source="mot", title="", titled=False, text="Rose et litchi\nPour #saveurs2026", tags=("Saveurs2026",)),
        make_post(2, id="mot:2", source="mot", tags=("autre",)),
        make_post(3, id="mot:3", source="mot", tags=("saveurs2026",), held="looks like a take-over"),
    ]
    write.keep(hub / "content" / "archive", "mot", posts)
    code, out, _err = contest("import", "mot", "--as", "items", "--ideas")

    assert code == 0
    assert "1 new, 0 known" in out
    assert "https://blog.example/1" in out
    assert "hashtag:mot" in (hub / FOLDER / "entries.csv").read_text(encoding="utf-8")
