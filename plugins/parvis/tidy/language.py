"""The language of a text, where nobody declared it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from parvis.tidy.text import without_addresses

#: Letters that must be there: below, guesses are no better than chance.
FEWEST = 20
#: Letters that are looked at: more of them change no answer.
_ENOUGH = 500
#: Below this probability the answer is wrong too often.
_SURE = 0.5
_NO_WORDS = re.compile(r"[#@]\S+|\S+@\S+")
_BCP47 = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_SUBTAG: Mapping[int, Callable[[str], str]] = MappingProxyType({2: str.upper, 4: str.title})  # regions and scripts
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})


def detect(text: str) -> str | None:
    """Two-letter code of the text's language; None where it has fewer than 20 letters or the answer is not sure."""
    words = _NO_WORDS.sub(" ", without_addresses(text[: _ENOUGH * 4]))
    letters = " ".join("".join(c if c.isalpha() or c in "'\u2019" else " " for c in words).split())[:_ENOUGH]
    if sum(map(str.isalpha, letters)) < FEWEST:
        return None
    language, probability = _identifier().classify(letters.lower())
    return str(language) if probability >= _SURE and len(language) == 2 else None  # noqa: PLR2004 (two-letter code)


def tag(code: str | None) -> str | None:
    """A language tag in its usual spelling (`fr_ca` is `fr-CA`); None where the code names no language."""
    first, *others = (code or "").strip().replace("_", "-").split("-")
    shaped = "-".join((first.lower(), *(_SUBTAG.get(len(part), str.lower)(part) for part in others)))
    return shaped if _BCP47.fullmatch(shaped) and first.lower() not in _NO_LANGUAGE else None


@cache
def _identifier() -> Any:
    # Imported here: numpy and the model take a quarter of a second, and a build with nothing to detect shall not wait for them.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
