"""Sentences said again in another language: what was made from a known English pattern is put together from its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

#: A text longer than this was not written by us: it is said as it is.
_LONGEST = 4000
#: More places to part a line at than this, and only ends of sentences are tried.
_MOST_CUTS = 14
#: A pattern with so many letters cannot be met by chance; one with fewer must have a sign in it, or be filled with what is no common
#: word: `3 new` is ours, `something new` may stand in a post.
_TELLING = 12
_FEWEST = 4
_MANY_SIGNS = 3
_SIGNS = frozenset("'\",.:;!?`()=…")

_PLACE = re.compile(r"\{(\d+)\}")
#: In a translation, a word that follows a number: `{0|image|images}`, the first for one and less.
_NUMBERED = re.compile(r"\{(\d+)\|([^{}|]*)\|([^{}|]*)\}")
#: What is put into a sentence in English quotation marks.
_QUOTE = re.compile(r"\A'([^'`]+)'\Z")
_CUT = re.compile(r"(?<=[.:;,!?…)])\s+|\s+(?=\()|\s+(?=[–·→])|(?<=[–·→])\s+|\s{2,}")
#: A name before what is said of it, and no place in a file: `journal:`.
_NAMED = re.compile(r"[^\s:/.]+:")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_AROUND = re.compile(r"\s*(.*?)\s*", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED = {"\\n": "\n", "\\t": "\t", "\\r": "\r", '\\"': '"', "\\\\": "\\"}


class Pattern(msgspec.Struct, frozen=True):
    """A sentence with places in it: what stands between them, before the first and behind the last too."""

    pieces: tuple[str, ...]
    translation: str

    @property
    def letters(self) -> int:
        """How many letters of a line it accounts for by itself."""
        return sum(map(_letters, self.pieces))

    @property
    def telling(self) -> bool:
        """Whether a line that it fits can only be ours."""
        signs = sum(character in _SIGNS for piece in self.pieces for character in piece)
        return self.letters >= _TELLING or (self.letters >= _FEWEST and signs > 0) or signs >= _MANY_SIGNS

    def parts(self, text: str) -> tuple[str, ...] | None:
        """What fills its places in this text; each ends as early as it can. None when the text is no such sentence."""
        first, *middle, last = self.pieces
        end = len(text) - len(last)
        if end < len(first) or not text.startswith(first) or not text.endswith(last):
            return None
        found, begin = [], len(first)
        for piece in middle:
            at = text.find(piece, begin, end)
            if at < 0:
                return None
            found.append(text[begin:at])
            begin = at + len(piece)
        return (*found, text[begin:end])

    def filled(self, parts: tuple[str, ...]) -> str:
        """The translation with these parts in its places, and its words in the number that they ask for."""
        agreed = _NUMBERED.sub(lambda word: word[2 if _is_one(parts[int(word[1])]) else 3], self.translation)
        return _PLACE.sub(lambda place: _QUOTE.sub("«\N{NO-BREAK SPACE}\\1\N{NO-BREAK SPACE}»", parts[int(place[1])]), agreed)


class Phrases:
    """A catalogue of English sentences and their translations, asked for whole lines."""

    def __init__(self, translations: Mapping[str, str]) -> None:
        """`translations` by English sentence, `{0}`, `{1}` … being the places of what is put in.

        In a translation, `{0|image|images}` is the first word where place 0 holds one or less, else the second.
        """
        self._whole: dict[str, str] = {}
        patterns: list[tuple[str, Pattern]] = []
        for sentence, translation in sorted(translations.items()):
            if not _PLACE.search(sentence):
                self._whole[sentence] = translation
                continue
            pattern = Pattern(tuple(_PLACE.split(sentence)[::2]), translation)
            if pattern.letters:
                patterns.append((max(pattern.pieces, key=len), pattern))
        self._patterns = tuple(patterns)

    def word(self, text: str) -> str:
        """A heading or a label, when all of it is known."""
        return self._whole.get(text, text)

    def line(self, text: str) -> str:
        """One line: of all ways to read it, the one in which the most letters are ours; what is not ours stays as it is.

        The same line always gives the same line.
        """
        if not text.strip() or len(text) > _LONGEST:
            return text
        lowered = _lowered(text)
        near = tuple(pattern for anchor, pattern in self._patterns if anchor in text or anchor in lowered)
        label = re.match(r"(\S+(?: \S+)?)( {2,})(?=\S)", text)
        if label and label[1] in self._whole:
            word = self._whole[label[1]]
            width = len(label[0])
            return f"{word:<{width}}" + self.line(text[width:]) if len(word) < width else f"{word} {self.line(text[width:])}"
        return _Reading(self._whole, near).of(text, whole=True)[1]


class _Reading:
    """One line while it is read: what each stretch of it was found to be."""

    def __init__(self, whole: Mapping[str, str], near: tuple[Pattern, ...]) -> None:
        self._whole = whole
        self._near = near
        self._read: dict[str, tuple[int, str]] = {}

    def of(self, text: str, *, whole: bool = False) -> tuple[int, str]:
        """How many of its letters are ours, and how it is said."""
        around = _AROUND.fullmatch(text)
        bare = around[1] if around else text
        if not bare:
            return 0, text
        if bare not in self._read:
            self._read[bare] = (0, bare)  # whoever comes back to it from within gains nothing
            self._read[bare] = max(self._ways(bare, whole=whole), key=lambda way: way[0])
        score, said = self._read[bare]
        before = text.index(bare)
        return score, f"{text[:before]}{said}{text[before + len(bare) :]}"

    def _ways(self, text: str, *, whole: bool) -> Iterator[tuple[int, str]]:
        yield 0, text
        yield from self._known(text, whole=whole)
        if text[:1].isupper():
            yield from ((score, _raised(said)) for score, said in self._known(_lowered(text), whole=whole))
        if text[0] + text[-1] in {"()", "[]"}:
            score, said = self.of(text[1:-1])
            yield score, f"{text[0]}{said}{text[-1]}"
        if text[-1] in ",;:." and len(text) > 1:
            score, said = self.of(text[:-1])
            yield score, f"{said}{text[-1]}"
        for before, between, after in _halves(text):
            (first, said), (second, also) = self.of(before), self.of(after)
            if second and _NAMED.fullmatch(said):
                said = f"{said[:-1]}\N{NO-BREAK SPACE}:"
            yield first + second, f"{said}{between}{also}"

    def _known(self, text: str, *, whole: bool) -> Iterator[tuple[int, str]]:
        """As one sentence of ours."""
        if text in self._whole and (whole or " " in text):
            yield _letters(text), self._whole[text]
            return
        for pattern in self._near:
            parts = pattern.parts(text)
            if parts is None:
                continue
            read = [self.of(part) for part in parts]
            if pattern.telling or all(_is_given(part) or score for part, (score, _) in zip(parts, read, strict=True)):
                yield pattern.letters + sum(score for score, _ in read), pattern.filled(tuple(said for _, said in read))


def _halves(text: str) -> Iterator[tuple[str, str, str]]:
    cuts = list(_CUT.finditer(text))
    if len(cuts) > _MOST_CUTS:
        cuts = list(_SENTENCE.finditer(text))[:_MOST_CUTS] or cuts[:_MOST_CUTS]
    for cut in cuts:
        if cut.start() > 0 and cut.end() < len(text):
            yield text[: cut.start()], cut[0], text[cut.end() :]


def _is_given(part: str) -> bool:
    """Whether it can be no common word: empty, or without blanks and with a sign or a digit in it."""
    return not part or (" " not in part and not part.isalpha())


def _is_one(part: str) -> bool:
    """Whether what it counts stands in the singular, as French has it: none and one. Its number is its last word, else its first."""
    words = part.split() or [""]
    return (words[-1] if words[-1].isdecimal() else words[0]) in {"0", "1"}


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def read(file: Path) -> dict[str, str]:
    """The translations of a .po file that Babel has written; entries without one are left out. Raises OSError.

    A reader of its own, because a command that has one sentence to say must not wait for Babel to be imported.
    """
    found: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    key = ""
    for line in (*file.read_text(encoding="utf-8").split("\n"), ""):
        if not line:
            sentence, said = "".join(parts.get("msgid", ())), "".join(parts.get("msgstr", ()))
            if sentence and said:
                found[sentence] = said
            parts = {}
        elif line[0] != "#":
            name, _, _ = line.partition(" ")
            key = name if name in {"msgid", "msgstr"} else key
            quoted = _QUOTED.search(line)
            parts.setdefault(key, []).append(_unescaped(quoted[1]) if quoted else "")
    return found


def _unescaped(text: str) -> str:
    return re.sub(r"\\.", lambda escape: _ESCAPED.get(escape[0], escape[0]), text) if "\\" in text else text
