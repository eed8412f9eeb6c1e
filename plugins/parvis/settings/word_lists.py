"""The word lists of spam and profanity: ours in French and English, and what content/curation/words/ adds or takes out.

One phrase a line, `#` begins a comment, `phrase = 0.9` says how much it tells (0 to 1, else 0.5), `wor*` is how a word begins.
In a hub's own list `-phrase` takes one of ours out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final, get_args

from parvis.errors import ContentError, Mistake
from parvis.model.rule import Listed, Signal, WordLists
from parvis.settings import files
from parvis.tidy import sentences, words

#: What a phrase tells where its line gives no number.
WEIGHT: Final = 0.5
_KINDS: Final[tuple[Listed, ...]] = get_args(Listed)
_LINE: Final = re.compile(r"(?P<minus>-)?\s*(?P<phrase>[^=]+?)\s*(?:=\s*(?P<weight>\S+))?")
_OURS: Final = Path(__file__).parent / "words"


def word_lists(content: Path) -> WordLists:
    """Ours, with the hub's changes. ContentError lists every mistake of every file."""
    changes = files.each(content / "curation" / "words", "*.txt", lambda path: _changes(path, path.relative_to(content.parent).as_posix()))
    by_kind = {kind: dict(_ours(kind)) for kind in _KINDS}
    for kind, phrase, weight in changes:
        if weight is None:
            by_kind[kind].pop(phrase, None)
        else:
            by_kind[kind][phrase] = weight
    return WordLists(**{kind: tuple(Signal(phrase, weight) for phrase, weight in found.items()) for kind, found in by_kind.items()})


@lru_cache(maxsize=len(_KINDS))
def _ours(kind: Listed) -> tuple[tuple[str, float], ...]:
    lines = (line for path in sorted(_OURS.glob(f"*/{kind}.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple((phrase, weight) for line in lines for _minus, phrase, weight in _parsed(line))


def _parsed(line: str) -> Iterable[tuple[bool, str, float]]:
    """Whether it takes something out, the phrase, its weight; nothing of a comment. ValueError is a sentence."""
    said = line.partition("#")[0].strip()
    if not said:
        return
    found = _LINE.fullmatch(said)
    phrase = _canonical(found["phrase"]) if found else ""
    if not found or not phrase:
        raise ValueError(f"{said!r} has no letter or digit to look for.")
    try:
        weight = float(found["weight"] or WEIGHT)
    except ValueError:
        weight = -1.0
    if not 0 < weight <= 1:
        raise ValueError(f"{found['weight']!r} is no weight: it goes from 0 to 1, such as `{phrase} = 0.9`.")
    yield bool(found["minus"]), phrase, weight


def _canonical(phrase: str) -> str:
    """As it is compared, so that a line takes out what another spells with accents."""
    plain = words.folded(phrase).strip()
    return f"{plain}*" if plain and phrase.rstrip().endswith("*") else plain


def _changes(path: Path, name: str) -> Iterable[tuple[Listed, str, float | None]]:
    if path.stem not in _KINDS:
        raise ContentError([Mistake(name, 1, "", f"there is no word list {path.stem!r}.", sentences.did_you_mean(path.stem, _KINDS))])
    kind: Listed = "spam" if path.stem == "spam" else "profanity"
    mistakes: list[Mistake] = []
    known = {phrase for phrase, _weight in _ours(kind)}
    for number, line in enumerate(files.text(path, name).splitlines(), start=1):
        try:
            for minus, phrase, weight in _parsed(line):
                if minus and phrase not in known:
                    remedy = sentences.did_you_mean(phrase, sorted(known)) if len(known) < 1000 else ""  # noqa: PLR2004 (what one may wait for)
                    near = remedy if remedy.startswith("Did") else "Take the line out."
                    mistakes.append(Mistake(name, number, "", f"our list has no {phrase!r} to take out.", near))
                else:
                    yield kind, phrase, None if minus else weight
        except ValueError as error:
            mistakes.append(Mistake(name, number, "", str(error)))
    if mistakes:
        raise ContentError(mistakes)
