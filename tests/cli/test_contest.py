from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from parvis.cli import main
from parvis.cli.contest import WORKS
from parvis.curate.contests import draw

SALT = "0123456789abcdef0"
FOLDER = "content/contests/saveurs"


@pytest.fixture
def hub(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small hub with one contest, counted and with its result."""
    monkeypatch.delenv("PARVIS_VOTE_SALT", raising=False)
    monkeypatch.delenv("PARVIS_NOW", raising=False)
    root = Path(shutil.copytree(samples / "contest" / "hub", tmp_path / "hub"))
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def bare(hub: Path) -> Path:
    """The same before anything was sent in."""
    for name in ("entries.csv", "ballots.csv", "scores.csv", "merges.yaml", "outcome.md", "outcome.en.md", "result.json"):
        (hub / FOLDER / name).unlink()
    return hub


@pytest.fixture
def contest(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """`parvis contest saveurs …`: exit code, output, errors."""

    def _contest(*words: str) -> tuple[int, str, str]:
        code = main(["contest", "saveurs", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return _contest


Contest = Callable[..., tuple[int, str, str]]


def facts(contest: Contest, *words: str) -> dict[str, Any]:
    _code, out, _err = contest(*words, "--json")
    found: dict[str, Any] = json.loads(out)
    return found


def test_ideas_are_taken_in_and_bad_rows_listed(bare: Path, contest: Contest) -> None:
    code, out, err = contest("import", "inbox/idees.csv", "--as", "google_forms", "--ideas")

    assert code == 0
    assert out == f"9 new, 0 known, 2 left out: {FOLDER}/entries.csv has 9 ideas.\n"
    assert err.splitlines()[1] == "inbox/idees.csv:13: title: the idea has no words."
    assert "@" not in (bare / FOLDER / "entries.csv").read_text(encoding="utf-8")


def test_the_same_file_again_changes_no_byte(bare: Path, contest: Contest) -> None:
    contest("import", "inbox/idees.csv", "--as", "google_forms", "--ideas")
    before = (bare / FOLDER / "entries.csv").read_bytes()
    found = facts(contest, "import", "inbox/idees.csv", "--as", "google_forms", "--ideas")

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


def test_merges_are_proposed_and_never_accepted(bare: Path, contest: Contest) -> None:
    contest("import", "inbox/idees.csv", "--as", "google_forms", "--ideas")
    found = facts(contest, "merges")
    text = (bare / FOLDER / "merges.yaml").read_text(encoding="utf-8")

    assert [group["ids"] for group in found["proposed"]] == [["4", "5"]]
    assert "accept: false" in text
    assert "accept: true" not in text
    assert "# PB&J / Beurre d'arachide-confiture" in text


def test_proposing_again_changes_nothing(bare: Path, contest: Contest) -> None:
    contest("import", "inbox/idees.csv", "--as", "google_forms", "--ideas")
    contest("merges")
    before = (bare / FOLDER / "merges.yaml").read_bytes()

    assert contest("merges")[1] == "No further ideas look alike.\n"
    assert (bare / FOLDER / "merges.yaml").read_bytes() == before


def test_strange_ballots_are_proposed_and_none_is_deleted(hub: Path, contest: Contest) -> None:
    path = hub / FOLDER / "ballots.csv"
    more = "".join(f"{'f' * 32},4,2026-06-0{day}T10:00:00Z\n" for day in range(2, 9))
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    before = path.read_bytes()
    (proposed,) = facts(contest, "anomalies")["proposed"]

    assert (proposed["kind"], proposed["ballots"], proposed["voters"]) == ("same_voter", 7, 1)
    assert path.read_bytes() == before
    assert "set_aside: false" in (hub / FOLDER / "anomalies.yaml").read_text(encoding="utf-8")
    assert contest("anomalies")[1] == "Nothing looks strange that has not been decided.\n"


def test_what_an_editor_sets_aside_leaves_the_count(hub: Path, contest: Contest) -> None:
    path = hub / FOLDER / "ballots.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "".join(f"{'f' * 32},4,2026-06-0{day}T10:00:00Z\n" for day in range(2, 9)), encoding="utf-8"
    )
    contest("anomalies")
    counted = facts(contest, "tally")["step"]["counts"]
    strange = hub / FOLDER / "anomalies.yaml"
    strange.write_text(
        strange.read_text(encoding="utf-8").replace("set_aside: false", "set_aside: true\n  because: Un robot."), encoding="utf-8"
    )

    assert counted["counted"] == 121
    assert facts(contest, "tally")["step"]["counts"]["set_aside"] == 7
    assert facts(contest, "tally")["step"]["counts"]["counted"] == 120


def test_the_honest_ballots_are_met_with_silence(hub: Path, contest: Contest) -> None:
    assert contest("anomalies")[1] == "Nothing looks strange that has not been decided.\n"
    assert not (hub / FOLDER / "anomalies.yaml").exists()


def test_counting_writes_the_same_bytes_again(hub: Path, contest: Contest) -> None:
    result = hub / FOLDER / "result.json"
    before = result.read_bytes()
    for words in (("tally",), ("shortlist", "4"), ("jury",)):
        code, out, _err = contest(*words)
        assert code == 0
        assert f"Unchanged: {FOLDER}/result.json." in out

    assert result.read_bytes() == before


def test_a_count_before_the_end_says_that_it_is_none(hub: Path, contest: Contest) -> None:
    assert "The vote is still open: what is counted now is not the result." in contest("tally")[1]
    assert facts(contest, "tally")["early"] is True


def test_a_shortlist_of_another_size_is_refused(hub: Path, contest: Contest) -> None:
    code, _out, err = contest("shortlist", "5")

    assert code == 65
    assert "promises a shortlist of 4, and 5 are asked for" in err


def test_verify_agrees_and_tells_the_digests(hub: Path, contest: Contest) -> None:
    code, out, _err = contest("verify")

    assert code == 0
    digest = sha256((hub / FOLDER / "ballots.csv").read_bytes()).hexdigest()
    assert f"{digest}  {FOLDER}/ballots.csv" in out.splitlines()
    assert out.splitlines()[-1] == "Digests and results agree."


def test_verify_without_a_result_is_1(hub: Path, contest: Contest) -> None:
    (hub / FOLDER / "result.json").unlink()
    code, _out, err = contest("verify")

    assert code == 1
    assert "result.json: there is no result yet." in err


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("contest.md", "weight: 4", "weight: 5", 38),
        ("entries.csv", "Nora D.", "Nora B.", 7),
        ("merges.yaml", "accept: true", "accept: false", 3),
        ("scores.csv", "maude,1,gout,8.5", "maude,1,gout,9.5", 2),
        ("result.json", '"counted": 120', '"counted": 119', 0),
    ],
)
def test_verify_names_the_line_that_differs(hub: Path, contest: Contest, file: str, old: str, new: str, line: int) -> None:
    path = hub / FOLDER / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    code, _out, err = contest("verify")

    number = line or text[: text.index(old)].count("\n") + 1
    assert code == 1
    assert err.startswith(f"{FOLDER}/{file}:{number}: ")


def test_verify_of_a_file_that_cannot_be_read_is_1(hub: Path, contest: Contest) -> None:
    path = hub / FOLDER / "ballots.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("voter_hash", "voter"), encoding="utf-8")
    code, _out, err = contest("verify")

    assert code == 1
    assert err.startswith(f"{FOLDER}/ballots.csv:1: ")


def test_verify_tells_machines(hub: Path, contest: Contest) -> None:
    found = facts(contest, "verify")

    assert (found["agrees"], found["differences"]) == (True, [])
    assert set(found["sha256"]) == {"contest.md", "entries.csv", "merges.yaml", "ballots.csv", "scores.csv"}


def test_a_draw_is_replayed_by_verify(hub: Path, contest: Contest) -> None:
    path = hub / FOLDER / "contest.md"
    plan = f"draw: {{commitment: {draw.commitment('a box of nails')}, number: {{fr: Loto}}, of: entries, winners: 2}}\nlaw:"
    path.write_text(path.read_text(encoding="utf-8").replace("law:", plan), encoding="utf-8")
    (hub / FOLDER / "result.json").unlink()

    assert contest("draw", "--secret", "a box of screws", "--number", "7")[0] == 65
    code, out, _err = contest("draw", "--secret", "a box of nails", "--number", "04 11 23")
    assert code == 0
    assert "candidates: 8" in out
    assert contest("verify")[0] == 0


def test_rules_are_written_where_they_are_missing_and_then_sealed(hub: Path, contest: Contest) -> None:
    for name in ("rules.md", "rules.en.md"):
        (hub / FOLDER / name).unlink()
    assert contest("rules")[0] == 0
    path = hub / FOLDER / "rules.md"
    text = path.read_text(encoding="utf-8")

    assert "{#organiser}" in text
    assert "[À COMPLÉTER" in text
    assert "[TO COMPLETE" in (hub / FOLDER / "rules.en.md").read_text(encoding="utf-8")
    first = facts(contest, "rules", "--seal", "Première version.")
    path.write_text(path.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    second = facts(contest, "rules", "--seal", "Une phrase.")
    assert [(one["version"], one["new"]) for one in (first, second)] == [(1, True), (2, True)]
    assert "version: 2\n" in path.read_text(encoding="utf-8")
    assert facts(contest, "rules", "--seal", "Rien.")["new"] is False


def test_rules_that_are_there_are_never_overwritten(hub: Path, contest: Contest) -> None:
    before = (hub / FOLDER / "rules.md").read_bytes()

    assert "nothing was written" in contest("rules")[1]
    assert contest("rules", "--language", "en")[1].startswith("## Organiser {#organiser}")
    assert (hub / FOLDER / "rules.md").read_bytes() == before


def test_check_tells_what_the_law_asks_for(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    capsys.readouterr()
    path = hub / FOLDER / "rules.md"
    path.write_text(path.read_text(encoding="utf-8").replace("{#costs}", ""), encoding="utf-8")

    assert main(["check"]) == 65
    assert "the clause 'costs' (Frais) is missing" in capsys.readouterr().err


def test_check_warns_before_a_contest_is_announced(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (hub / FOLDER / "rules.md").unlink()
    (hub / FOLDER / "rules.en.md").unlink()

    assert main(["check", "--now", "2026-03-01T10:00-05:00"]) == 0
    assert "The contest is announced on 2026-03-20, and cannot be before this is mended." in capsys.readouterr().out


@pytest.mark.parametrize("work", WORKS)
def test_help_of_each_work_has_an_example_that_names_it(hub: Path, capsys: pytest.CaptureFixture[str], work: str) -> None:
    assert main(["contest", "saveurs", work, "--help"]) == 0
    said = capsys.readouterr().out

    assert f"parvis contest saveurs {work}" in said.partition("Example:")[2]
    assert "--json" in said


def test_items_of_a_hashtag_become_ideas_that_nobody_may_draw_from(hub: Path, contest: Contest, make_post: Callable[..., Any]) -> None:
    from parvis.archive import write

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
