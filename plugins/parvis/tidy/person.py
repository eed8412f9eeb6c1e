"""Persons' names and addresses: as little of them as a page needs."""

from __future__ import annotations

import re
from functools import lru_cache

from parvis.tidy import text

_LONGEST = 80
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
#: What stands for an address that was taken out.
NO_EMAIL = "[e-mail]"
_BEHIND = re.compile(r"\s*[(<\[].*$")
_TITLES = frozenset(
    {"m", "m.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "mme", "mme.", "mlle", "mlle.", "dr", "dr.", "herr", "frau", "sr", "sra"}
)
_NO_ONE = frozenset({"anonymous", "anonyme", "anonymous user", "n/a", "null", "none", "client anonyme"})


@lru_cache(maxsize=65_536)
def short(name: str) -> str:
    """First name and initial: `Ghislaine P.` for `Ghislaine Paradis` and for `PARADIS, Ghislaine`; one word stays. Empty for nobody.

    Applying it twice changes nothing.
    """
    name = whole(name)
    family, comma, given = name.partition(",")
    turned = f"{given} {family}" if comma and any(map(str.isalnum, given)) else name
    words = [word for word in turned.replace(",", " ").split() if any(map(str.isalnum, word))]
    if len(words) > 2 and words[0].lower() in _TITLES:  # noqa: PLR2004 (`Mme Paradis` is all there is of her)
        words = words[1:]
    initial = next((letter for letter in words[-1] if letter.isalnum()), "") if len(words) > 1 else ""
    large = initial.upper() if len(initial.upper()) == 1 else initial  # `ß` would become two letters
    return whole(f"{words[0]} {large}." if initial else " ".join(words))


def whole(name: str) -> str:
    """The name on one line, without e-mail addresses and what stands in brackets behind it. Empty for nobody."""
    name = text.one_line(_BEHIND.sub("", _EMAIL.sub("", text.one_line(name))), _LONGEST)
    return name if any(map(str.isalnum, name)) and name.casefold() not in _NO_ONE else ""


def without_email(words: str) -> str:
    """The text with every e-mail address replaced by `[e-mail]`."""
    return _EMAIL.sub(NO_EMAIL, words) if "@" in words else words
