"""Words as people compare them: without case, accents or punctuation, `Œuvre d’ÉTÉ !` and `oeuvre d'ete` alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

_WORD: Final = re.compile(r"\w+")
#: Most texts are ASCII without their accents, and then a table does in a third of the time what the pattern does.
_GAPS: Final = {number: " " for number in range(128) if not (chr(number).isalnum() or chr(number) == "_")}
_LETTERS: Final = (("œ", "oe"), ("æ", "ae"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ð", "d"), ("þ", "th"), ("\u0131", "i"))
#: Accents and points that writers leave out: of Latin, Greek, Cyrillic, of Hebrew, of Arabic.
_MARKS: Final = re.compile(
    r"[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
#: From here on scripts write words without blanks between them: Thai to Khmer, and all of East Asia.
_UNSPACED: Final = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff]")
#: Characters that fold to something else and are not letters with an accent: marks, ligatures, full width, letterlike signs, and
#: scripts whose letters are taken apart. A text with one of them is looked at closely.
_RARE: Final = (
    # Not whatever the case: the long s and the sign of Kelvin are `s` and `k` then.
    r"(?-i:[\x{aa}\x{b2}\x{b3}\x{b9}\x{ba}\x{bc}-\x{be}\x{130}-\x{133}\x{13f}\x{140}\x{149}\x{17f}\x{1c4}-\x{1cc}\x{1e2}\x{1e3}\x{1ee}\x{1ef}\x{1fc}-\x{1ff}\x{1f1}-\x{1f3}"
    r"\x{2b0}-\x{2e4}\x{300}-\x{52f}\x{587}-\x{8ff}\x{900}-\x{109f}\x{1780}-\x{17ff}\x{1ab0}-\x{1aff}\x{1d00}-\x{1dff}"
    r"\x{1e96}-\x{1e9f}\x{1f00}-\x{1fff}\x{2070}-\x{209f}\x{20d0}-\x{218f}\x{2460}-\x{24ff}\x{2c60}-\x{2c7f}\x{3000}-\x{33ff}\x{a640}-\x{a69f}"
    r"\x{a700}-\x{abff}\x{ac00}-\x{d7ff}\x{f900}-\x{fdff}\x{fe20}-\x{feff}\x{ff00}-\x{ffef}\x{10000}-\x{1f1ff}])"
)
#: Where a word begins and ends.
_BEGINS: Final = "(?:^|(?-i:[^A-Za-z0-9_]))"
_ENDS: Final = "(?:$|(?-i:[^A-Za-z0-9_]))"


def folded(text: str) -> str:
    """The words of a text between single blanks, one blank before the first and one behind the last; only a blank where it has none."""
    text = text.casefold()
    if not text.isascii():
        bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
        for letter, plain in _LETTERS:
            bare = bare.replace(letter, plain)
        # What is left of it belongs together: the letters of Korean, the signs of Japanese.
        text = bare if bare.isascii() else unicodedata.normalize("NFC", bare).casefold()
    if not text:
        return " "
    return f" {' '.join(text.translate(_GAPS).split() if text.isascii() else _WORD.findall(text))} "


def needle(word: str) -> str:
    """What to look for in a folded text: ` word `, ` wor` for `wor*`, `字` of scripts without blanks; empty where no letter is left."""
    words = folded(word).strip()
    if not words:
        return ""
    if _UNSPACED.search(words):
        return words
    return f" {words}" if word.rstrip().endswith("*") else f" {words} "


def sieve(needles: Iterable[str]) -> str:
    """A pattern (RE2, whatever the case) that is in every text whose folded words hold one of the needles, and in few others."""
    loose = [(needle.startswith(" "), _loose(needle)) for needle in sorted(set(needles))]
    # Said once for all of them: a matcher that waits for the beginning of each of a thousand words apart is slow to learn.
    words = "|".join(found for begins, found in loose if begins)
    return "|".join([_RARE, *([f"{_BEGINS}(?:{words})"] if words else []), *(found for begins, found in loose if not begins)])


def _loose(needle: str) -> str:
    """Without what must stand before its first word."""
    return r"\W+".join(_spellings(word) for word in needle.split()) + (_ENDS if needle.endswith(" ") else "")


def _spellings(word: str) -> str:
    letters = _accented()
    spelled = "".join(letters.get(letter, re.escape(letter) if letter.isascii() else letter) for letter in word)
    for plain, joined in (("oe", "œ"), ("ae", "æ"), ("ss", "ß"), ("th", "þ")):
        both = "".join(letters.get(letter, letter) for letter in plain)
        spelled = spelled.replace(both, f"(?:{both}|{joined})")
    if "sss" in word:  # any two of them may be the one letter
        each = letters["s"]
        spelled = re.sub(rf"(?:\(\?:{re.escape(each * 2)}\|ß\))+(?:{re.escape(each)})?", f"(?:{each}|ß)+", spelled)
    return spelled


@cache
def _accented() -> Mapping[str, str]:
    """By letter, a class of all that folds to it."""
    found: dict[str, list[str]] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = folded(chr(code)).strip()
        if len(plain) == 1 and plain.isascii():
            found.setdefault(plain, []).append(chr(code))
    return {letter: f"[{letter}{''.join(others)}]" for letter, others in found.items()}
