"""Ideas, ballots and points are taken in once, and nothing of who sent them is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.curate.contests import taking
from parvis.curate.contests.taking import Terms
from parvis.model.contest import Cap, Contest, Entry, Vote
from parvis.model.raw_submission import RawIdea, RawScore, RawVote, Unread
from parvis.written import contest_tables

Make = Callable[..., Contest]
TERMS = Terms(file="export.csv", source="csv")
SALT = "a salt that nobody can guess"


@pytest.fixture
def empty(make_contest: Make) -> Contest:
    return make_contest(entries=())


def test_ideas_get_numbers_in_the_order_of_the_file(empty: Contest) -> None:
    taken = taking.ideas([RawIdea(title="Rose"), RawIdea(title="Cassis et  violette")], empty, TERMS)

    assert [(entry.id, entry.slug, entry.title) for entry in taken.rows] == [
        ("1", "rose", "Rose"),
        ("2", "cassis-et-violette", "Cassis et violette"),
    ]


def test_numbers_go_on_where_they_have_ended(make_contest: Make) -> None:
    assert taking.ideas([RawIdea(title="Rose")], make_contest(), TERMS).rows[-1].id == "7"


def test_the_same_file_again_changes_nothing(empty: Contest) -> None:
    rows = [RawIdea(title="Rose", at="2026-04-08T10:00:00Z"), RawIdea(title="Cassis", native="a1")]
    once = taking.ideas(rows, empty, TERMS)
    again = taking.ideas(rows, msgspec.structs.replace(empty, entries=once.rows), TERMS)

    assert (again.rows, again.new, again.known) == (once.rows, 0, 2)


def test_what_an_editor_has_mended_stays(empty: Contest) -> None:
    rows = [RawIdea(title="Rsoe", native="a1", at="2026-04-08T10:00:00Z")]
    (entry,) = taking.ideas(rows, empty, TERMS).rows
    mended = msgspec.structs.replace(entry, title="Rose", status="hidden", why="spam")

    assert taking.ideas(rows, msgspec.structs.replace(empty, entries=(mended,)), TERMS).rows == (mended,)


def test_names_are_shortened_and_addresses_taken_out(empty: Contest) -> None:
    raw = RawIdea(title="Rose (rose@exemple.test)", text="Écrivez-moi : rose@exemple.test !", author="Rosalie Vadnais <rose@exemple.test>")
    (entry,) = taking.ideas([raw], empty, TERMS).rows

    assert entry.author == "Rosalie V."
    assert "@" not in contest_tables.entries_text([entry])


def test_colours_are_kept_as_they_were_chosen(empty: Contest) -> None:
    (entry,) = taking.ideas([RawIdea(title="Rose", shell=" #F0B3BD", filling="#f7e3e3")], empty, TERMS).rows

    assert (entry.shell, entry.filling) == ("#f0b3bd", "#f7e3e3")


@pytest.mark.parametrize("said", ["bleu pâle", "#fff", "#gggggg", "url(#x)"])
def test_a_colour_in_words_leaves_the_flavours_own(empty: Contest, said: str) -> None:
    (entry,) = taking.ideas([RawIdea(title="Rose", shell=said, filling=said)], empty, TERMS).rows

    assert (entry.shell, entry.filling) == ("", "")


def test_whole_names_stay_where_that_is_wanted(empty: Contest) -> None:
    terms = msgspec.structs.replace(TERMS, full_names=True)

    assert taking.ideas([RawIdea(title="Rose", author="Rosalie Vadnais")], empty, terms).rows[0].author == "Rosalie Vadnais"


def test_a_long_answer_is_name_and_text(empty: Contest) -> None:
    long = "Une idée qui raconte " * 20
    (entry,) = taking.ideas([RawIdea(title=long, text=long)], empty, TERMS).rows

    assert len(entry.title) <= 140
    assert entry.title.endswith("…")
    assert entry.text == long.strip()


def test_bad_rows_are_told_and_the_others_kept(empty: Contest) -> None:
    rows: list[RawIdea | Unread] = [
        RawIdea(line=2, title=""),
        RawIdea(line=3, title="Rose", at="jamais"),
        Unread(line=4, what="a quote is opened here."),
        RawIdea(title="Cassis"),
    ]
    taken = taking.ideas(rows, empty, TERMS)

    assert [entry.title for entry in taken.rows] == ["Cassis"]
    assert [str(mistake) for mistake in taken.mistakes] == [
        "export.csv:2: title: the idea has no words.",
        "export.csv:3: at: 'jamais' is no date.",
        "export.csv:4: a quote is opened here.",
    ]


def test_ballots_hold_nothing_but_a_hash(make_contest: Make) -> None:
    taken = taking.ballots([RawVote(voter="Ada@Exemple.test", choice="PB&J", at="2026-06-03T10:00:00Z")], make_contest(), SALT, TERMS)
    (ballot,) = taken.rows

    assert (len(ballot.voter), ballot.choice, ballot.at) == (32, "4", datetime(2026, 6, 3, 10, tzinfo=UTC))
    assert "ada" not in contest_tables.ballots_text(taken.rows)


def test_a_hash_depends_on_salt_and_contest(make_contest: Make) -> None:
    one, other = make_contest(), make_contest("autre")
    hashes = {taking.voter_hash(contest, "ada@exemple.test", salt) for contest in (one, other) for salt in (SALT, SALT[::-1])}

    assert len(hashes) == 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada@Exemple.test", " ada@exemple.test"),
        ("ada+vote2@exemple.test", "ada@exemple.test"),
        ("a.d.a@gmail.com", "ada@gmail.com"),
    ],
)
def test_one_person_has_one_hash(make_contest: Make, one: str, other: str) -> None:
    contest = make_contest()

    assert taking.voter_hash(contest, one, SALT) == taking.voter_hash(contest, other, SALT)


@pytest.mark.parametrize(
    ("one", "other"), [("ada@exemple.test", "eve@exemple.test"), ("a.da@exemple.test", "ada@exemple.test"), ("@ada", "ada@exemple.test")]
)
def test_two_persons_have_two(make_contest: Make, one: str, other: str) -> None:
    contest = make_contest()

    assert taking.voter_hash(contest, one, SALT) != taking.voter_hash(contest, other, SALT)


@given(st.permutations([("a", "PB&J"), ("b", "4"), ("c", "4. PB&J"), ("d", "thé au jasmin"), ("e", "#2"), ("f", "Cassis et violette ")]))
def test_the_same_votes_in_any_order_give_the_same_file(make_contest: Make, said: list[tuple[str, str]]) -> None:
    rows = [RawVote(voter=voter, choice=choice, at="2026-06-03T10:00:00Z") for voter, choice in said]
    contest = make_contest()
    once = taking.ballots(rows, contest, SALT, TERMS)
    again = taking.ballots(rows, msgspec.structs.replace(contest, ballots=once.rows), SALT, TERMS)

    assert contest_tables.ballots_text(once.rows) == contest_tables.ballots_text(
        taking.ballots(sorted(rows, key=str), contest, SALT, TERMS).rows
    )
    assert (again.new, again.known, len(again.rows)) == (0, 6, 6)


def test_an_unknown_choice_is_told_with_what_was_probably_meant(make_contest: Make) -> None:
    rows = [RawVote(line=9, voter="a", choice="Sapin et chocolats noirs", at="2026-06-03T10:00:00Z")]

    assert str(taking.ballots(rows, make_contest(), SALT, TERMS).mistakes[0]) == (
        "export.csv:9: choice: there is no entry 'Sapin et chocolats noirs'. Did you mean 'sapin et chocolat'?"
    )


def test_a_vote_that_nobody_cast_is_refused(make_contest: Make) -> None:
    taken = taking.ballots([RawVote(line=3, choice="4", at="2026-06-03T10:00:00Z")], make_contest(), SALT, TERMS)

    assert (taken.rows, taken.kept) == ((), 0)
    assert "nothing tells who voted" in str(taken.mistakes[0])


def poll(*counts: int, several: bool = False) -> list[RawVote]:
    return [
        RawVote(number=number, poll="684128", several=several, choice=choice, at="2026-06-10T10:00:00Z")
        for choice, count in zip(("PB&J", "Thé au jasmin"), counts, strict=True)
        for number in range(count)
    ]


def test_votes_of_a_poll_are_numbered(make_contest: Make) -> None:
    taken = taking.ballots(poll(2, 1), make_contest(), SALT, TERMS)

    assert [ballot.voter.rpartition("-")[2] for ballot in taken.rows] == ["1", "2", "3"]
    assert all(ballot.voter.startswith("poll-") for ballot in taken.rows)
    assert contest_tables.ballots(contest_tables.ballots_text(taken.rows).encode(), "ballots.csv")


def test_a_polls_newer_state_replaces_it(make_contest: Make) -> None:
    contest = make_contest()
    first = taking.ballots(poll(2, 3), contest, SALT, TERMS)
    later = taking.ballots(poll(4, 1), msgspec.structs.replace(contest, ballots=first.rows), SALT, TERMS)

    assert [sum(ballot.choice == choice for ballot in later.rows) for choice in "41"] == [4, 1]


def test_a_poll_of_several_choices_is_no_vote_of_one(make_contest: Make) -> None:
    assert taking.ballots(poll(2, 1, several=True), make_contest(), SALT, TERMS).rows == ()
    assert len(taking.ballots(poll(2, 1, several=True), make_contest(vote=Vote(caps=(Cap(3),))), SALT, TERMS).rows) == 3


def test_a_poll_that_closes_with_the_vote_counts(make_contest: Make) -> None:
    contest = make_contest()
    rows = [RawVote(poll="1", choice="4", at="2026-06-15T16:00:00Z"), RawVote(poll="2", choice="4")]

    assert all(ballot.at < (contest.ends("vote") or ballot.at) for ballot in taking.ballots(rows, contest, SALT, TERMS).rows)


def test_several_choices_in_one_cell_are_several_ballots(make_contest: Make) -> None:
    rows = [RawVote(voter="a", choice="PB&J; Thé au jasmin", at="2026-06-03T10:00:00Z")]

    assert [ballot.choice for ballot in taking.ballots(rows, make_contest(vote=Vote(caps=(Cap(2),))), SALT, TERMS).rows] == ["4", "1"]
    assert taking.ballots(rows, make_contest(), SALT, TERMS).rows == ()


def test_likes_find_their_entry_by_its_address(make_contest: Make) -> None:
    entries = (
        Entry(id="1", title="Rose", link="https://bsky.app/profile/ada.example/post/3k2a"),
        Entry(id="2", title="Cassis", link="https://social.example/@ada/12?utm_source=x"),
    )
    rows = [
        RawVote(voter="did:plc:a", choice="at://did:plc:x/app.bsky.feed.post/3k2a", at="2026-06-03T10:00:00Z"),
        RawVote(poll="likes https://social.example/@ada/12", choice="https://social.example/@ada/12"),
    ]
    taken = taking.ballots(rows, make_contest(entries=entries), SALT, TERMS)

    assert [ballot.choice for ballot in taken.rows] == ["1", "2"]
    assert taken.rows[1].voter.startswith("likes-")


def test_points_are_taken_by_name_or_id_and_replaced_by_newer_ones(make_contest: Make) -> None:
    rows = [
        RawScore(line=2, juror="Maude Thériault", entry="PB&J", criterion="Goût", points="8,5"),
        RawScore(line=3, juror="ghislaine", entry="4", criterion="", points="récusée"),
        RawScore(line=4, juror="Personne", entry="99", criterion="Prix", points="dix"),
    ]
    contest = make_contest()
    once = taking.scores(rows, contest, TERMS)
    newer = taking.scores([msgspec.structs.replace(rows[0], points="9")], msgspec.structs.replace(contest, scores=once.rows), TERMS)

    assert [(score.juror, score.entry, score.criterion, score.points) for score in once.rows] == [
        ("maude", "4", "gout", "8.5"),
        ("ghislaine", "4", "", ""),
    ]
    assert [mistake.field for mistake in once.mistakes] == ["juror", "entry", "criterion", "points"]
    assert [score.points for score in newer.rows] == ["9", ""]
