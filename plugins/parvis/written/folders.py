"""Where the files of each noun lie below content/: the folder says what a Markdown file is about."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Final

import msgspec

from parvis.model.article import Kind
from parvis.tidy import text as words

#: Each noun's files, without their ending; a star is a name that the editor chooses.
PATTERNS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "ambassador": "ambassadors/*",
        "challenge": "challenges/*",
        "contest": "contests/*/contest",
        "rules": "contests/*/rules",
        "outcome": "contests/*/outcome",
        "entry": "contests/*/entries/*",
        "event": "events/*",
        "offer": "offers/*",
        "place": "places/*",
        "product": "products/*",
    }
)
#: The folders themselves.
ROOTS: Final = tuple(sorted({pattern.partition("/")[0] for pattern in PATTERNS.values()}))


class Place(msgspec.Struct, frozen=True):
    """What a file is about, by where it lies."""

    kind: Kind
    slug: str  #: the last name that the editor chose; of a contest's own files, its folder's
    owner: str = ""  #: slug of what it belongs to: an entry's contest


def find(stem: str) -> Place | None:
    """The place of a path below content/ without its endings, such as `products/camerise`. None where no noun's files lie."""
    steps = stem.split("/")
    for kind, pattern in PATTERNS.items():
        parts = pattern.split("/")
        if len(parts) == len(steps) and all(map(fnmatchcase, steps, parts)):
            chosen = [words.slug(step) for step, part in zip(steps, parts, strict=True) if part == "*"]
            return Place(kind, chosen[-1], "/".join(chosen[:-1]))
    return None


def expected(root: str) -> str:
    """How files in a noun's folder are named, as a sentence's end."""
    return " or ".join(f"{pattern.replace('*', 'NAME')}.md" for pattern in PATTERNS.values() if pattern.startswith(f"{root}/"))
