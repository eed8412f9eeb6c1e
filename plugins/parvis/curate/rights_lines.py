"""The lines about rights among each other: their order, the grants that run out, and those that are odd or about what there is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from difflib import get_close_matches
from itertools import groupby

from parvis.curate.leave import at
from parvis.errors import ContentError, Mistake
from parvis.model.right import Right
from parvis.tidy.links import canonical

#: Ids among which the nearest is looked for: comparing each with 100,000 would take minutes.
_COMPARED = 2_000
_EVERYWHERE = frozenset({"world", "worldwide", "everywhere", "monde", "monde entier", "partout"})


def in_order(rights: Iterable[Right]) -> list[Right]:
    """By the moment from which they hold; of several at one moment the later line is the last."""
    return sorted(rights, key=lambda right: (right.at, right.file, right.line))


def subject(right: Right) -> tuple[str, str, str, str]:
    """What a line is about, for comparing: item, author, source, network; empty what it does not name."""
    return (right.item, name_of(right.author) if right.author else "", right.source, right.network)


def name_of(name: str) -> str:
    """A handle or a profile's address as it is compared."""
    name = name.strip()
    return canonical(name).rstrip("/").casefold() if "://" in name else name.removeprefix("@").removeprefix("u/").casefold()


def running(rights: Iterable[Right], now: datetime) -> list[Right]:
    """The grants that hold at a moment and have an end, the first to end first; of each thing the one that counts."""
    by_subject = groupby(sorted(in_order(rights), key=subject), key=subject)
    levels = (at(list(lines), now) for _, lines in by_subject)
    grants = (level.right for level in levels if level is not None and level.state == "granted")
    ending = [(right.until, right.about, right) for right in grants if right.until]
    return [right for _until, _about, right in sorted(ending, key=lambda one: one[:2])]


def refuse_unknown(rights: Iterable[Right], items: Iterable[str], sources: Sequence[str]) -> None:
    """ContentError lists every line about an item that the archive does not hold, or about a source that there is not."""
    mistakes: list[Mistake] = []
    known = frozenset(items)
    for right in rights:
        if right.item and right.item not in known:
            alike = sorted(item for item in known if item.startswith(right.item.partition(":")[0]))[:_COMPARED]
            mistakes.append(_unknown(right, "item", f"there is no item '{right.item}' in the archive.", right.item, alike))
        if right.source and right.source not in sources:
            mistakes.append(_unknown(right, "source", f"there is no source '{right.source}'.", right.source, list(sources)))
    if mistakes:
        raise ContentError(mistakes)


def _unknown(right: Right, field: str, what: str, word: str, known: list[str]) -> Mistake:
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    remedy = f"Did you mean '{near[0]}'?" if near else "Give the id as in content/archive/, or take the line out."
    return Mistake(right.file, right.line, field, what, remedy)


def warnings(rights: Iterable[Right]) -> Iterator[str]:
    """What makes no sense in how one line follows another, and what a web site cannot keep."""
    ordered = sorted(in_order(rights), key=subject)
    for _, lines in groupby(ordered, key=subject):
        before: Right | None = None
        for right in lines:
            odd = _odd(before, right)
            if odd:
                yield f"{right.file}:{right.line}: {right.about}: {odd}"
            before = right
    for right in ordered:
        if right.state == "granted" and right.territory and right.territory.lower() not in _EVERYWHERE:
            yield (
                f"{right.file}:{right.line}: {right.about}: the grant is for {right.territory}, and a web site is read everywhere."
                " Ask whether that is meant."
            )


def _odd(before: Right | None, right: Right) -> str:
    """What makes no sense about a line after another one."""
    last = before.state if before else "none"
    if right.state == "granted" and last in {"declined", "revoked"}:
        return f"it is granted after it was {last}, and nobody has asked again. Add the line `state: requested` between them."
    if right.state == "revoked" and last != "granted":
        return "it is revoked, and was not granted. Write `state: declined` if the answer was no."
    if right.state == "declined" and last == "granted":
        return "it is declined after it was granted. Write `state: revoked` if the grant was taken back."
    return ""
