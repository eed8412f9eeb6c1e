"""A contest's folder: everything in it is read, and every mistake is told with its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from parvis.errors import ContentError
from parvis.model.contest import Cap, Contest
from parvis.written import contest_papers, contests, nouns
from parvis.written.articles import Reader

READER = Reader(timezone="America/Montreal", languages=("fr", "en"))
FOLDER = "content/contests/saveurs"


@pytest.fixture
def hub(samples: Path, tmp_path: Path) -> Path:
    """The small hub with one contest."""
    return Path(shutil.copytree(samples / "contest" / "hub", tmp_path / "hub"))


@pytest.fixture
def read(hub: Path) -> Callable[[], Contest]:
    def _read() -> Contest:
        found = contests.find(hub / "content", READER, "saveurs")
        assert found is not None
        return found

    return _read


@pytest.fixture
def mistakes(hub: Path) -> Callable[..., list[str]]:
    """What is wrong when a file of the contest's holds another text, or has one part of it replaced."""

    def _mistakes(file: str, text: str, instead: str | None = None) -> list[str]:
        path = hub / FOLDER / file
        if instead is not None:
            before = path.read_text(encoding="utf-8")
            assert before.count(text) == 1, text
            text = before.replace(text, instead)
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ContentError) as caught:
            contests.find(hub / "content", READER, "saveurs")
        return [str(mistake).removeprefix(f"{FOLDER}/") for mistake in caught.value.mistakes]

    return _mistakes


Read = Callable[[], Contest]
Mistakes = Callable[..., list[str]]


def test_everything_in_the_folder_is_read(read: Read) -> None:
    contest = read()

    assert (contest.slug, contest.name, contest.decision, contest.law) == ("saveurs", "Saveurs 2026", "jury", ("quebec",))
    assert contest.starts("vote") == datetime(2026, 6, 1, 13, tzinfo=UTC)
    assert [(prize.count, prize.value) for prize in contest.prizes] == [(1, "720 $"), (7, "30 $")]
    assert [(juror.id, juror.customer) for juror in contest.jury.members] == [("maude", False), ("ghislaine", True), ("mikael", True)]
    assert [(criterion.id, criterion.weight) for criterion in contest.jury.criteria] == [("gout", 4), ("faisabilite", 2), ("histoire", 1)]
    assert (len(contest.entries), len(contest.ballots), len(contest.scores)) == (9, 121, 34)
    assert contest.merges[0].accept
    assert contest.outcome is not None
    assert contest.outcome.winners[0].promised == date(2026, 9, 12)
    assert contest.result is not None
    assert [step.step for step in contest.result.steps] == ["tally", "shortlist", "jury"]


def test_each_input_has_the_digest_of_its_bytes(hub: Path, read: Read) -> None:
    files = {file.file: file for file in read().files}

    assert list(files) == ["contest.md", "entries.csv", "merges.yaml", "ballots.csv", "scores.csv"]
    data = (hub / FOLDER / "ballots.csv").read_bytes()
    assert files["ballots.csv"].sha256 == sha256(data).hexdigest()
    assert files["ballots.csv"].lines == 122
    assert files["ballots.csv"].prints[:4] == sha256(data.splitlines(keepends=True)[0]).hexdigest()[:4]


def test_rules_are_read_with_their_clauses_and_lines(hub: Path, read: Read) -> None:
    rules = read().rules
    assert rules is not None

    assert rules.clauses["organiser"].startswith("Le concours est organisé par Le Carré inc.")
    assert "{#data}" in (hub / FOLDER / "rules.md").read_text(encoding="utf-8").splitlines()[rules.lines["data"] - 1]
    assert rules.languages == ("", "en")
    assert rules.sha256 == rules.changes[-1].sha256


def test_a_space_at_the_end_does_not_change_the_digest_of_the_rules() -> None:
    assert contest_papers.digest("\n## A {#a}\n\nText.\n\n\n") == contest_papers.digest("## A {#a}\n\nText.")
    assert contest_papers.digest("Text.") == sha256(b"Text.\n").hexdigest()


def test_there_is_no_contest_of_another_name(hub: Path) -> None:
    assert contests.find(hub / "content", READER, "autre") is None


def test_mistakes_elsewhere_do_not_matter_to_one_contest(hub: Path, read: Read) -> None:
    (hub / "content" / "posts").mkdir(exist_ok=True)
    (hub / "content" / "posts" / "broken.md").write_text("---\ndate: never\n---\n", encoding="utf-8")

    assert read().slug == "saveurs"


def test_a_draft_is_no_contest_of_the_hub(hub: Path) -> None:
    path = hub / FOLDER / "contest.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Saveurs", "draft: true\ntitle: Saveurs"), encoding="utf-8")

    assert nouns.read(hub / "content", READER)[1].contests == ()


@pytest.mark.parametrize(
    ("text", "instead", "expected"),
    [
        (
            "vote: 2026-06-01 09:00",
            "vote: demain",
            ["contest.md:9: phases.vote: 'demain' is no moment. Write it as `vote: 2026-06-01 09:00`."],
        ),
        (
            "vote: 2026-06-01 09:00",
            "vote: 2026-05-01 09:00",
            ["contest.md:9: phases.vote: this phase begins before or with 'moderation', which comes first."],
        ),
        (
            "vote: 2026-06-01 09:00",
            "votes: 2026-06-01 09:00",
            ["contest.md:9: phases.votes: there is no field of this name here. Did you mean 'vote'?"],
        ),
        ("law: [quebec]", "law: [kebec]", ["contest.md:16: law: 'kebec' is not known here. Did you mean 'quebec'?"]),
        ("count: 7", "count: plein", ["contest.md:19: prizes.1.count: 'plein' is no number"]),
        ("form: https://forms.example/vote", "form: formulaire", ["contest.md:29: vote.form: 'formulaire' is no address of a page."]),
        ("ties: earliest}", "ties: coin}", ["contest.md:31: shortlist.ties: 'coin' is not known here."]),
        (
            "ties: [gout, votes]",
            "ties: [beaute]",
            ["contest.md:41: jury.ties: 'beaute' is no criterion. Known: draw, faisabilite, gout, histoire, votes."],
        ),
        ("id: ghislaine", "id: maude", ["contest.md:33: jury.members: two of them are called 'maude'."]),
        ("id: gout,", "id: Goût !,", ["contest.md:38: jury.criteria.0.id: 'Goût !' is no short name. Write it such as `id: gout`."]),
        ("law: [quebec]", "timezone: Québec", ["contest.md:16: timezone: 'Québec' is no time zone."]),
        ("law: [quebec]", "vote_: 1", ["contest.md:16: vote_: there is no field of this name here. Did you mean 'vote'?"]),
    ],
)
def test_mistakes_of_a_contest_are_told_with_their_line(mistakes: Mistakes, text: str, instead: str, expected: list[str]) -> None:
    told = mistakes("contest.md", text, instead)

    assert any(line.startswith(expected[0]) for line in told), told


def test_a_jury_without_criteria_decides_nothing(hub: Path, mistakes: Mistakes) -> None:
    path = hub / FOLDER / "contest.md"
    before = path.read_text(encoding="utf-8")
    told = mistakes("contest.md", before[: before.index("jury:\n")] + "---\n")

    assert any("the jury decides, and it has no criteria" in line for line in told)


def test_caps_and_draws_are_read(hub: Path, read: Read) -> None:
    path = hub / FOLDER / "contest.md"
    more = "  caps: [{ballots: 1, every: 1d}, {ballots: 5}]\n  counts: last\n  hide_authors"
    text = path.read_text(encoding="utf-8").replace("  hide_authors", more)
    path.write_text(
        text.replace("law:", f"draw: {{commitment: {'A' * 64}, number: Loto, of: ballots, winners: 3}}\nlaw:"), encoding="utf-8"
    )
    contest = read()

    assert contest.vote.caps == (Cap(1, timedelta(days=1)), Cap(5))
    assert contest.vote.counts == "last"
    assert (contest.draw.commitment, contest.draw.of, contest.draw.winners) == ("a" * 64, "ballots", 3)


@pytest.mark.parametrize(("cap", "sentence"), [("{every: bientot}", "is no length of time"), ("{ballots: 0}", "is no number")])
def test_a_cap_that_means_nothing_is_told(mistakes: Mistakes, cap: str, sentence: str) -> None:
    assert sentence in mistakes("contest.md", "  hide_authors: true", f"  caps: [{cap}]\n  hide_authors: true")[0]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("id,title\n1,Rose\n1,Cassis\n", "entries.csv:3: id: the id '1' is already that of line 2. Give it another one."),
        ("id,titel\n1,Rose\n", "entries.csv:1: titel: unknown column 'titel'. Did you mean 'title'?"),
        ("id,title\n,Rose\n", "entries.csv:2: id: this cell is empty."),
        ("id,title\nÉté,Rose\n", "entries.csv:2: id: 'Été' cannot stand in an address."),
        ("id,title,at\n1,Rose,hier\n", "entries.csv:2: at: 'hier' is no moment with a time zone."),
        ("id,title,at\n1,Rose,2026-04-08T10:00:00\n", "entries.csv:2: at: '2026-04-08T10:00:00' is no moment with a time zone."),
        ("id,title,shell\n1,Rose,rouge\n", "entries.csv:2: shell: 'rouge' is no colour. Write it such as #3f7e8d."),
        ("id,title,status\n1,Rose,caché\n", "entries.csv:2: status: unknown status 'caché'."),
        ("id,title,status\n1,Rose,refused\n", "entries.csv:2: why: the entry is refused, and nobody is told why."),
        ("id,title,author\n1,Rose,ada@exemple.test\n", "entries.csv:2: author: an e-mail address stands here, and none may be kept."),
        ("id,title,link\n1,Rose,javascript:alert(1)\n", "entries.csv:2: link: 'javascript:alert(1)' is no address of a page."),
        ("id,title,picture\n1,Rose,images/rose.jpg\n", "entries.csv:2: picture: there is no file 'images/rose.jpg' below content/."),
        ('id,title\n1,"Rose\n', "entries.csv:2: this row cannot be read"),
        ("id,title\n1,Rose,et,plus\n", "entries.csv:2: this row has 4 cells, and the header 2. Put a cell with commas in quotes."),
    ],
)
def test_mistakes_of_entries_are_told_with_their_line(mistakes: Mistakes, rows: str, expected: str) -> None:
    assert any(line.startswith(expected) for line in mistakes("entries.csv", rows)), mistakes("entries.csv", rows)


def test_bytes_that_are_no_text_are_told(hub: Path) -> None:
    (hub / FOLDER / "entries.csv").write_bytes(b"id,title\n1,\xff\xfe\n")

    with pytest.raises(ContentError, match=r"entries\.csv:2: the file is not UTF-8"):
        contests.find(hub / "content", READER, "saveurs")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("ada@exemple.test,4,2026-06-03T10:00:00Z", "ballots.csv:2: voter_hash: this is no salted hash. Import ballots with"),
        ("Ada,4,2026-06-03T10:00:00Z", "ballots.csv:2: voter_hash: this is no salted hash."),
        (f"{'a' * 32},99,2026-06-03T10:00:00Z", "ballots.csv:2: choice: there is no entry '99'. Mend it, or add the entry to entries.csv."),
        (f"{'a' * 32},4,hier", "ballots.csv:2: at: 'hier' is no moment"),
        (f"{'a' * 32},4,", "ballots.csv:2: at: this cell is empty."),
    ],
)
def test_a_ballot_says_nothing_of_its_voter(mistakes: Mistakes, row: str, expected: str) -> None:
    assert mistakes("ballots.csv", f"voter_hash,choice,at\n{row}\n")[0].startswith(expected)


def test_further_columns_of_ballots_are_refused(mistakes: Mistakes) -> None:
    told = mistakes("ballots.csv", f"voter_hash,choice,at,email\n{'a' * 32},4,2026-06-03T10:00:00Z,ada@exemple.test\n")

    assert told[0].startswith("ballots.csv:1: email: unknown column 'email'.")


def test_thousands_of_equal_mistakes_are_not_all_told(mistakes: Mistakes) -> None:
    told = mistakes("ballots.csv", "voter_hash,choice,at\n" + "x,4,2026-06-03T10:00:00Z\n" * 5000)

    assert len(told) == 51
    assert "there are 4950 more mistakes from here on" in told[-1]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("maude,1,gout,onze", "scores.csv:2: score: 'onze' is no number."),
        ("maude,1,gout,11", "scores.csv:2: score: 11 is more than the best that can be given, 10."),
        ("maude,1,,9", "scores.csv:2: criterion: this cell is empty."),
        ("maude,1,beaute,9", "scores.csv:2: criterion: there is no criterion 'beaute'."),
        ("luc,1,gout,9", "scores.csv:2: juror: nobody in the jury is called 'luc'."),
        ("maude,99,gout,9", "scores.csv:2: entry: there is no entry '99'."),
        ("maude,1,gout,-1", "scores.csv:2: score: '-1' is no number."),
        ("maude,1,gout,9\nmaude,1,gout,8", "scores.csv:3: score: these points stand on line 2 already."),
    ],
)
def test_mistakes_of_scores_are_told_with_their_line(mistakes: Mistakes, row: str, expected: str) -> None:
    assert any(line.startswith(expected) for line in mistakes("scores.csv", f"juror,entry,criterion,score\n{row}\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {ids: [1]}\n", "merges.yaml:1: merges.0.ids: one entry cannot be merged. Name two or more, the one that stays first."),
        ("- {ids: [1, 99]}\n", "merges.yaml:1: ids: there is no entry '99'."),
        ("- {ids: [1, 2], acept: true}\n", "merges.yaml:1: merges.0.acept: there is no field of this name here. Did you mean 'accept'?"),
        ("- {ids: [1, 2], accept: peut-être}\n", "merges.yaml:1: merges.0.accept: 'peut-être' is neither true nor false."),
        ("- 12\n", "merges.yaml"),
    ],
)
def test_mistakes_of_merges_are_told_with_their_line(mistakes: Mistakes, text: str, expected: str) -> None:
    assert mistakes("merges.yaml", text)[0].startswith(expected)


def test_ballots_are_set_aside_with_a_reason_alone(mistakes: Mistakes) -> None:
    text = f'- kind: burst\n  voters: ["{"a" * 32}"]\n  since: 2026-06-03T10:00:00Z\n  until: 2026-06-03T10:01:00Z\n  set_aside: true\n'

    assert mistakes("anomalies.yaml", text)[0].startswith(
        "anomalies.yaml:1: anomalies.0.because: ballots are set aside, and nobody is told why."
    )


def test_a_result_that_is_none_is_told(mistakes: Mistakes) -> None:
    assert mistakes("result.json", "{}")[0].startswith("result.json: this is no result: ")


def test_a_winner_that_is_late_says_why(mistakes: Mistakes) -> None:
    told = mistakes("outcome.md", "promised: 2026-09-12}", "promised: 2026-09-12, moved: 2026-10-12}")

    assert told[0].startswith(
        "outcome.md:4: winners.0.promised: it was promised for 2026-09-12 and comes on 2026-10-12, and nobody is told why."
    )


def test_a_product_that_nobody_has_written_is_told(hub: Path) -> None:
    path = hub / FOLDER / "outcome.md"
    path.write_text(path.read_text(encoding="utf-8").replace("promised:", "product: pbj, promised:"), encoding="utf-8")

    with pytest.raises(ContentError, match=r"outcome.md:4: product: there is no product 'pbj'\. Write content/products/pbj\.md"):
        nouns.read(hub / "content", READER)


def test_papers_without_a_contest_are_told(hub: Path) -> None:
    (hub / FOLDER / "contest.md").unlink()
    (hub / FOLDER / "contest.en.md").unlink()

    with pytest.raises(ContentError, match=r"outcome.md:1: there is no contest.md beside this file\."):
        nouns.read(hub / "content", READER)


def test_all_mistakes_of_all_files_are_told_at_once(hub: Path) -> None:
    for file, text in (
        ("entries.csv", "id,title\n1,\n"),
        ("ballots.csv", "voter_hash,choice,at\nx,1,\n"),
        ("merges.yaml", "- {ids: [1]}\n"),
    ):
        (hub / FOLDER / file).write_text(text, encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        contests.find(hub / "content", READER, "saveurs")
    assert {mistake.file.rpartition("/")[2] for mistake in caught.value.mistakes} >= {"entries.csv", "ballots.csv", "merges.yaml"}


def test_an_entry_may_have_a_file_of_its_own(hub: Path, read: Read) -> None:
    folder = hub / FOLDER / "entries"
    folder.mkdir()
    (folder / "rose.md").write_text(
        '---\ntitle: Rose\nauthor: Ada L.\ndate: 2026-04-09\nwritten_in: en\ncolors: ["#AABBCC", "#ddeeff"]\n---\nLike a garden.\n',
        encoding="utf-8",
    )
    contest = read()
    entry = contest.entries[-1]

    assert (entry.id, entry.title, entry.author, entry.text) == ("rose", "Rose", "Ada L.", "Like a garden.")
    assert (entry.shell, entry.filling, entry.language, entry.at) == ("#aabbcc", "#ddeeff", "en", datetime(2026, 4, 9, 4, tzinfo=UTC))
    assert contest.files[-1].file == "entries/rose.md"
