"""Regular expressions that editors write: by an engine whose work grows with the length of the text and with nothing else.

RE2 has no back references and no looking around, so that no pattern and no text can make a build hang
(https://github.com/google/re2/wiki/WhyRE2). This is the one file that knows the library, which ships no types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import re2  # type: ignore[import-untyped]

#: Bytes for the states of one matcher; RE2 makes room in them as it goes on.
_MEMORY: Final = 64 << 20
#: What holds elsewhere when a text becomes a line of a longer one.
_BOUND: Final = re.compile(r"\\[Az]|\(\?\w*-\w*m")
#: What RE2 says of a pattern, and what a person can do about it.
_REMEDIES: Final = (
    ("invalid escape sequence: \\\\[0-9]", "A back reference such as \\1 takes unbounded time: write out what may stand there."),
    ("invalid escape sequence", "Write two backslashes for a real one, or leave it out."),
    (r"invalid perl operator: \(\?[=!<]", "Looking ahead or back takes unbounded time: use two conditions, one of them below `not:`."),
    (
        "no argument for repetition operator|missing argument to repetition operator|bad repetition operator",
        "Put something before `*`, `+` or `?`, or write `\\*` for the sign.",
    ),
    (r"missing \)|unexpected \)|missing closing", "Close each bracket that is opened, or write `\\(` for the sign."),
    (r"missing \]|missing terminating|missing closing \]", "Close the square bracket, or write `\\[` for the sign."),
    ("invalid repetition size", "Repeat at most 1000 times."),
    ("too large", "Make it shorter: fewer repetitions, fewer words."),
)


class PatternError(ValueError):
    """A pattern that the engine refuses: what is wrong, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what} {remedy}")


def check(pattern: str) -> None:
    """PatternError where a pattern cannot be used."""
    try:
        re2.compile(pattern, _options())
    except re2.error as error:
        said = _said(error)
        remedy = next((remedy for sign, remedy in _REMEDIES if re2.search(sign, said)), "See https://github.com/google/re2/wiki/Syntax.")
        raise PatternError(f"this is no pattern: {said}.", remedy) from None


def first(pattern: str, text: str) -> str | None:
    """What a pattern finds first in a text, whatever its case; None where it finds nothing."""
    found = _compiled(pattern).search(text)
    return None if found is None else str(found[0])


class Patterns:
    """Many patterns at once, whatever the case: one walk over a text tells which of them are in it."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._set: Any = re2.Set.SearchSet(_options())
        self._many = False
        #: Whether what is in a text is in every longer one of which it makes lines; not so where the very beginning or end is asked for.
        self.joinable = True
        for pattern in patterns:
            self._set.Add(f"(?m:{pattern})")
            self._many = True
            self.joinable = self.joinable and not _BOUND.search(pattern)
        if self._many:
            self._set.Compile()

    def among(self, texts: Iterable[str]) -> list[int]:
        """Places of those texts in which any of them is."""
        if not self._many:
            return []
        match = self._set.Match
        return [place for place, text in enumerate(texts) if text and match(text.encode("utf-8", "replace"))]

    def within(self, text: str) -> list[int]:
        """Places of those patterns that are in a text, in no order."""
        return (self._set.Match(text.encode("utf-8", "replace")) or []) if self._many and text else []


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    return re2.compile(f"(?m:{pattern})", _options())


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = _MEMORY
    return options


def _said(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
