"""Merging: ideas that say the same become one that credits all its authors, once an editor has agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from parvis.curate.contests import similar
from parvis.model.contest import Contest, Entry, Merge


class Idea(msgspec.Struct, frozen=True, kw_only=True):
    """An idea as the contest shows it: one entry, or several merged into one."""

    entry: Entry  #: the one that stays
    title: str
    authors: tuple[str, ...]  #: of all its entries, each name once, the earliest first
    nameless: int = 0  #: entries whose authors want no name
    also: tuple[Entry, ...] = ()  #: the others that were merged into it

    @property
    def id(self) -> str:
        """The id of the entry that stays."""
        return self.entry.id


def ideas(contest: Contest) -> tuple[Idea, ...]:
    """The ideas that may be shown, in the order of the entries: merged where that was accepted, without the hidden and the refused."""
    merged: dict[str, list[Entry]] = {}
    stays = staying(contest)
    for entry in contest.entries:
        if not entry.status:
            merged.setdefault(stays[entry.id], []).append(entry)
    titles = {stays[merge.ids[0]]: merge.title for merge in contest.merges if merge.accept and merge.title and merge.ids[0] in stays}
    return tuple(_idea(id_, entries, titles.get(id_, "")) for id_, entries in merged.items())


def staying(contest: Contest) -> dict[str, str]:
    """For each entry the id of the one that stays for it: the first that an accepted merge names and that is not hidden or refused."""
    stays = {entry.id: entry.id for entry in contest.entries}
    shown = {entry.id for entry in contest.entries if not entry.status}
    for merge in contest.merges:
        known = [id_ for id_ in merge.ids if id_ in stays] if merge.accept else []
        if len(known) > 1:
            roots = dict.fromkeys(stays[id_] for id_ in known)
            first = next((root for root in roots if root in shown), next(iter(roots)))
            stays = {id_: first if root in roots else root for id_, root in stays.items()}
    return stays


def proposals(contest: Contest) -> tuple[Merge, ...]:
    """Groups of ideas that may be one and that no merge of the contest names yet, whether accepted or not."""
    decided = {frozenset((one, other)) for merge in contest.merges for one in merge.ids for other in merge.ids}
    shown = [idea.entry for idea in ideas(contest)]
    return tuple(_proposal(group) for group in similar.groups(shown) if not _is_decided(group.ids, decided))


def _is_decided(ids: Sequence[str], decided: Iterable[frozenset[str]]) -> bool:
    known = set(decided)
    return all(frozenset((ids[0], other)) in known for other in ids[1:])


def _proposal(group: similar.Group) -> Merge:
    return Merge(ids=group.ids, because=f"{', '.join(group.shared)} ({group.score:.2f})")


def _idea(id_: str, entries: Sequence[Entry], title: str) -> Idea:
    stays = next((entry for entry in entries if entry.id == id_), entries[0])
    early = sorted(entries, key=lambda entry: (entry.at is None, entry.at.timestamp() if entry.at else 0.0))
    return Idea(
        entry=stays,
        title=title or stays.title,
        authors=tuple(dict.fromkeys(entry.author for entry in early if entry.author)),
        nameless=sum(not entry.author for entry in entries),
        also=tuple(entry for entry in entries if entry is not stays),
    )
