"""Merging records: what stays of several lines that tell of the same item."""

from __future__ import annotations

from collections.abc import Iterable

from parvis.archive import records
from parvis.archive.forms import Form, K
from parvis.archive.records import Record


def merge(found: Iterable[Record], form: Form[K]) -> list[Record]:
    """One record for each id; where a newer version wrote it, every different line of that version and no other.

    Of several the newest stays (the latest of `updated`, `imported` and `collected`, then the longer one), with what is fixed at
    first sight: when it was first seen, and the address it got then; of a review, with every earlier wording.
    """
    groups: dict[str, dict[bytes, Record]] = {}
    for record in found:
        groups.setdefault(record.id, {})[record.line] = record
    return [record for group in groups.values() for record in _kept(list(group.values()), form)]


def _kept(group: list[Record], form: Form[K]) -> list[Record]:
    """What stays of several different records with one id."""
    newer = [record for record in group if record.newer]
    if newer or len(group) == 1:
        return newer or group
    ranked = sorted(group, key=lambda record: record.rank, reverse=True)
    found = [kept for record in ranked if (kept := records.decode(record.line, form)) is not None]
    return [records.record(records.encode(form.merged(found), ranked[0].line))]
