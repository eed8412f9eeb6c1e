"""Which language the command speaks: that of whoever sits there, where it has a catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Languages that the command speaks besides English: those that have a catalogue in locale/.
LANGUAGES: Final = ("fr",)


def language(environment: Mapping[str, str]) -> str:
    """The code of the language that whoever sits there reads, as gettext finds it; empty for English."""
    wanted = next(filter(None, (environment.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    for one in wanted.split(":"):
        code = one.partition(".")[0].partition("_")[0].partition("-")[0].lower()
        if code in LANGUAGES:
            return code
        if code in {"en", "c", "posix"}:
            break
    return ""
