"""Lines of the inventory of personal data, in groups, and in each by what they are for."""

from __future__ import annotations

import msgspec

from parvis.pages.values import Link


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line: where data comes from, whose it is, what it is, why, on which basis, how long."""

    origin: Link  #: without an address where there is no page
    by: str = ""  #: network or tool
    whose: str
    what: tuple[str, ...]
    why: str
    basis: str
    long: str


class Purpose(msgspec.Struct, frozen=True, kw_only=True):
    """Lines that have the same reason, which is said once."""

    why: str
    basis: str
    long: str  #: where it is the same for all, else empty
    rows: tuple[Row, ...]


class Group(msgspec.Struct, frozen=True):
    """Lines of one sort."""

    title: str
    rows: tuple[Row, ...]

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """The same lines by what they are for, in the order in which the first of each comes."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            found.setdefault((row.why, row.basis), []).append(row)
        return tuple(_purpose(why, basis, rows) for (why, basis), rows in found.items())


def _purpose(why: str, basis: str, rows: list[Row]) -> Purpose:
    terms = {row.long for row in rows}
    return Purpose(why=why, basis=basis, long=terms.pop() if len(terms) == 1 else "", rows=tuple(rows))
