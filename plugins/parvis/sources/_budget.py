"""What a network's answers have cost this month: kept from run to run, never more than the budget."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import parsedate_to_datetime

import msgspec

from parvis.model.exchange import Response, State


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """What was paid, by the calendar of the network's own `Date` header (UTC): a source never reads a clock."""

    month: str = ""  #: such as `2026-03`
    spent: float = 0.0  #: US dollars in this month
    day: str = ""  #: such as `2026-03-02`
    paid: frozenset[str] = frozenset()  #: what has been paid today, and is free until midnight

    @classmethod
    def of(cls, state: State) -> Ledger:
        """What a state remembers; nothing spent where it was lost."""
        try:
            spent = float(state.get("spent", "0"))
        except ValueError:
            spent = 0.0
        return cls(month=state.get("month", ""), spent=spent, day=state.get("day", ""), paid=frozenset(state.get("paid", "").split()))

    def state(self) -> State:
        """The same, to remember."""
        return {"month": self.month, "spent": f"{self.spent:.4f}", "day": self.day, "paid": " ".join(sorted(self.paid))}

    def at(self, response: Response) -> Ledger:
        """As it stands at the moment of an answer: a new month has cost nothing yet, a new day pays for everything again."""
        day = _day(response) or self.day
        month = day[:7]
        return Ledger(
            month=month,
            spent=self.spent if month == self.month else 0.0,
            day=day,
            paid=self.paid if day == self.day else frozenset(),
        )

    def after(self, response: Response, prices: Iterable[tuple[str, float]]) -> Ledger:
        """With what an answer cost: each thing in it once a day."""
        now = self.at(response)
        new = {thing: price for thing, price in prices if thing not in now.paid}
        return Ledger(month=now.month, spent=now.spent + sum(new.values()), day=now.day, paid=now.paid | new.keys())


def _day(response: Response) -> str:
    try:
        return parsedate_to_datetime(response.headers.get("date", "")).date().isoformat()
    except (ValueError, TypeError):
        return ""
