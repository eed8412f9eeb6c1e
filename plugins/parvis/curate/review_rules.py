"""Rules that withhold reviews: whether one holds for a review."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from parvis.model.review import Review
from parvis.model.review_policy import Rule

_SIGNS: Final[Mapping[str, Callable[[float, float], bool]]] = MappingProxyType(
    {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt, "=": operator.eq}
)


def matching(review: Review, rules: Iterable[Rule]) -> Rule | None:
    """The first rule that holds for a review; one that asks for nothing holds for none."""
    return next((rule for rule in rules if _holds(rule, review)), None)


def _holds(rule: Rule, review: Review) -> bool:
    asked = (
        (rule.kinds, review.kind in rule.kinds),
        (rule.products, review.product in rule.products),
        (rule.languages, (review.language or "").partition("-")[0] in rule.languages),
        (rule.rating, bool(rule.rating) and _compares(review.rating, rule.rating)),
        (rule.words, bool(rule.words) and _says(review, rule.words)),
    )
    given = [holds for value, holds in asked if value]
    return bool(given) and all(given)


def _compares(rating: float | None, said: str) -> bool:
    sign = said.rstrip("0123456789.")
    return rating is not None and _SIGNS[sign](rating, float(said.removeprefix(sign)))


def _says(review: Review, words: Iterable[str]) -> bool:
    text = f" {' '.join(_plain(f'{review.title} {review.text}'))} "
    return any(f" {' '.join(_plain(word))} " in text for word in words)


def _plain(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
