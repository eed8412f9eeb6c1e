"""Walking through pages: on while there is something new, and nothing that was left is ever forgotten."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from parvis.model.exchange import Request, Response, State
from parvis.sources._walk import MOST_PAGES, single, walk

DAY = 86_400
MARCH = "Mon, 02 Mar 2026 10:00:00 GMT"
MOMENT = 1772445600


def talk(state: State, *, again: int = 0) -> Generator[Request, Response, State]:
    """Pages named by their cursors: each answer's body is the cursor of the next one."""
    ask = single(lambda cursor: Request(url=f"https://x.example/{cursor}"), lambda response: response.body.decode())
    return walk(ask, state, again=again)


def page(following: str = "", *, new: int = 1, full: bool = False, date: str = "") -> Response:
    return Response(url="x", status=200, body=following.encode(), new=new, full=full, headers={"date": date} if date else {})


def urls(asked: list[Request]) -> list[str]:
    return [request.url.rpartition("/")[2] for request in asked]


def test_pages_are_asked_while_they_hold_something_new(converse: Any) -> None:
    asked, state = converse(talk({"account": "7"}), [page("a"), page("b"), page("c", new=0)])

    assert urls(asked) == ["", "a", "b"]
    assert state == {"account": "7"}


def test_the_last_page_ends_the_walk(converse: Any) -> None:
    asked, _ = converse(talk({}), [page("a"), page("")])

    assert urls(asked) == ["", "a"]


def test_an_unchanged_first_page_ends_the_walk(converse: Any) -> None:
    asked, _ = converse(talk({}), [Response(url="x", status=304)])

    assert urls(asked) == [""]


def test_a_cursor_that_leads_back_ends_the_walk(converse: Any) -> None:
    asked, _ = converse(talk({}), [page("a"), page("a")])

    assert urls(asked) == ["", "a"]


def test_a_full_run_goes_on_at_the_same_page_in_the_next_one(converse: Any) -> None:
    _, state = converse(talk({}), [page("a"), page("b", full=True)])
    asked, end = converse(talk(state), [page("n", new=0), page("b"), page("c"), page("")])

    assert state == {"rest": "a"}
    assert urls(asked) == ["", "a", "b", "c"]
    assert end == {}


def test_two_gaps_are_both_filled(converse: Any) -> None:
    _, state = converse(talk({"rest": "old"}), [page("m"), page("n", full=True)])
    asked, end = converse(talk(state), [page("x", new=0), page("n"), page("known", new=0), page("older"), page("")])

    assert state == {"rest": "m\nold"}
    assert urls(asked) == ["", "m", "n", "old", "older"]
    assert end == {}


def test_a_very_long_list_is_taken_in_several_runs(converse: Any) -> None:
    pages = [page(f"{number}") for number in range(1, MOST_PAGES + 1)]

    _, state = converse(talk({}), pages)

    assert state == {"rest": f"{MOST_PAGES}"}


def test_known_pages_are_walked_again_when_it_is_time(converse: Any) -> None:
    stale = {"whole": f"{MOMENT - 15 * DAY}"}
    asked, state = converse(talk(stale, again=15 * DAY), [page("a", new=0, date=MARCH), page("b", new=0), page("", new=0)])
    fresh, same = converse(talk(state, again=15 * DAY), [page("a", new=0, date=MARCH)])

    assert urls(asked) == ["", "a", "b"]
    assert urls(fresh) == [""]
    assert state == same == {"whole": f"{MOMENT}"}


def test_without_a_date_the_clock_stands_still(converse: Any) -> None:
    for date in ("", "yesterday"):
        asked, state = converse(talk({"whole": "nonsense"}, again=DAY), [page("a", new=0, date=date)])

        assert urls(asked) == [""]
        assert state == {"whole": "nonsense"}
