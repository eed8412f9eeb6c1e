"""What a feed parser found of one item, read without surprises: a value of another type than wanted counts as absent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Fields:
    """A dictionary of feedparser's, or of a JSON document, behind a few typed questions."""

    __slots__ = ("_values",)

    def __init__(self, values: object) -> None:
        """Take a dictionary; anything else is one without entries."""
        self._values: dict[Any, Any] = values if isinstance(values, dict) else {}

    def __contains__(self, name: str) -> bool:
        """Whether there is a value of that name, of whatever type."""
        return dict.__contains__(self._values, name)

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self._values)

    def items(self) -> Iterator[tuple[str, Any]]:
        """Names and values as they stand."""
        return ((name, value) for name, value in dict.items(self._values) if isinstance(name, str))

    def raw(self, name: str) -> Any:
        """The value as it stands; feedparser's own aliases (`updated` for `published`) are not followed."""
        return dict.get(self._values, name)

    def text(self, *names: str) -> str | None:
        """The first of these that is a text with something in it, without white space around; numbers are written out."""
        for name in names:
            value = self.raw(name)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                return f"{value}"
            if isinstance(value, str) and value.strip():
                return value.strip()
        return None

    def number(self, *names: str) -> int | None:
        """The first of these that is a whole number, 0 or more, digits in a text included."""
        for name in names:
            value = self.raw(name)
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 16:  # noqa: PLR2004 (no figure is longer)
                return int(value)
            if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
                return value
        return None

    def yes(self, name: str) -> bool:
        """Whether it is true, or a word that says so."""
        value = self.raw(name)
        return value is True or (isinstance(value, str) and value.strip().lower() in {"true", "yes", "1"})

    def row(self, name: str) -> Fields:
        """The dictionary of that name; an empty one where there is none."""
        return Fields(self.raw(name))

    def rows(self, name: str) -> Iterator[Fields]:
        """The dictionaries in the list of that name."""
        value = self.raw(name)
        if isinstance(value, list):
            yield from (Fields(one) for one in value if isinstance(one, dict))

    def texts(self, name: str) -> Iterator[str]:
        """The texts in the list of that name."""
        value = self.raw(name)
        if isinstance(value, list):
            yield from (one.strip() for one in value if isinstance(one, str) and one.strip())
