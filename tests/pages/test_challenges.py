"""Challenges: the board, the milestones, and the goal that is reached together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from parvis.model.challenge import Challenge, Milestone, Progress
from parvis.model.hub import Hub
from parvis.model.page import Page

Make = Callable[..., Any]
At = Callable[[Hub, str], Page]
NOW = datetime(2026, 6, 12, 18, tzinfo=UTC)


def test_a_board_shows_names_bars_and_milestones(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    people = (Progress(name="Nora B.", amount=10), Progress(name="Ada C.", amount=2.5))
    steps = (Milestone(at=5, name={"fr": "Cinq"}),)
    challenge = make_noun(Challenge, "cent", unit={"fr": "macarons"}, progress=people, milestones=steps)
    values = page_at(make_hub(challenges=(challenge,)), "defis/cent/index.html").values

    assert [(row.rank, row.name, row.percent, row.milestone) for row in values["board"]] == [
        (1, "Nora B.", 100.0, "Cinq"),
        (2, "Ada C.", 25.0, ""),
    ]
    assert (values["steps"][0].count, values["card"].total, values["card"].people) == (1, 12.5, 2)


def test_a_goal_that_is_reached_together_is_a_share_of_at_most_all(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    def percent(amount: float) -> float:
        people = (Progress(name="Nora B.", amount=amount),)
        challenge = make_noun(Challenge, "cent", unit={"fr": "pas"}, goal=200.0, together=True, progress=people)
        found: float = page_at(make_hub(challenges=(challenge,)), "defis/cent/index.html").values["card"].percent
        return found

    assert (percent(50), percent(300)) == (25.0, 100.0)


def test_a_long_board_is_cut_and_says_so(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    people = tuple(Progress(name=f"Ada {number}.", amount=float(number)) for number in range(130, 0, -1))
    values = page_at(
        make_hub(challenges=(make_noun(Challenge, "cent", unit={"fr": "pas"}, progress=people),)), "defis/cent/index.html"
    ).values

    assert (len(values["board"]), values["more"]) == (100, 30)


def test_ended_challenges_stand_apart(make_hub: Callable[..., Hub], make_noun: Make, page_at: At) -> None:
    hub = make_hub(challenges=(make_noun(Challenge, "a", unit={"fr": "pas"}, ends=NOW), make_noun(Challenge, "b", unit={"fr": "pas"})))
    values = page_at(hub, "defis/index.html").values

    assert ([card.url for card in values["cards"]], [card.url for card in values["ended"]]) == (["defis/b/"], ["defis/a/"])
