"""Dates of exports: which of day and month comes first in a whole file, or as a person has said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal

Order = Literal["day", "month", ""]

_SLASHED: Final = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b(.*)", re.DOTALL)
_MONTHS: Final = 12


def order(cells: Iterable[str]) -> Order:
    """What comes first in dates such as 03/09/2022; empty where no cell of the file tells, or where they contradict each other."""
    found: set[Order] = set()
    for cell in cells:
        slashed = _SLASHED.match(cell) if "/" in cell else None
        if slashed and int(slashed[1]) > _MONTHS:
            found.add("day")
        elif slashed and int(slashed[2]) > _MONTHS:
            found.add("month")
    return found.pop() if len(found) == 1 else ""


def iso(cell: str, first: Order, form: str = "") -> str:
    """The date in the order that nobody can mistake; as it is where it is none, or where nobody knows the order.

    `form`: how dates are written, in the letters of strptime, such as `%d/%m/%Y`.
    """
    if form:
        try:
            return datetime.strptime(cell.strip(), form).isoformat()  # noqa: DTZ007 (its time zone, if it has one, stays in the text)
        except ValueError:
            return cell
    slashed = _SLASHED.match(cell) if first and "/" in cell else None
    if slashed is None:
        return cell
    day, month = (slashed[1], slashed[2]) if first == "day" else (slashed[2], slashed[1])
    year = slashed[3] if len(slashed[3]) > len("26") else f"20{slashed[3]}"
    return f"{year}-{int(month):02d}-{int(day):02d}{slashed[4]}"
