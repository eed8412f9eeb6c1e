"""A result and its proof: what was counted agrees, and each difference is found."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import msgspec
import pytest

from parvis.curate.contests import draw, proof
from parvis.errors import ContentError, Mistake, PolicyError
from parvis.model.contest import Ballot, Contest, DrawPlan, Entry, Score
from parvis.model.contest_result import InputFile, Result, Seed

Make = Callable[..., Contest]
Cast = Callable[..., Ballot]


def input_file(name: str, text: str) -> InputFile:
    lines = text.encode().splitlines(keepends=True)
    digest = sha256(text.encode()).hexdigest()
    return InputFile(file=name, sha256=digest, lines=len(lines), prints="".join(sha256(line).hexdigest()[:4] for line in lines))


FILES = {
    "contest.md": "---\n",
    "entries.csv": "id,title\n1,a\n",
    "ballots.csv": "voter_hash,choice,at\na\nb\nc\n",
    "scores.csv": "juror\nx\n",
}


def with_files(contest: Contest, **changed: str) -> Contest:
    """The contest as it lies in a folder; `changed` by the file's stem."""
    texts = {name: changed.get(name.partition(".")[0], text) for name, text in FILES.items()}
    return msgspec.structs.replace(contest, files=tuple(input_file(name, text) for name, text in texts.items() if text))


def with_result(contest: Contest, result: Result) -> Contest:
    return msgspec.structs.replace(contest, result=result, result_text=proof.text(result))


@pytest.fixture
def contest(make_contest: Make, ballot: Cast) -> Contest:
    """Ballots for five, and everybody's points for the three with the most votes."""
    choices = ["1", "1", "1", "4", "4", "4", "2", "2", "3"]
    cast = tuple(ballot(number, choice) for number, choice in enumerate(choices))
    made = make_contest(ballots=cast, draw=DrawPlan(commitment=draw.commitment("nails"), of="entries", winners=2))
    scores = tuple(
        Score(juror.id, entry, criterion.id, str(5 + int(entry) % 3), 2)
        for juror in made.jury.members
        for entry in ("1", "4", "2")
        for criterion in made.jury.criteria
    )
    return with_files(msgspec.structs.replace(made, scores=scores))


@pytest.fixture
def counted(contest: Contest) -> Contest:
    """With tally, shortlist and jury in its result."""
    for step in (proof.tally, lambda one: proof.shortlist(one, 3), proof.jury):
        contest = with_result(contest, proof.with_step(contest, step(contest)))
    return contest


def differences(contest: Contest) -> list[Mistake]:
    return list(proof.verify(contest))


def test_without_a_result_nothing_is_verified(contest: Contest) -> None:
    (difference,) = differences(contest)

    assert difference.file == "content/contests/saveurs/result.json"
    assert "there is no result yet" in difference.what


def test_what_has_just_been_counted_agrees(counted: Contest) -> None:
    assert differences(counted) == []


def test_each_step_holds_the_digest_of_every_file_that_it_reads(counted: Contest) -> None:
    assert counted.result is not None
    files = {step.step: [file.file for file in step.inputs] for step in counted.result.steps}

    assert files["tally"] == ["contest.md", "entries.csv", "ballots.csv"]
    assert files["jury"] == ["contest.md", "entries.csv", "ballots.csv", "scores.csv"]
    assert counted.result.steps[0].inputs[2].sha256 == sha256(FILES["ballots.csv"].encode()).hexdigest()


def test_the_same_files_give_the_same_bytes(contest: Contest, counted: Contest) -> None:
    for step in (proof.tally, lambda one: proof.shortlist(one, 3), proof.jury):
        contest = with_result(contest, proof.with_step(contest, step(contest)))

    assert contest.result_text == counted.result_text


def test_a_changed_line_is_named(counted: Contest) -> None:
    (difference, *_) = differences(with_files(counted, ballots="voter_hash,choice,at\na\nB\nc\n"))

    assert (difference.file, difference.line) == ("content/contests/saveurs/ballots.csv", 3)


@pytest.mark.parametrize(
    ("text", "line"), [("voter_hash,choice,at\na\nb\n", 4), ("voter_hash,choice,at\na\nb\nc\nd\n", 5), ("a\nb\nc\n", 1)]
)
def test_a_line_too_few_or_too_many_is_named(counted: Contest, text: str, line: int) -> None:
    assert differences(with_files(counted, ballots=text))[0].line == line


def test_a_file_that_is_gone_or_new_is_named(counted: Contest) -> None:
    gone = differences(with_files(counted, ballots=""))
    merged = msgspec.structs.replace(counted, files=(*counted.files, input_file("merges.yaml", "[]\n")))

    assert [(one.file, one.what) for one in gone] == [
        ("content/contests/saveurs/ballots.csv", "the result was computed from this file, and it is gone.")
    ]
    assert [one.file for one in differences(merged)] == ["content/contests/saveurs/merges.yaml"]


def test_each_file_is_told_once(counted: Contest) -> None:
    assert len(differences(with_files(counted, ballots="x\n", entries="y\n"))) == 2


def test_a_result_that_was_changed_by_hand_is_found_with_its_line(counted: Contest) -> None:
    text = counted.result_text.replace('"votes": 2', '"votes": 7', 1)
    tampered = msgspec.structs.replace(counted, result=msgspec.json.decode(text, type=Result), result_text=text)
    (difference,) = differences(tampered)

    assert difference.file == "content/contests/saveurs/result.json"
    assert text.splitlines()[difference.line - 1].strip() == '"votes": 7'
    assert "the files give '\"votes\": 2'" in difference.what


def test_another_winner_cannot_be_slipped_in(counted: Contest) -> None:
    text = counted.result_text.replace('"chosen": [\n        "2"', '"chosen": [\n        "4"', 1)
    assert text != counted.result_text
    tampered = msgspec.structs.replace(counted, result=msgspec.json.decode(text, type=Result), result_text=text)

    assert differences(tampered)


def test_counting_again_takes_away_what_stood_on_another_outcome(counted: Contest, ballot: Cast) -> None:
    more = with_files(msgspec.structs.replace(counted, ballots=(*counted.ballots, ballot(99, "3"))), ballots="new\n")

    assert [step.step for step in proof.with_step(more, proof.tally(more)).steps] == ["tally"]
    assert [step.step for step in proof.with_step(counted, proof.tally(counted)).steps] == ["tally", "shortlist", "jury"]


def test_votes_alone_name_no_winner(counted: Contest) -> None:
    assert counted.result is not None
    tally, _, jury = counted.result.steps

    assert tally.chosen == ()
    assert jury.chosen == ("2",)


def test_votes_name_the_winner_where_the_contest_decides_so(contest: Contest) -> None:
    assert proof.tally(msgspec.structs.replace(contest, decision="vote")).chosen == ("1", "4")


def test_the_size_that_was_promised_holds(contest: Contest) -> None:
    with pytest.raises(PolicyError, match="promises a shortlist of 3, and 5 are asked for"):
        proof.shortlist(contest, 5)


def test_the_jury_judges_the_shortlist(contest: Contest) -> None:
    assert list(proof.finalists(contest)) == ["1", "4", "2"]


def test_a_draw_can_be_replayed(contest: Contest) -> None:
    seed = Seed(commitment=contest.draw.commitment, secret="nails", number="04 11 23")
    drawn = with_result(contest, proof.with_step(contest, proof.draw(contest, seed)))
    assert drawn.result is not None

    assert differences(drawn) == []
    assert drawn.result.steps[0].chosen == tuple(draw.order([entry.id for entry in contest.entries], seed)[:2])


def test_a_draw_with_another_number_is_found(contest: Contest) -> None:
    seed = Seed(commitment=contest.draw.commitment, secret="nails", number="04 11 23")
    text = proof.text(proof.with_step(contest, proof.draw(contest, seed))).replace("04 11 23", "04 11 24")
    forged = msgspec.structs.replace(contest, result=msgspec.json.decode(text, type=Result), result_text=text)

    assert differences(forged)


def test_a_draw_with_another_secret_is_found(contest: Contest) -> None:
    seed = Seed(commitment=contest.draw.commitment, secret="nails", number="04 11 23")
    text = proof.text(proof.with_step(contest, proof.draw(contest, seed))).replace('"nails"', '"screws"')
    forged = msgspec.structs.replace(contest, result=msgspec.json.decode(text, type=Result), result_text=text)

    assert "not the one whose SHA-256 was published" in str(differences(forged)[0])


def test_voters_are_drawn_from_those_who_count(contest: Contest, ballot: Cast) -> None:
    of_ballots = msgspec.structs.replace(contest, draw=msgspec.structs.replace(contest.draw, of="ballots"))
    late = ballot(99, "1", 60 * 24 * 60)
    step = proof.draw(
        msgspec.structs.replace(of_ballots, ballots=(*of_ballots.ballots, late)),
        Seed(commitment=contest.draw.commitment, secret="nails", number="1"),
    )

    assert step.counts == {"candidates": 9}
    assert late.voter not in [place.id for place in step.order]


def test_nobody_is_drawn_from_a_hashtag_alone(contest: Contest) -> None:
    entries = tuple(msgspec.structs.replace(entry, source="hashtag:mastodon") for entry in contest.entries)
    seed = Seed(commitment=contest.draw.commitment, secret="nails", number="1")

    with pytest.raises(PolicyError, match="does not find everybody who used it"):
        proof.draw(msgspec.structs.replace(contest, entries=entries), seed)
    assert proof.draw(msgspec.structs.replace(contest, entries=(*entries[1:], Entry(id="1", title="Thé", source="csv"))), seed).chosen


def test_points_that_are_missing_keep_the_jury_from_being_counted(contest: Contest) -> None:
    with pytest.raises(ContentError, match="no points for 'histoire'"):
        proof.jury(msgspec.structs.replace(contest, scores=contest.scores[:-1]))
