"""What a decision needs to be told: its reason, asked for until there is one, and whatever else its verb has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, get_args

from parvis.cli import deciding
from parvis.cli.moderation.keyboard import Keyboard
from parvis.cli.moderation.queue import Case
from parvis.cli.terminal import Paper
from parvis.errors import UsageError
from parvis.model.decision import Decision, Verb
from parvis.model.post import Post
from parvis.model.review_policy import Ground
from parvis.settings import Settings

#: How many reasons are offered, and what leaves a decision.
OFFERED: Final = 5
LEAVE: Final = "."


class Left(Exception):  # noqa: N818 (no error: somebody thinks better of it)
    """A decision is left before it is written."""


class Questions:
    """Whoever is asked."""

    def __init__(self, keyboard: Keyboard, paper: Paper, settings: Settings) -> None:
        self._keyboard, self._paper, self._settings = keyboard, paper, settings

    def more(self, verb: Verb, case: Case, now: datetime) -> dict[str, Any]:
        """The fields that a verb has beside the reason. Left; UsageError for what cannot be."""
        return _MORE[verb](self, case, now) if verb in _MORE else {}

    def reason(self, verb: Verb, decisions: Iterable[Decision]) -> str:
        """A reason, by its number among those that were last given for the verb, or in words; an empty one is asked for again. Left."""
        offered = _last(decisions, verb)
        for number, reason in enumerate(offered, start=1):
            self._paper.say(f"{number}  {reason}", "dim", indent=2)
        numbers = "a number or words" if offered else "in words"
        while True:
            said = self._keyboard.line(f"Why? ({numbers}; {LEAVE} leaves it) ")
            if said == LEAVE:
                raise Left
            if said and not said.isdecimal():
                return said
            if said and 1 <= int(said) <= len(offered):
                return offered[int(said) - 1]
            self._paper.say(f"There is no reason {said}." if said else "A decision needs its reason.", "red")

    def until(self, _case: Case, now: datetime) -> dict[str, Any]:
        """When a pin ends."""
        said = self._line("Until when? (such as 2026-07-01T18:00; Enter: until somebody says otherwise; . leaves it) ", empty=True)
        return {"until": deciding.until(said, self._settings, now)}

    def tag(self, _case: Case, _now: datetime) -> dict[str, Any]:
        """Which tag is added. UsageError where nothing of it is left."""
        tag = self._line("Which tag? (. leaves it) ").lstrip("# ")
        if not tag:
            raise UsageError("A tag has a letter or a digit.")
        return {"tag": tag}

    def alt(self, case: Case, _now: datetime) -> dict[str, Any]:
        """Which picture, and what it shows. UsageError where there is none of that number."""
        count = len(case.thing.media) if isinstance(case.thing, Post) else 0
        number = self._line(f"Which picture? (1 to {count}; . leaves it) ") if count > 1 else "1"
        if not number.isdecimal() or not 1 <= int(number) <= count:
            raise UsageError(f"There is no picture {number}.")
        return {"media": int(number), "alt": self._line("What does it show? (. leaves it) ")}

    def ground(self, case: Case, _now: datetime) -> dict[str, Any]:
        """For which of the hub's own reasons something is hidden; of a review, what pages say of it. UsageError for another reason."""
        grounds: tuple[Ground, ...] = get_args(Ground)
        self._paper.say("  ".join(f"{number}\N{NO-BREAK SPACE}{ground}" for number, ground in enumerate(grounds, start=1)), "dim", indent=2)
        said = self._line("On which ground? (a number or its name; Enter: other; . leaves it) ", empty=True) or "other"
        if said.isdecimal() and 1 <= int(said) <= len(grounds):
            said = grounds[int(said) - 1]
        if said not in grounds:
            raise UsageError(f"There is no ground '{said}'.")
        if case.item is not None:
            return {"ground": said}
        public = self._line("What do pages say of it? (Enter: nothing; whoever hides for a rating has to; . leaves it) ", empty=True)
        return {"ground": said, "public": public}

    def _line(self, prompt: str, *, empty: bool = False) -> str:
        """A line that is needed. Left where there is none."""
        said = self._keyboard.line(prompt)
        if said == LEAVE or (not said and not empty):
            raise Left
        return said


_MORE: Final[MappingProxyType[str, Callable[[Questions, Case, datetime], dict[str, Any]]]] = MappingProxyType(
    {"pin": Questions.until, "tag": Questions.tag, "alt": Questions.alt, "hide": Questions.ground}
)


def _last(decisions: Iterable[Decision], verb: Verb) -> tuple[str, ...]:
    """The reasons that were last given for a verb, the newest first, each once."""
    given = sorted((one for one in decisions if one.do == verb), key=lambda one: (one.at, one.file, one.line), reverse=True)
    return tuple(dict.fromkeys(one.because for one in given))[:OFFERED]
