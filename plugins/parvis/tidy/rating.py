"""Ratings: however a tool or a person writes them, as a number from 1 to 5."""

from __future__ import annotations

import re

from parvis.model.review import BEST, WORST

_SAID = re.compile(
    r"(?P<value>[+-]?\d+(?:[.,]\d+)?)\s*(?:(?:/|sur|out of|of|von|de)\s*(?P<scale>\d+(?:[.,]\d+)?))?\s*(?:★|⭐️?|stars?|étoiles?|etoiles?)?",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"(?P<full>[★⭐]\ufe0f?(?:\s*[★⭐]\ufe0f?)*)(?P<empty>[\s☆✩]*)")
_LONGEST_SHOWN = 40


def read(given: str, scale: str = "") -> float:
    """The rating in `4`, `4,5`, `8/10`, `4 sur 5`, `4 stars` or `★★★★☆`; `scale`: the best one, where that is not 5.

    ValueError, as a sentence, where the text is no number or the number is no rating.
    """
    text = given.strip()
    if text in _WHOLE and not scale:
        return _WHOLE[text]
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    if drawn := _DRAWN.fullmatch(text):
        return _between(float(drawn["full"].count("★") + drawn["full"].count("⭐")), shown)
    said = _SAID.fullmatch(text)
    if said is None:
        raise ValueError(f"'{shown}' is no number." if shown else "is missing.")
    best = _number(said["scale"] or scale or str(BEST))
    value = _number(said["value"])
    if best == BEST:
        return _between(value, shown)
    if best <= 1 or not 0 <= value <= best:
        raise ValueError(f"'{shown}' is no rating on a scale up to {best:g}.")
    # Tools with another scale begin at nought or at one: the worst there is the worst here.
    return max(float(WORST), round(value * BEST / best, 2))


def _between(value: float, shown: str) -> float:
    if not WORST <= round(value, 2) <= BEST:
        raise ValueError(f"'{shown}' is not between {WORST} and {BEST}.")
    return round(value, 2)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


_WHOLE = {str(stars): float(stars) for stars in range(WORST, BEST + 1)}
