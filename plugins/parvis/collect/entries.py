"""The entries of a run's documents, each with the key by which it is recognised. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from parvis.collect.jobs import Found


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One item of an answer, with those of its keys that tell it from the others."""

    native: str = ""  #: empty where it has none, or shares it with another entry
    link: str = ""
    digest: str
    found: Found

    @property
    def key(self) -> str:
        """The best of them."""
        return self.native or self.link or self.digest


def entries(documents: Iterable[Sequence[Found]]) -> list[Entry]:
    """All entries, each once: pages of one source overlap while new items come in."""
    unique: dict[str, Entry] = {}
    for document in documents:
        for entry in _of_one(document):
            unique.setdefault(entry.key, entry)
    return list(unique.values())


def _of_one(document: Sequence[Found]) -> list[Entry]:
    """Within one document an id or a link that several different entries share is no key of any of them."""
    different = _without_repetitions(document)
    natives = Counter(found.native for found in different)
    links = Counter(found.link for found in different)
    return [
        Entry(
            native=found.native if natives[found.native] == 1 else "",
            link=found.link if links[found.link] == 1 else "",
            digest=found.digest,
            found=found,
        )
        for found in different
    ]


def _without_repetitions(document: Sequence[Found]) -> list[Found]:
    """The same title, date and text under the same id or link is the same entry, said twice."""
    kept: list[Found] = []
    met: set[tuple[str, str, str]] = set()
    for found in document:
        marks = {(found.digest, "id", found.native), (found.digest, "link", found.link)}
        marks = {mark for mark in marks if mark[2]} or {(found.digest, "", "")}
        if not marks & met:
            kept.append(found)
        met |= marks
    return kept
