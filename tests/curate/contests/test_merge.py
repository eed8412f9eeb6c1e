"""Merged ideas: all authors are credited, and nothing is merged before an editor agrees."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from parvis.curate.contests import merge
from parvis.model.contest import Contest, Entry, Merge

Make = Callable[..., Contest]


def test_a_merged_idea_credits_the_authors_of_all(make_contest: Make) -> None:
    contest = make_contest(merges=(Merge(ids=("4", "1", "6"), accept=True, title="Arachide et confiture"),))
    idea = next(idea for idea in merge.ideas(contest) if idea.id == "4")

    assert idea.title == "Arachide et confiture"
    assert set(idea.authors) == {"Personne 4", "Personne 1", "Personne 6"}
    assert [entry.id for entry in idea.also] == ["1", "6"]


def test_the_earliest_author_is_named_first(make_contest: Make) -> None:
    contest = make_contest(merges=(Merge(ids=("4", "1"), accept=True),))

    assert merge.ideas(contest)[0].authors == ("Personne 1", "Personne 4")


def test_nothing_is_merged_before_an_editor_agrees(make_contest: Make) -> None:
    contest = make_contest(merges=(Merge(ids=("4", "1")),))

    assert len(merge.ideas(contest)) == 6
    assert merge.staying(contest)["1"] == "1"


def test_merges_that_touch_are_one(make_contest: Make) -> None:
    contest = make_contest(merges=(Merge(ids=("1", "2"), accept=True), Merge(ids=("2", "3"), accept=True)))

    assert merge.staying(contest) == {"1": "1", "2": "1", "3": "1", "4": "4", "5": "5", "6": "6"}


def test_hidden_and_refused_ideas_are_not_shown_nor_do_they_stay(make_contest: Make) -> None:
    entries = (Entry(id="1", title="Spam", author="Bot", status="refused", why="pub"), Entry(id="2", title="Cassis", author="Ada"))
    contest = make_contest(entries=entries, merges=(Merge(ids=("1", "2"), accept=True),))
    (idea,) = merge.ideas(contest)

    assert (idea.id, idea.authors) == ("2", ("Ada",))


def test_who_wants_no_name_is_counted(make_contest: Make) -> None:
    entries = (Entry(id="1", title="Cassis", author="Ada"), Entry(id="2", title="Cassis"))
    (idea,) = merge.ideas(make_contest(entries=entries, merges=(Merge(ids=("1", "2"), accept=True),)))

    assert (idea.authors, idea.nameless) == (("Ada",), 1)


def test_proposals_stand_with_accept_false_and_their_reason(make_contest: Make) -> None:
    entries = (Entry(id="1", title="PB&J"), Entry(id="2", title="Rose"), Entry(id="3", title="Arachides et confitures"))
    (proposed,) = merge.proposals(make_contest(entries=entries))

    assert proposed.ids == ("1", "3")
    assert not proposed.accept
    assert proposed.because == "jam, peanut (1.00)"


def test_what_has_been_proposed_is_not_proposed_again(make_contest: Make) -> None:
    entries = (Entry(id="1", title="PB&J"), Entry(id="3", title="Arachides et confitures"))

    assert merge.proposals(make_contest(entries=entries, merges=(Merge(ids=("1", "3")),))) == ()


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=4, unique=True), max_size=6))
def test_merging_keeps_every_author(make_contest: Make, groups: list[list[str]]) -> None:
    entries = tuple(Entry(id=letter, title=letter, author=f"Author {letter}") for letter in "abcdefgh")
    contest = make_contest(entries=entries, merges=tuple(Merge(ids=tuple(group), accept=True) for group in groups))
    shown = merge.ideas(contest)

    assert sorted(author for idea in shown for author in idea.authors) == sorted(entry.author for entry in entries)
    assert {idea.id for idea in shown} == set(merge.staying(contest).values())
