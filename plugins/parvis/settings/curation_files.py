"""content/curation/: all that is written there about items, with all mistakes at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from parvis.errors import ContentError, ListedError, Mistake, SettingsError
from parvis.model.curation import Curation
from parvis.model.rule import Rule, WordLists
from parvis.settings.decisions import every_decision
from parvis.settings.rights import rights
from parvis.settings.suppressions import suppressions
from parvis.settings.takedowns import takedowns
from parvis.settings.word_lists import word_lists

Found = TypeVar("Found")


class _Reading:
    """Files of which each may hold mistakes."""

    def __init__(self) -> None:
        self.errors: list[ListedError] = []

    def take(self, read: Callable[[], Found], otherwise: Found) -> Found:
        try:
            return read()
        except ListedError as error:
            self.errors.append(error)
            return otherwise

    def refuse(self) -> None:
        if not self.errors:
            return
        mistakes: list[Mistake] = [mistake for error in self.errors for mistake in error.mistakes]
        raise (SettingsError if any(isinstance(error, SettingsError) for error in self.errors) else ContentError)(mistakes)


def curation(content: Path) -> Curation:
    """What editors have decided.

    ContentError lists every mistake of every file; SettingsError does, where one of them is in rules.yaml.
    """
    reading = _Reading()
    found = Curation(
        decisions=reading.take(lambda: every_decision(content), ()),
        suppressions=reading.take(lambda: suppressions(content), ()),
        takedowns=reading.take(lambda: takedowns(content), ()),
        rights=reading.take(lambda: rights(content), ()),
        rules=reading.take(lambda: _rules(content), ()),
        words=reading.take(lambda: word_lists(content), WordLists()),
    )
    reading.take(lambda: _watched(content), None)
    reading.refuse()
    return found


def _watched(content: Path) -> None:
    """Whether the watch list can be read. It is no part of what pages are made from: `parvis listen` alone keeps it."""
    if (content / "curation" / "watch.yaml").exists():
        # As with the rules.
        from parvis.settings import watch_list

        watch_list.watch_list(content)


def _rules(content: Path) -> tuple[Rule, ...]:
    if not (content / "curation" / "rules.yaml").exists():
        return ()
    # pydantic and the engine of the patterns take a tenth of a second to import.
    from parvis.settings import rules_yaml

    return rules_yaml.rules(content)
