"""What a sentence is: words for people, its places numbered, nothing of a markup or a format."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A place of ours, or one that `str.format` fills.
_PUT_IN = re.compile(r"\{\w*\}")
_WORD = re.compile(r"[a-z]{2,}", re.IGNORECASE)
#: A command to be copied, a line of a file.
_COPIED = re.compile(
    r"^(parvis|git) (?!.*, or )|^--[a-z-]+ \{0\}$|^#|^default-src|; charset=|^(- )?(accept|ballots|because|data|ground|item|kind|lang|of|retry|review|set_aside|since|source|title|until|version|what): [^.]*$"
)
#: With more words than this, braces and brackets are part of what is said.
_A_FEW = 5
_ODD = re.compile(r"[{}\[\]\\]")
_CODE = re.compile(
    r"</?(?!svg>)[a-z!]|; ?\}|-(scheme|width|space): |^(- )?\{[a-z]+: |^https?://|\w\|\w|^[\w.-]+/[\w./-]+$|\w\(\)|^[a-z-]+=|; ?q=|^\.\w|[#@]\w+ |^\s*$",
    re.IGNORECASE,
)


def is_told(sentence: str) -> bool:
    """Whether these are words for people: some words with blanks between them, and nothing of a markup or a format."""
    bare = _PUT_IN.sub("", sentence)
    return (
        " " in sentence
        and not _COPIED.search(sentence)
        and len(_WORD.findall(bare)) >= 1
        and (sentence[-1] in ".?!:" or len(_WORD.findall(bare)) > _A_FEW or not _ODD.search(bare))
        and not _CODE.search(bare)
        and len(re.sub(r"\W", "", bare)) > 2
    )


def numbered(line: str) -> str:
    """One line of a longer text, its places numbered from 0 again."""
    places = iter(range(line.count("{")))
    return _PUT_IN.sub(lambda _: f"{{{next(places)}}}", line)


def paragraphs(docstring: str) -> Iterator[str]:
    """The paragraphs of a command's help, each on one line."""
    for paragraph in re.split(r"\n\s*\n", docstring.strip()):
        yield " ".join(paragraph.split())
