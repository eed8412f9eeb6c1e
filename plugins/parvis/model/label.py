"""A label: one thing that readers must be told of whoever speaks."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

#: What readers must be told beside a name. `advertising` is a paid bond whose contract calls it so.
Sign = Literal["paid", "advertising", "gift", "affiliate", "employee", "retouched", "generated"]


class Label(msgspec.Struct, frozen=True):
    """One thing that readers must be told."""

    sign: Sign
    since: date | None = None  #: it holds from this day on, and what it stands beside is older
