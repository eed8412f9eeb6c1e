"""Walking through a network's pages: newest first, on while there is something new, and remembering what was left for the next run."""

from __future__ import annotations

from collections.abc import Callable, Generator
from email.utils import parsedate_to_datetime

from parvis.model.exchange import Request, Response, State

#: The answer that holds the items of a page, and the cursor of the page after it ("" where it is the last).
Turn = tuple[Response, str]
#: Asks for the page at a cursor ("" is the first).
Ask = Callable[[str], Generator[Request, Response, Turn]]

#: Pages asked in one run; what lies behind them comes with the next runs.
MOST_PAGES = 25
_REST, _WHOLE = "rest", "whole"


def walk(ask: Ask, state: State, *, again: int = 0) -> Generator[Request, Response, State]:
    """Ask for pages from the newest on while they hold something new, then for what earlier runs left over.

    `again`: seconds after which the known pages are walked as well, where a network's terms ask to refresh what is kept. The clock is
    the network's own `Date` header. Returns the state to remember; other entries of it stay as they are.
    """
    waiting = [cursor for cursor in state.get(_REST, "").split("\n") if cursor]
    left = frozenset(waiting)  # what follows these pages was never asked for, even if all that they hold is known by now
    cursor, seen, now, is_due = "", {""}, None, False
    for page in range(MOST_PAGES):
        response, following = yield from ask(cursor)
        if page == 0:
            now = _seconds(response)
            is_due = bool(again and now and now - _number(state.get(_WHOLE)) >= again)
        if response.full:
            waiting.insert(0, cursor)
            break
        if following and following not in seen and (response.new or is_due or cursor in left):
            cursor = following
        elif waiting:
            cursor = waiting.pop(0)
        else:
            break
        seen.add(cursor)
    else:
        waiting.insert(0, cursor)
    return _remembered(state, waiting, f"{now}" if is_due else state.get(_WHOLE, ""))


def single(request: Callable[[str], Request], following: Callable[[Response], str]) -> Ask:
    """A page that is one request; `following` finds the next cursor in its answer and is not asked about an unchanged one."""

    def ask(cursor: str) -> Generator[Request, Response, Turn]:
        response = yield request(cursor)
        return response, "" if response.unchanged else following(response)

    return ask


def _remembered(state: State, waiting: list[str], whole: str) -> State:
    rest = "\n".join(cursor for cursor in waiting if cursor)
    others = {name: value for name, value in state.items() if name not in {_REST, _WHOLE}}
    return others | ({_REST: rest} if rest else {}) | ({_WHOLE: whole} if whole else {})


def _seconds(response: Response) -> int | None:
    try:
        return int(parsedate_to_datetime(response.headers.get("date", "")).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
