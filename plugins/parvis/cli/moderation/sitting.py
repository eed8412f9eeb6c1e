"""A sitting: item after item, a key for each, every decision written at once, and taken back when asked."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import Final, cast
from zoneinfo import ZoneInfo

import msgspec

from parvis.cli.moderation import card
from parvis.cli.moderation.keyboard import Keyboard
from parvis.cli.moderation.ledger import Ledger
from parvis.cli.moderation.questions import Left, Questions
from parvis.cli.moderation.queue import Case
from parvis.cli.terminal import Paper, spoken
from parvis.cli.verb import moment
from parvis.curate.status import Desk
from parvis.errors import ContentError, ParvisError, UsageError
from parvis.model.decision import Decision, Verb
from parvis.model.hub import Hub
from parvis.model.post import Post
from parvis.settings import Settings

#: Each key, what it is called, what it does.
KEYS: Final = (
    ("a", "approve", "approve: let it through"),
    ("h", "hide", "hide: take it off all pages; what was never shown is refused"),
    ("p", "pin", "pin: first on the wall and the home page, or of the reviews"),
    ("f", "feature", "feature: the home page prefers it"),
    ("t", "tag", "tag: add a tag"),
    ("l", "alt", "alt: write a picture's alternative text"),
    ("k", "thank", "thank: a sign that the brand says thanks; it needs no answer any more"),
    ("n", "needs-answer", "needs-answer: somebody has to answer it"),
    ("s", "skip", "skip: later"),
    ("b", "back", "back: the item before"),
    ("o", "open", "open: print its addresses"),
    ("w", "why", "why: the whole chain of reasons, as `parvis why` tells it"),
    ("u", "undo", "undo: take the last decision's line out of its file again"),
    ("q", "quit", "quit: what was decided stays"),
    ("?", "help", "help: these lines"),
)
_PROMPT: Final = "[a]pprove [h]ide [p]in [f]eature [t]ag a[l]t than[k] [n]eeds-answer [s]kip [o]pen [w]hy [u]ndo [q]uit [?] "
_DONE: Final = MappingProxyType(
    {
        "approve": "approved",
        "hide": "hidden",
        "pin": "pinned",
        "feature": "featured",
        "tag": "tagged",
        "alt": "described",
        "thank": "thanked",
        "needs-answer": "marked",
    }
)
_OF_REVIEWS: Final = frozenset({"approve", "hide", "pin"})
#: Stages that no approval lifts.
_FIRM: Final = frozenset({"listened", "forgotten", "ended", "gone"})


class Sitting:
    """The queue before one editor."""

    def __init__(
        self, settings: Settings, hub: Hub, desk: Desk, waiting: list[Case], *, by: str, now_text: str | None, paper: Paper
    ) -> None:
        self._settings, self._hub, self._desk, self._waiting = settings, hub, desk, waiting
        self._by, self._now_text, self._paper, self._keyboard = by, now_text, paper, Keyboard()
        self._questions, self._ledger = Questions(self._keyboard, paper, settings), Ledger(settings)
        self._place = 0
        self._skipped: set[str] = set()

    def run(self) -> None:
        """Show one after the other until the last one or until somebody quits. Whatever ends it, what was done is told."""
        try:
            while self._step():
                pass
        except EOFError:
            self._paper.say()
        finally:
            self._sum_up()

    def _step(self) -> bool:
        """One item; whether there is more to do."""
        if self._place >= len(self._waiting):
            return self._at_the_end()
        case, here = self._waiting[self._place], self._place
        if self._ended_meanwhile(case):
            self._place += 1
            return True
        card.show(self._paper, case, self._hub, self._desk, f"{self._place + 1} of {len(self._waiting)}")
        while self._place == here:
            key = self._keyboard.key(_PROMPT)
            if key == "q":
                return False
            if key == "u" and self._undo():
                return True
            self._press(key, case)
        return True

    def _at_the_end(self) -> bool:
        """After the last item the last decision can still be taken back."""
        if not self._ledger.done:
            return False
        key = self._keyboard.key("That was the last one. [u]ndo, [b]ack or [q]uit ")
        if key == "b":
            self._place -= 1
        elif key == "u":
            self._undo()
        return key != "q"

    def _press(self, key: str, case: Case) -> None:
        """What a key does, but for quit."""
        name = next((name for one, name, _ in KEYS if one == key), "")
        if name in _DONE:
            self._decide(cast("Verb", name), case)
        elif name == "skip":
            self._skipped.add(case.id)
            self._place += 1
        elif name == "back":
            self._place = max(0, self._place - 1)
        elif name == "open":
            self._open(case)
        elif name == "why":
            self._why(case)
        elif name == "help":
            for one, _, what in KEYS:
                self._paper.say(f"{one}  {spoken(what)}", indent=2)
        elif key and name != "undo":
            self._paper.say(f"'{key}' is no key here; ? lists them.", "red")

    def _decide(self, verb: Verb, case: Case) -> None:
        if refused := _in_vain(verb, case):
            self._paper.say(refused, "red")
            return
        try:
            decision = self._asked(verb, case)
        except Left:
            self._paper.say("Left as it was.")
            return
        except UsageError as error:
            self._paper.say(str(error), "red")
            return
        if not self._written(case, decision):
            return
        self._paper.say(f"{_DONE[verb].capitalize()}: {case.id}", "green")
        self._skipped.discard(case.id)
        if _ends(verb, case):
            self._place += 1

    def _asked(self, verb: Verb, case: Case) -> Decision:
        """The decision with all that it needs. Left where somebody thinks better of it, UsageError for what cannot be."""
        more = self._questions.more(verb, case, moment(self._settings, self._now_text))
        because = self._questions.reason(verb, self._ledger.every())
        at = moment(self._settings, self._now_text)
        return msgspec.structs.replace(Decision(item=case.id, do=verb, by=self._by, at=at, because=because), **more)

    def _written(self, case: Case, decision: Decision) -> bool:
        """Whether a decision was kept: not where somebody else has decided of the same item meanwhile, or is at work in the files."""
        try:
            others = self._ledger.others(case)
            if not others:
                self._ledger.write(decision, self._place)
                return True
            self._tell_of(others)
            self._paper.say("Nothing was written: press the key again if you still want it.", "red")
        except ContentError as error:
            self._paper.say(str(error).replace("\n", " "), "red")
            self._paper.say("Somebody is at work in these files, and nothing was written. Mend them, then press the key again.", "red")
        except OSError as error:
            self._paper.say(f"Nothing was written: {error.strerror}.", "red")
        return False

    def _ended_meanwhile(self, case: Case) -> bool:
        """Whether somebody else has made an end of an item before it came up; tells so."""
        try:
            others = self._ledger.others(case)
        except ContentError:  # told when something is to be written
            return False
        if others:
            self._paper.say()
            self._paper.say(f"{case.id}:")
            self._tell_of(others)
        return any(_ends(one.do, case) for one in others)

    def _tell_of(self, others: tuple[Decision, ...]) -> None:
        for one in others:
            self._paper.say(f"Meanwhile {one.by} has decided: {one.do}: {one.because}", "red")

    def _undo(self) -> bool:
        """Take the last decision back and go to its item; whether that was done."""
        undone = self._ledger.undo()
        if undone is None:
            self._paper.say("Nothing that you have decided since you began is left to take back.", "red")
            return False
        place, decision, there = undone
        if not there:
            self._paper.say(f"The line about {decision.item} is no longer in its file: somebody has changed it.", "red")
            return False
        self._paper.say(f"Taken back: {decision.do} {decision.item} ({decision.because})", "green")
        self._place = place
        return True

    def _open(self, case: Case) -> None:
        from parvis.pages.addresses import absolute, addresses

        site, thing = self._hub.site, case.thing
        at = addresses(site, site.language)
        page = absolute(site, at.item(thing) if isinstance(thing, Post) else at.review(thing.kind, thing.id8))
        for address in (thing.url, page if case.status == "published" else ""):
            if address:
                self._paper.say(address)
        if not thing.url and case.status != "published":
            self._paper.say("It has no address.")

    def _why(self, case: Case) -> None:
        """As it stands now, with what was decided a moment ago."""
        from parvis.build.reasons import of
        from parvis.cli.why import show

        try:
            show(of(self._settings, case.thing, moment(self._settings, self._now_text)), ZoneInfo(self._hub.site.timezone))
        except ParvisError as error:
            self._paper.say(str(error), "red")

    def _sum_up(self) -> None:
        done = [decision for _, decision in self._ledger.done]
        counted = Counter(_DONE[decision.do] for decision in done)
        told = ", ".join(spoken(f"{count} {what}") for what, count in counted.items())
        said = {(decision.item, decision.do) for decision in done}
        left = sum(not any(item == case.id and _ends(verb, case) for item, verb in said) for case in self._waiting)
        self._paper.say()
        self._paper.say(f"Decided by {self._by}: {len(done)}{f' ({told})' if told else ''}.", "bold")
        self._paper.say(f"{self._ledger.taken_back} taken back, {len(self._skipped)} skipped, {left} of {len(self._waiting)} left.")
        if done:
            self._paper.say(f"Written to {self._ledger.where}/. Commit it. Next: parvis build")


def _ends(verb: Verb, case: Case) -> bool:
    """Whether an item needs no more after a decision: what waits is still to be let through, however it was thanked for."""
    return verb in {"approve", "hide"} or (verb == "thank" and case.status != "waiting")


def _in_vain(verb: Verb, case: Case) -> str:
    """Why a decision cannot be made, or would change nothing; empty where it can."""
    if isinstance(case.thing, Post):
        if verb == "alt" and not case.thing.media:
            return "It has no picture."
    elif verb not in _OF_REVIEWS:
        return "A review can be hidden, approved or pinned, and no more."
    if verb == "approve" and case.status == "published":
        return "Nothing holds it."
    if verb == "approve" and case.item is not None and case.item.stage in _FIRM:
        return f"An approval does not lift this: {case.reasons[-1]}"
    return ""
