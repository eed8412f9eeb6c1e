"""Figures as the networks write them: lengths of films and sounds, places on the globe."""

from __future__ import annotations

import math
import re

from parvis.sources._fields import Fields

_ISO_DURATION = re.compile(r"P(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})(?:\.\d+)?S)?)?")


def seconds(fields: Fields, name: str, *, per_second: int = 1) -> float | None:
    """A length in seconds, from a number (of milliseconds, say: `per_second=1000`) or its text; None where it is none or 0."""
    value = fields.raw(name)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        length = float(value) / per_second
    except (ValueError, OverflowError):
        return None
    return length if math.isfinite(length) and length > 0 else None


def iso_seconds(text: str | None) -> float | None:
    """A length in ISO 8601 (`PT1H2M10S`); None where it is none, or 0 as that of a broadcast that still runs."""
    found = _ISO_DURATION.fullmatch(text or "")
    if found is None:
        return None
    days, hours, minutes, rest = (int(part or 0) for part in found.groups())
    return float(((days * 24 + hours) * 60 + minutes) * 60 + rest) or None


def degrees(fields: Fields, name: str) -> float | None:
    """A latitude or longitude; None where it is none."""
    value = fields.raw(name)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= 180 else None  # noqa: PLR2004 (half of a circle)
