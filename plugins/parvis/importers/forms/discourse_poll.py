"""Discourse: a poll as its API gives it. Where the poll is public, members tell one ballot from another; nobody's name is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from parvis.importers.forms import _json
from parvis.model.raw_submission import RawVote, Wanted
from parvis.tidy import text

if TYPE_CHECKING:
    from parvis.importers.forms import Export, Row

GIVES: Final[tuple[Wanted, ...]] = ("ballots",)
PROVEN: Final = True


def read(export: Export, wanted: Wanted) -> Iterator[Row]:
    """A vote for each that an option has: first those whose members are told, then the others, counted."""
    del wanted
    document = _json.load(export)
    poll = document.get("poll", document) if isinstance(document, Mapping) else None
    options = poll.get("options") if isinstance(poll, Mapping) else None
    if not isinstance(poll, Mapping) or not isinstance(options, list):
        raise _json.refused(export, "this is no poll of Discourse: it has no `options`.")
    told = poll.get("preloaded_voters") or {}
    name = str(poll.get("id") or "-".join(str(option.get("id") or "") for option in options))
    for option in options:
        voters = told.get(option.get("id"), []) if isinstance(told, Mapping) else []
        yield from _votes(option, voters if isinstance(voters, list) else [], name, poll)


def _votes(option: Mapping[str, Any], voters: list[Any], name: str, poll: Mapping[str, Any]) -> Iterator[RawVote]:
    choice, at = text.one_line(text.plain(str(option.get("html") or ""))), str(poll.get("close") or "")
    several = poll.get("type") in {"multiple", "ranked_choice", "number"}
    known = [str(voter.get("username") or voter.get("id")) for voter in voters if isinstance(voter, Mapping)]
    for number in range(1, max(int(option.get("votes") or 0), len(known)) + 1):
        voter = known[number - 1] if number <= len(known) else ""
        yield RawVote(number=number, voter=voter, poll="" if voter else name, several=several, choice=choice, at=at)
